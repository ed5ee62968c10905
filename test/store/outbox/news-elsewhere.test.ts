import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, systemRandom } from '../../../src/lib/ids.ts';
import { makeConversationLog } from '../../../src/store/conversations/conversation-log.ts';
import { PreparedTurns } from '../../../src/store/conversations/prepared-turns.ts';
import { makeNewsSms, makeNewsWeb } from '../../../src/store/outbox/news-elsewhere.ts';
import { HeldClock } from '../../jobs/held-clock.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { THEN } from './rows.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
beforeEach(() => db.pool.query('DELETE FROM outbox'));
afterAll(() => db.stop());

const clock = new HeldClock(THEN);
const activities = [{ type: 'message', text: '您的赔案已到账', textFormat: 'plain' }];

async function aCustomer(phone: string | null = '13800000000'): Promise<string> {
  const id = newId('customer', systemRandom);
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, created_at, updated_at)
     VALUES ($1, $1, '张三', $2, $3, $3)`,
    [id, phone, THEN],
  );
  return id;
}

async function aConversation(of: {
  readonly channelAccount: string;
  readonly customerId?: string;
  readonly level?: number;
}): Promise<string> {
  const id = newId('conversation', systemRandom);
  const log = makeConversationLog({
    pool: db.pool,
    processId: 'test',
    prepared: new PreparedTurns(),
    random: systemRandom,
  });
  const { channelAccount, customerId = null, level = customerId === null ? 0 : 1 } = of;
  const { conversation } = await log.open({ id, channelAccount, externalUserId: id, now: THEN });
  await db.pool.query(
    `UPDATE channel_identities SET customer_id = $2, level = $3, verified_at = $4,
       subject_kind = CASE WHEN $2::text IS NULL THEN NULL ELSE 'customer' END WHERE id = $1`,
    [conversation.identityId, customerId, level, THEN],
  );
  return id;
}

describe('news by SMS', () => {
  it('are queued once for a row, with nothing of the case in them', async () => {
    const queued: string[] = [];
    const deps = { pool: db.pool, text: '您的服务有新进展', clock };
    const tell = makeNewsSms({ ...deps, queued: (key) => void queued.push(key) });
    const customerId = await aCustomer();
    const conversationId = await aConversation({ channelAccount: 'wechat-kf:main', customerId });
    const news = { outboxId: 'out_1', conversationId, activities };
    expect(await tell(news)).toBe(true);
    expect(await tell(news)).toBe(true);
    const { rows } = await db.pool.query('SELECT id, kind, order_key, payload FROM outbox');
    const payload = { to: '13800000000', text: '您的服务有新进展' };
    expect(rows).toEqual([{ id: 'out_1-sms', kind: 'sms', order_key: queued[0], payload }]);
  });

  it.each([
    ['somebody unknown', undefined],
    ['somebody with a land line', '02112345678'],
    ['somebody without a phone', null],
  ])('do not go to %s', async (_who, phone) => {
    const tell = makeNewsSms({ pool: db.pool, text: 'x', clock, queued: () => undefined });
    const known = phone === undefined ? {} : { customerId: await aCustomer(phone) };
    const conversationId = await aConversation({ channelAccount: 'wechat-kf:main', ...known });
    expect(await tell({ outboxId: 'out_2', conversationId, activities })).toBe(false);
    expect((await db.pool.query('SELECT 1 FROM outbox')).rows).toEqual([]);
  });
});

describe('news on the web', () => {
  const said = async (id: string) =>
    (
      await db.pool.query('SELECT activity, delivery FROM messages WHERE conversation_id = $1', [
        id,
      ])
    ).rows;

  it("are appended once to the same customer's open conversation", async () => {
    const grown: string[] = [];
    const grew = (id: string) => void grown.push(id);
    const tell = makeNewsWeb({ pool: db.pool, grew, clock, random: systemRandom });
    const customerId = await aCustomer();
    const web = await aConversation({ channelAccount: 'web', customerId });
    const conversationId = await aConversation({ channelAccount: 'wechat-oa:main', customerId });
    const news = { outboxId: 'out_3', conversationId, activities };
    expect(await tell(news)).toBe(true);
    expect(await tell(news)).toBe(true);
    expect(await said(web)).toMatchObject([
      { activity: { text: '您的赔案已到账' }, delivery: 'sent' },
    ]);
    expect(grown).toEqual([web, web]);
  });

  it('are not shown to somebody who proved less there', async () => {
    const tell = makeNewsWeb({ pool: db.pool, grew: () => undefined, clock, random: systemRandom });
    const customerId = await aCustomer();
    const web = await aConversation({ channelAccount: 'web', customerId, level: 1 });
    const conversationId = await aConversation({
      channelAccount: 'wechat-oa:main',
      customerId,
      level: 2,
    });
    expect(await tell({ outboxId: 'out_4', conversationId, activities })).toBe(false);
    expect(await said(web)).toEqual([]);
  });

  it('have nowhere to go when the customer never chatted there', async () => {
    const tell = makeNewsWeb({ pool: db.pool, grew: () => undefined, clock, random: systemRandom });
    const customerId = await aCustomer();
    const conversationId = await aConversation({ channelAccount: 'wechat-oa:main', customerId });
    expect(await tell({ outboxId: 'out_5', conversationId, activities })).toBe(false);
  });
});
