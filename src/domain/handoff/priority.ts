import { DAY_MS, MINUTE_MS } from '../../lib/clock.ts';
import type { Handoff, HandoffReason } from './handoff.ts';

/** What moves a request forward in the queue. */
export type HandoffFlags = Pick<Handoff, 'isInjury' | 'isComplaint' | 'isVip'>;

/**
 * How much earlier somebody counts as having come, in milliseconds. They add up. A head start instead of classes:
 * waiting always counts, so nobody starves behind more important people who keep coming.
 */
export const HEAD_START_MS = {
  /** Longer than any wait within opening hours: whoever is hurt, or may hurt themselves, is next. */
  injury: DAY_MS,
  complaint: 15 * MINUTE_MS,
  vip: 10 * MINUTE_MS,
} as const;

/** The tiers that the insurer gives a named manager and a faster line (domain.md 5.5). */
const VIP_TIERS: ReadonlySet<string> = new Set(['diamond', 'platinum']);

/** The place in the queue of somebody who asked at `requestedAt`: the earliest is next. */
export function rankAt(flags: HandoffFlags, requestedAt: Date): Date {
  const headStartMs =
    (flags.isInjury ? HEAD_START_MS.injury : 0) +
    (flags.isComplaint ? HEAD_START_MS.complaint : 0) +
    (flags.isVip ? HEAD_START_MS.vip : 0);
  return new Date(requestedAt.getTime() - headStartMs);
}

/** What counts for a request, from why a person is needed and from what is known of the customer. */
export function flagsOf(
  reason: HandoffReason,
  facts: {
    readonly tier?: string | undefined;
    /** Somebody was hurt in the accident that this conversation is about. Not: an old claim with an injury. */
    readonly isInjuryReported?: boolean | undefined;
    readonly hasOpenComplaint?: boolean | undefined;
  },
): HandoffFlags {
  return {
    isInjury: reason === 'injury' || reason === 'self_harm' || facts.isInjuryReported === true,
    isComplaint: reason === 'complaint' || facts.hasOpenComplaint === true,
    isVip: facts.tier !== undefined && VIP_TIERS.has(facts.tier),
  };
}

/** The flags of somebody who asks again: whatever was true once stays true, so nobody moves back by asking. */
export function addFlags(before: HandoffFlags, now: HandoffFlags): HandoffFlags {
  return {
    isInjury: before.isInjury || now.isInjury,
    isComplaint: before.isComplaint || now.isComplaint,
    isVip: before.isVip || now.isVip,
  };
}
