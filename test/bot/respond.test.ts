import { describe, expect, it } from 'vitest';
import type { DialogueInput } from '../../src/bot/dialogue/turn.ts';
import { isUnfinished, makeRespond, toUtterance } from '../../src/bot/respond.ts';
import type { Activity } from '../../src/domain/activity.ts';
import type { TurnWork } from '../../src/domain/conversation.ts';
import { type ChannelIdentity, HIGH_LEVEL_IDLE_MS } from '../../src/domain/identity.ts';
import type { Write } from '../../src/domain/write.ts';
import { addMs, MINUTE_MS } from '../../src/lib/clock.ts';
import type { JsonObject } from '../../src/lib/json.ts';

const NOW = new Date('2026-06-20T02:00:00Z');
const CUSTOMER = { kind: 'customer', customerId: 'cus_1' } as const;

function work(activities: readonly Activity[], identity: Partial<ChannelIdentity> = {}): TurnWork {
  return {
    conversation: {
      id: 'con_1',
      channelAccount: 'web',
      identityId: 'idn_1',
      locale: 'zh-CN',
      mode: 'bot',
      lastSeq: activities.length,
      createdAt: NOW,
    },
    identity: {
      id: 'idn_1',
      channelAccount: 'web',
      externalUserId: 'u1',
      level: 0,
      ...identity,
    },
    state: { v: 1, here: 'it stands' },
    stateVersion: 3,
    waiting: activities.map((activity, index) => ({
      conversationId: 'con_1',
      seq: index + 1,
      direction: 'in',
      author: 'customer',
      at: NOW,
      activity,
    })),
  };
}

/** A dialogue that says at which level it was asked. */
function makeWorld(writes: readonly Write[] = []) {
  const asked: DialogueInput[] = [];
  const respond = makeRespond({
    dialogue: {
      step: async (input) => {
        asked.push(input);
        return {
          state: { v: 1, turns: asked.length },
          replies: [{ text: `level ${input.identity.level}` }],
          writes,
          audit: [],
        };
      },
    },
    render: (reply) => ({ type: 'message', text: reply.text }),
    features: { oneTimeCode: false },
    brand: { name: '安途', hotline: '400' },
  });
  return { respond, asked };
}

const hello: Activity = { type: 'message', text: '在吗' };
/** The identity as the store has it after the turn's writes. */
function stored(identity: ChannelIdentity, writes: readonly Write[]): ChannelIdentity {
  const lapse = writes.find((one) => one.kind === 'lapseIdentity');
  return { ...identity, level: lapse?.kind === 'lapseIdentity' ? lapse.level : identity.level };
}

describe('a level that was proved', () => {
  const verified: ChannelIdentity = {
    ...work([]).identity,
    level: 2,
    subject: CUSTOMER,
    verifiedAt: addMs(NOW, -60 * MINUTE_MS),
    lastInboundAt: addMs(NOW, -HIGH_LEVEL_IDLE_MS),
  };

  it('is lowered by a write after thirty idle minutes, so that the next message finds it low too', async () => {
    const { respond } = makeWorld();
    const first = await respond(work([hello], verified), NOW);
    expect(first.messages[0]?.activity.text).toBe('level 1');
    expect(first.writes).toEqual([{ kind: 'lapseIdentity', identityId: 'idn_1', level: 1 }]);
    const soon = addMs(NOW, MINUTE_MS);
    const next = { ...stored(verified, first.writes), lastInboundAt: NOW };
    const second = await respond(work([hello], next), soon);
    expect(second.messages[0]?.activity.text).toBe('level 1');
    expect(second.writes).toEqual([]);
    // The control: without the write, the very message that found it lapsed would have renewed it.
    const unwritten = await respond(work([hello], { ...verified, lastInboundAt: NOW }), soon);
    expect(unwritten.messages[0]?.activity.text).toBe('level 2');
  });

  it('stays while the customer writes', async () => {
    const { respond } = makeWorld();
    const active = { ...verified, lastInboundAt: addMs(NOW, 1 - HIGH_LEVEL_IDLE_MS) };
    const answer = await respond(work([hello], active), NOW);
    expect([answer.messages[0]?.activity.text, answer.writes]).toEqual(['level 2', []]);
  });

  it('that lapses is written before what the flow writes', async () => {
    const bind: Write = {
      kind: 'bindIdentity',
      identityId: 'idn_1',
      subject: CUSTOMER,
      level: 2,
      by: 'plate_phone_id',
    };
    const { respond } = makeWorld([bind]);
    const answer = await respond(work([hello], verified), NOW);
    expect(answer.writes.map((one) => one.kind)).toEqual(['lapseIdentity', 'bindIdentity']);
  });
});

describe('a turn', () => {
  it('of events that mean nothing is silent, and the dialogue stands where it stood', async () => {
    const { respond, asked } = makeWorld();
    const events = [{ type: 'event', name: 'webchat/join' }, { type: 'typing' }];
    expect(await respond(work(events, { level: 2 }), NOW)).toEqual({
      state: { v: 1, here: 'it stands' },
      messages: [],
      writes: [],
      audit: [],
    });
    expect(asked).toEqual([]);
  });

  it('of several messages is one step', async () => {
    const { respond, asked } = makeWorld();
    await respond(work([hello, { type: 'typing' }, { type: 'message', text: '查理赔' }]), NOW);
    expect(asked.map((input) => input.utterances.map(({ seq, text }) => [seq, text]))).toEqual([
      [
        [1, '在吗'],
        [3, '查理赔'],
      ],
    ]);
  });

  it('says who wrote the words', async () => {
    const { respond } = makeWorld();
    const { messages } = await respond(work([hello]), NOW);
    expect(messages[0]).toMatchObject({ author: 'bot', generatedBy: 'template' });
  });
});

describe('a stored message', () => {
  const place = (geo: JsonObject, consent: string): Activity => ({
    type: 'message',
    text: '我的位置',
    entities: [{ type: 'Place', geo }],
    channelData: { careline: { consent } },
  });
  const photo = { contentType: 'image/jpeg', name: 'a.jpg', fileId: 'fil_1' };

  it.each<[string, Activity, object | undefined]>([
    ['an arrival', { type: 'conversationUpdate' }, { kind: 'joined' }],
    ['words', { type: 'message', text: ' 在吗 ' }, { kind: 'text', text: '在吗' }],
    ['a button', { type: 'message', value: '查理赔' }, { kind: 'button', value: '查理赔' }],
    [
      'a button with an object',
      { type: 'message', value: { text: '查理赔' } },
      { kind: 'button', value: '查理赔' },
    ],
    ['a photo', { type: 'message', attachments: [photo] }, { kind: 'files', attachments: [photo] }],
    [
      'a shared place',
      place({ latitude: 22.5, longitude: 114.1 }, 'location-1'),
      {
        kind: 'location',
        location: { latitude: 22.5, longitude: 114.1, consent: 'location-1' },
      },
    ],
    [
      'a place shared under no text of ours',
      place({ latitude: 22.5, longitude: 114.1 }, 'whatever'),
      { kind: 'location', location: { latitude: 22.5, longitude: 114.1 } },
    ],
    [
      'a place with its name and its address',
      {
        type: 'message',
        entities: [
          {
            type: 'Place',
            name: '万象城',
            address: '深圳市罗湖区宝安南路1881号',
            geo: { latitude: 22.5, longitude: 114.1 },
          },
        ],
      },
      {
        kind: 'location',
        location: { latitude: 22.5, longitude: 114.1, label: '深圳市罗湖区宝安南路1881号 万象城' },
      },
    ],
    [
      'a place whose address names it',
      {
        type: 'message',
        entities: [
          {
            type: 'Place',
            name: '万象城',
            address: '罗湖区万象城',
            geo: { latitude: 22.5, longitude: 114.1 },
          },
        ],
      },
      {
        kind: 'location',
        location: { latitude: 22.5, longitude: 114.1, label: '罗湖区万象城' },
      },
    ],
    [
      'a voice that was written down',
      {
        type: 'message',
        text: '我要报案',
        attachments: [{ contentType: 'audio/amr', fileId: 'fil_1' }],
        channelData: { careline: { transcript: true } },
      },
      { kind: 'text', text: '我要报案', attachments: [] },
    ],
    [
      'a file that never came',
      { type: 'message', attachments: [{ contentType: 'image/*', name: 'a', lost: 'gone' }] },
      { kind: 'files', attachments: [{ contentType: 'image/*', lost: 'gone' }] },
    ],
    [
      'a place that is nowhere on earth',
      place({ latitude: 91, longitude: 114.1 }, 'location-1'),
      { kind: 'text', text: '我的位置' },
    ],
    ['an empty message', { type: 'message', text: '  ' }, undefined],
    ['an event', { type: 'event', name: 'x' }, undefined],
  ])('of %s is heard as such', (_, activity, heard) => {
    const [message] = work([activity]).waiting;
    const utterances = message === undefined ? [] : toUtterance(message);
    if (heard === undefined) expect(utterances).toEqual([]);
    else expect(utterances).toMatchObject([{ seq: 1, ...heard }]);
  });
});

it.each<[string, readonly Activity[], boolean]>([
  ['words that plainly go on', [{ type: 'message', text: '我的车牌是，' }], true],
  ['a whole sentence', [{ type: 'message', text: '我的理赔到哪了？' }], false],
  ['a button', [{ type: 'message', value: '我的车牌是，' }], false],
  [
    'words with a photo',
    [
      {
        type: 'message',
        text: '我的车牌是，',
        attachments: [{ contentType: 'image/jpeg' }],
      },
    ],
    false,
  ],
  ['nothing', [], false],
])('waits for the rest after %s: %#', (_, activities, isWaited) => {
  expect(isUnfinished(work(activities))).toBe(isWaited);
});
