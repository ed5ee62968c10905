import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeCampaignAdmin } from '../../../src/compose/campaigns.ts';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { markAnswered, markOpened } from '../../../src/store/outreach/answered.ts';
import { planPage } from '../../../src/store/outreach/plan.ts';
import { loadPushFacts } from '../../../src/store/push/load-facts.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { NOW, put, putConsent, putConversation, putCustomer, putGrant } from '../push/push-rows.ts';
import { makeWorld, OPEN_RULES, putCampaign, putTemplate, readLedger } from './outreach-world.ts';

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
  await db.pool.query('DELETE FROM customers');
});

const actor = { kind: 'agent', id: 'agt_lead' } as const;

function makeAdmin() {
  const clock = makeManualClock(NOW);
  let wakes = 0;
  const admin = makeCampaignAdmin({
    pool: db.pool,
    clock,
    random: systemRandom,
    rules: { current: async () => OPEN_RULES },
    loadFacts: loadPushFacts,
    wake: () => {
      wakes += 1;
    },
  });
  return { ...admin, clock, wakes: () => wakes };
}

async function newInput(more: object = {}) {
  return {
    name: '大风提醒',
    pushClass: 'service',
    isUrgent: false,
    templateId: await putTemplate(db.pool),
    values: {},
    audienceRule: {},
    ways: ['wechat', 'sms'],
    shareOfB: 0,
    startsAt: NOW,
    endsAt: addMs(NOW, DAY_MS),
    dailyFrom: '00:00',
    dailyUntil: '00:00',
    perMinute: null,
    ...more,
  } as const;
}

async function putMany(count: number): Promise<void> {
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, created_at, updated_at)
     SELECT 'cus_' || lpad(n::text, 6, '0'), 'C' || n, '王建国', '138' || lpad(n::text, 8, '0'), $2, $2
     FROM generate_series(1, $1::int) n`,
    [count, NOW],
  );
}

test('a campaign is planned by pages, goes on where it was, and two planners write nobody twice', async () => {
  await putMany(12_001);
  const id = await putCampaign(db.pool, { status: 'planning', share_of_b: 30 });
  expect(await planPage(db.pool, NOW)).toBe(true);
  const { rows } = await db.pool.query('SELECT planned, plan_cursor, planned_at FROM campaigns');
  expect(rows[0]).toEqual({ planned: 5_000, plan_cursor: 'cus_005000', planned_at: null });
  // Somebody who has a row of the occasion keeps it.
  await db.pool.query(
    `INSERT INTO outreach_deliveries (campaign_id, occasion_key, customer_id, push_class, not_before, created_at)
     VALUES ($1, $1, 'cus_006000', 'service', $2, $2)`,
    [id, NOW],
  );
  while ((await Promise.all([planPage(db.pool, NOW), planPage(db.pool, NOW)])).some(Boolean));
  const ledger = await readLedger(db.pool, id);
  expect(ledger).toHaveLength(12_001);
  const ofB = ledger.filter(({ variant }) => variant === 'B').length / ledger.length;
  expect(ofB).toBeGreaterThan(0.28);
  expect(ofB).toBeLessThan(0.32);
  const status = await db.pool.query('SELECT status, planned FROM campaigns');
  expect(status.rows[0]).toEqual({ status: 'running', planned: 12_000 });
});

test('a campaign is made, started, paused, resumed and cancelled, and each is in the audit trail', async () => {
  const { campaigns, wakes } = makeAdmin();
  const made = await campaigns.create(await newInput(), actor);
  if (made.kind !== 'done') throw new Error(made.kind);
  const { id } = made.campaign;
  expect(made.campaign).toMatchObject({
    status: 'draft',
    occasionKey: id,
    counts: [],
    doneBy: null,
  });
  for (const [command, status] of [
    ['start', 'scheduled'],
    ['pause', 'paused'],
    ['resume', 'planning'],
    ['cancel', 'cancelled'],
  ] as const) {
    const outcome = await campaigns.act(id, command, actor);
    expect(outcome).toMatchObject({ kind: 'done', campaign: { status } });
  }
  expect(await campaigns.act(id, 'start', actor)).toEqual({
    kind: 'refused',
    code: 'illegal_move',
  });
  expect(wakes()).toBe(4);
  const { rows } = await db.pool.query(
    'SELECT action FROM audit WHERE subject_id = $1 ORDER BY id',
    [id],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'campaign.created',
    'campaign.start',
    'campaign.pause',
    'campaign.resume',
    'campaign.cancel',
  ]);
});

test('a campaign without an approved template does not start', async () => {
  const { campaigns } = makeAdmin();
  const templateId = await putTemplate(db.pool, { status: 'in_review' });
  const made = await campaigns.create(await newInput({ templateId }), actor);
  if (made.kind !== 'done') throw new Error(made.kind);
  expect(await campaigns.act(made.campaign.id, 'start', actor)).toEqual({
    kind: 'refused',
    code: 'template_not_approved',
  });
  const other = await putTemplate(db.pool, { push_class: 'marketing' });
  expect(await campaigns.create(await newInput({ templateId: other }), actor)).toEqual({
    kind: 'unknown_template',
  });
  expect(await campaigns.act('cam_none', 'start', actor)).toEqual({ kind: 'not_found' });
});

test('a window that was missed goes on in a new one, or is dropped', async () => {
  const { campaigns, clock } = makeAdmin();
  const id = await putCampaign(db.pool, {
    status: 'asking',
    ends_at: addMs(NOW, -HOUR_MS),
    planned_at: NOW,
  });
  const window = { startsAt: NOW, endsAt: addMs(NOW, HOUR_MS) };
  expect(await campaigns.decide(id, { decision: 'extend', ...window }, actor)).toMatchObject({
    campaign: { status: 'running', ...window },
  });
  clock.advance(2 * HOUR_MS);
  expect(await campaigns.decide(id, { decision: 'drop' }, actor)).toEqual({
    kind: 'refused',
    code: 'illegal_move',
  });
});

test('an estimate says how many, by which accounts, and when it will be done', async () => {
  await putMany(300);
  const chat = await putConversation(db.pool, 'cus_000001');
  await putGrant(db.pool, chat.id);
  await putCustomer(db.pool);
  await put(db.pool, 'outreach_accounts', { account: 'sms', per_minute: 20, per_day: 10_000 });
  const { campaigns } = makeAdmin();
  const estimate = await campaigns.estimate(await newInput());
  expect(estimate).toMatchObject({
    people: 301,
    sampled: 301,
    unreachable: 1,
    refusedInSample: [{ reason: 'no_way', count: 1 }],
    sendAtMost: 300,
    leftOver: 0,
    doneBy: addMs(NOW, 15 * MINUTE_MS),
  });
  expect(estimate.byAccount).toMatchObject([
    { account: 'sms', people: 299, perMinute: 20 },
    { account: 'wechat-kf:main', people: 1 },
  ]);
  const short = await campaigns.estimate(await newInput({ endsAt: addMs(NOW, 5 * MINUTE_MS) }));
  expect(short).toMatchObject({ doneBy: null, leftOver: 199 });
});

test('the ledger is listed by who, why and when', async () => {
  await putMany(5);
  const id = await putCampaign(db.pool);
  await makeWorld(db.pool).tick();
  const { outreachDeliveries } = makeAdmin();
  const first = await outreachDeliveries.list({ limit: 2, campaignId: id });
  expect(first.items.map(({ customerNo }) => customerNo)).toEqual(['C5', 'C4']);
  const next = await outreachDeliveries.list({
    limit: 9,
    campaignId: id,
    cursor: first.nextCursor,
  });
  expect(next.items.map(({ customerNo }) => customerNo)).toEqual(['C3', 'C2', 'C1']);
  const of = async (query: object) =>
    (await outreachDeliveries.list({ limit: 9, ...query })).items.length;
  expect(await of({ customerNo: 'C3', status: 'sent' })).toBe(1);
  expect(await of({ customerNo: 'C9' })).toBe(0);
  expect(await of({ reason: 'no_way' })).toBe(0);
  expect(await of({ pushClass: 'service', from: NOW, to: addMs(NOW, 1) })).toBe(5);
});

test('accounts have limits before anybody sets them, and those that somebody set', async () => {
  const { outreachAccounts } = makeAdmin();
  expect((await outreachAccounts.list()).map(({ account }) => account)).toEqual([
    'sms',
    'web',
    'wechat-kf',
    'wechat-oa',
    'wechaty',
  ]);
  const limits = { perMinute: 3, perDay: 9, perChatMs: 0, switchMinMs: 1, switchMaxMs: 2 };
  await outreachAccounts.put('wechaty', limits, actor);
  expect((await outreachAccounts.list()).find(({ account }) => account === 'wechaty')).toEqual({
    account: 'wechaty',
    ...limits,
    sentToday: 0,
    updatedBy: 'agt_lead',
  });
});

test('what customers say within 72 hours answers the push before it, and a tap has seen it', async () => {
  const tapped = await putCustomer(db.pool);
  const wrote = await putCustomer(db.pool);
  const late = await putCustomer(db.pool);
  const chats = new Map<string, string>();
  for (const customer of [tapped, wrote, late]) {
    await putConsent(db.pool, { customer_id: customer, identity_id: null });
    chats.set(customer, (await putConversation(db.pool, customer, { account: 'web' })).id);
  }
  const template = await putTemplate(db.pool, {
    push_class: 'care',
    actions: [{ label: '查进度', action: 'claim_status' }],
  });
  const id = await putCampaign(db.pool, {
    push_class: 'care',
    template_id: template,
    ways: ['web'],
  });
  await makeWorld(db.pool).tick();
  const say = (customer: string, text: string, hours: number) =>
    put(db.pool, 'messages', {
      conversation_id: chats.get(customer),
      seq: 2,
      direction: 'in',
      author: 'customer',
      at: addMs(NOW, hours * HOUR_MS),
      activity: { type: 'message', text },
    });
  await say(tapped, '查进度', 1);
  await say(wrote, '谢谢', 71);
  await say(late, '谢谢', 73);
  await markAnswered(db.pool, addMs(NOW, 74 * HOUR_MS));
  await markAnswered(db.pool, addMs(NOW, 74 * HOUR_MS));
  const { rows } = await db.pool.query(
    `SELECT customer_id, answered_at IS NOT NULL AS answered, opened_at IS NOT NULL AS opened, id
     FROM outreach_deliveries`,
  );
  const of = (customer: string) => rows.find((row) => row.customer_id === customer);
  expect(of(tapped)).toMatchObject({ answered: true, opened: true });
  expect(of(wrote)).toMatchObject({ answered: true, opened: false });
  expect(of(late)).toMatchObject({ answered: false, opened: false });
  await markOpened(db.pool, BigInt(of(wrote).id), NOW);
  const results = await makeAdmin().campaigns.results(id);
  expect(results).toMatchObject({
    variants: [{ variant: 'A', sent: 3, opened: { count: 2 }, answered: { count: 2 } }],
    comparison: null,
  });
});
