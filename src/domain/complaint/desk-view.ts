import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Actor } from '../audit.ts';
import type { PageRequest } from '../page.ts';
import type { ClockKind, SlaClock } from '../sla/clock.ts';
import type { ComplaintActName } from './acts.ts';
import type {
  CaseNature,
  ComplainantRole,
  ComplaintRating,
  CustomerAnswer,
  DecisionNotice,
  Respondent,
  RootCause,
} from './case.ts';
import type {
  ComplaintCategory,
  ComplaintSeverity,
  ComplaintSource,
  ComplaintStatus,
} from './record.ts';

/** The clock that a list counts down. */
export type NextClock = Pick<SlaClock, 'kind' | 'startedAt' | 'dueAt' | 'pausedAt' | 'verdict'>;

/** A complaint in a list of them, as the desk reads it. Personal data is masked. */
export interface ComplaintSummary {
  readonly complaintNo: string;
  readonly status: ComplaintStatus;
  readonly severity: ComplaintSeverity;
  readonly category: ComplaintCategory;
  readonly source: ComplaintSource;
  readonly matter: string;
  readonly customerNo: string | null;
  readonly claimNo: string | null;
  readonly plate: string | null;
  readonly handlerId: string | null;
  readonly handlerName: string | null;
  readonly flags: readonly string[];
  /** A clock is past its deadline and still waits. */
  readonly isOverdue: boolean;
  readonly isExtended: boolean;
  /** How many levels up it was taken. */
  readonly escalation: number;
  readonly receivedAt: Date;
  readonly registeredAt: Date;
  readonly firstFeedbackDueAt: Date;
  readonly resolutionDueAt: Date;
  readonly firstFeedbackAt: Date | null;
  readonly closedAt: Date | null;
  /** The open clock whose deadline comes first, standing clocks last; null: none is open. */
  readonly nextClock: NextClock | null;
  /** Open clocks that stand still now and are not late. */
  readonly standingClocks: readonly ClockKind[];
}

/** A complaint with all that was handed in, masked. */
export interface ComplaintDetail extends ComplaintSummary {
  readonly nature: CaseNature;
  readonly complainantRole: ComplainantRole;
  readonly sourceRef: string | null;
  readonly request: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly conversationId: Id<'conversation'> | null;
  readonly respondents: readonly Respondent[];
  readonly branch: string | null;
  readonly repairShop: string | null;
  readonly amountClaimedFen: number | null;
  readonly evidenceIds: readonly Id<'file'>[];
  readonly excluded: readonly { readonly id: string; readonly name: string }[];
  readonly supervisorName: string | null;
  readonly notice: DecisionNotice | null;
  readonly answer: CustomerAnswer | null;
  readonly answeredAt: Date | null;
  readonly rootCause: RootCause | null;
  readonly compensationFen: number | null;
  readonly closeReason: string | null;
  readonly mergedIntoNo: string | null;
  readonly repeatOfNo: string | null;
  readonly groupKey: string | null;
  /** Complaints of the same cause within seven days, this one counted. */
  readonly groupSize: number;
  readonly rating: ComplaintRating | null;
  /** The first automatic answer; the first by a person is `firstFeedbackAt`. */
  readonly acknowledgedAt: Date | null;
  readonly clocks: readonly SlaClock[];
  /** What whoever asks may do now. */
  readonly may: readonly ComplaintActName[];
  readonly updatedAt: Date;
}

/** One line of a complaint's history, texts masked. */
export interface ComplaintEventView {
  readonly seq: number;
  /** `register`, `answered`, or an act of acts.ts. */
  readonly name: string;
  readonly occurredAt: Date;
  /** Later than `occurredAt`: written down afterwards. */
  readonly recordedAt: Date;
  readonly byKind: Actor['kind'];
  readonly byName: string | null;
  readonly fromStatus: ComplaintStatus | null;
  readonly toStatus: ComplaintStatus;
  readonly data: JsonObject;
}

/** Somebody who could be given a complaint, or who may not have it. */
export interface ComplaintCandidate {
  readonly id: Id<'agent'>;
  readonly name: string;
  readonly role: string;
  readonly isOnline: boolean;
  /** Open complaints that they have. */
  readonly open: number;
  readonly isExcluded: boolean;
}

/** Which complaints of a list; of what is absent, all. */
export interface ComplaintQuery extends PageRequest {
  /** `open`: every state before the end. */
  readonly status?: readonly (ComplaintStatus | 'open')[] | undefined;
  readonly severity?: readonly ComplaintSeverity[] | undefined;
  /** Whole, or a branch of the tree. */
  readonly category?: string | undefined;
  readonly source?: readonly ComplaintSource[] | undefined;
  /** An agent's id, or `none`. */
  readonly handlerId?: string | undefined;
  /** True: a clock is past its deadline and still waits. */
  readonly isOverdue?: boolean | undefined;
  /** Open, nothing overdue, and the next deadline within so many hours. */
  readonly dueWithinHours?: number | undefined;
  readonly customerNo?: string | undefined;
  readonly claimNo?: string | undefined;
  readonly groupKey?: string | undefined;
  /** Received from, and before. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Default: `received`, newest first; `due`: the earliest deadline first, those without one at the end. */
  readonly sort?: 'received' | 'due' | undefined;
}
