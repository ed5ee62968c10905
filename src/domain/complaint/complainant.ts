import type { Id } from '../../lib/ids.ts';
import type { ClockKind, PauseReason } from '../sla/clock.ts';
import type { PolicySubject } from '../sla/policy.ts';
import type { ComplaintAct } from './acts.ts';
import type { CaseNature, CustomerAnswer, DecisionNotice } from './case.ts';
import type { ComplaintPromises } from './promises.ts';
import type { ComplaintCategory, ComplaintStatus } from './record.ts';

/** What a customer may do with a complaint of theirs. */
export const CUSTOMER_ACTS = [
  'confirm',
  'dispute',
  'withdraw',
  'supplement',
  'request_review',
  'reopen',
  'rate',
] as const;
export type CustomerActName = (typeof CUSTOMER_ACTS)[number];
export type CustomerAct = Extract<ComplaintAct, { readonly name: CustomerActName }>;

/** A complaint as its complainant may see it: nothing that is for the desk only. */
export interface ComplaintView {
  readonly complaintNo: string;
  readonly status: ComplaintStatus;
  readonly category: ComplaintCategory;
  readonly matter: string;
  readonly receivedAt: Date;
  readonly firstFeedbackDueAt: Date;
  readonly resolutionDueAt: Date;
  readonly firstFeedbackAt?: Date;
  readonly closedAt?: Date;
  readonly claimNo?: string;
  readonly handlerName?: string;
  /** What they may do with it now. */
  readonly may: readonly CustomerActName[];
  /** The plan or decision that they were told last. */
  readonly notice?: DecisionNotice;
  readonly answer?: CustomerAnswer;
  /** When it was decided: a review may be asked for from here on. */
  readonly decidedAt?: Date;
  /** What it stands still for, and what they were asked or told then. */
  readonly waiting?: ComplaintWaiting;
  /** What else is promised now, and until when; null: it stands still. */
  readonly promises: readonly ComplaintPromise[];
  readonly mergedIntoNo?: string;
  readonly ratingAskedAt?: Date;
}

export interface ComplaintWaiting {
  readonly reason: PauseReason;
  readonly since: Date;
  readonly request: string;
}

export interface ComplaintPromise {
  readonly kind: ClockKind;
  readonly dueAt: Date | null;
}

/** Complaints of one chat identity, and of the customer it proved to be; newest first. */
export interface ComplaintReader {
  ofComplainant(who: {
    readonly identityId: Id<'identity'>;
    readonly customerId?: Id<'customer'>;
    /** What they may do depends on how long ago things happened. */
    readonly now: Date;
  }): Promise<readonly ComplaintView[]>;
  /** What would be promised for one made at `receivedAt`, by the policy in force. */
  promisesFor(
    subject: PolicySubject & { readonly nature: CaseNature },
    receivedAt: Date,
  ): Promise<ComplaintPromises>;
  /** What would be promised if the customer did this now; nothing when they may not. */
  promisesAfter(
    complaintNo: string,
    act: CustomerAct,
    now: Date,
  ): Promise<readonly ComplaintPromise[]>;
}
