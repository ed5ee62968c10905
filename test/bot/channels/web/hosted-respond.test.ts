import { describe, expect, test } from 'vitest';
import { makeHostedRespond } from '../../../../src/bot/channels/web/hosted-respond.ts';
import type { TurnAnswer } from '../../../../src/bot/turn.ts';
import type { TurnWork } from '../../../../src/domain/conversation.ts';
import { systemClock } from '../../../../src/lib/clock.ts';

const NOW = new Date('2026-11-22T08:00:00.000Z');
const WORK: TurnWork = {
  conversation: {
    id: 'con_1',
    channelAccount: 'web',
    identityId: 'idn_1',
    locale: 'zh-CN',
    mode: 'bot',
    lastSeq: 1,
    createdAt: NOW,
  },
  identity: { id: 'idn_1', channelAccount: 'web', externalUserId: 'u', level: 0 },
  state: {},
  stateVersion: 0,
  waiting: [
    {
      conversationId: 'con_1',
      seq: 1,
      direction: 'in',
      author: 'customer',
      at: NOW,
      activity: { type: 'message', text: 'hello' },
    },
  ],
};
const ANSWER: TurnAnswer = {
  state: { v: 1 },
  messages: [
    { author: 'bot', activity: { type: 'message', text: '您好' }, generatedBy: 'template' },
  ],
  writes: [],
  audit: [],
};
const respond = async (): Promise<TurnAnswer> => ANSWER;

describe("the desk's bot on the Direct Line adapter", () => {
  test('says what the dialogue said, unchanged', async () => {
    const answer = await makeHostedRespond({ respond, clock: systemClock })(WORK, NOW);
    expect(answer).toMatchObject({
      state: { v: 1 },
      messages: [
        { author: 'bot', activity: { type: 'message', text: '您好' }, generatedBy: 'template' },
      ],
    });
  });

  test('lets a middleware hear the customer and change what is said', async () => {
    const heard: (string | undefined)[] = [];
    const hosted = makeHostedRespond({
      respond,
      clock: systemClock,
      middleware: [
        async (context, next) => {
          heard.push(context.activity.text);
          context.onSendActivities(async (_, activities, send) => {
            for (const activity of activities) activity.text = `[${activity.text}]`;
            return send();
          });
          await next();
        },
      ],
    });
    const { messages } = await hosted(WORK, NOW);
    expect(heard).toEqual(['hello']);
    expect(messages.map((message) => message.activity.text)).toEqual(['[您好]']);
    expect(ANSWER.messages[0]?.activity.text).toBe('您好');
  });

  test('records a request for a person and shows nothing of it to the customer', async () => {
    const hosted = makeHostedRespond({
      respond,
      clock: systemClock,
      middleware: [
        async (context, next) => {
          await next();
          await context.sendActivity({ type: 'event', name: 'handoff.initiate', value: {} });
        },
      ],
    });
    const { messages, writes } = await hosted(WORK, NOW);
    expect(messages).toHaveLength(1);
    expect(writes).toEqual([{ kind: 'requestHandoff', conversationId: 'con_1', reason: 'flow' }]);
  });

  test.each([
    [{ skill: 'claims' }, 'claims'],
    [{ skill: 'Injury', priority: 1 }, 'injury'],
    [{ skill: 'astrology' }, undefined],
    [undefined, undefined],
  ])('asks for the skill that the request names: %j', async (value, skill) => {
    const hosted = makeHostedRespond({
      respond,
      clock: systemClock,
      middleware: [
        async (context, next) => {
          await next();
          await context.sendActivity({ type: 'event', name: 'handoff.initiate', value });
        },
      ],
    });
    const { writes } = await hosted(WORK, NOW);
    expect(writes).toEqual([
      {
        kind: 'requestHandoff',
        conversationId: 'con_1',
        reason: 'flow',
        ...(skill === undefined ? {} : { skill }),
      },
    ]);
  });

  test('fails the turn when a middleware keeps it from the bot', async () => {
    const hosted = makeHostedRespond({ respond, clock: systemClock, middleware: [async () => {}] });
    await expect(hosted(WORK, NOW)).rejects.toThrow('kept the turn');
  });
});
