import type { OutboxRow } from '../domain/outbox.ts';
import { addMs, type Clock, MINUTE_MS, SECOND_MS } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import { LEASE_MS } from './deliver-outbox.ts';
import { makeRepeat, type Repeat } from './repeat.ts';

/** Pushes that are released at once. All of them are sent at once: what is marked as being sent is being sent. */
export const RELEASE_BATCH = 256;
/** Batches on their way at a time: while one is sent, the next is released. */
const LANES = 2;
/** How long a pause, a start or a rate that has recovered may wait for the next look. */
const LOOK_EVERY_MS = 500;
/** Another sender releases just now. */
const BUSY_MS = 20;
const ANSWERED_EVERY_MS = MINUTE_MS;
/** Pages that one look plans before it goes on to send. */
const PAGES_A_LOOK_MAX = 20;
/** Batches that one call of `tick` releases; the next one takes the rest. */
const BATCHES_A_TICK_MAX = 100;
const RETRY_MS = 5 * SECOND_MS;

/** The ledger of pushes as the sender sees it. Implemented on PostgreSQL in store/outreach. */
export interface OutreachLedger {
  /** Campaigns begin, end and ask. */
  advance(now: Date): Promise<number>;
  /** Writes one page of a campaign's people. False: nothing is to be planned. */
  planPage(now: Date): Promise<boolean>;
  /** Drops a piece of what an ended campaign left. False: nothing is left over. */
  sweep(now: Date): Promise<boolean>;
  /** Judges due pushes and marks what becomes of each. */
  release(given: {
    readonly now: Date;
    readonly leasedUntil: Date;
    readonly limit: number;
  }): Promise<{
    readonly kind: 'released' | 'busy';
    readonly looked: number;
    readonly rows: readonly OutboxRow[];
    readonly grew: readonly Id<'conversation'>[];
  }>;
  /** Finds out which pushes customers answered. */
  markAnswered(now: Date): Promise<void>;
}

export interface OutreachSenderDeps {
  readonly ledger: OutreachLedger;
  /** jobs/deliver-outbox.ts: the only code that sends. */
  readonly deliverRows: (rows: readonly OutboxRow[]) => Promise<void>;
  /** A conversation grew: whoever shows it looks, and what waits in its outbox is sent. */
  readonly publish: (id: Id<'conversation'>) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface OutreachSender extends Repeat {
  /** Everything that is due at `now`, once; bounded. For a clock that is moved. */
  tick(now: Date): Promise<void>;
}

/** Sends pushes: one row of the ledger after another, whoever it was that wanted them. */
export function makeOutreachSender(deps: OutreachSenderDeps): OutreachSender {
  const sender = new Sender(deps);
  const repeat = makeRepeat({ look: () => sender.look(), clock: deps.clock });
  return {
    start: repeat.start,
    wake: repeat.wake,
    stop: async () => {
      sender.stop();
      await repeat.stop();
    },
    tick: (now) => sender.tick(now),
  };
}

class Sender {
  readonly #deps: OutreachSenderDeps;
  #isStopped = false;
  /** The lanes of one process take turns without asking the database whose it is. */
  #releasing: Promise<unknown> = Promise.resolve();
  #answeredAtMs = Number.NEGATIVE_INFINITY;

  constructor(deps: OutreachSenderDeps) {
    this.#deps = deps;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Says in how many milliseconds the next look is due. A database that is away is asked again in a moment. */
  async look(): Promise<number> {
    try {
      await this.#keepHouse();
      // A rejection must not leave the other lane on its way when the look is over.
      const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => this.#sendDue()));
      for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
      return lanes.some((lane) => lane.status === 'fulfilled' && lane.value) ? 0 : LOOK_EVERY_MS;
    } catch (err) {
      this.#deps.log.error({ err }, 'pushes could not be sent');
      return RETRY_MS;
    }
  }

  async tick(now: Date): Promise<void> {
    const { ledger } = this.#deps;
    await ledger.advance(now);
    while (await ledger.planPage(now)) await ledger.advance(now);
    for (let batches = 0; batches < BATCHES_A_TICK_MAX; batches += 1) {
      if ((await this.#sendBatch(now)) === 'nothing') break;
    }
    await ledger.advance(now);
    await this.#sweep(now);
    await ledger.markAnswered(now);
  }

  async #keepHouse(): Promise<void> {
    const { clock, ledger } = this.#deps;
    const now = clock.now();
    await ledger.advance(now);
    for (let pages = 0; pages < PAGES_A_LOOK_MAX && !this.#isStopped; pages += 1) {
      if (!(await ledger.planPage(now))) break;
    }
    await this.#sweep(now);
    if (now.getTime() - this.#answeredAtMs < ANSWERED_EVERY_MS) return;
    this.#answeredAtMs = now.getTime();
    await ledger.markAnswered(now);
  }

  async #sweep(now: Date): Promise<void> {
    for (let pieces = 0; pieces < PAGES_A_LOOK_MAX && !this.#isStopped; pieces += 1) {
      if (!(await this.#deps.ledger.sweep(now))) return;
    }
  }

  /**
   * One lane: a batch is released, sent and recorded before the next, so that what is on its way is bounded. True: its
   * time is over, and there is more.
   */
  async #sendDue(): Promise<boolean> {
    const { clock } = this.#deps;
    const untilMs = clock.now().getTime() + LOOK_EVERY_MS;
    while (!this.#isStopped && clock.now().getTime() < untilMs) {
      if ((await this.#sendBatch(clock.now())) === 'nothing') return false;
    }
    return !this.#isStopped;
  }

  async #sendBatch(now: Date): Promise<'some' | 'nothing'> {
    const { clock, deliverRows, log, publish } = this.#deps;
    const released = await this.#release(now);
    if (released.kind === 'busy') {
      await clock.sleep(BUSY_MS);
      return 'some';
    }
    if (released.looked === 0) return 'nothing';
    for (const id of released.grew) publish(id);
    log.debug({ looked: released.looked, sending: released.rows.length }, 'pushes released');
    await deliverRows(released.rows);
    return 'some';
  }

  #release(now: Date): ReturnType<OutreachLedger['release']> {
    const { ledger } = this.#deps;
    const leasedUntil = addMs(now, LEASE_MS);
    const turn = this.#releasing.then(() =>
      ledger.release({ now, leasedUntil, limit: RELEASE_BATCH }),
    );
    this.#releasing = turn.catch(() => undefined);
    return turn;
  }
}
