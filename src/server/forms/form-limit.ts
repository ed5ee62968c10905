import type { Clock } from '../../lib/clock.ts';

/** Addresses remembered; the longest unseen are forgotten first. */
const ADDRESSES_MAX = 10_000;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/** How many times one address may do something: `burst` at once, and then one each `everyMs` milliseconds. */
export class FormLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #clock: Clock;
  readonly #burst: number;
  readonly #everyMs: number;

  constructor(given: { readonly clock: Clock; readonly burst: number; readonly everyMs: number }) {
    this.#clock = given.clock;
    this.#burst = given.burst;
    this.#everyMs = given.everyMs;
  }

  /** Undefined when it may be done; otherwise how long to wait, in milliseconds. */
  take(address: string): number | undefined {
    const at = this.#clock.now().getTime();
    const known = this.#buckets.get(address) ?? { left: this.#burst, at };
    // A clock that jumps back refills nothing and takes nothing away.
    const refilled = Math.max(0, at - known.at) / this.#everyMs;
    const left = Math.min(this.#burst, known.left + refilled);
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: left >= 1 ? left - 1 : left, at });
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size > ADDRESSES_MAX && !oldest.done) this.#buckets.delete(oldest.value);
    return left >= 1 ? undefined : Math.ceil((1 - left) * this.#everyMs);
  }
}
