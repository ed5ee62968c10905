import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLastLook } from '../../../src/store/push/last-look.ts';
import type { Sql } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  ago,
  NOW,
  put,
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

const clock = { now: () => NOW, sleep: async () => undefined };
const look = (deliveryId?: bigint) => makeLastLook({ pool: db.pool, clock })({ deliveryId });
const ALLOWED = { kind: 'allowed' };
const suppressed = (reason: string) => ({ kind: 'suppressed', reason });

describe('a push that is about to be sent', () => {
  it('is allowed when nothing changed', async () => {
    const id = await putCustomer(db.pool);
    await putConsent(db.pool, { customer_id: id });
    expect(await look(await putDelivery(db.pool, id, { status: 'sending' }))).toEqual(ALLOWED);
  });

  it('is suppressed when its row is gone', async () => {
    expect(await look(9_999_999n)).toEqual(suppressed('not_found'));
  });

  it.each([
    ['care', { bereaved_at: ago(1) }, suppressed('bereaved')],
    ['survey', { bereaved_at: ago(1) }, suppressed('bereaved')],
    ['service', { bereaved_at: ago(1) }, ALLOWED],
    ['marketing', { marketing_blocked_at: ago(1) }, suppressed('marketing_blocked')],
    ['care', { marketing_blocked_at: ago(1) }, suppressed('marketing_blocked')],
    ['survey', { marketing_blocked_at: ago(1) }, ALLOWED],
    ['survey', { survey_silent_until: ago(-1) }, suppressed('survey_silent')],
    ['survey', { survey_silent_until: NOW }, ALLOWED],
    ['care', { survey_silent_until: ago(-1) }, ALLOWED],
  ])('of %s to somebody with %o', async (push_class, more, expected) => {
    const id = await putCustomer(db.pool, more);
    expect(await look(await putDelivery(db.pool, id, { push_class }))).toEqual(expected);
  });

  it.each([
    ['refused for every way', {}, suppressed('refused')],
    ['refused for its way', { way: 'wechat' }, suppressed('refused')],
    ['refused for another way', { way: 'sms' }, ALLOWED],
    ['refused another class', { purpose: 'marketing' }, ALLOWED],
    ['refused before it was agreed to', { decided_at: ago(30) }, ALLOWED],
    ['refused in the same instant', { decided_at: ago(25) }, suppressed('refused')],
    ['agreed to again', { is_granted: true }, ALLOWED],
  ])('is looked at for what was %s', async (_, more, expected) => {
    const id = await putCustomer(db.pool);
    await putConsent(db.pool, { customer_id: id, decided_at: ago(25) });
    const said = { customer_id: id, is_granted: false, decided_at: ago(0.01), ...more };
    await putConsent(db.pool, said);
    expect(await look(await putDelivery(db.pool, id))).toEqual(expected);
    expect(await look(await putDelivery(db.pool, id, { push_class: 'service' }))).toEqual(ALLOWED);
  });

  it('is suppressed by what was said in any chat of theirs, and not in a stranger’s', async () => {
    const id = await putCustomer(db.pool);
    const delivery = await putDelivery(db.pool, id);
    const stranger = await putConversation(db.pool, id, {
      identity: { subject_kind: 'reporter' },
    });
    await putConsent(db.pool, { identity_id: stranger.identityId, is_granted: false });
    expect(await look(delivery)).toEqual(ALLOWED);
    const own = await putConversation(db.pool, id, { account: 'web' });
    await putConsent(db.pool, { identity_id: own.identityId, is_granted: false });
    expect(await look(delivery)).toEqual(suppressed('refused'));
  });

  it.each([
    ['running', ALLOWED],
    ['paused', { kind: 'later', reason: 'campaign_paused' }],
    ['cancelled', suppressed('campaign_cancelled')],
  ])('of a campaign that is %s', async (status, expected) => {
    const id = await putCustomer(db.pool);
    const campaign_id = `cam_${status}`;
    await put(db.pool, 'campaigns', {
      id: campaign_id,
      name: '知识',
      occasion_key: campaign_id,
      push_class: 'care',
      audience_rule: {},
      ways: ['wechat'],
      status,
      starts_at: ago(2),
      ends_at: ago(-2),
      daily_from: '09:00',
      daily_until: '20:00',
      created_by: 'agt_1',
      created_at: ago(3),
      updated_at: ago(3),
    });
    expect(await look(await putDelivery(db.pool, id, { campaign_id }))).toEqual(expected);
  });
});

it('allows what is no push without asking anybody', async () => {
  const nobody: Sql = { query: () => Promise.reject(new Error('asked')) };
  expect(await makeLastLook({ pool: nobody, clock })({})).toEqual(ALLOWED);
  await expect(makeLastLook({ pool: nobody, clock })({ deliveryId: 1n })).rejects.toThrow('asked');
});
