import type { Id } from '../../lib/ids.ts';
import type { ClaimStatus } from './status.ts';

/** A claim as a flow reads it to tell a customer. Holds what L2 may see; the flow shows less at L1. */
export interface ClaimView {
  readonly id: Id<'claim'>;
  readonly claimNo: string;
  readonly reportNo?: string;
  readonly plate?: string;
  readonly status: ClaimStatus;
  readonly statusAt: Date;
  readonly reportedAt: Date;
  readonly accidentAt?: Date;
  readonly accidentPlace?: string;
  readonly hasInjury: boolean;
  /** True when somebody else reported it (a driver, a workshop). */
  readonly isReportedByOther: boolean;
  readonly handler?: { readonly name: string; readonly phone?: string };
  readonly facts: ClaimFacts;
  readonly lossItems: readonly {
    readonly kind: LossItemKind;
    readonly status: ClaimStatus;
    readonly amountFen?: number;
  }[];
  /** The stages it went through, oldest first, without those a customer must not see. */
  readonly history: readonly { readonly status: ClaimStatus; readonly at: Date }[];
}

export type LossItemKind = 'OWN_VEHICLE' | 'THIRD_VEHICLE' | 'PROPERTY' | 'PERSON';

/** What the insurer's system tells beside the stage. All optional; money in fen. */
export interface ClaimFacts {
  /** The assessed loss. */
  readonly assessedFen?: number;
  /** What will be or was paid. */
  readonly payableFen?: number;
  /** The payee account's last four digits. */
  readonly payeeLast4?: string;
  /** Documents still missing, by their customers' names. */
  readonly missingDocuments?: readonly string[];
  readonly documentsCompleteAt?: string;
  /** When the next result is expected, RFC 3339. */
  readonly expectedAt?: string;
  /** Minutes until the handler calls, after dispatch. */
  readonly contactWithinMinutes?: number;
  /** How the written decision was sent (REJECTED). Never the reason. */
  readonly decisionChannel?: string;
  /** How the case is handled: 正常, 互碰自赔, 代位求偿 ... (domain.md 1.2). */
  readonly handlingMode?: string;
  /** Separate proceedings of the two covers, when they are at different stages. */
  readonly compulsoryStatus?: ClaimStatus;
  readonly commercialStatus?: ClaimStatus;
}

/** Reads claims for the person who proved to be allowed. */
export interface ClaimReader {
  /** The claims of an insured, newest first. */
  ofCustomer(customerId: Id<'customer'>): Promise<readonly ClaimView[]>;
  /** One claim by claim or report number. Only for a reporter who proved to have made it. */
  byNumber(claimOrReportNo: string): Promise<ClaimView | undefined>;
}
