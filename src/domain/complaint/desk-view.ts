import type { Id } from '../../lib/ids.ts';
import type { ComplaintCategory, ComplaintSeverity, ComplaintStatus } from './record.ts';

/** A complaint in a list of them, as the desk reads it. Personal data is masked. */
export interface ComplaintSummary {
  readonly complaintNo: string;
  readonly status: ComplaintStatus;
  readonly severity: ComplaintSeverity;
  readonly category: ComplaintCategory;
  readonly source: string;
  readonly matter: string;
  readonly customerNo: string | null;
  readonly claimNo: string | null;
  readonly plate: string | null;
  readonly handlerName: string | null;
  readonly flags: readonly string[];
  readonly receivedAt: Date;
  readonly registeredAt: Date;
  readonly firstFeedbackDueAt: Date;
  readonly resolutionDueAt: Date;
  readonly firstFeedbackAt: Date | null;
  readonly closedAt: Date | null;
}

/** A complaint with all that was handed in, masked. */
export interface ComplaintDetail extends ComplaintSummary {
  readonly request: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly conversationId: Id<'conversation'> | null;
  readonly evidenceIds: readonly Id<'file'>[];
  readonly updatedAt: Date;
}
