import { describe, expect, it } from 'vitest';
import { readActivity } from '../../src/web/chat/state/activity.ts';
import { SAMPLE_CARDS } from '../support/chat-samples.ts';

const NOW = Date.parse('2026-06-11T07:04:00Z');
const read = (activity: unknown) => readActivity(activity, 'dl_me', NOW);
const bot = (more: object) => ({
  type: 'message',
  id: 'c|1',
  from: { id: 'bot', role: 'bot' },
  text: '好',
  ...more,
});

function message(activity: unknown) {
  const arrival = read(activity);
  if (arrival.kind !== 'message') throw new Error(`expected a message, got ${arrival.kind}`);
  return arrival.message;
}

describe('readActivity', () => {
  it.each([
    [{ id: 'dl_me' }, 'me'],
    [{ id: 'someone', role: 'user' }, 'me'],
    [{ id: 'bot', role: 'bot' }, 'bot'],
    [{ id: 'bot', role: null, name: null }, 'bot'],
  ])('knows who wrote it: %j', (from, expected) => {
    expect(message(bot({ from })).from).toBe(expected);
  });

  it('takes a person of the desk for an agent, with the name', () => {
    const read = message(
      bot({
        from: { id: 'a', role: 'bot', name: '王芳' },
        channelData: { careline: { generatedBy: 'person' } },
      }),
    );
    expect([read.from, read.agentName]).toEqual(['agent', '王芳']);
  });

  it('keeps the client id of an own message as its key, and of nobody else', () => {
    const channelData = { clientActivityID: 'abc' };
    expect(message(bot({ from: { id: 'dl_me' }, channelData })).key).toBe('abc');
    expect(message(bot({ channelData })).key).toBe('c|1');
  });

  it('reads the server time, and the time of arrival when there is none', () => {
    expect(message(bot({ timestamp: '2026-06-11T01:00:00.000Z' })).at).toBe(
      Date.parse('2026-06-11T01:00:00Z'),
    );
    expect(message(bot({ timestamp: 'soon' })).at).toBe(NOW);
  });

  it.each(Object.entries(SAMPLE_CARDS))(
    'reads a %s card and drops its standard twin',
    (_kind, card) => {
      const attachments = ['hero', 'adaptive', 'receipt'].map((kind) => ({
        contentType: `application/vnd.microsoft.card.${kind}`,
        content: { title: 'x' },
      }));
      const read = message(bot({ attachments, channelData: { careline: { card } } }));
      expect(read.card).toEqual(card);
      expect(read.heroes).toEqual([]);
      expect(read.attachments).toEqual([]);
    },
  );

  it('shows the standard card when ours cannot be read', () => {
    const hero = {
      contentType: 'application/vnd.microsoft.card.hero',
      content: {
        title: '标题',
        buttons: [
          { type: 'imBack', title: '是', value: '是的' },
          { type: 'call', title: '打', value: '400' },
          { type: 'openUrl', title: '坏', value: 'javascript:alert(1)' },
        ],
      },
    };
    const read = message(
      bot({ attachments: [hero], channelData: { careline: { card: { kind: 'new' } } } }),
    );
    expect(read.heroes).toEqual([
      {
        title: '标题',
        buttons: [
          { label: '是', say: '是的' },
          { label: '打', href: 'tel:400' },
        ],
      },
    ]);
  });

  it('never keeps an address that could run a script', () => {
    const attachments = [
      { contentType: 'image/png', contentUrl: 'javascript:alert(1)', name: 'a' },
      { contentType: 'image/png', contentUrl: 'data:text/html,x', name: 'b' },
      { contentType: 'image/png', contentUrl: '/files/1', name: 'c' },
    ];
    expect(message(bot({ attachments })).attachments.map((one) => one.contentUrl)).toEqual([
      undefined,
      undefined,
      '/files/1',
    ]);
  });

  it.each([
    [null],
    ['text'],
    [{ type: 'event', name: 'x' }],
    [{ type: 'message', text: 'no id' }],
    [bot({ text: '  ' })],
    [{ type: 'typing', from: { id: 'dl_me', role: 'user' } }],
    [{ type: 'conversationUpdate', membersAdded: [] }],
  ])('shows nothing for %j', (activity) => {
    expect(read(activity)).toEqual({ kind: 'other' });
  });

  it.each([
    [{ attachments: 'x' }],
    [{ suggestedActions: 7 }],
    [{ channelData: 'x' }],
    [{ channelData: { careline: 'x' } }],
    [{ attachments: [null, { nothing: true }] }],
  ])('still shows the words of an activity with something unreadable: %j', (more) => {
    expect(message(bot(more)).text).toBe('好');
  });

  const geo = { type: 'GeoCoordinates', latitude: 22.5, longitude: 114.1 };
  const mine = (entities: unknown) => bot({ from: { id: 'dl_me' }, text: '我的位置', entities });

  it('finds the place that the customer shared', () => {
    expect(message(mine([{ type: 'clientInfo' }, { type: 'Place', geo }])).place).toEqual({
      latitude: 22.5,
      longitude: 114.1,
    });
  });

  it.each([
    [null],
    ['Place'],
    [[{ type: 'Place' }]],
    [[{ type: 'Place', geo: { latitude: '22.5', longitude: 114.1 } }]],
    [[{ type: 'Mention', geo }]],
  ])('finds none in %j, and shows the words all the same', (entities) => {
    const read = message(mine(entities));
    expect([read.place, read.text]).toEqual([undefined, '我的位置']);
  });

  it('takes no place from the desk: only the customer has one', () => {
    expect(message(bot({ entities: [{ type: 'Place', geo }] })).place).toBeUndefined();
  });
});

describe('a hand-off', () => {
  const event = (value: unknown, more = {}) =>
    read({
      type: 'event',
      id: 'c|2',
      name: 'handoff.status',
      value,
      from: { role: 'bot' },
      ...more,
    });

  it.each([
    [
      { state: 'accepted', agentName: '小王' },
      { who: 'agent', name: '小王' },
    ],
    [{ state: 'accepted' }, { who: 'agent' }],
    [{ state: 'completed' }, { who: 'bot' }],
    [{ state: 'failed', message: 'x' }, { who: 'bot' }],
  ])('%j says who serves', (value, serving) => {
    expect(event(value)).toEqual({ kind: 'serving', id: 'c|2', serving });
  });

  it.each([
    ['a state of no shape', event('accepted')],
    ['another event', event({ state: 'accepted' }, { name: 'webchat/x' })],
    ["the customer's own", event({ state: 'accepted' }, { from: { id: 'dl_me' } })],
  ])('is not told by %s', (_what, arrival) => {
    expect(arrival).toEqual({ kind: 'other' });
  });

  it('reads lines of the desk itself, the scale of a rating, and who is waited for', () => {
    const careline = { author: 'system' };
    expect(message(bot({ channelData: { careline } })).from).toBe('system');
    const asked = message(bot({ channelData: { careline: { scale: true, serving: 'queue' } } }));
    expect(asked).toMatchObject({ isScale: true, serving: { who: 'queue' } });
    expect(message(bot({})).isScale).toBe(false);
  });
});
