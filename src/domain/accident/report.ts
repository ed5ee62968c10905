import type { Id } from '../../lib/ids.ts';

/** single: nobody else. double: one other car or person. multi: more than one. */
export const ACCIDENT_KINDS = ['single', 'double', 'multi'] as const;
export type AccidentKind = (typeof ACCIDENT_KINDS)[number];

/** What happened to the car. Each has its own advice and its own papers (domain.md 1.6). */
export const LOSS_KINDS = ['collision', 'theft', 'fire', 'water', 'glass', 'scratch'] as const;
export type LossKind = (typeof LOSS_KINDS)[number];

/** What a report says in place of a plate for a new car without one. */
export const UNPLATED = 'UNPLATED';

/** First notice of loss (报案), the fields that core systems hold (domain.md 1.5). */
export interface AccidentReport {
  /** Given out once, for good. */
  readonly reportNo: string;
  readonly reportedAt: Date;
  readonly identityId: Id<'identity'>;
  readonly conversationId: Id<'conversation'>;
  /** Normalised; `UNPLATED` for a new car without one. */
  readonly plate: string;
  /** Normalised mobile number of whoever reports. */
  readonly reporterPhone: string;
  readonly reporterName?: string;
  readonly accidentAt: Date;
  /** 左右, 大概, only a day: the handler asks again. */
  readonly isAccidentTimeApproximate: boolean;
  readonly accidentPlace: string;
  readonly location?: GeoPoint;
  readonly accidentKind: AccidentKind;
  readonly lossKind: LossKind;
  readonly description?: string;
  readonly hasInjury: boolean;
  /** The reporter does not know yet: the handler asks first. */
  readonly isInjuryUnclear?: true;
  readonly injuredCount?: number;
  /** Normalised; nothing is asked about them. */
  readonly otherPlates: readonly string[];
  readonly isInSafePlace?: boolean;
  readonly isDrivable: boolean;
  readonly policeReported?: boolean;
  /** Why the police must be called (道路交通事故处理程序规定 13-15); empty: they need not. */
  readonly policeReasons: readonly PoliceReason[];
  readonly photoIds: readonly Id<'file'>[];
  /** Papers still wanted, by their customers' names. */
  readonly documents: readonly string[];
  readonly urgency: 'normal' | 'urgent';
  readonly handler?: ReportHandler;
}

/** WGS 84 or GCJ-02 degrees as the customer's device gave them. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** Who takes care of a report, told to the customer at once. */
export interface ReportHandler {
  readonly id: Id<'adjuster'>;
  readonly name: string;
  readonly phone: string;
}

export const POLICE_REASONS = [
  'injury',
  'licence',
  'alcohol_or_drugs',
  'plate',
  'cannot_move',
  'other_party_left',
  'intent',
  'dangerous_goods',
  'facility',
] as const;
export type PoliceReason = (typeof POLICE_REASONS)[number];

/** Reads for reporting. Tells nothing about who owns what: a report is open to everybody. */
export interface AccidentReader {
  /** The active handler with the fewest reports in the day before `now`; undefined when none is on the roster. */
  nextHandler(now: Date): Promise<ReportHandler | undefined>;
  /** Reports that this chat identity made, newest first. */
  ofIdentity(identityId: Id<'identity'>): Promise<readonly ReportSummary[]>;
}

export interface ReportSummary {
  readonly reportNo: string;
  readonly plate: string;
  readonly reportedAt: Date;
  readonly accidentAt: Date;
  readonly accidentKind: AccidentKind;
  readonly hasInjury: boolean;
  readonly documents: readonly string[];
  readonly handler?: ReportHandler;
}
