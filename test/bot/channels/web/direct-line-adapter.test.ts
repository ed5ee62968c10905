import { ActivityHandler, MessageFactory, type TurnContext } from 'botbuilder-core';
import { describe, expect, it } from 'vitest';
import { makeDirectLineHost } from '../../../../src/bot/channels/web/direct-line-adapter.ts';
import type { Clock } from '../../../../src/lib/clock.ts';

const INBOUND = {
  type: 'message',
  text: 'hi',
  id: 'con_1|0000001',
  timestamp: '2026-06-11T07:00:00.000Z',
  channelId: 'directline',
  conversation: { id: 'con_1' },
  from: { id: 'u1', role: 'user' },
  recipient: { id: 'careline', role: 'bot' },
};

function hostOf(logic: (context: TurnContext) => Promise<unknown>) {
  const slept: number[] = [];
  const clock: Clock = {
    now: () => new Date(0),
    sleep: async (ms) => {
      slept.push(ms);
    },
  };
  const host = makeDirectLineHost({ logic: async (context) => void (await logic(context)), clock });
  return { host, slept };
}

describe('a botbuilder bot behind our Direct Line', () => {
  it('says what it says, in order, without the fields of the SDK', async () => {
    const { host } = hostOf(async (context) => {
      await context.sendActivity('one');
      await context.sendActivities([
        MessageFactory.suggestedActions(['a', 'b'], 'two'),
        { type: 'event', name: 'x', value: 1 },
      ]);
    });
    const { activities, handoff } = await host.run(INBOUND);
    expect(activities).toEqual([
      { type: 'message', text: 'one', inputHint: 'acceptingInput' },
      {
        type: 'message',
        text: 'two',
        inputHint: 'acceptingInput',
        suggestedActions: {
          actions: [
            { type: 'imBack', title: 'a', value: 'a', channelData: undefined },
            { type: 'imBack', title: 'b', value: 'b', channelData: undefined },
          ],
        },
      },
      { type: 'event', name: 'x', value: 1 },
    ]);
    expect(handoff).toBeUndefined();
  });

  it('reads the activity as the SDK expects it', async () => {
    const seen: unknown[] = [];
    class Bot extends ActivityHandler {
      constructor() {
        super();
        this.onMessage(async (context, next) => {
          seen.push(context.activity.text, context.activity.timestamp);
          await next();
        });
      }
    }
    const bot = new Bot();
    await hostOf((context) => bot.run(context)).host.run(INBOUND);
    expect(seen).toEqual(['hi', new Date(INBOUND.timestamp)]);
  });

  it('swallows what is not for customers and waits where the bot asks for it', async () => {
    const { host, slept } = hostOf(async (context) => {
      await context.sendTraceActivity('debug', { secret: 1 });
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200 } });
      await context.sendActivity({ type: 'delay', value: 700 });
      await context.sendActivity({ type: 'delay', value: 60_000 });
      await context.sendActivity('done');
    });
    const { activities } = await host.run(INBOUND);
    expect(activities.map(({ text }) => text)).toEqual(['done']);
    expect(slept).toEqual([700, 5_000]);
  });

  it('tells of typing and keeps it out of the transcript', async () => {
    let typed = 0;
    const { host } = hostOf((context) => context.sendActivity({ type: 'typing' }));
    const turn = await host.run(INBOUND, () => {
      typed += 1;
    });
    expect([typed, turn.activities]).toEqual([1, []]);
  });

  it('hands a request for a person back by itself, with its transcript', async () => {
    const { host } = hostOf(async (context) => {
      await context.sendActivity('one moment');
      await context.sendActivity({
        type: 'event',
        name: 'handoff.initiate',
        value: { skill: 'claims' },
        attachments: [
          { contentType: 'application/json', name: 'Transcript', content: { activities: [] } },
        ],
      });
    });
    const turn = await host.run(INBOUND);
    expect(turn.activities.map(({ text }) => text)).toEqual(['one moment']);
    expect(turn.handoff).toMatchObject({ name: 'handoff.initiate', value: { skill: 'claims' } });
  });

  it.each([
    [
      'updateActivity',
      (context: TurnContext) => context.updateActivity({ id: '1', type: 'message' }),
    ],
    ['deleteActivity', (context: TurnContext) => context.deleteActivity('1')],
  ])('says clearly that %s is not supported', async (name, logic) => {
    await expect(hostOf(logic).host.run(INBOUND)).rejects.toThrow(`${name} is not supported`);
  });

  it('lets a failure of the bot reach whoever runs the turn', async () => {
    const { host } = hostOf(() => Promise.reject(new Error('broken')));
    await expect(host.run(INBOUND)).rejects.toThrow('broken');
  });
});
