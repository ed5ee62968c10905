import { addMs, type Clock, HOUR_MS, SECOND_MS } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { DeliverOutbox } from './deliver-outbox.ts';

/** How often the tables are looked at. */
export const SWEEP_EVERY_MS = SECOND_MS;
/** A message younger than this is still on the ordinary way. */
export const UNHANDLED_AFTER_MS = 1_500;
/** Conversations woken by one look; the next look, a second later, takes the rest. */
const CONVERSATIONS_MAX = 1_000;
/** How often expired rows are deleted. */
export const PURGE_EVERY_MS = HOUR_MS;
/** Expired rows of one table deleted by one look; the next look takes the rest. */
const PURGED_MAX = 10_000;

/** Finds in the tables what no queue told anybody about, so that with every queue lost no work is. */
export interface Sweep {
  start(): void;
  /** Begins no further look and resolves when the current ones are finished. */
  stop(): Promise<void>;
  /** One look at everything. */
  runOnce(): Promise<void>;
}

export interface SweepDeps {
  /** Present where turns run. */
  readonly turns?: {
    findUnhandled(before: Date, limit: number): Promise<readonly Id<'conversation'>[]>;
    wake(id: Id<'conversation'>): void;
  };
  /** Present where messages are sent. */
  readonly outbox?: DeliverOutbox;
  /** Deletes expired rows, at most `limit` of each table, and returns how many. Present in workers. */
  readonly purge?: (now: Date, limit: number) => Promise<number>;
  /** What other parts look after. */
  readonly more?: readonly Look[];
  readonly clock: Clock;
  readonly log: Log;
}

/** The timer of everything that must happen although nobody asks. */
export function makeSweep(deps: SweepDeps): Sweep {
  const stopping = new AbortController();
  // Each on its own: a slow channel must not keep unanswered customers waiting.
  const looks: readonly Look[] = [
    { everyMs: SWEEP_EVERY_MS, run: () => wakeUnhandled(deps) },
    { everyMs: SWEEP_EVERY_MS, run: () => sendDue(deps) },
    { everyMs: PURGE_EVERY_MS, run: () => purge(deps) },
    ...(deps.more ?? []),
  ];
  let running: readonly Promise<void>[] = [];
  return {
    start: () => {
      if (running.length === 0) running = looks.map((look) => repeat(deps, look, stopping.signal));
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
    runOnce: async () => {
      await Promise.all(looks.map((look) => look.run()));
    },
  };
}

/** One thing that is looked at again and again. */
export interface Look {
  readonly everyMs: number;
  readonly run: () => Promise<void>;
}

async function repeat(deps: SweepDeps, look: Look, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await look.run();
    } catch (err) {
      deps.log.warn({ err }, 'a sweep failed; the next one follows');
    }
    await deps.clock.sleep(look.everyMs, signal);
  }
}

async function wakeUnhandled(deps: SweepDeps): Promise<void> {
  if (deps.turns === undefined) return;
  const before = addMs(deps.clock.now(), -UNHANDLED_AFTER_MS);
  const ids = await deps.turns.findUnhandled(before, CONVERSATIONS_MAX);
  for (const id of ids) deps.turns.wake(id);
  if (ids.length > 0) deps.log.info({ conversations: ids.length }, 'woke unhandled conversations');
}

async function sendDue(deps: SweepDeps): Promise<void> {
  if (deps.outbox === undefined) return;
  await deps.outbox.recover();
  await deps.outbox.deliver();
}

async function purge(deps: SweepDeps): Promise<void> {
  if (deps.purge === undefined) return;
  const rows = await deps.purge(deps.clock.now(), PURGED_MAX);
  if (rows > 0) deps.log.info({ rows }, 'deleted expired rows');
}
