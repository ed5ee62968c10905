import type { InboxRow } from '../../../../domain/wechat/ports.ts';
import { SECOND_MS } from '../../../../lib/clock.ts';
import type { Outcome, ReceiveDeps } from './receive-deps.ts';
import { retryAt } from './retry-at.ts';
import { takeRow } from './take-row.ts';
import { makeUnionIds } from './union-ids.ts';

/** Users that one process works for at once; another waits for its bytes or its words. */
const AT_ONCE_MAX = 16;
/** While callbacks come thick and fast: WeChat waits for its answer, and customers for theirs a little longer. */
const AT_ONCE_RUSHED = 3;
/** After so many tries a row is nobody's any more but a person's. */
const ATTEMPTS_MAX = 8;
/** Rows that another process stored, and those whose next try is due, are found within this time. */
const LOOK_EVERY_MS = SECOND_MS;

export interface InboxLook {
  /** Begins with what is due and does not wait for it. Never fails; returns the milliseconds until the next look. */
  look(): Promise<number>;
  /** Begins nothing more and resolves when everything begun is settled. */
  drain(): Promise<void>;
}

/**
 * Works off the inbox: 16 users at a time, each user's rows in their order. A customer who waits for a file or for
 * words out of a voice keeps nobody else waiting.
 */
export function makeInboxLook(deps: ReceiveDeps): InboxLook {
  const { inbox, clock, log } = deps;
  const atOnceMax = (): number => (deps.isRushed?.() === true ? AT_ONCE_RUSHED : AT_ONCE_MAX);
  const work = { ...deps, unionIds: makeUnionIds(deps) };
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  const take = async (limit: number): Promise<readonly InboxRow[]> => {
    if (stopping.signal.aborted) return [];
    return inbox.take(clock.now(), limit).catch((err: unknown) => {
      log.error({ err }, 'the inbox of WeChat could not be read');
      return [];
    });
  };
  /** One of the sixteen: goes on with whatever is due when its row is settled. */
  const workOff = async (first: InboxRow): Promise<void> => {
    let row: InboxRow | undefined = first;
    while (row !== undefined) {
      await settle(deps, row, await outcomeOf(work, row), stopping.signal);
      row = running.size > atOnceMax() ? undefined : (await take(1))[0];
    }
  };
  return {
    look: async () => {
      const free = atOnceMax() - running.size;
      const rows = free > 0 ? await take(free) : [];
      for (const row of rows) {
        const one = workOff(row).finally(() => running.delete(one));
        running.add(one);
      }
      return LOOK_EVERY_MS;
    },
    drain: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function outcomeOf(work: Parameters<typeof takeRow>[0], row: InboxRow): Promise<Outcome> {
  const { attempt, id } = row;
  const { channelAccount } = row.inbound;
  const { log, clock } = work;
  try {
    const outcome = await takeRow(work, row);
    if (outcome.kind === 'failed') {
      log.error(
        { inboxId: id, channelAccount, reason: outcome.reason },
        'a customer was not heard',
      );
    }
    return outcome;
  } catch (err) {
    const reason = err instanceof Error && 'code' in err ? `error_${String(err.code)}` : 'error';
    if (attempt >= ATTEMPTS_MAX) {
      log.error({ err, inboxId: id, channelAccount, attempt }, 'a customer was not heard');
      return { kind: 'failed', reason };
    }
    log.warn({ err, inboxId: id, channelAccount, attempt }, 'a row of the inbox is tried again');
    return { kind: 'again', at: retryAt(clock.now(), attempt), reason };
  }
}

/** A row that stays ours while we live would keep its user waiting for ever: it is settled sooner or later. */
async function settle(
  { inbox, clock, log }: ReceiveDeps,
  row: InboxRow,
  outcome: Outcome,
  stopping: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      await inbox.settle(row, outcome);
      return;
    } catch (err) {
      log.error({ err, inboxId: row.id }, 'a row of the inbox could not be settled');
      // Whoever is the next process finds it: ours is as good as gone.
      if (stopping.aborted) return;
      await clock.sleep(LOOK_EVERY_MS, stopping);
    }
  }
}
