import type { Actor } from '../audit.ts';
import type { SurveyValue } from '../questionnaire/values.ts';
import type { IdentityProof, VisitResult } from './visit.ts';

/** Who has to do with a visit. */
export interface VisitActor {
  readonly actor: Actor;
  /** Leads, and may take what somebody else has. */
  readonly isLead: boolean;
}

/** Why something may not be done with a visit. */
export type VisitRefusal =
  | 'not_found'
  /** It is about them, or they handled it. */
  | 'excluded'
  | 'ended'
  | 'owned_by_another'
  /** They have not taken it. */
  | 'not_owner'
  /** It is nobody's to call: the messages come first. */
  | 'not_calling'
  /** Something is open that keeps it back. */
  | 'on_hold'
  | 'not_yet'
  | 'same_slot'
  | 'outside_hours'
  | 'not_identified'
  | 'wrong_time'
  | 'no_questionnaire'
  /** The answers were given elsewhere meanwhile, or are not taken any more. */
  | 'answers_closed';

export type VisitActed =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      readonly why: VisitRefusal;
      /** Of `not_yet` and `same_slot`: from when on. */
      readonly from?: Date | undefined;
    }
  | { readonly kind: 'invalid'; readonly questionIds: readonly string[] };

/** What was said on the phone. */
export interface VisitOutcome {
  readonly result: VisitResult;
  readonly note?: string | undefined;
  readonly callLaterAt?: Date | undefined;
  readonly values?: Readonly<Record<string, SurveyValue>> | undefined;
  readonly identity?: IdentityProof | undefined;
}
