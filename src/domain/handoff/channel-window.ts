import { wechatKindOf } from '../wechat/account.ts';
import type { Grant } from '../wechat/grants.ts';
import { isForMessages, isLive, usableSends } from '../wechat/quota.ts';

/** How a customer can be reached on their channel. */
export interface ChannelWindow {
  /** When the window closes, on channels that have one; null before the customer ever wrote there. */
  readonly windowEndsAt: Date | null;
  /** Messages that may still be sent in it; null: no limit. */
  readonly quotaLeft: number | null;
  readonly maySend: boolean;
}

/** What is known of a conversation's channel before anybody writes there. */
export interface ChannelReach {
  readonly channelAccount: string;
  /** WeChat only: what the customer's acts allow, also what is over or used up. */
  readonly grants: readonly Grant[];
  /** WeChat only: the last sends, which agents leave to news of a claim or a complaint. */
  readonly keptForNews: number;
  /** WeChat only: what waits to be sent already and has not been counted yet, at least so many messages. */
  readonly waiting: number;
  /** Why nothing reaches them at all, such as that they no longer follow the account; null: nothing known against it. */
  readonly unreachable: string | null;
}

/**
 * Whether an agent's message would reach the customer now. WeChat's official accounts let us answer for a time after
 * each of a customer's acts, so many messages (wechat.md 3.5, 4.5); no other channel has a limit.
 */
export function windowOf(reach: ChannelReach, now: Date): ChannelWindow {
  const { channelAccount, grants, keptForNews, unreachable } = reach;
  if (wechatKindOf(channelAccount) === undefined) {
    return { windowEndsAt: null, quotaLeft: null, maySend: true };
  }
  if (unreachable !== null) return { windowEndsAt: null, quotaLeft: 0, maySend: false };
  const usable = usableSends(grants, { purpose: 'agent', keptForNews, now }).length;
  const quotaLeft = Math.max(0, usable - reach.waiting);
  const windowEndsAt = endOf(quotaLeft > 0 ? grants.filter((grant) => isLive(grant, now)) : grants);
  return { windowEndsAt, quotaLeft, maySend: quotaLeft > 0 };
}

/** Of what lets us send plain messages, the end of what lasts longest. */
function endOf(grants: readonly Grant[]): Date | null {
  const ends = grants
    .filter(isForMessages)
    .flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [expiresAt.getTime()]));
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}
