import type { Id } from '../../lib/ids.ts';

export const REFERRAL_STATUSES = ['asked', 'contacted', 'completed', 'withdrawn'] as const;
/** `asked`: the friend wants to be called. The last two are final. */
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

/** What a customer gets for a friend: nothing, thanks, or points, which only compliance allows (domain.md 5.5). */
export const REFERRAL_REWARDS = ['NONE', 'THANKS', 'SERVICE_POINTS'] as const;
export type ReferralReward = (typeof REFERRAL_REWARDS)[number];

/** The text that a friend agrees to, on the page of the web (web/forms). A new wording is a new version. */
export const REFERRAL_CONSENT_VERSION = 'referral-1';

/** Whom a desk may call, and how far it has come. Forward only; the friend's own `withdrawn` ends it at once. */
export function mayReferralBecome(from: ReferralStatus, to: ReferralStatus): boolean {
  switch (from) {
    case 'asked':
      return to === 'contacted' || to === 'withdrawn';
    case 'contacted':
      return to === 'completed' || to === 'withdrawn';
    case 'completed':
    case 'withdrawn':
      return false;
  }
}

/** What a customer may know of their friends: how many asked, and how far it is. Nothing of a policy, and no name. */
export interface ReferralProgress {
  /** Asked to be called, and was not yet. */
  readonly asked: number;
  readonly contacted: number;
  readonly completed: number;
}

/** A customer's own link for friends. */
export interface ReferralLink {
  readonly code: string;
  /** Switched off by the desk: it opens nothing. */
  readonly isDisabled: boolean;
}

/** Reads of the flow `referral`. */
export interface ReferralReader {
  /** The customer's own link; undefined: none yet. */
  linkOf(customerId: Id<'customer'>): Promise<ReferralLink | undefined>;
  progressOf(customerId: Id<'customer'>): Promise<ReferralProgress>;
  reward(): Promise<ReferralReward>;
}
