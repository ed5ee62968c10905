import { addMs, HOUR_MS } from '../../lib/clock.ts';

/** How a customer can be reached on their channel. */
export interface ChannelWindow {
  /** When the window closes, on channels that have one; null before the customer ever wrote there. */
  readonly windowEndsAt: Date | null;
  /** Messages that may still be sent in it; null: no limit. */
  readonly quotaLeft: number | null;
  readonly maySend: boolean;
}

/** A WeChat account: `wechat`, `wechat-oa:...`, `wechat-kf:...`. */
const WECHAT_ACCOUNT = /^wechat(?![a-z])/;

/**
 * WeChat lets an account answer for 48 hours after the customer last wrote, with 5 messages, anew each time they
 * write (customer-service messages, rule since 2023-06-12; error 45015 when it is over; desks.md, WeChat facts).
 */
const WECHAT_WINDOW = { lengthMs: 48 * HOUR_MS, messagesMax: 5 } as const;

/** Whether an agent's message would reach the customer now. Web chat and Bot Framework channels have no limit. */
export function windowOf(
  reach: {
    readonly channelAccount: string;
    readonly lastInboundAt: Date | null;
    /** Messages that went out since the customer last wrote, those of the bot too. */
    readonly sentSince: number;
  },
  now: Date,
): ChannelWindow {
  if (!WECHAT_ACCOUNT.test(reach.channelAccount)) {
    return { windowEndsAt: null, quotaLeft: null, maySend: true };
  }
  if (reach.lastInboundAt === null) return { windowEndsAt: null, quotaLeft: 0, maySend: false };
  const windowEndsAt = addMs(reach.lastInboundAt, WECHAT_WINDOW.lengthMs);
  const isOver = now >= windowEndsAt;
  const quotaLeft = isOver ? 0 : Math.max(0, WECHAT_WINDOW.messagesMax - reach.sentSince);
  return { windowEndsAt, quotaLeft, maySend: quotaLeft > 0 };
}
