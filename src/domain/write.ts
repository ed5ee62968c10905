import type { Id } from '../lib/ids.ts';
import type { IdentityEvidence, IdentityLevel, Subject } from './identity.ts';

/** Everything a flow can change. Carried out by the store inside the turn's transaction. */
export type Write =
  | LapseIdentity
  | BindIdentity
  | RecordIdentityFailure
  | SendOneTimeCode
  | RequestHandoff;

/** A high level was not used for too long: it ends for good, until the customer proves it again. */
export interface LapseIdentity {
  readonly kind: 'lapseIdentity';
  readonly identityId: Id<'identity'>;
  readonly level: IdentityLevel;
}

export interface BindIdentity {
  readonly kind: 'bindIdentity';
  readonly identityId: Id<'identity'>;
  readonly subject: Subject;
  readonly level: 1 | 2;
  /** plate_phone_id | report_no_phone | one_time_code | identity_token */
  readonly by: string;
}

export interface RecordIdentityFailure {
  readonly kind: 'recordIdentityFailure';
  readonly identityId: Id<'identity'>;
  readonly evidence: IdentityEvidence;
}

/** Makes a code, stores its hash and queues the SMS; at most one a minute and five a day for each phone. */
export interface SendOneTimeCode {
  readonly kind: 'sendOneTimeCode';
  readonly identityId: Id<'identity'>;
  readonly phone: string;
}

export interface RequestHandoff {
  readonly kind: 'requestHandoff';
  readonly conversationId: Id<'conversation'>;
  /** asked | misunderstood_twice | injury | identity_locked | self_harm | flow */
  readonly reason: string;
}
