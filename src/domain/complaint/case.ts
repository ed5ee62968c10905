import type { Id } from '../../lib/ids.ts';
import type {
  ComplaintCategory,
  ComplaintFlag,
  ComplaintSeverity,
  ComplaintSource,
  ComplaintStatus,
} from './record.ts';

/** What it is in law (投诉处理管理办法 2): only a complaint has the regulator's clock. */
export const CASE_NATURES = ['complaint', 'suggestion', 'report'] as const;
export type CaseNature = (typeof CASE_NATURES)[number];

/** Who complains (投诉处理管理办法 14). */
export const COMPLAINANT_ROLES = ['self', 'legal_rep', 'proxy', 'heir', 'third_party'] as const;
export type ComplainantRole = (typeof COMPLAINANT_ROLES)[number];

export const RESPONDENT_KINDS = ['agent', 'adjuster', 'repair_shop', 'branch', 'vendor'] as const;

/** Whom a complaint is about. */
export interface Respondent {
  readonly kind: (typeof RESPONDENT_KINDS)[number];
  /** An agent's id, when it is one of ours. */
  readonly id?: string | undefined;
  readonly name: string;
}

export const NOTICE_CHANNELS = ['chat', 'phone', 'letter', 'email', 'visit'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** A plan or a decision as it is told, with the parts that the law asks for (投诉处理管理办法 19). */
export interface DecisionNotice {
  /** What was found (核实情况). */
  readonly findings: string;
  /** What is done (处理决定). */
  readonly decision: string;
  /** By which clause or rule, and why (依据与理由). */
  readonly basis: string;
  /** What the customer can still do (核查、调解、仲裁、诉讼). */
  readonly remedies: string;
  readonly channel: NoticeChannel;
  /** How it can be shown that it was told: a recording's number, a waybill; in chat the message itself. */
  readonly proof: string;
  readonly at: Date;
}

/** Why it came to this, and who puts it right by when (溯源整改, art. 26). */
export interface RootCause {
  readonly code: RootCauseCode;
  readonly department: string;
  readonly action: string;
  readonly ownerId: string;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  readonly doneAt?: Date | undefined;
}

export const ROOT_CAUSE_CODES = [
  'rule',
  'process',
  'system',
  'staff_skill',
  'staff_attitude',
  'partner',
  'information',
  'product',
  'customer_expectation',
  'unfounded',
] as const;
export type RootCauseCode = (typeof ROOT_CAUSE_CODES)[number];

export const CUSTOMER_ANSWERS = ['accepted', 'rejected', 'no_reply'] as const;
export type CustomerAnswer = (typeof CUSTOMER_ANSWERS)[number];

/** What the customer thought of it, once it was closed. */
export interface ComplaintRating {
  /** 1 to 5. */
  readonly score: number;
  readonly solved: (typeof SOLVED_ANSWERS)[number];
  readonly comment?: string | undefined;
  readonly at: Date;
}

export const SOLVED_ANSWERS = ['solved', 'partly', 'not_solved'] as const;

/** What the machine decides by: the complaint as it stands. */
export interface ComplaintCase {
  readonly id: Id<'complaint'>;
  readonly complaintNo: string;
  readonly status: ComplaintStatus;
  readonly nature: CaseNature;
  readonly severity: ComplaintSeverity;
  readonly category: ComplaintCategory;
  readonly source: ComplaintSource;
  readonly flags: readonly ComplaintFlag[];
  readonly receivedAt: Date;
  readonly handlerId?: string | undefined;
  readonly supervisorId?: string | undefined;
  /** Agents who may have nothing to do with it (art. 17). */
  readonly excludedIds: readonly string[];
  readonly firstFeedbackAt?: Date | undefined;
  readonly proposedAt?: Date | undefined;
  readonly decidedAt?: Date | undefined;
  readonly notice?: DecisionNotice | undefined;
  readonly answer?: CustomerAnswer | undefined;
  readonly answeredAt?: Date | undefined;
  readonly reviewRequestedAt?: Date | undefined;
  readonly closedAt?: Date | undefined;
  readonly closeReason?: string | undefined;
  readonly mergedIntoNo?: string | undefined;
  readonly rootCause?: RootCause | undefined;
  readonly compensationFen?: bigint | undefined;
  /** Where it was told; absent: nobody chats about it. */
  readonly conversationId?: Id<'conversation'> | undefined;
  readonly ratingAskedAt?: Date | undefined;
  readonly rating?: ComplaintRating | undefined;
  readonly disputes: number;
  readonly escalation: number;
  /** Days of the regulator's clock: 15, then 30, then 60. */
  readonly regulatorDays: number;
  /** When it came into this state: when the newest event happened whose `from` is not its `to`. */
  readonly since: Date;
  /** How often the customer was contacted since then. */
  readonly contactsInState?: number | undefined;
  /** Of the newest event: the next one has a number above it. */
  readonly lastSeq: number;
}
