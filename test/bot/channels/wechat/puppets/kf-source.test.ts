import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { KfApi } from '../../../../../src/bot/channels/wechat/protocol/api.ts';
import { makeKfSource } from '../../../../../src/bot/channels/wechat/puppets/kf-source.ts';
import type { WechatInbound } from '../../../../../src/domain/wechat/inbound.ts';
import { systemClock } from '../../../../../src/lib/clock.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

describe('reading with a cursor in memory', () => {
  const inboundAt = (messageId: string, ageMs = 0): WechatInbound => ({
    channelAccount: 'x',
    messageId,
    userId: 'wm-1',
    openKfid: 'wk1',
    sentAt: new Date(Date.now() - ageMs),
    content: { kind: 'text', text: messageId },
  });
  type Page = Awaited<ReturnType<KfApi['syncMessages']>>;
  const page = (
    messages: readonly WechatInbound[],
    nextCursor: string,
    hasMore: boolean,
  ): Page => ({
    kind: 'ok',
    value: { messages, nextCursor, hasMore },
  });

  function makeSource(pages: readonly Page[]) {
    const asked: { readonly cursor?: string; readonly token?: string }[] = [];
    const heard: string[] = [];
    const source = makeKfSource({
      api: {
        syncMessages: async ({ cursor, token }) => {
          asked.push({ ...(cursor && { cursor }), ...(token && { token }) });
          return pages[asked.length - 1] ?? page([], 'end', false);
        },
      },
      openKfid: 'wk1',
      clock: systemClock,
      log: pino({ level: 'silent' }),
      pollMs: 60_000,
    });
    stops.push(source.stop);
    const listener = ({ messageId }: WechatInbound) => heard.push(messageId);
    return { source, asked, heard, start: () => source.start(listener) };
  }

  test('goes on through an empty page, and leaves out what is older than minutes', async () => {
    const {
      asked,
      heard,
      start: begin,
    } = makeSource([
      page([inboundAt('old', 3_600_000)], 'c1', true),
      page([], 'c2', true),
      page([inboundAt('new')], 'c3', false),
    ]);
    await begin();
    await vi.waitFor(() => expect(heard).toEqual(['new']));
    expect(asked).toEqual([{}, { cursor: 'c1' }, { cursor: 'c2' }]);
  });

  test('reads at once by a doorbell, and again without its token when that is over', async () => {
    const over: Page = {
      kind: 'failed',
      errorClass: 'content',
      code: 95_007,
      reason: 'errcode_95007',
      mayHaveHappened: false,
    };
    const first = page([inboundAt('a')], 'c1', false);
    const {
      source,
      asked,
      heard,
      start: begin,
    } = makeSource([first, over, page([inboundAt('b')], 'c2', false)]);
    await begin();
    await vi.waitFor(() => expect(heard).toEqual(['a']));
    source.ring('old-token');
    await vi.waitFor(() => expect(heard).toEqual(['a', 'b']));
    expect(asked.slice(1)).toEqual([{ cursor: 'c1', token: 'old-token' }, { cursor: 'c1' }]);
  });

  test('goes on where it was after a stop', async () => {
    const {
      source,
      asked,
      heard,
      start: begin,
    } = makeSource([
      page([inboundAt('a')], 'c1', false),
      page([inboundAt('late', 3_600_000)], 'c2', false),
    ]);
    await begin();
    await vi.waitFor(() => expect(heard).toEqual(['a']));
    await source.stop();
    await begin();
    await vi.waitFor(() => expect(heard).toEqual(['a', 'late']));
    expect(asked[1]).toEqual({ cursor: 'c1' });
  });
});
