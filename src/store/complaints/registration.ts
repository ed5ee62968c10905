import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import type { CaseNature, ComplainantRole, Respondent } from '../../domain/complaint/case.ts';
import type {
  ComplaintCategory,
  ComplaintFlag,
  ComplaintSeverity,
  ComplaintSource,
} from '../../domain/complaint/record.ts';
import type { Id } from '../../lib/ids.ts';
import type { Likeness } from './read-like.ts';

/** A complaint as it comes in, whichever way. Whoever it is of was looked up by the caller. */
export interface Registration {
  readonly complaintNo: string;
  readonly by: ComplaintActor;
  readonly source: ComplaintSource;
  /** The number under which a regulator, association or platform passed it on. */
  readonly sourceRef?: string | undefined;
  readonly receivedAt: Date;
  readonly nature?: CaseNature | undefined;
  readonly complainantRole?: ComplainantRole | undefined;
  readonly category: ComplaintCategory;
  /** As it was told to the customer already, in a chat; absent: by its words. */
  readonly severity?: ComplaintSeverity | undefined;
  readonly flags?: readonly ComplaintFlag[] | undefined;
  readonly matter: string;
  readonly request?: string | undefined;
  readonly identityId?: Id<'identity'> | undefined;
  readonly conversationId?: Id<'conversation'> | undefined;
  readonly customerId?: Id<'customer'> | undefined;
  readonly claimNo?: string | undefined;
  readonly plate?: string | undefined;
  readonly contactName?: string | undefined;
  readonly contactPhone?: string | undefined;
  readonly evidenceIds?: readonly string[] | undefined;
  readonly respondents?: readonly Respondent[] | undefined;
  /** Absent: the customer's own. */
  readonly branch?: string | undefined;
  readonly repairShop?: string | undefined;
  readonly amountClaimedFen?: number | undefined;
  /** People who came together. */
  readonly groupCount?: number | undefined;
}

/** What is known of it once the tables were asked. */
export interface Assessed {
  readonly id: Id<'complaint'>;
  readonly severity: ComplaintSeverity;
  readonly flags: readonly ComplaintFlag[];
  readonly excludedIds: readonly string[];
  readonly branch: string | undefined;
  readonly repairShop: string | undefined;
  readonly groupKey: string | undefined;
  readonly likeness: Likeness;
}
