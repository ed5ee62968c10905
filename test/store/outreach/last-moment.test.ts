import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HOUR_MS } from '../../../src/lib/clock.ts';
import { queueHeld } from '../../../src/store/outreach/sweep.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { NOW, put, putConsent, putConversation, putCustomer, putGrant } from '../push/push-rows.ts';
import { makeWorld, putCampaign, putTemplate, readLedger } from './outreach-world.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
beforeEach(async () => {
  await db.pool.query(
    `TRUNCATE outreach_deliveries, outreach_accounts, campaigns, outbox, messages, conversations, channel_identities,
       channel_grants, desk_notices, settings, agents CASCADE`,
  );
  // Consents are kept whatever becomes of the rest.
  await db.pool.query('DELETE FROM customers');
});

let nth = 0;
function putSmsCustomer(): Promise<string> {
  nth += 1;
  return putCustomer(db.pool, { phone: `138${String(nth).padStart(8, '0')}` });
}

test('a push that waits behind another message of its conversation goes out after it', async () => {
  const customer = await putCustomer(db.pool);
  const { id } = await putConversation(db.pool, customer);
  await putGrant(db.pool, id);
  await put(db.pool, 'outbox', {
    id: 'out_first',
    kind: 'channel_message',
    conversation_id: id,
    order_key: id,
    payload: { channelAccount: 'wechat-kf:main', activities: [] },
    status: 'queued',
    next_attempt_at: NOW,
    created_at: NOW,
  });
  const campaign = await putCampaign(db.pool);
  const world = makeWorld(db.pool);
  await world.tick();
  expect(world.sent).toEqual([]);
  expect(await readLedger(db.pool, campaign)).toMatchObject([
    { status: 'sending', outbox: 'queued' },
  ]);
  await db.pool.query(`UPDATE campaigns SET status = 'paused' WHERE id = $1`, [campaign]);
  await world.deliverer.deliver();
  // The answer left; the push is held back and is in nobody's way.
  expect(world.sent.map(({ id: row }) => row)).toEqual(['out_first']);
  expect(await readLedger(db.pool, campaign)).toMatchObject([
    { status: 'sending', reason: 'campaign_paused', outbox: 'suppressed' },
  ]);
  await db.pool.query(`UPDATE campaigns SET status = 'running' WHERE id = $1`, [campaign]);
  await queueHeld(db.pool, campaign, NOW);
  await world.deliverer.deliver();
  expect(world.sent).toHaveLength(2);
  expect(await readLedger(db.pool, campaign)).toMatchObject([{ status: 'sent', reason: null }]);
});

test('a refusal between the release and a later attempt is honoured', async () => {
  const customer = await putSmsCustomer();
  await putConsent(db.pool, { customer_id: customer, identity_id: null });
  const id = await putCampaign(db.pool, { push_class: 'care', ways: ['sms'] });
  let answers = 0;
  const world = makeWorld(db.pool, {
    answer: async () => {
      answers += 1;
      return answers === 1 ? { kind: 'retry', reason: 'busy' } : { kind: 'sent' };
    },
  });
  await world.tick();
  expect(await readLedger(db.pool, id)).toMatchObject([{ status: 'sending', reason: 'busy' }]);
  await putConsent(db.pool, {
    customer_id: customer,
    identity_id: null,
    is_granted: false,
    decided_at: NOW,
  });
  world.clock.advance(HOUR_MS);
  await world.deliverer.deliver();
  expect(answers).toBe(1);
  expect(await readLedger(db.pool, id)).toMatchObject([
    { status: 'suppressed', reason: 'refused' },
  ]);
});

test.each([
  { result: { kind: 'failed', reason: 'gone' }, status: 'failed' },
  { result: { kind: 'unknown', reason: 'timeout' }, status: 'unknown' },
  { result: { kind: 'suppressed', reason: 'quota' }, status: 'suppressed' },
] as const)('the ledger says $status when the channel does', async ({ result, status }) => {
  await putSmsCustomer();
  const id = await putCampaign(db.pool);
  const world = makeWorld(db.pool, { answer: async () => result });
  await world.tick();
  expect(await readLedger(db.pool, id)).toMatchObject([{ status, reason: result.reason }]);
});

test('a template that lacks something of a customer is not sent to them', async () => {
  await putSmsCustomer();
  const template = await putTemplate(db.pool, {
    variants: [{ key: 'A', text: '{称呼}，您的车 {车牌} 该年检了。' }],
  });
  const id = await putCampaign(db.pool, { template_id: template });
  const world = makeWorld(db.pool);
  await world.tick();
  expect(await readLedger(db.pool, id)).toMatchObject([
    { status: 'suppressed', reason: 'missing_value' },
  ]);
});
