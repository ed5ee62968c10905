import type { Clock } from '../../lib/clock.ts';

/** Newcomers one address may bring at once, and how many more a second: mobile networks share addresses. */
const BURST = 60;
const PER_SECOND = 1;
/** Addresses remembered; the longest unseen are forgotten first. */
const ADDRESSES_MAX = 10_000;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/** Slows down whoever opens chats by the hundred. Known visitors never pass here. */
export class NewcomerLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Undefined when this newcomer may come in; otherwise how long to wait, in milliseconds. */
  take(address: string): number | undefined {
    const now = this.#clock.now().getTime();
    const known = this.#buckets.get(address) ?? { left: BURST, at: now };
    // A clock that jumps back refills nothing and takes nothing away.
    const elapsedS = Math.max(0, now - known.at) / 1_000;
    const left = Math.min(BURST, known.left + elapsedS * PER_SECOND);
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: left >= 1 ? left - 1 : left, at: now });
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size > ADDRESSES_MAX && !oldest.done) this.#buckets.delete(oldest.value);
    return left >= 1 ? undefined : Math.ceil(((1 - left) / PER_SECOND) * 1_000);
  }
}
