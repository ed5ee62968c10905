import { describe, expect, it } from 'vitest';
import { makeRespond, toUtterance } from '../../src/bot/respond.ts';
import type { Activity } from '../../src/domain/activity.ts';
import type { Author, StoredMessage, TurnWork } from '../../src/domain/conversation.ts';
import type { Write } from '../../src/domain/write.ts';
import type { Json } from '../../src/lib/json.ts';

const NOW = new Date('2026-06-20T02:00:00Z');

function inbound(activity: Activity, author: Author = 'customer'): StoredMessage {
  return { conversationId: 'con_1', seq: 1, direction: 'in', author, at: NOW, activity };
}

const ended = (value: Json, name = 'careline.handoff'): Activity => ({
  type: 'event',
  name,
  value,
});

describe('the end of a person’s part', () => {
  it.each([
    [{ state: 'returned' }, { state: 'returned', asksRating: false }],
    [
      { state: 'closed', mayRate: true, agentName: '小王', handoffId: 'hof_1' },
      { state: 'closed', asksRating: true, agentName: '小王' },
    ],
    [
      { state: 'closed', mayRate: 'yes' },
      { state: 'closed', asksRating: false },
    ],
  ])('%j reaches the dialogue', (value, expected) => {
    expect(toUtterance(inbound(ended(value), 'system'))).toEqual([
      { kind: 'handoff_ended', seq: 1, attachments: [], ended: expected },
    ]);
  });

  it.each([
    ['a client’s own event', inbound(ended({ state: 'closed', mayRate: true }))],
    ['another state', inbound(ended({ state: 'accepted' }), 'system')],
    ['another event', inbound(ended({ state: 'closed' }, 'handoff.status'), 'system')],
    ['no state', inbound(ended(null), 'system')],
  ])('is not heard in %s', (_what, message) => {
    expect(toUtterance(message)).toEqual([]);
  });
});

describe('who serves', () => {
  const work: TurnWork = {
    conversation: {
      id: 'con_1',
      channelAccount: 'web',
      identityId: 'idn_1',
      locale: 'zh-CN',
      mode: 'bot',
      lastSeq: 1,
      createdAt: NOW,
    },
    identity: { id: 'idn_1', channelAccount: 'web', externalUserId: 'u1', level: 0 },
    state: {},
    stateVersion: 0,
    waiting: [inbound({ type: 'message', text: '转人工' })],
  };
  const request: Write = { kind: 'requestHandoff', conversationId: 'con_1', reason: 'asked' };
  const withdrawal: Write = {
    kind: 'withdrawHandoff',
    conversationId: 'con_1',
    outcome: 'withdrawn',
  };

  async function marks(writes: readonly Write[], texts: readonly string[] = ['a', 'b']) {
    const respond = makeRespond({
      dialogue: {
        step: async () => ({
          state: {},
          replies: texts.map((text) => ({ text })),
          writes,
          audit: [],
        }),
      },
      render: ({ text }) => ({
        type: 'message',
        text,
        channelData: { careline: { generatedBy: 'template' } },
      }),
      features: { oneTimeCode: false },
      brand: { name: '安途', hotline: '400' },
    });
    const { messages } = await respond(work, NOW);
    return messages.map(({ activity }) => activity.channelData?.['careline']);
  }

  it.each([
    ['a person is waited for', [request], 'queue'],
    ['nobody is any more', [withdrawal], 'bot'],
    ['both in one turn: the last counts', [request, withdrawal], 'bot'],
  ])('is told with the last words when %s', async (_when, writes, serving) => {
    expect(await marks(writes)).toEqual([
      { generatedBy: 'template' },
      { generatedBy: 'template', serving },
    ]);
  });

  it('is not told when nothing changes, or nothing is said', async () => {
    expect(await marks([])).toEqual([{ generatedBy: 'template' }, { generatedBy: 'template' }]);
    expect(await marks([request], [])).toEqual([]);
  });
});
