import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/lib/clock.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import {
  makeStores,
  type RunningDirectLine,
  runDirectLine,
} from '../../support/running-direct-line.ts';

const clock = makeManualClock();
const stores = makeStores();
const logLines: string[] = [];
let server: RunningDirectLine;
let bearer: string;
let path: string;
let id: string;

beforeAll(async () => {
  server = await runDirectLine({ clock, stores, logLines });
});
afterAll(async () => {
  await server.stop();
  // 413 and 415 are ours: the official description stops at 403 and 404.
  expect(server.problems).toEqual([]);
});
beforeEach(async () => {
  const { token, conversationId } = await server.token('dl_1');
  await server.call('POST', '/conversations', { bearer: token });
  await server.settled();
  bearer = token;
  id = conversationId;
  path = `/conversations/${conversationId}`;
});

async function storedTexts(): Promise<unknown[]> {
  await server.settled();
  const messages = await stores.log.read(id, 0, 100);
  return messages
    .filter(({ direction }) => direction === 'in')
    .map(({ activity }) => activity.text);
}

const post = (body: unknown, headers: object = {}) =>
  server.call('POST', `${path}/activities`, { bearer, body, headers });

function nest(depth: number): unknown {
  return depth === 0 ? 1 : [nest(depth - 1)];
}

describe('an activity that cannot be taken', () => {
  it.each([
    ['1 MB of text', { type: 'message', text: 'x'.repeat(1_000_000) }, 413, 'MessageSizeTooBig'],
    ['malformed JSON', '{"type":"message","text":"13800138000', 400, 'BadSyntax'],
    ['an array', [], 400, 'BadArgument'],
    ['a bare string', '"hello"', 400, 'BadArgument'],
    ['no type', { text: 'hi' }, 400, 'BadArgument'],
    ['no body', undefined, 400, 'BadArgument'],
    ['a type that is a number', { type: 7 }, 400, 'BadArgument'],
    ['a text that is an object', { type: 'message', text: { a: 1 } }, 400, 'BadArgument'],
    ['attachments that are no list', { type: 'message', attachments: 'x' }, 400, 'BadArgument'],
    ['an attachment that is a string', { type: 'message', attachments: ['x'] }, 400, 'BadArgument'],
    ['channelData that is a list', { type: 'message', channelData: [1] }, 400, 'BadArgument'],
    ['a from that is a string', { type: 'message', from: 'me' }, 400, 'BadArgument'],
    ['entities that are no objects', { type: 'message', entities: [1] }, 400, 'BadArgument'],
    ['deep nesting', { type: 'message', value: nest(200) }, 400, 'BadArgument'],
    [
      'very deep nesting',
      `{"type":"event","value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      400,
      'BadArgument',
    ],
  ])('is answered clearly and not stored: %s', async (_name, body, status, code) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: { code, message: expect.any(String) } });
    expect(await storedTexts()).toEqual([]);
  });

  it('tells nothing personal in the log', async () => {
    await post('{"type":"message","text":"手机 13800138000');
    await post({ type: 'message', text: '手机 13800138000', from: { id: 'x', name: '张三' } });
    await post({ type: 'message', text: '手机 13800138000', attachments: 7 });
    await server.settled();
    const all = logLines.join('');
    expect(all).not.toMatch(/13800138000|张三/);
    expect(all).not.toContain(bearer);
  });
});

describe('an activity that is odd', () => {
  it('keeps HTML, SQL, emoji and 4-byte characters as they are', async () => {
    const text = "<img src=x onerror=alert(1)> '; DROP TABLE messages;-- 😀👨‍👩‍👧 𠮷野家";
    const name = '<b>Robert"); DROP TABLE students;--</b>';
    const answer = await post({ type: 'message', text, from: { id: 'somebody else', name } });
    expect(answer.status).toBe(200);
    const { body } = await server.call('GET', `${path}/activities?watermark=1`, { bearer });
    expect(body.activities[0]).toMatchObject({
      id: answer.body.id,
      text,
      from: { id: 'dl_1', name, role: 'user' },
    });
  });

  it.each([
    ['NUL', 'a\u0000b', 'ab'],
    ['a lone high surrogate', 'a\ud83db', 'ab'],
    ['a lone low surrogate', 'a\ude00b', 'ab'],
  ])('loses what PostgreSQL cannot hold: %s', async (_name, text, stored) => {
    const answer = await post({
      type: 'message',
      text,
      channelData: { [`k${text}`]: text },
      value: [text],
    });
    expect(answer.status).toBe(200);
    expect(await storedTexts()).toEqual([stored]);
    const [, message] = await stores.log.read(id, 0, 100);
    expect(message?.activity).toMatchObject({
      channelData: { [`k${stored}`]: stored },
      value: [stored],
    });
  });

  it('takes JSON whatever the content type says, and nulls where nothing is meant', async () => {
    const body = JSON.stringify({
      type: 'message',
      text: 'hi',
      name: null,
      attachments: null,
      channelData: null,
    });
    expect((await post(body, { 'content-type': 'text/plain' })).status).toBe(200);
    expect(await storedTexts()).toEqual(['hi']);
  });

  it('stores a message once when the network sends it twice', async () => {
    const body = { type: 'message', text: 'once', channelData: { clientActivityID: 'abc' } };
    const answers = await Promise.all([post(body), post(body), post(body)]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await storedTexts()).toEqual(['once']);
  });

  it.each([
    { type: 'typing' },
    { type: 'conversationUpdate' },
    { type: 'endOfConversation' },
    { type: 'somethingNew' },
    { type: 'event', name: 'handoff.status', value: { state: 'completed' } },
  ])('accepts %o without storing it', async (activity) => {
    const answer = await post(activity);
    expect(answer).toMatchObject({ status: 200, body: { id: expect.any(String) } });
    expect(await storedTexts()).toEqual([]);
  });

  it('keeps what the server mints out of the hands of the client', async () => {
    await post({
      type: 'message',
      text: 'hi',
      id: 'mine',
      timestamp: '1999-01-01T00:00:00Z',
      conversation: { id: 'other' },
      replyToId: 'x',
      attachments: [{ contentType: 'image/png', fileId: 'fil_1', thumbnailFileId: 'fil_1' }],
    });
    const { body } = await server.call('GET', `${path}/activities?watermark=1`, { bearer });
    const [activity] = body.activities;
    expect(activity).toMatchObject({ conversation: { id } });
    expect(activity.timestamp).toMatch(/^2026-06-11T07:00:00/);
    expect(activity.id).toBe(`${id}|0000002`);
    expect(activity.replyToId).toBeUndefined();
    expect(activity.attachments).toEqual([{ contentType: 'image/png' }]);
  });

  it('answers 400 in a conversation that has ended, and what was said stays readable', async () => {
    await stores.log.end(id, clock.now());
    const answer = await post({ type: 'message', text: 'hi' });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'ConversationEnded' } } });
    expect(
      (await server.call('GET', `${path}/activities`, { bearer })).body.activities,
    ).toHaveLength(1);
  });

  it('keeps timestamps monotonic when the clock jumps', async () => {
    for (const jump of [0, -HOUR_MS, -HOUR_MS, 2 * HOUR_MS]) {
      clock.advance(jump);
      await post({ type: 'message', text: `after ${jump}` });
      await server.settled();
    }
    const { body } = await server.call('GET', `${path}/activities`, { bearer });
    const times = body.activities.map(({ timestamp }: { timestamp: string }) =>
      Date.parse(timestamp),
    );
    expect(times).toHaveLength(9);
    expect(times).toEqual([...new Set(times)].sort((a, b) => Number(a) - Number(b)));
  });
});
