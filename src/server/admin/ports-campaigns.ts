import type { Actor } from '../../domain/audit.ts';
import type { CampaignRefusal, CampaignState } from '../../domain/outreach/campaign.ts';
import type { DeliveryState } from '../../domain/outreach/delivery.ts';
import type {
  AccountLimits,
  AccountRecord,
  CampaignDetail,
  CampaignEstimate,
  CampaignInput,
  CampaignRecord,
  CampaignResults,
  DeliveryRecord,
} from '../../domain/outreach/record.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { PushClass } from '../../domain/push/settings.ts';

/** What became of something that somebody wanted of a campaign. */
export type CampaignOutcome =
  | { readonly kind: 'done'; readonly campaign: CampaignDetail }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'unknown_template' }
  | { readonly kind: 'refused'; readonly code: CampaignRefusal };

/** The acts that need nothing but a name. */
export type CampaignCommand = 'start' | 'pause' | 'resume' | 'cancel';

/** What is decided when a window is over. */
export type CampaignDecision =
  | { readonly decision: 'extend'; readonly startsAt: Date; readonly endsAt: Date }
  | { readonly decision: 'drop' };

/** What the campaign routes need. */
export interface CampaignsPort {
  /** Newest first. */
  list(
    query: PageRequest & {
      readonly status?: CampaignState | undefined;
      readonly pushClass?: PushClass | undefined;
    },
  ): Promise<Page<CampaignRecord>>;
  find(id: string): Promise<CampaignDetail | undefined>;
  results(id: string): Promise<CampaignResults | undefined>;
  create(input: CampaignInput, actor: Actor): Promise<CampaignOutcome>;
  estimate(
    input: Omit<CampaignInput, 'name' | 'templateId' | 'values' | 'shareOfB'>,
  ): Promise<CampaignEstimate>;
  act(id: string, command: CampaignCommand, actor: Actor): Promise<CampaignOutcome>;
  decide(id: string, decision: CampaignDecision, actor: Actor): Promise<CampaignOutcome>;
}

/** What the route of the ledger needs. */
export interface OutreachDeliveriesPort {
  /** Newest first. */
  list(
    query: PageRequest & {
      readonly campaignId?: string | undefined;
      readonly status?: DeliveryState | undefined;
      readonly reason?: string | undefined;
      readonly customerNo?: string | undefined;
      readonly pushClass?: PushClass | undefined;
      readonly from?: Date | undefined;
      readonly to?: Date | undefined;
    },
  ): Promise<Page<DeliveryRecord>>;
}

/** What the routes of the accounts' limits need. */
export interface OutreachAccountsPort {
  list(): Promise<readonly AccountRecord[]>;
  put(account: string, limits: AccountLimits, actor: Actor): Promise<AccountRecord>;
}

/** What the routes of campaigns, their ledger and their accounts need. */
export interface CampaignAdminDeps {
  readonly campaigns: CampaignsPort;
  readonly outreachDeliveries: OutreachDeliveriesPort;
  readonly outreachAccounts: OutreachAccountsPort;
}
