import { MINUTE_MS } from '../../../../lib/clock.ts';
import type { Log } from '../../../../lib/log.ts';

/** What WeChat says to an account that is about to be punished; it comes as text, with no code. */
const TOO_OFTEN = /操作过于频繁|操作太频繁/;
/** Long enough for WeChat to forget, short enough for a customer to be answered the same day. */
const REST_MS = 30 * MINUTE_MS;

/** Stops an account's sending while going on would cost the account. */
export interface Breaker {
  /** Notes what an error says; true when it opened the breaker. */
  hear(message: string, nowMs: number): boolean;
  loggedOut(reason: string): void;
  loggedIn(): void;
  /** Why nothing may be sent now, and for how long at most it may stay so; undefined: it may. */
  open(nowMs: number): { readonly reason: string; readonly restMs: number } | undefined;
}

/** One account's breaker, closed at first. */
export function makeBreaker(deps: { readonly channelAccount: string; readonly log: Log }): Breaker {
  const { channelAccount, log } = deps;
  let isLoggedOut = false;
  let restUntilMs = 0;
  return {
    hear: (message, nowMs) => {
      if (!TOO_OFTEN.test(message)) return false;
      restUntilMs = nowMs + REST_MS;
      log.warn(
        { channelAccount, restMs: REST_MS },
        'WeChat says too often: nothing is sent for now',
      );
      return true;
    },
    loggedOut: (reason) => {
      isLoggedOut = true;
      log.warn({ channelAccount, reason }, 'a wechaty account was logged out: nothing is sent');
    },
    loggedIn: () => {
      isLoggedOut = false;
    },
    open: (nowMs) => {
      if (isLoggedOut) return { reason: 'logged_out', restMs: MINUTE_MS };
      if (nowMs < restUntilMs) return { reason: 'too_often', restMs: restUntilMs - nowMs };
      return undefined;
    },
  };
}
