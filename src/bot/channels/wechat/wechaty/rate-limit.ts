import { MINUTE_MS, SECOND_MS } from '../../../../lib/clock.ts';
import type { Random } from '../../../../lib/ids.ts';
import type { WechatySettings } from '../../../../lib/wechat-accounts.ts';

/** Up to so much of the pause between two messages is added to it: a machine's rhythm is what gives it away. */
const JITTER_SHARE = 0.5;
/** People of whom the last message's time is remembered; more are forgotten, the oldest first. */
const PEOPLE_MAX = 10_000;

/** When an account may send: so many in any minute, and a pause between two to one person. */
export interface RateLimit {
  /** Books a send and tells how long to wait for it; more than `waitMsMax` books nothing. */
  book(userId: string, nowMs: number, waitMsMax: number): { isBooked: boolean; waitMs: number };
}

/** Limits of one account, in memory: a restart forgets one minute. */
export function makeRateLimit(
  limits: Pick<WechatySettings['limits'], 'perMinute' | 'secondsBetween'>,
  random: Random,
): RateLimit {
  let booked: number[] = [];
  const lastTo = new Map<string, number>();
  return {
    book: (userId, nowMs, waitMsMax) => {
      booked = booked.filter((at) => at > nowMs - MINUTE_MS);
      const after = lastTo.get(userId);
      const pauseMs = limits.secondsBetween * SECOND_MS * (1 + JITTER_SHARE * shareOf(random));
      const earliest = after === undefined ? nowMs : Math.max(nowMs, after + pauseMs);
      const at = firstFree(booked, { earliest, perMinute: limits.perMinute });
      const waitMs = Math.ceil(at - nowMs);
      if (waitMs > waitMsMax) return { isBooked: false, waitMs };
      booked = [...booked, at].sort((a, b) => a - b);
      lastTo.delete(userId);
      lastTo.set(userId, at);
      forgetOldest(lastTo);
      return { isBooked: true, waitMs };
    },
  };
}

/** The first time at which a minute that ends there, with all that is booked later, has room. */
function firstFree(
  booked: readonly number[],
  given: { readonly earliest: number; readonly perMinute: number },
): number {
  let at = given.earliest;
  for (;;) {
    const within = booked.filter((other) => other > at - MINUTE_MS);
    const blocking = within[within.length - given.perMinute];
    if (blocking === undefined) return at;
    at = blocking + MINUTE_MS;
  }
}

function shareOf(random: Random): number {
  return Number(random.digits(4)) / 10_000;
}

function forgetOldest(people: Map<string, number>): void {
  if (people.size <= PEOPLE_MAX) return;
  const [oldest] = people.keys();
  if (oldest !== undefined) people.delete(oldest);
}
