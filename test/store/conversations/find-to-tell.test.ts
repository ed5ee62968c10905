import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import { findConversationsToTell } from '../../../src/store/conversations/find-to-tell.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-06-20T02:00:00Z');
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, created_at, updated_at)
     VALUES ('cus_1', 'C1', '陈明', now(), now()), ('cus_2', 'C2', '林晓', now(), now())`,
  );
});
afterAll(() => db.stop());
beforeEach(() => db.pool.query('TRUNCATE channel_identities CASCADE'));

interface Somebody {
  readonly account?: string;
  readonly customer?: string;
  readonly reporterOf?: string;
  readonly level?: number;
  readonly verifiedAt?: Date;
}

async function identity(id: string, who: Somebody): Promise<void> {
  await db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, subject_kind,
       reporter_claim_no, level, verified_at, created_at) VALUES ($1, $2, $1, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      who.account ?? 'web',
      who.customer ?? null,
      who.reporterOf === undefined ? 'customer' : 'reporter',
      who.reporterOf ?? null,
      who.level ?? 1,
      who.verifiedAt ?? null,
      NOW,
    ],
  );
}

async function conversation(
  id: string,
  of: string,
  times: { readonly inbound?: Date; readonly created?: Date; readonly ended?: Date } = {},
): Promise<void> {
  await db.pool.query(
    `INSERT INTO conversations (id, channel_account, identity_id, last_message_at, last_inbound_at, created_at, ended_at)
     SELECT $1, channel_account, id, $3, $4, $3, $5 FROM channel_identities WHERE id = $2`,
    [id, of, times.created ?? NOW, times.inbound ?? null, times.ended ?? null],
  );
}

async function told(): Promise<string[]> {
  const places = await findConversationsToTell(db.pool, { customerId: 'cus_1', claimNo: 'CL1' });
  return places.map((place) => place.conversationId).sort();
}

it('tells the insured where they wrote last, on whatever channel, and only there', async () => {
  await identity('web', { customer: 'cus_1', level: 2, verifiedAt: NOW });
  await identity('emulator', { customer: 'cus_1', account: 'botframework:emulator' });
  await conversation('con_old', 'web', { inbound: addMs(NOW, -2 * HOUR_MS) });
  await conversation('con_last', 'emulator', { inbound: addMs(NOW, -HOUR_MS) });
  await conversation('con_silent', 'web');
  expect(await findConversationsToTell(db.pool, { customerId: 'cus_1', claimNo: 'CL1' })).toEqual([
    {
      conversationId: 'con_last',
      channelAccount: 'botframework:emulator',
      isReporter: false,
      level: 1,
      lastInboundAt: addMs(NOW, -HOUR_MS),
    },
  ]);
});

describe('with an identity on the web and on both accounts of WeChat', () => {
  beforeEach(async () => {
    await identity('web', { customer: 'cus_1' });
    await identity('kf', { customer: 'cus_1', account: 'wechat-kf:main' });
    await identity('oa', { customer: 'cus_1', account: 'wechat-oa:main' });
    await conversation('con_web', 'web', { inbound: addMs(NOW, -3 * HOUR_MS) });
    await conversation('con_kf', 'kf', { inbound: addMs(NOW, -HOUR_MS) });
    await conversation('con_oa', 'oa', { inbound: addMs(NOW, -2 * HOUR_MS) });
  });
  const leave = (...ids: string[]) =>
    db.pool.query("UPDATE channel_identities SET unreachable = 'unsubscribed' WHERE id = ANY($1)", [
      ids,
    ]);

  it.each<[string, readonly string[], string]>([
    ['where they wrote last', [], 'con_kf'],
    ['elsewhere when they have left it', ['kf'], 'con_oa'],
    ['on the web when they have left both', ['kf', 'oa'], 'con_web'],
    ['where they wrote last when they have left all', ['kf', 'oa', 'web'], 'con_kf'],
  ])('tells them %s', async (_, left, place) => {
    await leave(...left);
    expect(await told()).toEqual([place]);
  });
});

it('takes the newest conversation when nobody wrote in any', async () => {
  await identity('web', { customer: 'cus_1' });
  await conversation('con_1', 'web', { created: addMs(NOW, -HOUR_MS) });
  await conversation('con_2', 'web');
  expect(await told()).toEqual(['con_2']);
});

it('tells each person who reported it, and no other reporter', async () => {
  await identity('insured', { customer: 'cus_1' });
  await identity('driver', { reporterOf: 'CL1' });
  await identity('workshop', { reporterOf: 'CL1' });
  await identity('elsewhere', { reporterOf: 'CL2' });
  for (const who of ['insured', 'driver', 'workshop', 'elsewhere'])
    await conversation(`con_${who}`, who);
  await conversation('con_driver_2', 'driver', { inbound: NOW });
  expect(await told()).toEqual(['con_driver_2', 'con_insured', 'con_workshop']);
  const places = await findConversationsToTell(db.pool, { customerId: 'cus_1', claimNo: 'CL1' });
  const reporters = places.filter((place) => place.isReporter).map((place) => place.conversationId);
  expect(reporters.sort()).toEqual(['con_driver_2', 'con_workshop']);
});

it.each<[string, Somebody, { readonly ended?: Date }]>([
  ['of another customer', { customer: 'cus_2' }, {}],
  ['of somebody who proved nothing', { customer: 'cus_1', level: 0 }, {}],
  ['that has ended', { customer: 'cus_1' }, { ended: NOW }],
])('leaves out a conversation %s', async (_, who, times) => {
  await identity('web', who);
  await conversation('con_1', 'web', times);
  expect(await told()).toEqual([]);
});
