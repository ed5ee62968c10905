import { beforeEach, describe, expect, it } from 'vitest';
import { makePullLook } from '../../../../../src/bot/channels/wechat/receive/pull.ts';
import type { ApiResult } from '../../../../../src/domain/wechat/errors.ts';
import type { WechatInbound } from '../../../../../src/domain/wechat/inbound.ts';
import type { KfCursors, KfPull } from '../../../../../src/domain/wechat/ports.ts';
import { addMs } from '../../../../../src/lib/clock.ts';
import { makeLog } from '../../../../../src/lib/log.ts';
import { makeManualClock } from '../../../../support/manual-clock.ts';

type Page = ApiResult<{
  readonly messages: readonly WechatInbound[];
  readonly nextCursor: string;
  readonly hasMore: boolean;
}>;
interface Asked {
  readonly openKfid: string;
  readonly cursor?: string;
  readonly token?: string;
}

const ACCOUNT = 'wechat-kf:main';
const clock = makeManualClock();
const PULL: KfPull = {
  channelAccount: ACCOUNT,
  openKfid: 'wk1',
  cursor: 'c0',
  token: 'bell',
  since: new Date(0),
  rung: 1,
};

let asked: Asked[];
let saved: { readonly pull: KfPull; readonly ids: readonly string[]; readonly cursor: string }[];
let released: Parameters<KfCursors['release']>[];
let stored: number;
beforeEach(() => {
  asked = [];
  saved = [];
  released = [];
  stored = 0;
});

const message = (messageId: string): WechatInbound => ({
  channelAccount: ACCOUNT,
  messageId,
  userId: 'customer-1',
  openKfid: 'wk1',
  sentAt: clock.now(),
  content: { kind: 'text', text: '你好' },
});
const page = (ids: readonly string[], nextCursor: string, hasMore = false): Page => ({
  kind: 'ok',
  value: { messages: ids.map(message), nextCursor, hasMore },
});
const failed = (errorClass: 'unknown' | 'retry', code?: number): Page => ({
  kind: 'failed',
  errorClass,
  ...(code === undefined ? {} : { code }),
  reason: 'said no',
  mayHaveHappened: false,
});

/** A look over `pulls` at a server that gives these pages one after the other, the last for ever. */
function makeLook(
  pages: readonly Page[],
  { pulls = [PULL], ...more }: Partial<KfCursors> & { readonly pulls?: readonly KfPull[] } = {},
) {
  const due = [...pulls];
  const left = [...pages];
  return makePullLook({
    clients: new Map([
      [
        ACCOUNT,
        {
          syncMessages: async (input) => {
            asked.push(input);
            const next = left.length > 1 ? left.shift() : left[0];
            return next ?? page([], 'end');
          },
        },
      ],
    ]),
    cursors: {
      take: async () => due.shift(),
      savePage: async (pull, { inbounds, nextCursor }) => {
        saved.push({ pull, ids: inbounds.map(({ messageId }) => messageId), cursor: nextCursor });
        return true;
      },
      release: async (...given) => void released.push(given),
      ...more,
    },
    stored: () => {
      stored += 1;
    },
    pollSecondsOf: () => 300,
    clock,
    log: makeLog({ level: 'silent' }),
  });
}

describe('a look', () => {
  it('reads page after page to the end, each saved before the next is asked for', async () => {
    await makeLook([page(['m1', 'm2'], 'c1', true), page([], 'c2', true), page(['m3'], 'c3')])();
    expect(asked).toEqual([
      { openKfid: 'wk1', cursor: 'c0', token: 'bell' },
      { openKfid: 'wk1', cursor: 'c1', token: 'bell' },
      { openKfid: 'wk1', cursor: 'c2', token: 'bell' },
    ]);
    expect(saved.map(({ ids, cursor }) => [ids, cursor])).toEqual([
      [['m1', 'm2'], 'c1'],
      [[], 'c2'],
      [['m3'], 'c3'],
    ]);
    expect(stored).toBe(2);
    const given = { nextPullAt: addMs(clock.now(), 300_000), isComplete: true };
    expect(released).toEqual([[PULL, given]]);
  });

  it('reads every account that is due, and nothing when none is', async () => {
    const other = { ...PULL, openKfid: 'wk2' };
    const look = makeLook([page([], 'c1')], { pulls: [PULL, other] });
    await look();
    await look();
    expect(asked.map(({ openKfid }) => openKfid).sort()).toEqual(['wk1', 'wk2']);
  });

  it('stops without giving back what another process has by now', async () => {
    const more = { savePage: async () => false };
    await makeLook([page(['m1'], 'c1', true)], more)();
    expect(asked).toHaveLength(1);
    expect([stored, released]).toEqual([0, []]);
  });

  it('does not fail when the database does, and gives back what it holds when it can', async () => {
    let isDown = true;
    const release: KfCursors['release'] = async (...given) => {
      if (isDown) throw new Error('the database is away');
      released.push(given);
    };
    const look = makeLook([page([], 'c1')], { release });
    await look();
    expect(released).toEqual([]);
    isDown = false;
    await look();
    expect(released).toHaveLength(1);
    await look();
    expect(released).toHaveLength(1);
  });

  it('comes back soon when a page could not be stored', async () => {
    const savePage = () => Promise.reject(new Error('the database is away'));
    await makeLook([page(['m1'], 'c1')], { savePage })();
    const given = { nextPullAt: addMs(clock.now(), 2_000), isComplete: false };
    expect(released).toEqual([[PULL, given]]);
  });
});

describe('trouble', () => {
  it('with the token is met once without it', async () => {
    await makeLook([failed('unknown', 95_007), page(['m1'], 'c1')])();
    expect(asked.map(({ token }) => token)).toEqual(['bell', undefined]);
    expect(saved).toHaveLength(1);
  });

  it('with the token that goes on without it is trouble', async () => {
    await makeLook([failed('unknown', 95_007)])();
    expect(asked).toHaveLength(2);
    expect(released).toMatchObject([[PULL, { isComplete: false }]]);
  });

  it('makes the next look later each time, until one succeeds', async () => {
    const pulls = Array.from({ length: 5 }, () => PULL);
    const bad = failed('retry');
    const look = makeLook([bad, bad, bad, page([], 'c1'), bad], { pulls });
    for (let round = 0; round < 5; round += 1) await look();
    const pauses = released.map(
      ([, { nextPullAt }]) => nextPullAt.getTime() - clock.now().getTime(),
    );
    expect(pauses.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 300_000]);
  });

  it('of a server that says more for ever and gives nothing ends the look', async () => {
    await makeLook([page([], 'c1', true)])();
    expect(asked).toHaveLength(2);
    expect(released).toMatchObject([[PULL, { isComplete: false }]]);
  });

  it('of an account that is not in the settings costs no call', async () => {
    await makeLook([], { pulls: [{ ...PULL, channelAccount: 'wechat-kf:gone' }] })();
    expect(asked).toEqual([]);
    expect(released).toHaveLength(1);
  });
});
