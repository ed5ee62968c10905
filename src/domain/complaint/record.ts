import type { Id } from '../../lib/ids.ts';

/** The category tree of domain.md 2.3. */
export const COMPLAINT_CATEGORIES = [
  'CLAIM.DELAY',
  'CLAIM.ASSESS_AMOUNT',
  'CLAIM.LIABILITY',
  'CLAIM.REPAIR_SHOP',
  'CLAIM.DOCS',
  'CLAIM.SURVEY',
  'CLAIM.INJURY',
  'CLAIM.PAYMENT',
  'CLAIM.SUBROGATION',
  'CLAIM.THIRD_PARTY',
  'CLAIM.TOTAL_LOSS',
  'SALES.MISLEAD',
  'SALES.NO_DISCLOSURE',
  'SALES.BUNDLE',
  'SALES.AUTO_RENEW',
  'SALES.GIFT',
  'SALES.TELEMARKETING',
  'UW.REFUSE_CI',
  'UW.PREMIUM',
  'UW.INFO_ERROR',
  'UW.POLICY_DELIVERY',
  'CHANGE.SURRENDER_FEE',
  'CHANGE.SURRENDER_DELAY',
  'CHANGE.ENDORSE',
  'SERVICE.ATTITUDE',
  'SERVICE.UNREACHABLE',
  'SERVICE.WRONG_INFO',
  'SERVICE.BOT',
  'SERVICE.RESCUE',
  'PRIVACY.LEAK',
  'PRIVACY.OVERCOLLECT',
  'PRIVACY.SPAM',
  'PRIVACY.RIGHTS',
  'OTHER',
] as const;
export type ComplaintCategory = (typeof COMPLAINT_CATEGORIES)[number];

/** S1 critical … S4 low (domain.md 2.4). */
export const COMPLAINT_SEVERITIES = ['S1', 'S2', 'S3', 'S4'] as const;
export type ComplaintSeverity = (typeof COMPLAINT_SEVERITIES)[number];

/** The states of domain.md 2.4. Overdue, extended and escalated are flags, not states. */
export const COMPLAINT_STATUSES = [
  'RECEIVED',
  'REGISTERED',
  'ASSIGNED',
  'INVESTIGATING',
  'WAITING_CUSTOMER',
  'EXTERNAL_APPRAISAL',
  'MEDIATION',
  'PROPOSED',
  'CONFIRMED',
  'NO_REPLY',
  'DISPUTED',
  'DECIDED',
  'REVIEW_REQUESTED',
  'REVIEW_DECIDED',
  'WITHDRAWN',
  'DECLINED',
  'MERGED',
  'CLOSED',
  'REOPENED',
] as const;
export type ComplaintStatus = (typeof COMPLAINT_STATUSES)[number];

/** Where a complaint came in, when a person wrote it down. */
export const COMPLAINT_SOURCES = [
  'web',
  'wechat',
  'phone',
  'visit',
  'letter',
  'regulator_12378',
  '12315',
  'association',
  'media',
  'internal',
] as const;
export type ComplaintSource = (typeof COMPLAINT_SOURCES)[number];

/** A complaint as an agent writes it down for a customer. */
export interface ComplaintInput {
  readonly matter: string;
  readonly request?: string | undefined;
  /** Absent: proposed from the words. */
  readonly category?: ComplaintCategory | undefined;
  /** Absent: the channel of the conversation, or the phone. */
  readonly source?: ComplaintSource | undefined;
  /** When it was made; its clocks run from here. Absent: now. */
  readonly receivedAt?: Date | undefined;
  readonly conversationId?: string | undefined;
  readonly customerNo?: string | undefined;
  readonly claimNo?: string | undefined;
  readonly plate?: string | undefined;
  readonly contactName?: string | undefined;
  readonly contactPhone?: string | undefined;
  readonly evidenceIds?: readonly string[] | undefined;
}

/** A complaint as a customer files it. Its clocks run from `receivedAt`, the time of the message that complained. */
export interface NewComplaint {
  readonly complaintNo: string;
  readonly receivedAt: Date;
  readonly registeredAt: Date;
  readonly identityId: Id<'identity'>;
  readonly conversationId: Id<'conversation'>;
  readonly customerId?: Id<'customer'>;
  readonly source: 'web' | 'wechat';
  readonly category: ComplaintCategory;
  readonly severity: ComplaintSeverity;
  /** What happened, in the customer's own words. */
  readonly matter: string;
  /** What they ask for (诉求), when they said so. */
  readonly request?: string;
  readonly claimNo?: string;
  readonly plate?: string;
  readonly contactName?: string;
  /** Absent when they want the answer where they complained. */
  readonly contactPhone?: string;
  readonly evidenceIds: readonly Id<'file'>[];
  readonly flags: readonly ComplaintFlag[];
  /** The promises told to the customer, from `receivedAt`. */
  readonly firstFeedbackDueAt: Date;
  readonly resolutionDueAt: Date;
}

export type ComplaintFlag = 'media_risk' | 'regulator_risk' | 'safety_risk' | 'repeat';

/** A complaint as its complainant may see it. */
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
}

const ENDED: ReadonlySet<ComplaintStatus> = new Set(['CLOSED', 'WITHDRAWN', 'DECLINED', 'MERGED']);

/** True when nothing more is done about it unless it is opened again. */
export function isEnded(status: ComplaintStatus): boolean {
  return ENDED.has(status);
}

/** Complaints of one chat identity, and of the customer it proved to be; newest first. */
export interface ComplaintReader {
  ofComplainant(who: {
    readonly identityId: Id<'identity'>;
    readonly customerId?: Id<'customer'>;
  }): Promise<readonly ComplaintView[]>;
}
