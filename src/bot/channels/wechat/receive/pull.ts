import type { KfCursors, KfPull } from '../../../../domain/wechat/ports.ts';
import { addMs, type Clock, MINUTE_MS, SECOND_MS } from '../../../../lib/clock.ts';
import type { Log } from '../../../../lib/log.ts';
import type { KfApi } from '../protocol/api.ts';

export interface PullDeps {
  /** By channel account. */
  readonly clients: ReadonlyMap<string, Pick<KfApi, 'syncMessages'>>;
  readonly cursors: Pick<KfCursors, 'take' | 'savePage' | 'release'>;
  /** Something new is in the inbox. */
  readonly stored: () => void;
  /** Longest time between two looks without a doorbell. */
  readonly pollSecondsOf: (channelAccount: string) => number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Accounts that one process reads at once. */
const AT_ONCE_MAX = 4;
/** A doorbell that another process heard is found within this time. */
const LOOK_EVERY_MS = SECOND_MS;
const TROUBLE_FIRST_MS = 2 * SECOND_MS;
const TROUBLE_LONGEST_MS = 5 * MINUTE_MS;
/** A server that says "more" for ever is asked again later. */
const PAGES_MAX = 1_000;
/** `sync_msg` refuses the doorbell's token: over, or none of its own (wechat.md 4.7). */
const TOKEN_REFUSED = 95_007;

/**
 * One look at the accounts of 微信客服: everything that rang or is due is read to its end, each account by one process
 * at a time. Never fails; returns the milliseconds until the next look.
 */
export function makePullLook(deps: PullDeps): () => Promise<number> {
  /** Failures one after the other, by account and open_kfid. */
  const troubles = new Map<string, number>();
  /** Read, and not given back yet. */
  const held = new Set<Held>();
  const readDue = async (): Promise<void> => {
    for (;;) {
      const pull = await deps.cursors.take(deps.clock.now());
      if (pull === undefined) return;
      const outcome = await readAll(deps, pull).catch((err: unknown) => {
        deps.log.error({ err }, 'messages of WeChat could not be stored');
        return 'trouble' as const;
      });
      if (outcome === 'lost') return;
      const nextPullAt = addMs(deps.clock.now(), pauseMsAfter(deps, pull, outcome, troubles));
      await release(deps, held, [pull, { nextPullAt, isComplete: outcome === 'complete' }]);
      if (outcome === 'trouble') return;
    }
  };
  return async () => {
    for (const one of held) await release(deps, held, one);
    const readers = Array.from({ length: AT_ONCE_MAX }, () =>
      readDue().catch((err: unknown) => {
        deps.log.error({ err }, 'messages of WeChat could not be fetched');
      }),
    );
    await Promise.all(readers);
    return LOOK_EVERY_MS;
  };
}

type Held = Parameters<KfCursors['release']>;
/** `lost`: another process has it now. */
type ReadOutcome = 'complete' | 'trouble' | 'lost';

async function readAll(deps: PullDeps, pull: KfPull): Promise<ReadOutcome> {
  const { clients, cursors, clock, log } = deps;
  const { channelAccount, openKfid } = pull;
  const client = clients.get(channelAccount);
  if (client === undefined) {
    log.warn({ channelAccount }, 'a cursor belongs to an account that is not in the settings');
    return 'trouble';
  }
  let { cursor, token } = pull;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await client.syncMessages({
      openKfid,
      ...(cursor === undefined ? {} : { cursor }),
      ...(token === undefined ? {} : { token }),
    });
    if (page.kind === 'failed') {
      const isToken = page.code === TOKEN_REFUSED && token !== undefined;
      if (!isToken) {
        const { reason, errorClass } = page;
        log.warn({ channelAccount, openKfid, reason, errorClass }, 'WeChat gave no messages');
        return 'trouble';
      }
      token = undefined;
      continue;
    }
    const { messages: inbounds, nextCursor, hasMore } = page.value;
    // Before the next page is asked for: what was read is ours, whatever happens then (law 1).
    const isOurs = await cursors.savePage(pull, { inbounds, nextCursor, now: clock.now() });
    if (!isOurs) return 'lost';
    if (inbounds.length > 0) deps.stored();
    if (!hasMore) return 'complete';
    if (nextCursor === cursor && inbounds.length === 0) break;
    cursor = nextCursor;
  }
  log.warn({ channelAccount, openKfid }, 'WeChat says there is more and gives nothing');
  return 'trouble';
}

/** When the account is read next without a doorbell: soon after trouble, and later each time. */
function pauseMsAfter(
  deps: PullDeps,
  pull: KfPull,
  outcome: 'complete' | 'trouble',
  troubles: Map<string, number>,
): number {
  const key = `${pull.channelAccount} ${pull.openKfid}`;
  if (outcome === 'complete') {
    troubles.delete(key);
    return deps.pollSecondsOf(pull.channelAccount) * SECOND_MS;
  }
  const count = (troubles.get(key) ?? 0) + 1;
  troubles.set(key, count);
  return Math.min(TROUBLE_FIRST_MS * 2 ** (count - 1), TROUBLE_LONGEST_MS);
}

/** A reading that stays ours while we live would be nobody's: it is given back sooner or later. */
async function release({ cursors, log }: PullDeps, held: Set<Held>, one: Held): Promise<void> {
  held.add(one);
  try {
    await cursors.release(...one);
    held.delete(one);
  } catch (err) {
    log.error({ err }, 'a reading of WeChat could not be given back');
  }
}
