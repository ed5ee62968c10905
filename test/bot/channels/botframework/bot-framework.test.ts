import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type BotFramework,
  makeBotFramework,
} from '../../../../src/bot/channels/botframework/bot-framework.ts';
import type { BotFrameworkApp } from '../../../../src/bot/channels/botframework/connector.ts';
import { makeDeliverOutbox } from '../../../../src/jobs/deliver-outbox.ts';
import { systemClock } from '../../../../src/lib/clock.ts';
import { systemRandom } from '../../../../src/lib/ids.ts';
import { makeLog } from '../../../../src/lib/log.ts';
import { appendMessages } from '../../../../src/store/conversations/append.ts';
import { makeConversationLog } from '../../../../src/store/conversations/conversation-log.ts';
import { PreparedTurns } from '../../../../src/store/conversations/prepared-turns.ts';
import { makeChannelAddresses } from '../../../../src/store/outbox/channel-address.ts';
import { makeOutbox } from '../../../../src/store/outbox/outbox.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { type FakeConnectorService, startFakeConnectorService } from './fake-connector-service.ts';
import { readFixture } from './fixtures.ts';

let db: TestDatabase;
let service: FakeConnectorService;
let woken: string[];
const log = makeLog({ level: 'silent' });

beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
beforeEach(async () => {
  woken = [];
  await db.pool.query('TRUNCATE conversations, channel_identities, messages, outbox CASCADE');
  service = await startFakeConnectorService();
});
afterEach(() => service.stop());

function open(app?: BotFrameworkApp): BotFramework {
  return makeBotFramework({
    log,
    clock: systemClock,
    conversations: makeConversationLog({
      pool: db.pool,
      processId: 'test',
      prepared: new PreparedTurns(),
      random: systemRandom,
    }),
    saveAddress: (id, address) => makeChannelAddresses({ pool: db.pool }).save(id, address),
    wake: (id) => void woken.push(id),
    ...(app === undefined ? {} : { app }),
  });
}

/** A recorded activity that names the fake service. */
function recorded(name: string, replaced = {}) {
  return readFixture(name, { serviceUrl: service.url, ...replaced });
}

async function storedMessages() {
  const { rows } = await db.pool.query(
    `SELECT m.conversation_id AS "conversationId", m.seq, m.direction, m.activity, m.delivery,
            m.delivery_reason AS "deliveryReason", m.channel_account AS "channelAccount",
            m.channel_message_id AS "channelMessageId", c.address, i.external_user_id AS "userId"
     FROM messages m JOIN conversations c ON c.id = m.conversation_id
     JOIN channel_identities i ON i.id = c.identity_id ORDER BY m.conversation_id, m.seq`,
  );
  return rows;
}

describe('an activity that comes in', () => {
  it("is stored under the channel's own id before it is answered, and wakes the turn", async () => {
    const posted = await open().post('', recorded('emulator-message'));
    expect(posted).toEqual({ kind: 'answered', status: 200, body: undefined });
    const [message] = await storedMessages();
    expect(message).toMatchObject({
      seq: 1,
      direction: 'in',
      channelAccount: 'botframework:emulator',
      channelMessageId: '9d8f1e60-98fc-11ee-b9d1-0242ac120002',
      userId: 'user-1',
      activity: { type: 'message', text: '我的理赔到哪一步了?😀' },
      address: {
        serviceUrl: service.url,
        conversation: { id: expect.stringContaining('livechat') },
      },
    });
    expect(woken).toEqual([message.conversationId]);
  });

  it('twice is stored once', async () => {
    const channel = open();
    await Promise.all([1, 2, 3, 4].map(() => channel.post('', recorded('emulator-message'))));
    expect(await storedMessages()).toHaveLength(1);
  });

  it('keeps the newest address of its conversation', async () => {
    const channel = open();
    await channel.post('', recorded('emulator-message'));
    await channel.post(
      '',
      recorded('emulator-message', { id: '2', serviceUrl: 'http://127.0.0.1:9' }),
    );
    const messages = await storedMessages();
    expect(messages.map((message) => message.address.serviceUrl)).toEqual([
      'http://127.0.0.1:9',
      'http://127.0.0.1:9',
    ]);
  });

  it('opens a new conversation when the last one ended', async () => {
    const channel = open();
    await channel.post('', recorded('emulator-message'));
    await db.pool.query('UPDATE conversations SET ended_at = now()');
    await channel.post('', recorded('emulator-message', { id: '2' }));
    expect(new Set((await storedMessages()).map((message) => message.conversationId)).size).toBe(2);
  });

  it('is not taken from a group, where everyone would read the answer', async () => {
    await open().post('', recorded('teams-group-message'));
    expect(await storedMessages()).toEqual([]);
  });

  it.each([
    ['emulator-conversation-update-user', 'conversationUpdate'],
    ['emulator-handoff-status', 'event'],
  ])('like %s reaches the turn', async (name, type) => {
    expect(await open().post('', recorded(name))).toMatchObject({ status: 200 });
    expect(await storedMessages()).toMatchObject([{ activity: { type } }]);
    expect(woken).toHaveLength(1);
  });

  it.each(['emulator-conversation-update-bot', 'emulator-typing'])(
    'like %s is taken and changes nothing',
    async (name) => {
      expect(await open().post('', recorded(name))).toMatchObject({ status: 200 });
      expect(await storedMessages()).toEqual([]);
    },
  );

  it('that is an invoke we do not know is answered so', async () => {
    expect(await open().post('', recorded('emulator-invoke'))).toMatchObject({ status: 501 });
  });

  it('fails when it cannot be stored, so that the channel sends it again', async () => {
    const channel = makeBotFramework({
      log,
      clock: systemClock,
      conversations: {
        open: () => Promise.reject(new Error('the database is away')),
        accept: () => Promise.reject(new Error('the database is away')),
      },
      saveAddress: async () => undefined,
      wake: (id) => void woken.push(id),
    });
    await expect(channel.post('', recorded('emulator-message'))).rejects.toThrow('away');
    expect(woken).toEqual([]);
  });

  it('that names a service elsewhere is refused', async () => {
    const posted = await open().post('', readFixture('teams-message'));
    expect(posted).toMatchObject({ kind: 'invalid', problems: [{ path: 'serviceUrl' }] });
    expect(await storedMessages()).toEqual([]);
  });

  it.each(['', 'Bearer', 'Bearer garbage', 'Bearer a.b.c', 'Basic eDp5'])(
    'is refused with the authorization %j once there is a registration',
    async (authorization) => {
      const app = { id: 'a0000000-0000-0000-0000-000000000001', password: 'secret' };
      const posted = await open(app).post(authorization, readFixture('teams-message'));
      expect(posted).toMatchObject({ status: 401 });
      expect(await storedMessages()).toEqual([]);
    },
  );
});

describe('a reply', () => {
  /** A customer wrote, and the bot's answer is in the outbox. */
  async function reply(activity: object = { type: 'message', text: '您好' }) {
    const channel = open();
    await channel.post('', recorded('emulator-message'));
    const conversationId = woken[0] ?? '';
    await appendMessages(db.pool, {
      conversationId,
      messages: [{ author: 'bot', activity: { type: 'message', ...activity } }],
      now: systemClock.now(),
      random: systemRandom,
    });
    const deliverer = makeDeliverOutbox({
      outbox: makeOutbox({ pool: db.pool }),
      senders: { channels: { botframework: channel.sender } },
      clock: systemClock,
      random: systemRandom,
      log,
    });
    return { deliverer, channel };
  }

  async function replyMessage() {
    return (await storedMessages()).at(-1);
  }

  it('is posted to the conversation, from the bot to the user, and answers no message', async () => {
    const { deliverer } = await reply();
    await deliverer.deliver();
    expect(service.posted).toHaveLength(1);
    const [posted] = service.posted;
    expect(posted?.method).toBe('POST');
    expect(decodeURIComponent(posted?.path ?? '')).toBe(
      '/v3/conversations/e3b0c442-98fc-11ee-b9d1-0242ac120002|livechat/activities',
    );
    expect(posted?.activity).toMatchObject({
      type: 'message',
      text: '您好',
      from: { id: 'bot-1' },
      recipient: { id: 'user-1' },
      channelId: 'emulator',
    });
    expect(posted?.activity).not.toHaveProperty('replyToId');
    expect(await replyMessage()).toMatchObject({ delivery: 'sent' });
  });

  it('carries cards that every client knows, and nothing that is only ours', async () => {
    const adaptive = {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard' },
    };
    const { deliverer } = await reply({
      text: '进度',
      suggestedActions: { actions: [{ type: 'imBack', title: '转人工', value: '转人工' }] },
      attachments: [adaptive, { contentType: 'image/jpeg', fileId: 'fil_1' }],
      channelData: { careline: { card: {} } },
    });
    await deliverer.deliver();
    const [posted] = service.posted;
    expect(posted?.activity).toMatchObject({
      attachments: [adaptive],
      suggestedActions: { actions: [{ title: '转人工' }] },
    });
    expect(posted?.activity).not.toHaveProperty('channelData');
  });

  it.each([
    [200, 'sent', null],
    [201, 'sent', null],
    [400, 'failed', 'http_400'],
    [401, 'queued', 'http_401'],
    [403, 'failed', 'http_403'],
    [404, 'failed', 'http_404'],
    [429, 'queued', 'http_429'],
    [500, 'unknown', 'http_500'],
    [502, 'unknown', 'http_502'],
    [503, 'queued', 'http_503'],
    ['break', 'unknown', 'network_und_err_socket'],
  ] as const)(
    'that is answered by %s is posted once and is %s',
    async (answer, delivery, reason) => {
      service.answer = answer;
      const { deliverer } = await reply();
      await deliverer.deliver();
      // The SDK by itself posts up to four times here.
      expect(service.posted).toHaveLength(1);
      expect(await replyMessage()).toMatchObject({ delivery, deliveryReason: reason });
    },
  );

  it('that cannot be posted because nobody listens waits for a later try', async () => {
    const { deliverer } = await reply();
    await service.stop();
    await deliverer.deliver();
    expect(await replyMessage()).toMatchObject({
      delivery: 'queued',
      deliveryReason: 'network_econnrefused',
    });
    service = await startFakeConnectorService();
  });

  it('is not posted to an address that the mode no longer allows', async () => {
    const { deliverer } = await reply();
    await db.pool.query(
      `UPDATE conversations SET address = jsonb_set(address, '{serviceUrl}', '"http://169.254.169.254"')`,
    );
    await deliverer.deliver();
    expect(await replyMessage()).toMatchObject({
      delivery: 'failed',
      deliveryReason: 'service_url_refused',
    });
  });

  it('is given up when the sender runs out of time, and stays unknown', async () => {
    service.answer = 'silence';
    const { channel } = await reply();
    const outbox = makeOutbox({ pool: db.pool });
    const now = systemClock.now();
    const [row] = await outbox.claim({ now, leasedUntil: now, limit: 1 });
    if (row === undefined) throw new Error('nothing to send');
    expect(await channel.sender.send(row, AbortSignal.timeout(100))).toMatchObject({
      kind: 'unknown',
    });
    expect(service.posted).toHaveLength(1);
  });
});
