import type { Id } from '../../lib/ids.ts';
import type { CaseNature, ComplainantRole, Respondent } from './case.ts';
import type {
  ComplaintCategory,
  ComplaintFlag,
  ComplaintSeverity,
  ComplaintSource,
} from './record.ts';

/** A complaint as an agent writes it down for a customer. */
export interface ComplaintInput {
  readonly nature?: CaseNature | undefined;
  /** The number under which a regulator, association or platform passed it on. */
  readonly sourceRef?: string | undefined;
  readonly complainantRole?: ComplainantRole | undefined;
  /** Whom it is about. */
  readonly respondents?: readonly Respondent[] | undefined;
  readonly branch?: string | undefined;
  readonly repairShop?: string | undefined;
  readonly amountClaimedFen?: number | undefined;
  /** People who came together. */
  readonly groupCount?: number | undefined;
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
