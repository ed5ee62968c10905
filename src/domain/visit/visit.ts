import type { Id } from '../../lib/ids.ts';
import { PUSH_REFUSALS } from '../push/push.ts';

/** The return visits that there are (domain.md 4.2). */
export const VISIT_KINDS = [
  'NEW_POLICY',
  'RENEWAL',
  'POST_CLAIM',
  'POST_COMPLAINT',
  'ANNUAL',
  'HIGH_VALUE',
] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** `inviting`: a message is on its way or waits for an answer; `calling`: a person has to call. The last three are final. */
export const VISIT_STATUSES = [
  'planned',
  'inviting',
  'calling',
  'done',
  'stopped',
  'missed',
] as const;
export type VisitStatus = (typeof VISIT_STATUSES)[number];

/** What came of a visit, or of one try (domain.md 4.2). */
export const VISIT_RESULTS = [
  'SUCCESS',
  'PARTIAL',
  'NO_ANSWER',
  'WRONG_NUMBER',
  'REFUSED',
  'CALL_LATER',
  'OPEN_COMPLAINT',
  'DECEASED',
  'SOLD',
] as const;
export type VisitResult = (typeof VISIT_RESULTS)[number];

/** By what a customer is visited; a person calls by `phone`, the others are pushes. */
export const VISIT_WAYS = ['wechat', 'web', 'sms', 'phone'] as const;
export type VisitWay = (typeof VISIT_WAYS)[number];

/** Parts of the day in which a customer is tried; the hours are in slots.ts. */
export const VISIT_SLOTS = ['morning', 'noon', 'afternoon', 'evening'] as const;
export type VisitSlot = (typeof VISIT_SLOTS)[number];

/** Why a visit waits, was stopped or was missed: those of pushes, and its own. Each has its words in the console. */
export const VISIT_REASONS = [
  ...PUSH_REFUSALS,
  /** The push failed at the channel, or may not have arrived. */
  'push_failed',
  /** The claim or complaint that it is about was opened again. */
  'subject_open',
  'policy_cancelled',
  /** The car is insured with us again: nothing is left to ask before expiry. */
  'renewed',
  'sold',
  /** They were tried as often as the plan says, or did not answer in its window. */
  'no_answer',
  'no_phone',
  'wrong_number',
  /** Nobody at the desk called in its window. */
  'not_called',
  /** No questionnaire of its kind is published. */
  'no_questionnaire',
  /** The desk did not run while its window was open. */
  'standstill',
  /** The insurer's system told of its event when its window was over. */
  'told_late',
  /** The complaint's own question was not asked in its window. */
  'not_asked',
  /** Less than half was answered. */
  'below_half',
  /** The complaint's own question, asked in the chat, was answered: that answer is this visit's. */
  'rated_in_chat',
  /** The answer has a follow-up with a deadline of its own: that call is the visit's. */
  'followed_up',
  /** The answer was bad, and a person calls. */
  'low_score',
] as const;
export type VisitReason = (typeof VISIT_REASONS)[number];

/** What the customer may be asked for, to prove who they are before anything personal is said (domain.md 3.4). */
export const IDENTITY_QUESTIONS = ['plate', 'id_last4', 'name'] as const;
export type IdentityQuestion = (typeof IDENTITY_QUESTIONS)[number];

/** How the person on the phone was proved to be the customer. */
export interface IdentityProof {
  readonly asked: readonly IdentityQuestion[];
  readonly ok: boolean;
}

/** One try to reach the customer. */
export interface VisitTry {
  readonly nth: number;
  readonly way: VisitWay;
  readonly slot: VisitSlot;
  readonly at: Date;
  /** Absent: no answer yet. */
  readonly result?: VisitResult | undefined;
  readonly reason?: string | undefined;
  readonly byId?: string | undefined;
  readonly note?: string | undefined;
  readonly identity?: IdentityProof | undefined;
}

/** A return visit as its machine reads it. */
export interface Visit {
  readonly id: Id<'returnVisit'>;
  readonly kind: VisitKind;
  readonly eventKey: string;
  readonly customerId: Id<'customer'>;
  readonly dueFrom: Date;
  /** Half-open: at this instant it is late. */
  readonly dueUntil: Date;
  readonly status: VisitStatus;
  readonly ownerId?: string | undefined;
  readonly excludedIds: readonly string[];
  /** What is tried, in this order. */
  readonly ways: readonly VisitWay[];
  readonly attemptsMax: number;
  /** When it is looked at again; of `calling`: the earliest time to call. */
  readonly nextAttemptAt?: Date | undefined;
  readonly result?: VisitResult | undefined;
  readonly reason?: VisitReason | undefined;
  readonly invitationId?: Id<'invitation'> | undefined;
  readonly tries: readonly VisitTry[];
}

/** True when nothing more happens to it. */
export function isVisitEnded(status: VisitStatus): boolean {
  return status === 'done' || status === 'stopped' || status === 'missed';
}
