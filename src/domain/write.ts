import type { Id } from '../lib/ids.ts';
import type { AccidentReport } from './accident/report.ts';
import type { ClaimDocument } from './claim/document.ts';
import type { CustomerAct } from './complaint/complainant.ts';
import type { NewComplaint } from './complaint/filed.ts';
import type { ConsentDecision } from './consent.ts';
import type { HandoffReason } from './handoff/handoff.ts';
import type { IdentityEvidence, IdentityLevel, Subject } from './identity.ts';
import type { SurveyValue } from './questionnaire/values.ts';
import type { NewServiceRequest } from './service-request.ts';

/** Everything a flow can change. Carried out by the store inside the turn's transaction. */
export type Write =
  | LapseIdentity
  | BindIdentity
  | RecordIdentityFailure
  | SendOneTimeCode
  | RequestHandoff
  | WithdrawHandoff
  | RateHandoff
  | SubmitAccidentReport
  | AttachClaimDocument
  | FileComplaint
  | ActOnComplaint
  | RegisterServiceRequest
  | CancelRescue
  | ChangeProfile
  | AnswerSurvey
  | DecideConsent
  | SignUpForEvent
  | CancelEventSignUp
  | CheckInAtEvent
  | OpenReferralLink;

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
  /** Sent to a number that no customer has: a proved customer wants it to become theirs. */
  readonly isNewPhone?: true;
}

export interface RequestHandoff {
  readonly kind: 'requestHandoff';
  readonly conversationId: Id<'conversation'>;
  readonly reason: HandoffReason;
  /** What whoever takes it must know; none: what the reason says. */
  readonly skill?: string;
}

/** Nobody is wanted any more: ends a request that no person has taken yet. Without one nothing happens. */
export interface WithdrawHandoff {
  readonly kind: 'withdrawHandoff';
  readonly conversationId: Id<'conversation'>;
  readonly outcome: 'withdrawn' | 'call_back';
}

/**
 * What the customer thought of the help by a person: of the newest hand-off of the conversation that has ended. A score
 * counts once; a comment that comes after it is added.
 */
export interface RateHandoff {
  readonly kind: 'rateHandoff';
  readonly conversationId: Id<'conversation'>;
  /** 1 (very dissatisfied) to 5. */
  readonly score?: 1 | 2 | 3 | 4 | 5;
  readonly comment?: string;
}

/**
 * Stores the report under its number, opens the case at REPORTED for the policyholder whose plate it is (at
 * DISPATCHED when it names a handler), and links the photos. Whether the plate is insured stays inside.
 */
export interface SubmitAccidentReport {
  readonly kind: 'submitAccidentReport';
  readonly report: AccidentReport;
}

export interface AttachClaimDocument {
  readonly kind: 'attachClaimDocument';
  readonly identityId: Id<'identity'>;
  /** Where the files were sent: those of any other conversation are refused. */
  readonly conversationId: Id<'conversation'>;
  readonly document: ClaimDocument;
}

export interface FileComplaint {
  readonly kind: 'fileComplaint';
  readonly complaint: NewComplaint;
}

/**
 * What a customer does with their own complaint. One that is not theirs, or that does not allow it any more, is left
 * as it is: the turn rolls back, is run again and finds it so.
 */
export interface ActOnComplaint {
  readonly kind: 'actOnComplaint';
  readonly complaintNo: string;
  readonly identityId: Id<'identity'>;
  readonly customerId?: Id<'customer'>;
  readonly act: CustomerAct;
}

/** Registers a request and, for a kind that a partner carries out, queues the webhook to that partner. */
export interface RegisterServiceRequest {
  readonly kind: 'registerServiceRequest';
  readonly request: NewServiceRequest;
}

/** Nobody has to come any more: ends the customer's own request, and tells the partner who was told of it. */
export interface CancelRescue {
  readonly kind: 'cancelRescue';
  readonly requestNo: string;
  readonly identityId: Id<'identity'>;
}

/** A detail that the customer may change alone, after proof (domain.md 3.4). Others are service requests. */
export interface ChangeProfile {
  readonly kind: 'changeProfile';
  readonly customerId: Id<'customer'>;
  readonly field: 'phone' | 'address';
  readonly value: string;
  /** Whose newest code proved the new phone: used up with the change, or the change is refused. */
  readonly codeOf?: Id<'identity'>;
}

/**
 * Answers to a survey in the chat, each kept at once. One that is over by now is left as it is: the turn rolls back, is
 * run again and finds it so.
 */
export interface AnswerSurvey {
  readonly kind: 'answerSurvey';
  readonly invitationId: Id<'invitation'>;
  /** By question; null: left out. */
  readonly values: Readonly<Record<string, SurveyValue>>;
  /** When it was said. */
  readonly at: Date;
  /** Their words beside a score. */
  readonly said?: string;
  readonly isRefused?: true;
  /** What somebody who is not content chose of what was offered. */
  readonly wish?: 'call_back';
}

export interface DecideConsent {
  readonly kind: 'decideConsent';
  readonly decision: ConsentDecision;
}

/** Somebody comes to a meeting of car owners, or waits for a place. `expected` is what the replies promise. */
export interface SignUpForEvent {
  readonly kind: 'signUpForEvent';
  readonly eventNo: string;
  readonly expected: 'signed_up' | 'waiting';
  readonly identityId: Id<'identity'>;
  readonly customerId?: Id<'customer'>;
  readonly conversationId: Id<'conversation'>;
  readonly name: string;
  readonly phone?: string;
  readonly photoConsent?: boolean;
  /** What the ticket's QR code says: 100 random bits. */
  readonly ticket: string;
}

/** Gives a place back, or a place in the line; whoever waits first gets it. */
export interface CancelEventSignUp {
  readonly kind: 'cancelEventSignUp';
  readonly eventNo: string;
  readonly identityId: Id<'identity'>;
  readonly customerId?: Id<'customer'>;
}

/** Somebody who signed up read the code at the door. */
export interface CheckInAtEvent {
  readonly kind: 'checkInAtEvent';
  readonly eventNo: string;
  readonly identityId: Id<'identity'>;
  readonly customerId?: Id<'customer'>;
}

/** A proved customer's own link for friends. */
export interface OpenReferralLink {
  readonly kind: 'openReferralLink';
  readonly customerId: Id<'customer'>;
  readonly code: string;
}
