import type { Clock } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { TurnResult } from './turn.ts';

export interface TurnRunnerDeps {
  readonly turn: (id: Id<'conversation'>) => Promise<TurnResult>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Turns that think at the same time in one process; more wait in line. */
const CONCURRENT_MAX = 64;
/** First and longest wait before a turn that another process has, or that failed, is tried again; milliseconds. */
const RETRY_MS = { first: 25, max: 1_000 } as const;
/** Tries of one wake-up before it is left to the sweep. */
const TRIES_MAX = 12;

/** Runs turns: one at a time for each conversation, in the order they were woken, none forgotten. */
export class TurnRunner {
  /** Running or in line; true when it was woken again since it began. */
  readonly #awake = new Map<string, boolean>();
  readonly #line: Id<'conversation'>[] = [];
  readonly #stopping = new AbortController();
  readonly #deps: TurnRunnerDeps;
  #running = 0;
  #idle: (() => void) | undefined;

  constructor(deps: TurnRunnerDeps) {
    this.#deps = deps;
  }

  /** Something waits in this conversation. Returns at once; the turn follows. */
  wake(id: Id<'conversation'>): void {
    if (this.#awake.has(id)) {
      this.#awake.set(id, true);
      return;
    }
    this.#awake.set(id, false);
    this.#line.push(id);
    this.#startNext();
  }

  /** Starts no turn that has not begun, and resolves when those that have are committed. */
  async drain(): Promise<void> {
    this.#stopping.abort();
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  #startNext(): void {
    while (this.#running < CONCURRENT_MAX && !this.#stopping.signal.aborted) {
      const id = this.#line.shift();
      if (id === undefined) break;
      this.#running += 1;
      // Not awaited: every failure is handled inside.
      void this.#runUntilDone(id).finally(() => {
        this.#running -= 1;
        if (this.#running === 0) this.#idle?.();
        this.#startNext();
      });
    }
  }

  async #runUntilDone(id: Id<'conversation'>): Promise<void> {
    let waitMs: number = RETRY_MS.first;
    for (let tries = 0; tries < TRIES_MAX && !this.#stopping.signal.aborted; tries += 1) {
      this.#awake.set(id, false);
      const result = await this.#tryOnce(id);
      const wokenMeanwhile = this.#awake.get(id) === true;
      if (result === 'done' && !wokenMeanwhile) break;
      if (result === 'done' || result === 'again') continue;
      await this.#deps.clock.sleep(waitMs, this.#stopping.signal);
      waitMs = Math.min(waitMs * 2, RETRY_MS.max);
    }
    this.#awake.delete(id);
  }

  async #tryOnce(id: Id<'conversation'>): Promise<TurnResult | 'failed'> {
    try {
      return await this.#deps.turn(id);
    } catch (err) {
      // The message is stored, so nothing is lost: the next try or the sweep answers it.
      this.#deps.log.warn(
        { err, conversationId: id },
        'a turn could not be finished and is tried again',
      );
      return 'failed';
    }
  }
}
