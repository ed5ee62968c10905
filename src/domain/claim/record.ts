import type { Id } from '../../lib/ids.ts';
import type { Given } from '../customer/record.ts';
import type { ClaimStatus } from './status.ts';
import type { ClaimFacts, LossItemKind } from './view.ts';

export const LOSS_ITEM_KINDS = ['OWN_VEHICLE', 'THIRD_VEHICLE', 'PROPERTY', 'PERSON'] as const;

/** One event of the insurer's system about one claim, as derivation reads it. */
export interface ClaimEvent {
  /** Unique within the claim; a repeated one is the same event. */
  readonly sourceEventId: string;
  /** Ours; absent when the source's code is unknown to us or the event brings facts only. */
  readonly status?: ClaimStatus;
  readonly rawStatus?: string;
  /** By the source's clock. */
  readonly occurredAt: Date;
  /** Absent: about the whole case. */
  readonly lossItemNo?: string;
  readonly lossItemKind?: LossItemKind;
  readonly facts: ClaimFacts;
  readonly handler?: ClaimHandler;
  /** The source told where the claim stands, not that it just moved there: any stage may follow any. */
  readonly isSnapshot: boolean;
}

export interface ClaimHandler {
  readonly name: string;
  readonly phone?: string;
}

/** Where a claim begins: reported, at this time. */
export interface ClaimOpening {
  readonly reportedAt: Date;
}

export interface ClaimStep {
  readonly status: ClaimStatus;
  readonly at: Date;
}

export interface DerivedLossItem {
  readonly itemNo: string;
  readonly kind: LossItemKind;
  readonly status: ClaimStatus;
  readonly amountFen?: number;
}

/** Everything about a claim that follows from its events. */
export interface DerivedClaim {
  readonly status: ClaimStatus;
  readonly statusAt: Date;
  /** The newest event's code, while it is none of ours. */
  readonly rawStatus?: string;
  readonly facts: ClaimFacts;
  readonly handler?: ClaimHandler;
  readonly lossItems: readonly DerivedLossItem[];
  /** The case's stages, oldest first. */
  readonly path: readonly ClaimStep[];
  /** By sourceEventId: `FROM>TO` of each step that the table does not know. */
  readonly anomalies: ReadonlyMap<string, string>;
}

/** Somebody else than the insured who reported: a driver, a workshop. */
export interface ClaimReporter {
  readonly name: string;
  readonly phone: string;
  readonly relation?: string;
}

/** What the insurer's system tells about a claim. Identifiers are normalised. */
export interface ClaimPut {
  readonly claimNo: string;
  readonly reportNo?: Given<string>;
  readonly customerNo: string;
  readonly policyNo?: Given<string>;
  readonly plate?: Given<string>;
  readonly accidentAt?: Given<Date>;
  readonly accidentPlace?: Given<string>;
  readonly accidentKind?: Given<string>;
  readonly hasInjury?: boolean | undefined;
  readonly reportedAt: Date;
  /** Null or absent when the insured reported. */
  readonly reporter?: Given<ClaimReporter>;
  /** Where it stands. The events of the claim decide when they are newer. */
  readonly status?: ClaimStatus | undefined;
  readonly rawStatus?: string | undefined;
  readonly statusAt?: Date | undefined;
  readonly handler?: ClaimHandler | undefined;
  readonly facts?: ClaimFacts | undefined;
  readonly lossItems?: readonly ClaimPutItem[] | undefined;
  readonly updatedAt: Date;
}

export interface ClaimPutItem {
  readonly itemNo: string;
  readonly kind: LossItemKind;
  readonly status: ClaimStatus;
  readonly amountFen?: number | undefined;
}

/** An event with who sent it. */
export interface ClaimEventInput extends ClaimEvent {
  /** The system it comes from. */
  readonly source: string;
  /** Who did it there. */
  readonly actor?: string | undefined;
}

/** One event as it is stored. */
export interface StoredClaimEvent extends ClaimEventInput {
  readonly receivedAt: Date;
  readonly anomaly?: string;
}

/** A claim with its whole history, for those who work on it. */
export interface ClaimDetail {
  readonly id: Id<'claim'>;
  readonly claimNo: string;
  readonly reportNo?: string;
  readonly customerId: Id<'customer'>;
  readonly customerNo: string;
  readonly policyNo?: string;
  readonly plate?: string;
  readonly reportedAt: Date;
  readonly accidentAt?: Date;
  readonly accidentPlace?: string;
  readonly accidentKind?: string;
  readonly hasInjury: boolean;
  readonly reporter?: ClaimReporter;
  readonly derived: DerivedClaim;
  readonly events: readonly StoredClaimEvent[];
}

/** What became of events sent for one claim. */
export type RecordedEvents =
  | { readonly kind: 'not_found' }
  | {
      readonly kind: 'recorded';
      readonly claim: ClaimDetail;
      readonly events: readonly RecordedEvent[];
      readonly isCustomerTold: boolean;
    };

export interface RecordedEvent {
  readonly sourceEventId: string;
  readonly isDuplicate: boolean;
  readonly anomaly?: string;
}
