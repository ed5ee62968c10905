import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../../src/lib/clock.ts';
import type { Timers } from './timers.ts';

const LIFE_MS = 7_200 * SECOND_MS;
/** In the last five minutes the next one is given out, and both are good. */
const OVERLAP_MS = 5 * MINUTE_MS;
const FORCED_APART_MS = 30 * SECOND_MS;
const FORCED_PER_DAY = 20;

interface Issued {
  readonly token: string;
  expiresAt: number;
  /** Killed by a forced refresh, or by the test. */
  end?: 'revoked' | 'expired';
}

export type TokenState = 'good' | 'expired' | 'unknown';

/** One account's access tokens. */
export interface AccessTokens {
  /** The one of today: the same until five minutes before its end. */
  current(): { readonly token: string; readonly expiresInSeconds: number };
  /** A new one in place of all others; undefined when it was asked for too often today. */
  force(): { readonly token: string; readonly expiresInSeconds: number } | undefined;
  check(token: string): TokenState;
  expireAll(): void;
}

/** `isOverlapping`: stable_token of the Official Account; WeCom gives the same until it is over. */
export function makeAccessTokens(given: {
  readonly timers: Timers;
  readonly prefix: string;
  readonly isOverlapping: boolean;
}): AccessTokens {
  const issued: Issued[] = [];
  let forced: number[] = [];
  const now = (): number => given.timers.now().getTime();

  function issue(): Issued {
    // As long as the real ones, which take more than a short column.
    const token = `${given.prefix}_${String(issued.length + 1)}_${'Q'.repeat(120)}`;
    const one: Issued = { token, expiresAt: now() + LIFE_MS };
    issued.push(one);
    return one;
  }

  function stateOf(one: Issued): TokenState {
    if (one.end === 'revoked') return 'unknown';
    return one.end === 'expired' || one.expiresAt <= now() ? 'expired' : 'good';
  }

  function give(one: Issued): { token: string; expiresInSeconds: number } {
    const left = Math.floor((one.expiresAt - now()) / SECOND_MS);
    return { token: one.token, expiresInSeconds: left };
  }

  function current() {
    const last = issued.at(-1);
    if (last === undefined || stateOf(last) !== 'good') return give(issue());
    const isEnding = given.isOverlapping && last.expiresAt - now() <= OVERLAP_MS;
    return give(isEnding ? issue() : last);
  }

  return {
    current,
    force: () => {
      forced = forced.filter((at) => now() - at < DAY_MS);
      const last = forced.at(-1);
      if (last !== undefined && now() - last < FORCED_APART_MS) return current();
      if (forced.length >= FORCED_PER_DAY) return undefined;
      forced.push(now());
      for (const one of issued) one.end ??= 'revoked';
      return give(issue());
    },
    check: (token) => {
      const one = issued.find((other) => other.token === token);
      return one === undefined ? 'unknown' : stateOf(one);
    },
    expireAll: () => {
      for (const one of issued) one.end ??= 'expired';
    },
  };
}
