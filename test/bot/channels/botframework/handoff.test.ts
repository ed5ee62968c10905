import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type BotFramework,
  makeBotFramework,
} from '../../../../src/bot/channels/botframework/bot-framework.ts';
import { handoffTexts } from '../../../../src/flows/copy/handoff.ts';
import { makeDeliverOutbox } from '../../../../src/jobs/deliver-outbox.ts';
import { systemClock } from '../../../../src/lib/clock.ts';
import { systemRandom } from '../../../../src/lib/ids.ts';
import { textField } from '../../../../src/lib/json.ts';
import { makeLog } from '../../../../src/lib/log.ts';
import { makeConversationLog } from '../../../../src/store/conversations/conversation-log.ts';
import { PreparedTurns } from '../../../../src/store/conversations/prepared-turns.ts';
import type { HandoffStoreDeps } from '../../../../src/store/handoffs/desk-work.ts';
import { makeHandoffDesk } from '../../../../src/store/handoffs/handoff-desk.ts';
import { makeOtherDesk } from '../../../../src/store/handoffs/other-desk.ts';
import { makeChannelAddresses } from '../../../../src/store/outbox/channel-address.ts';
import { makeOutbox } from '../../../../src/store/outbox/outbox.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { type FakeConnectorService, startFakeConnectorService } from './fake-connector-service.ts';
import { readFixture } from './fixtures.ts';

let db: TestDatabase;
let service: FakeConnectorService;
let channel: BotFramework;
let store: HandoffStoreDeps;
let turns: string[];
let eventNo = 0;
/** A history cannot be emptied: each test has a conversation of its own. */
let talk = 0;
const place = () => ({ id: `talk-${talk}` });
const log = makeLog({ level: 'silent' });
const HUB = { id: 'hub-7', name: '外呼中心 08', role: 'bot' };

beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
beforeEach(async () => {
  turns = [];
  talk += 1;
  await db.pool.query('TRUNCATE outbox');
  service = await startFakeConnectorService();
  store = {
    pool: db.pool,
    clock: systemClock,
    random: systemRandom,
    texts: handoffTexts({ name: '安途车险', hotline: '400-000-0000' }),
    after: {
      publishDesk: () => undefined,
      grew: () => undefined,
      wakeTurn: (id) => void turns.push(id),
    },
  };
  channel = makeBotFramework({
    log,
    clock: systemClock,
    conversations: makeConversationLog({
      pool: db.pool,
      processId: 'test',
      prepared: new PreparedTurns(),
      random: systemRandom,
    }),
    saveAddress: (id, address) => makeChannelAddresses({ pool: db.pool }).save(id, address),
    otherDesk: makeOtherDesk(store),
    wake: () => undefined,
  });
});
afterEach(() => service.stop());

/** The customer writes; then a hub, or somebody else, tells an event about the same conversation. */
async function say(text: string): Promise<void> {
  const more = { serviceUrl: service.url, text, id: `m${eventNo++}`, conversation: place() };
  await channel.post('', readFixture('emulator-message', more));
}

async function tell(name: string, value: object, more: object = {}): Promise<unknown> {
  return channel.post('', {
    ...readFixture('emulator-handoff-status', { serviceUrl: service.url, id: `e${eventNo++}` }),
    conversation: place(),
    from: HUB,
    ...more,
    name,
    value,
  });
}

const status = (state: string, more: object = {}) => tell('handoff.status', { state }, more);

async function conversations() {
  const { rows } = await db.pool.query(
    `SELECT id, mode FROM conversations WHERE address->'conversation'->>'id' = $1 ORDER BY created_at`,
    [place().id],
  );
  return rows;
}

async function handoffs() {
  const { rows } = await db.pool.query(
    `SELECT h.id, h.reason, h.state, h.skill, h.agent_id, h.agent_name, h.outcome
     FROM handoffs h JOIN conversations c ON c.id = h.conversation_id
     WHERE c.address->'conversation'->>'id' = $1 ORDER BY h.requested_at`,
    [place().id],
  );
  return rows;
}

async function bySystem(direction: 'in' | 'out') {
  const { rows } = await db.pool.query<{ activity: { name?: string; value?: object } }>(
    `SELECT m.activity FROM messages m JOIN conversations c ON c.id = m.conversation_id
     WHERE m.author = 'system' AND m.direction = $1 AND c.address->'conversation'->>'id' = $2
     ORDER BY m.seq`,
    [direction, place().id],
  );
  return rows.map(({ activity }) => activity);
}

describe('handoff.initiate', () => {
  it('asks for a person, with the skill that it names, once', async () => {
    await say('您好');
    await tell('handoff.initiate', { skill: 'Claims', priority: 1 });
    await tell('handoff.initiate', { skill: 'claims' });
    expect(await handoffs()).toMatchObject([
      { reason: 'other_desk', state: 'queued', skill: 'claims' },
    ]);
    expect(await conversations()).toMatchObject([{ mode: 'queued' }]);
  });

  it('of the customer is a request like any other; an unknown skill is none', async () => {
    await say('您好');
    const { from } = readFixture('emulator-message');
    await tell('handoff.initiate', { skill: 'astrology' }, { from });
    expect(await handoffs()).toMatchObject([{ reason: 'asked', state: 'queued' }]);
    expect((await handoffs())[0].skill).not.toBe('astrology');
  });
});

describe('handoff.status', () => {
  it('accepted: the hub owns the conversation, the bot is silent, and the customer is told', async () => {
    await say('转人工');
    await tell('handoff.initiate', {});
    expect(await status('accepted')).toMatchObject({ kind: 'answered', status: 200 });
    expect(await handoffs()).toMatchObject([
      { state: 'with_agent', agent_id: 'hub:emulator', agent_name: '外呼中心 08' },
    ]);
    expect(await conversations()).toMatchObject([{ mode: 'agent' }]);
    expect((await bySystem('out')).map(({ value }) => value).filter(Boolean)).toEqual([
      { state: 'accepted', agentName: '外呼中心 08' },
    ]);
  });

  it('accepted without a request of ours: the hub took it by itself', async () => {
    await say('您好');
    await status('accepted');
    expect(await handoffs()).toMatchObject([
      { reason: 'other_desk', state: 'with_agent', agent_id: 'hub:emulator' },
    ]);
  });

  it('told twice changes nothing the second time', async () => {
    await say('您好');
    const id = `same-${talk}`;
    await status('accepted', { id });
    await status('accepted', { id });
    await status('accepted');
    expect(await handoffs()).toHaveLength(1);
    expect((await bySystem('out')).filter(({ name }) => name === 'handoff.status')).toHaveLength(1);
  });

  it('completed: the conversation is the bot’s again, and its turn hears of it', async () => {
    await say('您好');
    await status('accepted');
    await status('completed');
    expect(await handoffs()).toMatchObject([{ state: 'returned', outcome: 'returned_to_bot' }]);
    const [conversation] = await conversations();
    expect(conversation).toMatchObject({ mode: 'bot' });
    expect(turns).toEqual([conversation.id]);
    expect(await bySystem('in')).toMatchObject([
      { name: 'careline.handoff', value: { state: 'returned' } },
    ]);
  });

  it('failed: whoever waited with the hub waits for us, still before everybody who came later', async () => {
    await say('您好');
    await status('accepted');
    await status('failed');
    const [handoff] = await handoffs();
    expect(handoff).toMatchObject({ state: 'queued', agent_id: null });
    // A person had it once: the bot stays silent until the next one ends it.
    expect(await conversations()).toMatchObject([{ mode: 'agent' }]);
  });

  it.each(['completed', 'failed', 'accepted'])(
    '%s never moves what a person of ours has',
    async (state) => {
      await say('转人工');
      await tell('handoff.initiate', {});
      const [handoff] = await handoffs();
      const by = {
        actor: { kind: 'api_key', id: 'key_1' },
        name: '小王',
        isSupervisor: false,
      } as const;
      expect(await makeHandoffDesk(store).accept(handoff.id, by)).toMatchObject({
        kind: 'done',
      });
      expect(await status(state)).toMatchObject({ status: 200 });
      expect(await handoffs()).toMatchObject([{ state: 'with_agent', agent_id: 'key_1' }]);
    },
  );

  it.each([['unheard'], ['']])('%j is taken and changes nothing', async (state) => {
    await say('您好');
    expect(await status(state)).toMatchObject({ status: 200 });
    expect(await handoffs()).toEqual([]);
  });

  it('of the customer’s own client counts for nothing where a client may post events', async () => {
    const own = { channelId: 'directline', serviceUrl: service.url };
    await channel.post(
      '',
      readFixture('emulator-message', { ...own, id: 'own', conversation: place() }),
    );
    const { from } = readFixture('emulator-message');
    expect(await status('accepted', { channelId: 'directline', from })).toMatchObject({
      status: 200,
    });
    expect(await handoffs()).toEqual([]);
  });

  it('opens no conversation beside the customer’s', async () => {
    await say('您好');
    await status('accepted');
    expect(await conversations()).toHaveLength(1);
    await say('在吗');
    expect(await conversations()).toHaveLength(1);
  });
});

describe('what goes out', () => {
  it('tells the channel of the hand-off by an event of its name, with its value', async () => {
    await say('您好');
    await status('accepted');
    await status('completed');
    const senders = { channels: { botframework: channel.sender } };
    const outbox = makeDeliverOutbox({
      outbox: makeOutbox({ pool: db.pool }),
      senders,
      clock: systemClock,
      random: systemRandom,
      log,
    });
    const [_conversation] = await conversations();
    await outbox.deliver();
    const events = service.posted
      .map(({ activity }) => activity)
      .filter((activity) => textField(activity, 'type') === 'event');
    expect(events).toMatchObject([
      { name: 'handoff.status', value: { state: 'accepted', agentName: '外呼中心 08' } },
      { name: 'handoff.status', value: { state: 'completed' } },
    ]);
    for (const event of events) expect(event).not.toHaveProperty('replyToId');
  });
});
