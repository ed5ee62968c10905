import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PushFacts } from '../../../src/domain/push/push.ts';
import { loadPushFacts } from '../../../src/store/push/load-facts.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  ago,
  NOW,
  put,
  putClaim,
  putComplaint,
  putConsent,
  putConversation,
  putCustomer,
  putDelivery,
} from './push-rows.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

async function factsOf(id: string): Promise<PushFacts> {
  const facts = (await loadPushFacts(db.pool, [id], { now: NOW })).get(id);
  if (facts === undefined) throw new Error('nobody');
  return facts;
}

describe('the person', () => {
  it('is ordinary unless something is known', async () => {
    const id = await putCustomer(db.pool);
    expect(await factsOf(id)).toEqual({
      customerId: id,
      consents: [],
      touches: [],
      places: [],
      hasOpenComplaint: false,
      hasOpenInjuryClaim: false,
    });
  });

  it('carries what the insurer and they themselves asked for', async () => {
    const id = await putCustomer(db.pool, {
      bereaved_at: ago(5),
      marketing_blocked_at: ago(6),
      survey_silent_until: ago(-7),
    });
    expect(await factsOf(id)).toMatchObject({
      bereavedAt: ago(5),
      marketingBlockedAt: ago(6),
      surveySilentUntil: ago(-7),
    });
  });

  it('lives where they live, else where their newest vehicle is', async () => {
    const [home, driver] = [
      await putCustomer(db.pool, { city: '上海市' }),
      await putCustomer(db.pool),
    ];
    for (const customer_id of [home, driver]) {
      for (const [nth, city] of [
        [30, '苏州市'],
        [20, '郑州市'],
        [10, null],
      ] as const) {
        await put(db.pool, 'vehicles', {
          id: `${customer_id}${nth}`,
          customer_id,
          city,
          created_at: ago(nth),
          updated_at: NOW,
        });
      }
    }
    expect([(await factsOf(home)).city, (await factsOf(driver)).city]).toEqual([
      '上海市',
      '郑州市',
    ]);
  });

  it.each([
    ['REGISTERED', true],
    ['WAITING_CUSTOMER', true],
    ['REOPENED', true],
    ['CLOSED', false],
    ['WITHDRAWN', false],
    ['MERGED', false],
  ])('with a complaint that is %s', async (status, isOpen) => {
    const id = await putCustomer(db.pool);
    await putComplaint(db.pool, { customer_id: id, status });
    expect((await factsOf(id)).hasOpenComplaint).toBe(isOpen);
  });

  it('owns the complaint that they filed before they were known', async () => {
    const id = await putCustomer(db.pool);
    const { identityId } = await putConversation(db.pool, id);
    await putComplaint(db.pool, { identity_id: identityId });
    const other = await putCustomer(db.pool);
    const reporter = await putConversation(db.pool, other, {
      identity: { subject_kind: 'reporter' },
    });
    await putComplaint(db.pool, { identity_id: reporter.identityId });
    expect((await factsOf(id)).hasOpenComplaint).toBe(true);
    expect((await factsOf(other)).hasOpenComplaint).toBe(false);
  });

  it.each([
    ['SURVEYING', true, true],
    ['PAID', true, true],
    ['CLOSED_PAID', true, false],
    ['REJECTED', true, false],
    ['SURVEYING', false, false],
  ])('with a claim that is %s, injury %s', async (status, has_injury, isOpen) => {
    const id = await putCustomer(db.pool);
    await putClaim(db.pool, id, { status, has_injury });
    expect((await factsOf(id)).hasOpenInjuryClaim).toBe(isOpen);
  });

  it('was rejected when the newest of their claims was', async () => {
    const id = await putCustomer(db.pool);
    await putClaim(db.pool, id, { status: 'REJECTED', status_at: ago(90) });
    await putClaim(db.pool, id, { status: 'REJECTED', status_at: ago(30) });
    await putClaim(db.pool, id, { status: 'CLOSED_PAID', status_at: ago(3) });
    expect((await factsOf(id)).rejectedAt).toEqual(ago(30));
  });
});

describe('what they agreed to', () => {
  it('is the newest of each purpose and way, on whatever chat identity and before they were known', async () => {
    const id = await putCustomer(db.pool);
    const [wechat, web] = [
      await putConversation(db.pool, id),
      await putConversation(db.pool, id, { account: 'web' }),
    ];
    await putConsent(db.pool, { customer_id: id, decided_at: ago(100) });
    await putConsent(db.pool, {
      identity_id: wechat.identityId,
      is_granted: false,
      decided_at: ago(50),
    });
    await putConsent(db.pool, {
      identity_id: web.identityId,
      customer_id: id,
      way: 'sms',
      decided_at: ago(60),
    });
    await putConsent(db.pool, {
      customer_id: id,
      way: 'sms',
      is_granted: false,
      decided_at: ago(70),
    });
    await putConsent(db.pool, { customer_id: id, purpose: 'location', decided_at: ago(1) });
    await putConsent(db.pool, {
      customer_id: id,
      purpose: 'survey',
      way: 'phone',
      is_granted: false,
      decided_at: ago(9),
    });
    const stranger = await putConversation(db.pool, id, { identity: { subject_kind: 'reporter' } });
    await putConsent(db.pool, { identity_id: stranger.identityId, purpose: 'marketing' });
    expect((await factsOf(id)).consents).toEqual([
      { purpose: 'care', way: 'sms', isGranted: true, decidedAt: ago(60) },
      { purpose: 'care', way: null, isGranted: false, decidedAt: ago(50) },
      { purpose: 'survey', way: 'phone', isGranted: false, decidedAt: ago(9) },
    ]);
  });
});

describe('what they were sent', () => {
  it('is what was released and may have arrived, newest first', async () => {
    const id = await putCustomer(db.pool);
    const states = ['sending', 'sent', 'delivered', 'unknown', 'failed', 'suppressed'];
    for (const [index, status] of states.entries()) {
      await putDelivery(db.pool, id, { status, released_at: ago(20 - index) });
    }
    await putDelivery(db.pool, id, { status: 'planned', released_at: null, way: null });
    await putDelivery(db.pool, id, { push_class: 'service' });
    await putDelivery(db.pool, id, { push_class: 'survey', way: 'sms', released_at: ago(24 * 31) });
    const { touches } = await factsOf(id);
    expect(touches.map(({ at }) => at)).toEqual([ago(17), ago(18), ago(19), ago(20), ago(24 * 31)]);
    expect(touches.at(-1)).toEqual({ pushClass: 'survey', way: 'sms', at: ago(24 * 31) });
    const some = await loadPushFacts(db.pool, [id], { now: NOW, touchDays: 30 });
    expect(some.get(id)?.touches).toHaveLength(4);
  });
});

it('keeps a thousand customers apart, and leaves out whom it does not know', async () => {
  const ids = await Promise.all(
    Array.from({ length: 1000 }, (_, nth) =>
      putCustomer(db.pool, { phone: `1390000${String(nth).padStart(4, '0')}` }),
    ),
  );
  await putConsent(db.pool, { customer_id: ids[7] });
  await putDelivery(db.pool, ids[8] ?? '');
  const facts = await loadPushFacts(db.pool, [...ids, 'cus_unknown'], { now: NOW });
  expect(facts.size).toBe(1000);
  expect([...facts].flatMap(([id, { consents }]) => (consents.length > 0 ? [id] : []))).toEqual([
    ids[7],
  ]);
  expect([...facts].flatMap(([id, { touches }]) => (touches.length > 0 ? [id] : []))).toEqual([
    ids[8],
  ]);
  expect(facts.get(ids[999] ?? '')?.places).toMatchObject([{ phone: '13900000999' }]);
  expect(await loadPushFacts(db.pool, [], { now: NOW })).toEqual(new Map());
});
