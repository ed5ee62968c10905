import { addMs, DAY_MS, MINUTE_MS } from '../../lib/clock.ts';
import { dayAt, formatDay, startOf } from '../calendar/shanghai-day.ts';
import type { AccountLimits } from './record.ts';

/** One in so many of a minute's messages may leave at once. */
const BURST_SHARE = 20;

/** How many are sent at a time, and how fast that comes back. */
export interface Bucket {
  readonly size: number;
  /** Messages in a minute. */
  readonly refill: number;
}

/**
 * A bucket that lets no more than `perMinute` messages through in any minute, wherever that minute begins: what it
 * holds at first and what comes back within the minute are together no more.
 */
export function bucketOf(perMinute: number): Bucket {
  const size = Math.max(1, Math.floor(perMinute / BURST_SHARE));
  return { size, refill: perMinute - size + 1 };
}

/** What a bucket holds, as it is stored. */
export interface BucketLevel {
  readonly tokens: number;
  /** Null: it was never used, and is full. */
  readonly refilledAt: Date | null;
}

/** What is in a bucket now. A clock that was set back adds nothing. */
export function refilled(level: BucketLevel, perMinute: number, now: Date): number {
  const { size, refill } = bucketOf(perMinute);
  if (level.refilledAt === null) return size;
  const passedMs = Math.max(0, now.getTime() - level.refilledAt.getTime());
  return Math.min(size, level.tokens + (passedMs * refill) / MINUTE_MS);
}

/** What is known of an account while messages are released. */
export interface AccountState extends AccountLimits, BucketLevel {
  readonly account: string;
  /** Nothing leaves before this: the pause before another chat is written to. */
  readonly nextAt: Date | null;
  /** `YYYY-MM-DD` in Asia/Shanghai that `daySent` counts. */
  readonly dayOn: string | null;
  readonly daySent: number;
}

/** What an account may send, by the part of its name before the `:`, while nobody has decided. */
export const DEFAULT_LIMITS: Readonly<Record<string, AccountLimits>> = {
  // Shown from the transcript: nothing leaves the house.
  web: { perMinute: 60_000, perDay: 10_000_000, perChatMs: 1_000, switchMinMs: 0, switchMaxMs: 0 },
  // The servers allow far more (wechat.md 4.1); so many customers who all answer are the limit.
  'wechat-oa': limits(1_200, 500_000),
  'wechat-kf': limits(1_200, 500_000),
  // A person's account that writes faster is taken for a machine and blocked (wechat.md, limits in practice).
  wechaty: { perMinute: 6, perDay: 300, perChatMs: 3_000, switchMinMs: 3_000, switchMaxMs: 9_000 },
  sms: limits(600, 100_000),
};
const OTHER_LIMITS = limits(60, 10_000);

function limits(perMinute: number, perDay: number): AccountLimits {
  return { perMinute, perDay, perChatMs: 1_000, switchMinMs: 0, switchMaxMs: 0 };
}

/** The limits of an account that has none of its own: those of its kind, as somebody set them or as they are here. */
export function defaultLimits(
  account: string,
  ofKind: ReadonlyMap<string, AccountLimits>,
): AccountLimits {
  const [kind = account] = account.split(':', 1);
  return ofKind.get(kind) ?? DEFAULT_LIMITS[kind] ?? OTHER_LIMITS;
}

/** What an account may send at an instant, counted down as messages are released. Within one transaction only. */
export class AccountBudget {
  readonly #state: AccountState;
  readonly #now: Date;
  #tokens: number;
  #daySent: number;
  #nextAt: Date | null;
  /** Messages that were put off, in the order in which they will have their turn. */
  #waiting = 0;

  constructor(state: AccountState, now: Date) {
    this.#state = state;
    this.#now = now;
    this.#tokens = refilled(state, state.perMinute, now);
    this.#daySent = state.dayOn === dayOn(now) ? state.daySent : 0;
    this.#nextAt = state.nextAt;
  }

  /** How many may leave now, whole messages. */
  get room(): number {
    if (this.#nextAt !== null && this.#now < this.#nextAt) return 0;
    return Math.max(0, Math.min(Math.floor(this.#tokens), this.#state.perDay - this.#daySent));
  }

  /** Undefined: one more may leave now and is counted. Otherwise when to ask again. */
  take(pauseShare: number): Date | undefined {
    const { perDay, perMinute, switchMinMs, switchMaxMs } = this.#state;
    if (this.#daySent >= perDay) return startOfNextDay(this.#now);
    if (this.#tokens < 1 || (this.#nextAt !== null && this.#now < this.#nextAt)) {
      this.#waiting += 1;
      const pauseMs = (switchMinMs + switchMaxMs) / 2;
      const eachMs = Math.max(MINUTE_MS / bucketOf(perMinute).refill, pauseMs);
      return addMs(this.#now, Math.ceil(eachMs * this.#waiting));
    }
    this.#tokens -= 1;
    this.#daySent += 1;
    if (switchMaxMs > 0) {
      const pauseMs = switchMinMs + (switchMaxMs - switchMinMs) * pauseShare;
      this.#nextAt = addMs(this.#now, Math.round(pauseMs));
    }
    return undefined;
  }

  /** As it is stored. */
  get state(): AccountState {
    return {
      ...this.#state,
      tokens: this.#tokens,
      refilledAt: this.#now,
      nextAt: this.#nextAt,
      dayOn: dayOn(this.#now),
      daySent: this.#daySent,
    };
  }
}

/** The day in Asia/Shanghai, `YYYY-MM-DD`. */
export function dayOn(now: Date): string {
  return formatDay(dayAt(now.getTime()));
}

function startOfNextDay(now: Date): Date {
  return new Date(startOf(dayAt(now.getTime() + DAY_MS)));
}
