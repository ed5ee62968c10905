import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeBindIdentityToken } from '../../../src/store/identity/bind-identity-token.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';

let db: TestDatabase;
let bind: ReturnType<typeof makeBindIdentityToken>;
const clock = makeManualClock();

beforeAll(async () => {
  db = await startTestDatabase();
  bind = makeBindIdentityToken({ pool: db.pool, clock, random: systemRandom });
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, created_at, updated_at)
     VALUES ('cus_1', 'C1', '陈明', now(), now()), ('cus_2', 'C2', '林晓', now(), now())`,
  );
});
afterAll(() => db.stop());
beforeEach(() => db.pool.query('TRUNCATE channel_identities, idempotency_keys CASCADE'));

const stored = async () =>
  (
    await db.pool.query(
      `SELECT external_user_id, customer_id, subject_kind, reporter_claim_no, level, verified_at, verified_by
       FROM channel_identities`,
    )
  ).rows;
const KNOWN = {
  external_user_id: 'customer:C1',
  customer_id: 'cus_1',
  subject_kind: 'customer',
  reporter_claim_no: null,
  level: 2,
  verified_by: 'identity_token',
};
const vouched = { userId: 'customer:C1', customerNo: 'C1' };

it('makes the web identity the customer’s at level 2, and says so in the audit', async () => {
  expect(await bind({ ...vouched, jti: 'j1' })).toEqual({ kind: 'bound' });
  expect(await stored()).toEqual([{ ...KNOWN, verified_at: clock.now() }]);
  const { rows } = await db.pool.query(
    'SELECT actor_id, action, data FROM audit WHERE subject_id = (SELECT id FROM channel_identities)',
  );
  expect(rows).toEqual([
    {
      actor_id: 'identity_token',
      action: 'identity.verified',
      data: { customerId: 'cus_1', level: 2 },
    },
  ]);
});

it('takes a token once, also when it comes many times at the same moment', async () => {
  const kinds = await Promise.all(
    Array.from({ length: 6 }, async () => (await bind({ ...vouched, jti: 'j1' })).kind),
  );
  expect(kinds.toSorted()).toEqual(['bound', 'used', 'used', 'used', 'used', 'used']);
  expect(await stored()).toHaveLength(1);
});

it('takes the next token of the same customer for the same identity', async () => {
  await bind({ ...vouched, jti: 'j1' });
  clock.advance(60_000);
  expect(await bind({ ...vouched, jti: 'j2' })).toEqual({ kind: 'bound' });
  expect(await stored()).toEqual([{ ...KNOWN, verified_at: clock.now() }]);
});

it('makes nobody of a customer we do not know', async () => {
  const stranger = { userId: 'customer:C404', customerNo: 'C404', jti: 'j1' };
  expect(await bind(stranger)).toEqual({ kind: 'unknown_customer' });
  expect(await stored()).toEqual([]);
});

it('makes a reporter’s identity the customer’s whole', async () => {
  await db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, subject_kind, reporter_claim_no, level, created_at)
     VALUES ('idn_1', 'web', 'customer:C1', 'reporter', 'CL1', 1, now())`,
  );
  await bind({ ...vouched, jti: 'j1' });
  expect(await stored()).toEqual([{ ...KNOWN, verified_at: clock.now() }]);
});
