import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { makePushQueue } from '../../../src/store/outreach/queue.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { NOW, put, putConsent, putConversation, putCustomer, putGrant } from '../push/push-rows.ts';
import { makeWorld, putCampaign, readLedger, readStatus } from './outreach-world.ts';

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

const queue = makePushQueue();
const PHONE = '13800000001';
let nth = 0;
function putSmsCustomer(): Promise<string> {
  nth += 1;
  return putCustomer(db.pool, { phone: `138${String(nth).padStart(8, '0')}` });
}

test('everybody of an audience is written to once, by the first way that is open', async () => {
  const onWechat = await putCustomer(db.pool, { phone: PHONE });
  const { id: conversation } = await putConversation(db.pool, onWechat);
  await putGrant(db.pool, conversation);
  const bySms = await putSmsCustomer();
  const nowhere = await putCustomer(db.pool);
  const id = await putCampaign(db.pool);
  const world = makeWorld(db.pool);
  await world.tick();
  await world.tick();
  const byCustomer = Object.fromEntries(
    (await readLedger(db.pool, id)).map((row) => [row.customer, [row.status, row.way, row.reason]]),
  );
  expect(byCustomer).toEqual({
    [onWechat]: ['sent', 'wechat', null],
    [bySms]: ['sent', 'sms', null],
    [nowhere]: ['suppressed', null, 'no_way'],
  });
  expect(world.sent.map(({ kind }) => kind).sort()).toEqual(['channel_message', 'sms']);
  expect(world.sent.find(({ kind }) => kind === 'channel_message')?.payload).toMatchObject({
    channelAccount: 'wechat-kf:main',
    purpose: 'push',
  });
  const { rows } = await db.pool.query(
    `SELECT delivery, author, activity->>'text' AS text, seq FROM messages WHERE conversation_id = $1`,
    [conversation],
  );
  expect(rows).toEqual([{ delivery: 'sent', author: 'bot', text: '您好，明天有大风。', seq: 1 }]);
  expect(await readStatus(db.pool, id)).toBe('finished');
});

test('on the web a message is sent with the transcript, and its taps are the newest offers', async () => {
  const customer = await putCustomer(db.pool);
  const { id } = await putConversation(db.pool, customer, { account: 'web' });
  const push = {
    occasionKey: 'k',
    customerId: customer,
    pushClass: 'service',
    content: {
      text: '您的车可以取了。',
      taps: [{ label: '查进度', commands: [{ do: 'startFlow', flow: 'claim_status' }] }],
    },
    ways: ['wechat', 'web'],
    notBefore: NOW,
    notAfter: addMs(NOW, DAY_MS),
  } as const;
  const first = await queue.queue(db.pool, push, NOW);
  const again = await queue.queue(db.pool, push, NOW);
  expect([first.isNew, again.isNew, again.deliveryId]).toEqual([true, false, first.deliveryId]);
  const world = makeWorld(db.pool);
  await world.tick();
  expect(world.grew).toEqual([id]);
  expect(world.sent).toEqual([]);
  const { rows } = await db.pool.query('SELECT state, last_seq FROM conversations WHERE id = $1', [
    id,
  ]);
  expect(rows[0]).toMatchObject({
    last_seq: 1,
    state: {
      v: 1,
      offered: [{ label: '查进度', commands: [{ do: 'startFlow', flow: 'claim_status' }] }],
    },
  });
  expect(await queue.withdraw(db.pool, first.deliveryId, 'not_needed', NOW)).toBe(false);
});

test('what is withdrawn before it was released is never sent', async () => {
  const customer = await putSmsCustomer();
  const push = {
    occasionKey: 'k',
    customerId: customer,
    pushClass: 'service',
    content: { text: '您好' },
    ways: ['sms'],
    notBefore: NOW,
    notAfter: addMs(NOW, DAY_MS),
  } as const;
  const { deliveryId } = await queue.queue(db.pool, push, NOW);
  expect(await queue.withdraw(db.pool, deliveryId, 'not_needed', NOW)).toBe(true);
  expect(await queue.withdraw(db.pool, deliveryId, 'not_needed', NOW)).toBe(true);
  const world = makeWorld(db.pool);
  await world.tick();
  expect(world.sent).toEqual([]);
});

test('care needs a consent, and one customer gets one greeting a day, whatever campaigns there are', async () => {
  const asked = await putSmsCustomer();
  await putConsent(db.pool, { customer_id: asked, purpose: 'care', identity_id: null });
  const silent = await putSmsCustomer();
  const refused = await putSmsCustomer();
  await putConsent(db.pool, { customer_id: refused, is_granted: false, identity_id: null });
  const ids = [
    await putCampaign(db.pool, { push_class: 'care' }),
    await putCampaign(db.pool, { push_class: 'care' }),
  ];
  const world = makeWorld(db.pool);
  await world.tick();
  await world.tick();
  const rows = (await Promise.all(ids.map((id) => readLedger(db.pool, id)))).flat();
  const of = (customer: string) =>
    rows
      .filter((row) => row.customer === customer)
      .map(({ status, reason }) => `${status} ${reason}`)
      .sort();
  expect(of(asked)).toEqual(['sent null', 'suppressed cap_class']);
  expect(of(silent)).toEqual(['suppressed no_consent', 'suppressed no_consent']);
  expect(of(refused)).toEqual(['suppressed refused', 'suppressed refused']);
  expect(world.sent).toHaveLength(1);
});

test('a pause keeps everything back, and a resumed campaign writes to nobody twice', async () => {
  for (let n = 0; n < 300; n += 1) await putSmsCustomer();
  await put(db.pool, 'outreach_accounts', { account: 'sms', per_minute: 2_000, per_day: 10_000 });
  const id = await putCampaign(db.pool);
  const world = makeWorld(db.pool);
  await world.tick();
  const before = world.sent.length;
  expect(before).toBe(100);
  await db.pool.query(`UPDATE campaigns SET status = 'paused' WHERE id = $1`, [id]);
  world.clock.advance(MINUTE_MS);
  await world.tick();
  expect(world.sent).toHaveLength(before);
  await db.pool.query(`UPDATE campaigns SET status = 'running' WHERE id = $1`, [id]);
  for (let minute = 0; minute < 4; minute += 1) {
    world.clock.advance(MINUTE_MS);
    await world.tick();
  }
  expect(world.sent).toHaveLength(300);
  expect(new Set(world.sent.map(({ orderKey }) => orderKey)).size).toBe(300);
  expect(await readStatus(db.pool, id)).toBe('finished');
});

test('an account sends no more in any minute and on any day than it may', async () => {
  for (let n = 0; n < 60; n += 1) await putSmsCustomer();
  await put(db.pool, 'outreach_accounts', { account: 'sms', per_minute: 10, per_day: 25 });
  const id = await putCampaign(db.pool, { ends_at: addMs(NOW, 5 * DAY_MS) });
  const world = makeWorld(db.pool);
  const times: number[] = [];
  for (let step = 0; step < 4 * 60 * 24; step += 1) {
    const before = world.sent.length;
    await world.tick();
    for (let n = before; n < world.sent.length; n += 1) times.push(world.clock.now().getTime());
    world.clock.advance(times.length < 25 ? 1_000 : 30 * MINUTE_MS);
    if (times.length === 60) break;
  }
  expect(times).toHaveLength(60);
  const mostIn = (ms: number): number =>
    Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
  expect(mostIn(MINUTE_MS)).toBe(10);
  const days = new Map<number, number>();
  for (const ms of times) {
    const day = Math.floor((ms + 8 * HOUR_MS) / DAY_MS);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  expect([...days.values()]).toEqual([25, 25, 10]);
  expect((await readLedger(db.pool, id)).every(({ status }) => status === 'sent')).toBe(true);
}, 60_000);

test('a window that ends with people left asks its creator, and sends nothing more until somebody decides', async () => {
  for (let n = 0; n < 30; n += 1) await putSmsCustomer();
  await put(db.pool, 'outreach_accounts', { account: 'sms', per_minute: 10, per_day: 1_000 });
  await put(db.pool, 'agents', {
    id: 'agt_lead',
    username: 'lead',
    display_name: 'Lead',
    role: 'supervisor',
    password_hash: 'x',
    created_at: NOW,
  });
  const id = await putCampaign(db.pool, { ends_at: addMs(NOW, MINUTE_MS) });
  const world = makeWorld(db.pool);
  await world.tick();
  const before = world.sent.length;
  world.clock.advance(MINUTE_MS);
  await world.tick();
  await world.tick();
  expect(world.sent).toHaveLength(before);
  expect(await readStatus(db.pool, id)).toBe('asking');
  const { rows } = await db.pool.query('SELECT agent_id, kind, data FROM desk_notices');
  expect(rows).toEqual([
    { agent_id: 'agt_lead', kind: 'outreach', data: { campaignId: id, campaignName: '大风提醒' } },
  ]);
  await db.pool.query(`UPDATE campaigns SET status = 'finished' WHERE id = $1`, [id]);
  await world.tick();
  const left = (await readLedger(db.pool, id)).filter(({ status }) => status === 'suppressed');
  expect(left.length).toBe(30 - before);
  expect(left.every(({ reason }) => reason === 'window_missed' || reason === 'rate')).toBe(true);
});

test('what a care plan did not plan in its window is dropped with a row for everybody, and nobody is asked', async () => {
  const customer = await putSmsCustomer();
  const id = await putCampaign(db.pool, {
    care_plan_id: 'cpl_1',
    starts_at: addMs(NOW, -DAY_MS),
    ends_at: addMs(NOW, -HOUR_MS),
    status: 'planning',
  });
  const world = makeWorld(db.pool);
  await world.tick();
  expect(world.sent).toEqual([]);
  expect(await readStatus(db.pool, id)).toBe('finished');
  expect(await readLedger(db.pool, id)).toMatchObject([
    { customer, status: 'suppressed', reason: 'window_missed' },
  ]);
});

test('a cancelled campaign keeps a row for everybody, saying so', async () => {
  await putSmsCustomer();
  const id = await putCampaign(db.pool, { starts_at: addMs(NOW, -HOUR_MS), daily_from: '00:00' });
  await put(db.pool, 'outreach_accounts', { account: 'sms', per_minute: 1, per_day: 0 });
  const world = makeWorld(db.pool);
  await world.tick();
  await db.pool.query(`UPDATE campaigns SET status = 'cancelled' WHERE id = $1`, [id]);
  await world.tick();
  expect(await readLedger(db.pool, id)).toMatchObject([
    { status: 'suppressed', reason: 'cancelled' },
  ]);
});
