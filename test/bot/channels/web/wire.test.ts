import { describe, expect, it } from 'vitest';
import {
  activityId,
  isShown,
  toWire,
  typingToWire,
} from '../../../../src/bot/channels/web/wire.ts';
import type { StoredMessage } from '../../../../src/domain/conversation.ts';

const ID = 'con_1';
const OPTIONS = { userId: 'u1', fileUrl: (id: string) => `https://host/files/${id}?sig` };
const OUT: StoredMessage = {
  conversationId: ID,
  seq: 7,
  direction: 'out',
  author: 'bot',
  at: new Date('2026-06-11T07:00:00.000Z'),
  activity: { type: 'message', text: '您好' },
};
const IN: StoredMessage = {
  ...OUT,
  seq: 6,
  direction: 'in',
  author: 'customer',
  activity: { type: 'message', text: 'hi', from: { id: 'u1', name: '李' } },
};
const wire = (message: StoredMessage, options = {}) =>
  toWire(message, { id: ID }, { ...OPTIONS, ...options });

describe('a stored message on the wire', () => {
  it('gets its id, time, conversation and both ends', () => {
    expect(wire(OUT)).toEqual({
      type: 'message',
      text: '您好',
      id: 'con_1|0000007',
      timestamp: '2026-06-11T07:00:00.000Z',
      channelId: 'directline',
      conversation: { id: ID },
      from: { id: 'careline', role: 'bot' },
      recipient: { id: 'u1', role: 'user' },
      channelData: { careline: { author: 'bot' } },
    });
  });

  it("shows the customer's own message as a user's, with channelData untouched", () => {
    const channelData = { clientActivityID: 'c1', attachmentSizes: [] };
    const shown = wire({ ...IN, activity: { ...IN.activity, channelData } });
    expect(shown).toMatchObject({ from: { id: 'u1', name: '李', role: 'user' } });
    expect(shown['channelData']).toEqual(channelData);
  });

  it('shows an agent as a bot with a name, apart from the bot', () => {
    const shown = wire({ ...OUT, author: 'agent', authorName: '坐席小王', generatedBy: 'person' });
    expect(shown).toMatchObject({
      from: { id: 'agent', name: '坐席小王', role: 'bot' },
      channelData: { careline: { author: 'agent', generatedBy: 'person' } },
    });
  });

  it('keeps the card that is ours beside the marks', () => {
    const activity = {
      type: 'message',
      channelData: { careline: { card: { kind: 'receipt' } }, x: 1 },
    };
    expect(wire({ ...OUT, activity, generatedBy: 'model' })['channelData']).toEqual({
      x: 1,
      careline: { card: { kind: 'receipt' }, author: 'bot', generatedBy: 'model' },
    });
  });

  it.each([
    ['a reply', { replyToSeq: 6 }, {}, 'con_1|0000006'],
    ['what answers nothing', {}, {}, undefined],
    ['a push', { replyToSeq: 6, author: 'system' }, {}, undefined],
    ['an agent', { replyToSeq: 6, author: 'agent' }, {}, undefined],
    ['a reply to itself', { replyToSeq: 7 }, {}, undefined],
    ['a reply to a message the reader lacks', { replyToSeq: 6 }, { knownAfterSeq: 6 }, undefined],
    [
      'a reply to a message the reader has',
      { replyToSeq: 6 },
      { knownAfterSeq: 5 },
      'con_1|0000006',
    ],
  ] as const)('points back from %s', (_name, more, options, replyToId) => {
    expect(wire({ ...OUT, ...more }, options)['replyToId']).toBe(replyToId);
  });

  it('mints addresses of files and shows no file id', () => {
    const attachments = [
      { contentType: 'image/jpeg', name: 'a.jpg', fileId: 'fil_1', thumbnailFileId: 'fil_2' },
      { contentType: 'image/png', contentUrl: 'https://elsewhere/x.png' },
    ];
    expect(wire({ ...IN, activity: { ...IN.activity, attachments } })['attachments']).toEqual([
      {
        contentType: 'image/jpeg',
        name: 'a.jpg',
        contentUrl: 'https://host/files/fil_1?sig',
        thumbnailUrl: 'https://host/files/fil_2?sig',
      },
      { contentType: 'image/png', contentUrl: 'https://elsewhere/x.png' },
    ]);
  });

  it('numbers with seven digits, and more when there are more', () => {
    expect([activityId(ID, 1), activityId(ID, 12_345_678)]).toEqual([
      'con_1|0000001',
      'con_1|12345678',
    ]);
  });

  it('shows typing with an id of its own', () => {
    expect(typingToWire({ id: ID }, OUT.at, 'n1')).toMatchObject({
      type: 'typing',
      id: 'con_1|tn1',
    });
  });
});

describe('what clients see of the desk', () => {
  const event = (name: string, more: Partial<StoredMessage> = {}): StoredMessage => ({
    ...OUT,
    author: 'system',
    activity: { type: 'event', name, value: { state: 'accepted', agentName: '小王' } },
    ...more,
  });

  it.each([
    ['handoff.status', {}, true],
    ['handoff.initiate', {}, false],
    ['careline.handoff', { direction: 'in' }, false],
    ['handoff.status', { direction: 'in', author: 'customer' }, false],
    ['webchat/x', {}, true],
  ] as const)('%s %j: %s', (name, more, shown) => {
    expect(isShown(event(name, more))).toBe(shown);
  });

  it('is how the hand-off stands, with its name and value', () => {
    expect(wire(event('handoff.status'))).toMatchObject({
      type: 'event',
      name: 'handoff.status',
      value: { state: 'accepted', agentName: '小王' },
      channelData: { careline: { author: 'system' } },
      from: { role: 'bot' },
    });
  });
});
