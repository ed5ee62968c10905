import { describe, expect, test } from 'vitest';
import { HOLD_MS, makeTurn, type TurnAnswer, type TurnDeps } from '../../src/bot/turn.ts';
import type {
  StoredMessage,
  TurnCommit,
  TurnStore,
  TurnWork,
} from '../../src/domain/conversation.ts';
import type { ConversationMode } from '../../src/domain/conversation-mode.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';

const ID = 'con_1';

/** A held clock: sleeping moves it. */
function heldClock(start: string) {
  let now = new Date(start);
  return {
    now: () => now,
    sleep: async (ms: number) => {
      if (ms > 5_000 || ms === 700) return new Promise<void>(() => {});
      now = new Date(now.getTime() + ms);
      return undefined;
    },
  };
}

function inbound(seq: number, text: string, at: Date): StoredMessage {
  return {
    conversationId: ID,
    seq,
    direction: 'in',
    author: 'customer',
    at,
    activity: { type: 'message', text },
  };
}

interface World {
  readonly commits: TurnCommit[];
  readonly settled: number[];
  readonly released: string[];
  readonly published: number[];
  readonly deps: TurnDeps;
}

/** A store that keeps its promises in memory, and a bot that repeats what it heard. */
function aWorld(
  waiting: readonly StoredMessage[],
  extra: Partial<TurnDeps> & {
    readonly mode?: ConversationMode;
    readonly takenOver?: boolean;
    /** The person gave it back between reading and settling. */
    readonly isReturned?: boolean;
  } = {},
): World {
  const world = {
    commits: [] as TurnCommit[],
    settled: [] as number[],
    released: [] as string[],
    published: [] as number[],
  };
  const work: TurnWork = {
    conversation: {
      id: ID,
      channelAccount: 'web',
      identityId: 'idn_1',
      locale: 'zh-CN',
      mode: extra.mode ?? 'bot',
      lastSeq: waiting.length,
      createdAt: new Date(0),
    },
    identity: { id: 'idn_1', channelAccount: 'web', externalUserId: 'u', level: 0 },
    state: { v: 1, kept: true },
    stateVersion: 3,
    waiting,
  };
  const turns: TurnStore = {
    take: async () => (waiting.length === 0 ? { kind: 'idle' } : { kind: 'taken', work }),
    commit: async (commit) => {
      if (extra.takenOver === true) return { kind: 'stale' };
      world.commits.push(commit);
      return { kind: 'committed', messages: [], hasMore: false, hasQueued: false };
    },
    settle: async (_id, seq) => {
      world.settled.push(seq);
      return extra.isReturned !== true;
    },
    release: async (id) => void world.released.push(id),
    findUnhandled: async () => [],
  };
  const deps: TurnDeps = {
    turns,
    feed: {
      publish: () => void world.published.push(1),
      publishTyping: () => {},
      subscribe: () => () => {},
    },
    respond: async (w): Promise<TurnAnswer> => ({
      state: { v: 2 },
      messages: [
        {
          author: 'bot',
          activity: { type: 'message', text: w.waiting.map((m) => m.activity.text).join('|') },
        },
      ],
      writes: [],
      audit: [],
    }),
    apology: () => [{ author: 'bot', activity: { type: 'message', text: '抱歉' } }],
    readsUnfinished: () => false,
    queued: () => {},
    isUnavailable: (error) => error instanceof Error && error.message === 'unavailable',
    clock: heldClock('2026-11-22T08:00:00.000Z'),
    random: systemRandom,
    log: makeLog({ level: 'silent' }),
    ...extra,
  };
  return { ...world, deps };
}

const NOW = new Date('2026-11-22T08:00:00.000Z');

describe('a turn', () => {
  test('answers a burst once, in reply to its newest message', async () => {
    const world = aWorld([inbound(1, '我想', NOW), inbound(2, '查进度', NOW)]);
    expect(await makeTurn(world.deps)(ID)).toBe('done');
    expect(world.commits).toMatchObject([
      {
        fromSeq: 1,
        handledSeq: 2,
        stateVersion: 3,
        outcome: 'ok',
        messages: [{ activity: { text: '我想|查进度' }, replyToSeq: 2 }],
      },
    ]);
    expect(world.released).toEqual([]);
    expect(world.published).toEqual([1]);
  });

  test('is silent while a person owns the conversation', async () => {
    const world = aWorld([inbound(4, '在吗', NOW)], { mode: 'agent' });
    expect(await makeTurn(world.deps)(ID)).toBe('done');
    expect({ commits: world.commits, settled: world.settled }).toEqual({
      commits: [],
      settled: [4],
    });
  });

  test('still helps whoever waits for a person', async () => {
    const world = aWorld([inbound(4, '在吗', NOW)], { mode: 'queued' });
    expect(await makeTurn(world.deps)(ID)).toBe('done');
    expect(world.commits).toHaveLength(1);
  });

  test('answers what came when the person had just given the conversation back', async () => {
    const world = aWorld([inbound(4, '在吗', NOW)], { mode: 'agent', isReturned: true });
    expect(await makeTurn(world.deps)(ID)).toBe('again');
  });

  test('says nothing when a person took over while it was thinking', async () => {
    const world = aWorld([inbound(1, '在吗', NOW)], { takenOver: true });
    expect(await makeTurn(world.deps)(ID)).toBe('again');
    expect(world.published).toEqual([]);
  });

  test('waits for the rest of an unfinished thought, and never longer than the hold', async () => {
    const world = aWorld([inbound(1, '我那个，', NOW)], { readsUnfinished: () => true });
    const turn = makeTurn(world.deps);
    expect(await turn(ID)).toBe('again');
    expect(world.deps.clock.now().getTime() - NOW.getTime()).toBe(HOLD_MS);
    expect(await turn(ID)).toBe('done');
    expect(world.commits).toHaveLength(1);
    expect(world.released).toEqual([]);
  });

  test('waits until a burst of photos is over', async () => {
    const until = new Date(NOW.getTime() + 1_500);
    const world = aWorld([inbound(1, '', NOW)], { burstUntil: () => until });
    const turn = makeTurn(world.deps);
    expect(await turn(ID)).toBe('again');
    expect(world.deps.clock.now()).toEqual(until);
    expect(await turn(ID)).toBe('done');
    expect(world.commits).toHaveLength(1);
  });

  test('apologises, keeps the state and goes on when thinking fails', async () => {
    const world = aWorld([inbound(1, '在吗', NOW)], {
      respond: async () => {
        throw new TypeError('a bug');
      },
    });
    expect(await makeTurn(world.deps)(ID)).toBe('done');
    expect(world.commits).toMatchObject([
      {
        outcome: 'failed',
        state: { v: 1, kept: true },
        messages: [{ activity: { text: '抱歉' } }],
      },
    ]);
  });

  test('writes nothing and is tried again when the database cannot be reached', async () => {
    const world = aWorld([inbound(1, '在吗', NOW)], {
      respond: async () => {
        throw new Error('unavailable');
      },
    });
    await expect(makeTurn(world.deps)(ID)).rejects.toThrow('unavailable');
    expect({ commits: world.commits, released: world.released }).toEqual({
      commits: [],
      released: [ID],
    });
  });
});
