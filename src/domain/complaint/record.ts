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

/** What the desk has to watch about a complaint. */
export const COMPLAINT_FLAGS = [
  'media_risk',
  'regulator_risk',
  'safety_risk',
  'repeat',
  /** Twenty people or more together (art. 29). */
  'major_case',
  /** Of a group of complaints of one cause. */
  'group',
  /** Signs of a paid agent behind it: for the desk only, and it changes nothing for the customer. */
  'suspected_proxy',
  'vulnerable',
  'extended',
  'escalated',
] as const;
export type ComplaintFlag = (typeof COMPLAINT_FLAGS)[number];

const ENDED: ReadonlySet<ComplaintStatus> = new Set(['CLOSED', 'WITHDRAWN', 'DECLINED', 'MERGED']);

/** True when nothing more is done about it unless it is opened again. */
export function isEnded(status: ComplaintStatus): boolean {
  return ENDED.has(status);
}
