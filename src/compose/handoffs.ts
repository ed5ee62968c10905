import type { HandoffDesk } from '../domain/handoff/desk.ts';
import type { Write } from '../domain/write.ts';
import { handoffTexts } from '../flows/copy/handoff.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Repeat } from '../jobs/repeat.ts';
import { makeRouteHandoffs } from '../jobs/route-handoffs.ts';
import type { Config } from '../lib/config.ts';
import type { Id } from '../lib/ids.ts';
import type { HandoffStoreDeps, QueueHandoffNews } from '../store/handoffs/desk-work.ts';
import { findNewestEvent } from '../store/handoffs/find-newest.ts';
import { makeHandoffDesk } from '../store/handoffs/handoff-desk.ts';
import { makeRoute } from '../store/handoffs/route.ts';
import { makeSettle } from '../store/handoffs/settle.ts';
import { queueWebhooks } from '../store/webhooks/queue-webhooks.ts';
import { makeQueueNative } from '../store/wechat/native-queue.ts';
import { brandOf, clock, common, type Desk, random } from './desk.ts';
import { isNativeAccount } from './wechat-clients.ts';

/** Consoles are back within seconds of a start; until then their silence is ours. */
const CONSOLES_BACK_MS = 8_000;

export interface Handoffs {
  /** What people do. */
  readonly desk: HandoffDesk;
  readonly store: HandoffStoreDeps;
  /** Runs in workers. */
  /** A turn's messages in a conversation that a person owns. */
  readonly settle: (id: Id<'conversation'>, handledSeq: number) => Promise<boolean>;
  readonly router: Repeat;
  /** A turn committed these: consoles hear of it, and with them the router. */
  readonly written: (id: Id<'conversation'>, writes: readonly Write[]) => void;
  /** Somebody was asked for outside a turn. */
  readonly announce: (id: Id<'conversation'>) => void;
}

/** Hand-offs to people: what they do, and what a turn tells them. */
export function makeHandoffs(
  desk: Desk,
  deps: {
    readonly processId: string;
    readonly jobs: Jobs;
    readonly wakeTurn: (id: Id<'conversation'>) => void;
  },
): Handoffs {
  const { config, database, feed, log } = desk;
  const { pool } = database;
  const { jobs, wakeTurn, processId } = deps;
  const store: HandoffStoreDeps = {
    ...common,
    pool,
    texts: handoffTexts(brandOf(config)),
    queueNews: makeQueueNews(config),
    isNative: (channelAccount) => isNativeAccount(config, channelAccount),
    queueSaid: async (sql, { text, at, ...said }) => {
      // A name in a sentence looks like any other word, so no mask finds it: words go where personal data may.
      const personal = text === undefined ? {} : { text };
      await queueWebhooks(sql, { type: 'message.created', at, data: said, personal }, random);
    },
    after: {
      publishDesk: (events) => feed.publishDesk(events),
      grew: (id) => {
        feed.publish(id, []);
        jobs.wakeDelivery(id);
      },
      wakeTurn,
    },
  };
  const announce = (id: Id<'conversation'>): void => {
    findNewestEvent(pool, id).then(
      (event) => feed.publishDesk(event === undefined ? [] : [event]),
      (err: unknown) => log.warn({ err }, 'consoles were not told of a request'),
    );
  };
  const router = makeRouteHandoffs({
    route: makeRoute(store, { judgesAfterMs: CONSOLES_BACK_MS }),
    clock,
    log,
  });
  feed.subscribeDesk((event) => {
    // An offer is the router's own doing, and words change nothing for those who wait.
    const changesQueue =
      event.kind === 'handoff' ? event.state !== 'offered' : event.kind === 'presence';
    if (changesQueue) router.wake();
  });
  return {
    desk: makeHandoffDesk(store),
    store,
    router,
    settle: makeSettle({ ...store, processId }),
    announce,
    written: (id, writes) => {
      if (writes.some(isAboutHandoff)) announce(id);
    },
  };
}

function isAboutHandoff({ kind }: Write): boolean {
  return kind === 'requestHandoff' || kind === 'withdrawHandoff';
}

/** What follows from a hand-off's steps elsewhere: other desks are told, and WeChat's own people are asked. */
export function makeQueueNews(config: Config): QueueHandoffNews {
  const isNative = (channelAccount: string): boolean => isNativeAccount(config, channelAccount);
  const queueNative = makeQueueNative({ isNative, random });
  return async (sql, news) => {
    await queueHandoffNews(sql, news);
    await queueNative(sql, news);
  };
}

/** Other desks are told who and when, and nothing that was said. */
const queueHandoffNews: QueueHandoffNews = async (sql, { type, handoff, at }) => {
  const { id, conversationId, reason, state, agentId, outcome, resultCode } = handoff;
  const data = {
    handoffId: id,
    conversationId,
    reason,
    state,
    ...(agentId === undefined ? {} : { agentId }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(resultCode === undefined ? {} : { resultCode }),
  };
  await queueWebhooks(sql, { type, at, data }, random);
};
