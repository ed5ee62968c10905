import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { PushClass, PushWay } from '../push/settings.ts';
import type { Proportion, ShareDifference } from './ab.ts';
import type { CampaignState } from './campaign.ts';
import type { DeliveryState } from './delivery.ts';

/** What somebody decides of a campaign before it starts. */
export interface CampaignInput {
  readonly name: string;
  readonly pushClass: PushClass;
  readonly isUrgent: boolean;
  readonly templateId: Id<'outreachTemplate'>;
  /** Values for the template that are the same for everybody. */
  readonly values: Readonly<Record<string, string>>;
  readonly audienceRule: JsonObject;
  readonly ways: readonly PushWay[];
  /** Percent of variant B. */
  readonly shareOfB: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** `HH:mm` in Asia/Shanghai; from later than until: over midnight. */
  readonly dailyFrom: string;
  readonly dailyUntil: string;
  /** Null: as many as its accounts may. */
  readonly perMinute: number | null;
}

/** How many rows are in a state, and why. */
export interface DeliveryCount {
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly count: number;
}

export interface CampaignRecord extends Omit<CampaignInput, 'templateId'> {
  readonly id: Id<'campaign'>;
  readonly occasionKey: string;
  readonly carePlanId: Id<'carePlan'> | null;
  /** `YYYY-MM-DD` */
  readonly occasionOn: string | null;
  readonly templateId: Id<'outreachTemplate'> | null;
  readonly status: CampaignState;
  readonly reason: string | null;
  /** People who have a row. */
  readonly planned: number;
  readonly isPlanned: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly updatedAt: Date;
}

/** A campaign with what became of its people so far. */
export interface CampaignDetail extends CampaignRecord {
  readonly counts: readonly DeliveryCount[];
  /** When it will be done at the present rates; null: nothing is left, or not within its window. */
  readonly doneBy: Date | null;
}

/** How the texts of a campaign did. A rate is of those who were sent it. */
export interface CampaignResults {
  readonly variants: readonly VariantResult[];
  /** B compared with A; null: only one of them was sent. */
  readonly comparison: {
    readonly opened: ShareDifference;
    readonly answered: ShareDifference;
  } | null;
}

export interface VariantResult {
  readonly variant: string;
  readonly planned: number;
  readonly sent: number;
  readonly opened: Proportion;
  readonly answered: Proportion;
}

/** What can be said of a campaign before it starts. */
export interface CampaignEstimate {
  /** Everybody whom the rule means now. */
  readonly people: number;
  /** How many of them each way reaches, before anybody's refusals; the first way that reaches them is theirs. */
  readonly byAccount: readonly AccountShare[];
  readonly unreachable: number;
  /** Of `sampled` people so many would be refused by the policy now, by reason. */
  readonly sampled: number;
  readonly refusedInSample: readonly { readonly reason: string; readonly count: number }[];
  /** Nobody is counted who is unreachable; refusals come off it. */
  readonly sendAtMost: number;
  readonly startsAt: Date;
  /** Null: not within its window. */
  readonly doneBy: Date | null;
  /** How many are left when the window is over. */
  readonly leftOver: number;
}

export interface AccountShare {
  readonly way: PushWay;
  readonly account: string;
  readonly people: number;
  readonly perMinute: number;
  readonly perDay: number;
}

/** A row of the ledger as the console lists it: names are masked by whoever shows them. */
export interface DeliveryRecord {
  readonly id: string;
  readonly campaignId: Id<'campaign'> | null;
  readonly campaignName: string | null;
  readonly occasionKey: string;
  readonly customerNo: string;
  readonly customerName: string;
  readonly pushClass: PushClass;
  readonly variant: string | null;
  readonly status: DeliveryState;
  readonly reason: string | null;
  readonly way: PushWay | null;
  readonly account: string | null;
  readonly conversationId: Id<'conversation'> | null;
  readonly notBefore: Date;
  readonly releasedAt: Date | null;
  readonly settledAt: Date | null;
  readonly openedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly createdAt: Date;
}

/** What a channel account may send. */
export interface AccountLimits {
  readonly perMinute: number;
  readonly perDay: number;
  /** Between two messages to one chat. */
  readonly perChatMs: number;
  /** A pause before another chat is written to, at random between the two; 0 and 0: none. */
  readonly switchMinMs: number;
  readonly switchMaxMs: number;
}

export interface AccountRecord extends AccountLimits {
  readonly account: string;
  /** Sent today, by the day in Asia/Shanghai. */
  readonly sentToday: number;
  readonly updatedBy: string;
}
