import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMs, DAY_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { applyBindIdentity } from '../../../src/store/identity-writes.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { makeWechatPeople } from '../../../src/store/wechat/wechat-people.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { KF, NOW, OA, warmUp } from '../../support/wechat-store.ts';

let db: TestDatabase;
let people: ReturnType<typeof makeWechatPeople>;

beforeAll(async () => {
  db = await startTestDatabase();
  await warmUp(db);
  people = makeWechatPeople(db);
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, created_at, updated_at)
     VALUES ('cus_1', 'C1', '陈明', now(), now()), ('cus_2', 'C2', '林晓', now(), now())`,
  );
});
afterAll(() => db.stop());
let audits = 0;
beforeEach(async () => {
  await db.pool.query('TRUNCATE channel_identities CASCADE');
  audits = (await db.pool.query('SELECT 1 FROM audit')).rows.length;
  await insert('idn_oa', OA);
  await insert('idn_kf', KF);
});

async function insert(id: string, channelAccount: string): Promise<void> {
  await db.pool.query(
    'INSERT INTO channel_identities (id, channel_account, external_user_id, created_at) VALUES ($1, $2, $1, $3)',
    [id, channelAccount, NOW],
  );
}

const bind = (identityId: string, customerId: string, now = NOW, level: 1 | 2 = 2) =>
  inTransaction(db.pool, (sql) =>
    applyBindIdentity(
      sql,
      {
        kind: 'bindIdentity',
        identityId,
        subject: { kind: 'customer', customerId },
        level,
        by: 'plate_phone',
      },
      now,
    ),
  );

async function identity(id: string) {
  const { rows } = await db.pool.query(
    `SELECT customer_id, subject_kind, level, verified_at, verified_by FROM channel_identities WHERE id = $1`,
    [id],
  );
  return rows[0];
}

async function audited(): Promise<object[]> {
  const { rows } = await db.pool.query(
    'SELECT action, subject_id, data FROM audit ORDER BY id OFFSET $1',
    [audits],
  );
  return rows;
}

const SHARED = {
  customer_id: 'cus_1',
  subject_kind: 'customer',
  level: 2,
  verified_at: NOW,
  verified_by: 'union_id',
};
const NOBODY = {
  customer_id: null,
  subject_kind: null,
  level: 0,
  verified_at: null,
  verified_by: null,
};

describe('a union id', () => {
  it('makes an identity the customer whom another account proved', async () => {
    await bind('idn_kf', 'cus_1');
    await people.join('idn_kf', 'u1', NOW);
    await people.join('idn_oa', 'u1', addMs(NOW, MINUTE_MS));
    expect(await identity('idn_oa')).toEqual(SHARED);
    expect(await audited()).toEqual([
      {
        action: 'identity.verified',
        subject_id: 'idn_oa',
        data: { customerId: 'cus_1', level: 2, from: 'idn_kf' },
      },
    ]);
  });

  it('that becomes known of the proved one last is worth the same', async () => {
    await bind('idn_kf', 'cus_1');
    await people.join('idn_oa', 'u1', NOW);
    await people.join('idn_kf', 'u1', NOW);
    expect(await identity('idn_oa')).toEqual(SHARED);
  });

  it('shares what is proved later', async () => {
    await people.join('idn_kf', 'u1', NOW);
    await people.join('idn_oa', 'u1', NOW);
    expect(await identity('idn_oa')).toEqual(NOBODY);
    await bind('idn_kf', 'cus_1');
    expect(await identity('idn_oa')).toEqual(SHARED);
    expect(await identity('idn_kf')).toEqual({ ...SHARED, verified_by: 'plate_phone' });
  });

  it('shares an old proof of a high level as what it is by now', async () => {
    await bind('idn_kf', 'cus_1', addMs(NOW, -DAY_MS));
    await people.join('idn_kf', 'u1', NOW);
    await people.join('idn_oa', 'u1', NOW);
    expect(await identity('idn_oa')).toMatchObject({ customer_id: 'cus_1', level: 1 });
  });

  it('shares nothing with somebody else’s', async () => {
    await bind('idn_kf', 'cus_1');
    await people.join('idn_kf', 'u1', NOW);
    await people.join('idn_oa', 'u2', NOW);
    expect(await identity('idn_oa')).toEqual(NOBODY);
  });

  it('shares nothing of a reporter, and takes nothing from one', async () => {
    await db.pool.query(
      `UPDATE channel_identities SET subject_kind = 'reporter', reporter_claim_no = 'CL1', level = 1 WHERE id = 'idn_kf'`,
    );
    await people.join('idn_kf', 'u1', NOW);
    await people.join('idn_oa', 'u1', NOW);
    expect(await identity('idn_oa')).toEqual(NOBODY);
    await bind('idn_oa', 'cus_1');
    expect(await identity('idn_kf')).toMatchObject({ subject_kind: 'reporter', customer_id: null });
  });

  it('leaves two customers as they are, copies neither, and says so', async () => {
    await insert('idn_third', OA);
    await bind('idn_kf', 'cus_1');
    await bind('idn_oa', 'cus_2');
    await people.join('idn_kf', 'u1', NOW);
    await people.join('idn_oa', 'u1', NOW);
    await people.join('idn_third', 'u1', NOW);
    expect(await identity('idn_kf')).toMatchObject({ customer_id: 'cus_1' });
    expect(await identity('idn_oa')).toMatchObject({ customer_id: 'cus_2' });
    expect(await identity('idn_third')).toEqual(NOBODY);
    const customerIds = expect.arrayContaining(['cus_1', 'cus_2']);
    expect(await audited()).toEqual(
      ['idn_oa', 'idn_third'].map((subject_id) => ({
        action: 'identity.contradicted',
        subject_id,
        data: { customerIds },
      })),
    );
  });

  it('is told as often as somebody likes', async () => {
    await bind('idn_kf', 'cus_1');
    await people.join('idn_kf', 'u1', NOW);
    for (let i = 0; i < 3; i += 1) await people.join('idn_oa', 'u1', NOW);
    expect(await audited()).toHaveLength(1);
  });

  it('keeps many who prove and join at the same moment from waiting for each other', async () => {
    const ids = Array.from({ length: 24 }, (_, i) => `idn_${i}`);
    for (const id of ids) await insert(id, OA);
    await Promise.all(ids.map((id) => people.join(id, 'u1', NOW)));
    await Promise.all(
      ids.map((id, i) => (i % 2 === 0 ? bind(id, 'cus_1') : people.join(id, 'u1', NOW))),
    );
    const { rows } = await db.pool.query(
      "SELECT DISTINCT customer_id FROM channel_identities WHERE union_id = 'u1'",
    );
    expect(rows).toEqual([{ customer_id: 'cus_1' }]);
  });
});

it('remembers why somebody cannot be reached, until they can', async () => {
  const unreachable = async () =>
    (await db.pool.query('SELECT id, unreachable FROM channel_identities ORDER BY id')).rows;
  await people.setUnreachable(OA, 'idn_oa', 'unsubscribed');
  expect(await unreachable()).toEqual([
    { id: 'idn_kf', unreachable: null },
    { id: 'idn_oa', unreachable: 'unsubscribed' },
  ]);
  await people.setUnreachable(OA, 'idn_oa', undefined);
  expect((await unreachable())[1]).toEqual({ id: 'idn_oa', unreachable: null });
});
