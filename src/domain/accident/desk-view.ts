import type { Id } from '../../lib/ids.ts';
import type { AccidentKind, LossKind, PoliceReason } from './report.ts';

/** A report in a list of them, as the desk reads it. People, plates and texts are masked. */
export interface ReportListItem {
  readonly reportNo: string;
  readonly reportedAt: Date;
  readonly accidentAt: Date;
  readonly isAccidentTimeApproximate: boolean;
  readonly accidentPlace: string;
  readonly accidentKind: AccidentKind;
  readonly lossKind: LossKind;
  readonly hasInjury: boolean;
  readonly isDrivable: boolean;
  readonly urgency: 'normal' | 'urgent';
  readonly plate: string;
  readonly reporterPhone: string;
  readonly customerNo: string | null;
  /** The claim's number as it is now: the insurer's own once it was told. */
  readonly claimNo: string | null;
  readonly adjusterName: string | null;
  readonly photoCount: number;
  readonly flags: readonly string[];
}

/** A report with all that was told, masked. */
export interface ReportDetail extends ReportListItem {
  readonly conversationId: Id<'conversation'>;
  readonly policyNo: string | null;
  readonly reporterName: string | null;
  readonly description: string | null;
  readonly injuredCount: number | null;
  readonly otherPlates: readonly string[];
  readonly isInSafePlace: boolean | null;
  readonly policeReported: boolean | null;
  readonly policeReasons: readonly PoliceReason[];
  /** To about a kilometre; the handler has the exact one in the conversation. */
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
  readonly photoIds: readonly Id<'file'>[];
  readonly documents: readonly string[];
}
