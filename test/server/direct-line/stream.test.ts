import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { MINUTE_MS } from '../../../src/lib/clock.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import {
  makeStores,
  type RunningDirectLine,
  runDirectLine,
} from '../../support/running-direct-line.ts';
import { problemsOf } from '../../support/swagger.ts';

interface Frame {
  readonly activities: readonly { readonly text?: string; readonly type: string }[];
  readonly watermark?: string;
}

const clock = makeManualClock();
const stores = makeStores();
const logLines: string[] = [];
let server: RunningDirectLine;

beforeAll(async () => {
  server = await runDirectLine({ clock, stores, logLines });
});
afterAll(async () => {
  await server.stop();
  expect(server.problems).toEqual([]);
});

/** A conversation with its greeting and `count` messages of ours after it. */
async function start(count = 0) {
  const { token, conversationId: id } = await server.token('dl_1');
  await server.call('POST', '/conversations', { bearer: token });
  await server.settled();
  await say(id, count);
  const url = async (watermark?: string): Promise<string> => {
    const query = watermark === undefined ? '' : `?watermark=${watermark}`;
    const { body } = await server.call('GET', `/conversations/${id}${query}`, { bearer: token });
    return body.streamUrl;
  };
  return { id, token, url };
}

async function say(id: string, count: number, replyToSeq?: number): Promise<void> {
  const messages = Array.from({ length: count }, (_, index) => ({
    author: 'bot' as const,
    activity: { type: 'message', text: `m${index + 1}` },
    ...(replyToSeq !== undefined && { replyToSeq }),
  }));
  stores.feed.publish(id, await stores.log.append(id, messages, clock.now()));
}

function open(url: string, options: object = {}) {
  const socket = new WebSocket(url, options);
  const frames: Frame[] = [];
  socket.on('message', (data) => {
    const frame: Frame = JSON.parse(String(data));
    expect(problemsOf('ActivitySet', frame)).toEqual([]);
    frames.push(frame);
  });
  const closed = new Promise<{ code: number } | { status: number }>((resolve) => {
    socket.on('unexpected-response', (_request, answer) => {
      resolve({ status: answer.statusCode ?? 0 });
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => resolve({ code }));
  });
  const texts = () => frames.flatMap(({ activities }) => activities.map(({ text }) => text));
  return {
    socket,
    frames,
    closed,
    texts,
    until: (fits: () => boolean) => expect.poll(fits, { timeout: 5_000, interval: 10 }).toBe(true),
  };
}

describe('the stream', () => {
  it('shows what was said and what is being said, once and in order', async () => {
    const { id, url } = await start(2);
    const stream = open(await url());
    await stream.until(() => stream.texts().length === 3);
    await say(id, 3);
    await stream.until(() => stream.texts().length === 6);
    expect(stream.texts()).toEqual(['Welcome', 'm1', 'm2', 'm1', 'm2', 'm3']);
    expect(stream.frames.at(-1)?.watermark).toBe('6');
    stream.socket.close();
  });

  it.each([
    ['', 8],
    ['0', 8],
    ['rubbish', 8],
    ['5', 3],
    ['8', 0],
    ['99', 0],
  ])('goes on after the watermark "%s" with %s messages', async (watermark, count) => {
    const { id, url } = await start(7);
    const stream = open(await url(watermark));
    await stream.until(() => stream.texts().length >= count);
    await say(id, 1);
    await stream.until(() => stream.texts().length === count + 1);
    expect(stream.frames.at(-1)?.watermark).toBe('9');
    stream.socket.close();
  });

  it('gives a newcomer the newest 200 and a returning reader everything, by the hundred', async () => {
    const { url } = await start(499);
    const newcomer = open(await url());
    await newcomer.until(() => newcomer.texts().length === 200);
    expect(newcomer.texts().at(-1)).toBe('m499');
    const returning = open(await url('50'));
    await returning.until(() => returning.texts().length === 450);
    expect(returning.frames.map(({ activities }) => activities.length)).toEqual([
      100, 100, 100, 100, 50,
    ]);
    expect(returning.frames.map(({ watermark }) => watermark)).toEqual([
      '150',
      '250',
      '350',
      '450',
      '500',
    ]);
    newcomer.socket.close();
    returning.socket.close();
  });

  it('points a reply only at a message that the reader has', async () => {
    const { id, url } = await start(300);
    await say(id, 1, 5);
    await say(id, 1, 302);
    const stream = open(await url());
    await stream.until(() => stream.texts().length === 200);
    const replies = stream.frames.flatMap(({ activities }) => activities).slice(-2);
    expect(replies.map((activity) => 'replyToId' in activity)).toEqual([false, true]);
    stream.socket.close();
  });

  it('shows typing without a watermark', async () => {
    const { id, url } = await start();
    const stream = open(await url());
    await stream.until(() => stream.frames.length === 1);
    stores.feed.publishTyping(id);
    await stream.until(() => stream.frames.length === 2);
    expect(stream.frames[1]?.activities).toMatchObject([{ type: 'typing', from: { role: 'bot' } }]);
    expect(stream.frames[1]).not.toHaveProperty('watermark');
    stream.socket.close();
  });

  it('reads what is missing when the notices come in the wrong order', async () => {
    const { id, url } = await start();
    const stream = open(await url());
    await stream.until(() => stream.frames.length === 1);
    const activity = (text: string) => ({
      author: 'bot' as const,
      activity: { type: 'message', text },
    });
    const first = await stores.log.append(id, [activity('one')], clock.now());
    const second = await stores.log.append(id, [activity('two')], clock.now());
    stores.feed.publish(id, second);
    stores.feed.publish(id, first);
    stores.feed.publish(id, second);
    await stream.until(() => stream.texts().length === 3);
    expect(stream.texts()).toEqual(['Welcome', 'one', 'two']);
    stream.socket.close();
  });

  it('never shows what is between the bot and the desk, and counts it all the same', async () => {
    const { id, token, url } = await start();
    const stream = open(await url());
    await stream.until(() => stream.frames.length === 1);
    const hidden = [
      { type: 'conversationUpdate' },
      { type: 'event', name: 'handoff.initiate', value: { skill: 'claims' } },
      { type: 'trace' },
    ];
    const shown = [
      { type: 'event', name: 'webchat/x' },
      { type: 'message', text: 'seen' },
    ];
    for (const activity of [...hidden, ...shown])
      stores.feed.publish(
        id,
        await stores.log.append(id, [{ author: 'bot', activity }], clock.now()),
      );
    await stream.until(() => stream.texts().includes('seen'));
    const types = stream.frames.flatMap(({ activities }) => activities.map(({ type }) => type));
    expect(types).toEqual(['message', 'event', 'message']);
    expect(stream.frames.at(-1)?.watermark).toBe('6');
    const polled = await server.call('GET', `/conversations/${id}/activities?watermark=1`, {
      bearer: token,
    });
    expect(polled.body).toMatchObject({ activities: [{}, { text: 'seen' }], watermark: '6' });
    expect(polled.body.activities).toHaveLength(2);
    stream.socket.close();
  });

  it('ignores whatever a client sends on it', async () => {
    const { id, url } = await start();
    const stream = open(await url());
    await stream.until(() => stream.frames.length === 1);
    for (const junk of ['', '{', 'hello', Buffer.from([1, 2, 3])]) stream.socket.send(junk);
    await say(id, 1);
    await stream.until(() => stream.texts().length === 2);
    stream.socket.close();
  });

  it('leaves no subscription behind', async () => {
    const { url } = await start();
    const before = stores.feed.listeners;
    const stream = open(await url());
    await stream.until(() => stores.feed.listeners === before + 1);
    stream.socket.close();
    await stream.until(() => stores.feed.listeners === before);
  });
});

describe('the door of the stream', () => {
  it.each([
    ['no token', (url: string) => url.replace(/&t=[^&]*/, '')],
    ['a changed token', (url: string) => `${url}x`],
    ['another conversation', (url: string) => url.replace(/con_[^/]*/, 'con_0000000000000000000x')],
  ])('is closed to %s', async (_name, change) => {
    const { url } = await start();
    expect(await open(change(await url())).closed).toEqual({ status: 403 });
  });

  it("is closed to a conversation's own token, and to an address that is a minute old", async () => {
    const { url, token } = await start();
    const address = await url();
    const wrongKind = address.replace(/&t=.*/, `&t=${token}`);
    expect(await open(wrongKind).closed).toEqual({ status: 403 });
    clock.advance(MINUTE_MS);
    expect(await open(address).closed).toEqual({ status: 403 });
    const plain = await fetch((await url()).replace(/^ws/, 'http'));
    expect(plain.status).toBe(400);
  });

  it('writes no token of a stream into the log', async () => {
    const { url } = await start();
    const address = await url();
    const stream = open(address);
    await stream.until(() => stream.frames.length === 1);
    stream.socket.close();
    const token = new URL(address).searchParams.get('t') ?? 'none';
    expect(logLines.join('')).toContain('/stream?watermark=0&t=[redacted]');
    expect(logLines.join('')).not.toContain(token);
  });
});

describe('a server that goes away or misses a notice', () => {
  it('tells its clients to come back', async () => {
    const other = await runDirectLine();
    const { token } = await other.token('dl_1');
    const { body } = await other.call('POST', '/conversations', { bearer: token });
    const stream = open(body.streamUrl);
    await stream.until(() => stream.frames.length === 1);
    await other.stop();
    expect(await stream.closed).toEqual({ code: 1012 });
  });

  it('finds what no notice told of within about a second, with one question for all sockets', async () => {
    const own = makeStores();
    let questions = 0;
    const counted = {
      ...own.log,
      lastSeqs: (ids: readonly string[]) => {
        questions += 1;
        return own.log.lastSeqs(ids);
      },
    };
    const other = await runDirectLine({ stores: { ...own, log: counted } });
    const streams = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { token, conversationId } = await other.token('dl_1');
        const { body } = await other.call('POST', '/conversations', { bearer: token });
        const stream = open(body.streamUrl);
        await stream.until(() => stream.frames.length === 1);
        return { ...stream, conversationId };
      }),
    );
    own.feed.mute();
    const asked = questions;
    for (const { conversationId } of streams)
      await own.log.append(
        conversationId,
        [{ author: 'agent', authorName: '小王', activity: { type: 'message', text: 'unheard' } }],
        new Date(),
      );
    for (const stream of streams) await stream.until(() => stream.texts().includes('unheard'));
    expect(questions - asked).toBeLessThanOrEqual(2);
    await other.stop();
  });
});
