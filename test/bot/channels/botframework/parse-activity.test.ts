import { describe, expect, it } from 'vitest';
import {
  parseWire,
  toActivity,
  toAddress,
} from '../../../../src/bot/channels/botframework/parse-activity.ts';
import type { JsonObject } from '../../../../src/lib/json.ts';
import { readFixture, readWire } from './fixtures.ts';

function problemsOf(body: unknown): readonly string[] {
  const parsed = parseWire(body);
  return parsed.kind === 'ok' ? [] : parsed.problems.map(({ path }) => path);
}

const without = (name: string): JsonObject => {
  const { [name]: _gone, ...rest } = readFixture('emulator-message');
  return rest;
};
const withField = (replaced: JsonObject) => readFixture('emulator-message', replaced);

describe('an activity is refused', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['that is nothing', undefined, ['body']],
    ['that is a list', [], ['body']],
    ['that is text', 'hello', ['body']],
    ['without a type', without('type'), ['type']],
    ['with a type that is no name', withField({ type: 'message\u0000' }), ['type']],
    ['without a channel', without('channelId'), ['channelId']],
    [
      'with a channel that would make another account',
      withField({ channelId: 'a:b' }),
      ['channelId'],
    ],
    ['without a service address', without('serviceUrl'), ['serviceUrl']],
    ['without a sender', without('from'), ['from']],
    ['with a sender without an id', withField({ from: { name: 'x' } }), ['from.id']],
    ['without a recipient', without('recipient'), ['recipient']],
    ['without a conversation', without('conversation'), ['conversation']],
    [
      'with a control character in an id',
      withField({ conversation: { id: 'a\u0000' } }),
      ['conversation.id'],
    ],
    ['with a text that is a number', withField({ text: 1 }), ['text']],
    ['with attachments that are no list', withField({ attachments: {} }), ['attachments']],
    ['that is a message without an id', without('id'), ['id']],
  ])('%s', (_name, body, paths) => {
    expect(problemsOf(body)).toEqual(paths);
  });
});

describe('an activity is taken', () => {
  it.each([
    'emulator-message',
    'emulator-conversation-update-user',
    'emulator-handoff-status',
    'emulator-invoke',
    'emulator-typing',
    'teams-message',
    'teams-group-message',
  ])('%s', (name) => {
    expect(problemsOf(readFixture(name))).toEqual([]);
  });
});

describe('what is kept', () => {
  it('of a message is what was said and what the channel adds', () => {
    expect(toActivity(readWire('emulator-message'))).toEqual({
      type: 'message',
      text: '我的理赔到哪一步了?😀',
      textFormat: 'plain',
      locale: 'zh-CN',
      channelData: {
        clientActivityID: '17324361002345jx9',
        clientTimestamp: '2026-11-22T08:00:00.120Z',
      },
    });
  });

  it('of a Teams message is not its second copy in HTML', () => {
    expect(toActivity(readWire('teams-message'))).not.toHaveProperty('attachments');
  });

  it('is free of what PostgreSQL cannot store', () => {
    const wire = readWire('emulator-message', {
      text: 'a\u0000b\ud800c😀',
      value: { deep: nest(5_000) },
    });
    const activity = toActivity(wire);
    expect(activity.text).toBe('abc😀');
    expect(activity).not.toHaveProperty('value');
  });

  it('of where to answer leads to no particular message', () => {
    const wire = readWire('emulator-message');
    const address = toAddress(wire, wire.from);
    expect(address).toEqual({
      channelId: 'emulator',
      serviceUrl: 'http://localhost:9000',
      conversation: { id: 'e3b0c442-98fc-11ee-b9d1-0242ac120002|livechat' },
      bot: { id: 'bot-1', name: 'Bot', role: 'bot' },
      user: { id: 'user-1', name: 'User', role: 'user' },
      locale: 'zh-CN',
    });
  });
});

function nest(levels: number): JsonObject {
  let value: JsonObject = {};
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}
