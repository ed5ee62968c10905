import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeProfile, SendOneTimeCode } from '../../../src/domain/write.ts';
import { addMs, MINUTE_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { applyChangeProfile } from '../../../src/store/customers/apply-change-profile.ts';
import { makeIdentityReader } from '../../../src/store/identity/identity-reader.ts';
import { applySendOneTimeCode } from '../../../src/store/identity/one-time-code.ts';
import { applyRecordIdentityFailure } from '../../../src/store/identity-writes.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let reader: ReturnType<typeof makeIdentityReader>;
const NOW = new Date('2026-06-20T02:00:00Z');
const NEW = '13911112222';

beforeAll(async () => {
  db = await startTestDatabase();
  reader = makeIdentityReader(db);
});
afterAll(() => db.stop());

beforeEach(async () => {
  await db.pool.query('TRUNCATE identity_attempts, one_time_codes, outbox; DELETE FROM customers');
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, source_updated_at, created_at, updated_at)
     VALUES ('cus_1', 'C1', '陈明', '13800000001', '2026-06-01', $1, $1)`,
    [addMs(NOW, -MINUTE_MS)],
  );
});

async function send(
  phone: string,
  more: Partial<SendOneTimeCode> = {},
  now = NOW,
): Promise<string> {
  const sent = await inTransaction(db.pool, (sql) =>
    applySendOneTimeCode(
      sql,
      { kind: 'sendOneTimeCode', identityId: 'idn_1', phone, ...more },
      { random: systemRandom, now, text: (code) => code },
    ),
  );
  return sent.kind;
}

async function sentCode(): Promise<string> {
  const { rows } = await db.pool.query<{ text: string }>(
    `SELECT payload->>'text' AS text FROM outbox WHERE kind = 'sms' ORDER BY number DESC LIMIT 1`,
  );
  return rows[0]?.text ?? '';
}

const change = (more: Partial<ChangeProfile>, now = NOW) =>
  inTransaction(db.pool, (sql) =>
    applyChangeProfile(
      sql,
      { kind: 'changeProfile', customerId: 'cus_1', field: 'address', value: 'x', ...more },
      { now, random: systemRandom },
    ),
  );

async function customer() {
  const { rows } = await db.pool.query(
    'SELECT phone, address, updated_at, source_updated_at FROM customers',
  );
  return rows[0];
}

describe('changing a detail', () => {
  it('changes the address, and leaves the time of the insurer’s own record', async () => {
    await change({ value: '上海市浦东新区世纪大道 1 号' });
    expect(await customer()).toEqual({
      phone: '13800000001',
      address: '上海市浦东新区世纪大道 1 号',
      updated_at: NOW,
      source_updated_at: new Date('2026-06-01T00:00:00Z'),
    });
  });

  it('throws for a customer who is gone', async () => {
    await expect(change({ customerId: 'cus_9' })).rejects.toThrow('is gone');
  });
});

describe('a new phone', () => {
  const phoneChange = { field: 'phone', value: NEW, codeOf: 'idn_1' } as const;
  const check = (code: string, phone = NEW, now = NOW) =>
    reader.checkNewPhone('idn_1', { phone, code }, now);

  it('is nobody’s, so a code is sent to it only when it is to become one', async () => {
    expect(await send(NEW)).toBe('unknown_phone');
    expect(await send(NEW, { isNewPhone: true })).toBe('queued');
  });

  it('is proved by the code that was sent to it, and to it alone', async () => {
    await send(NEW, { isNewPhone: true });
    const code = await sentCode();
    expect(await check(code)).toEqual({ kind: 'matched' });
    expect(await check(code, '13933334444')).toEqual({ kind: 'no_match' });
    expect(await check(code === '000000' ? '000001' : '000000')).toEqual({ kind: 'no_match' });
    expect(await check(code, NEW, addMs(NOW, 5 * MINUTE_MS))).toEqual({ kind: 'no_match' });
    const other = await reader.checkNewPhone('idn_2', { phone: NEW, code }, NOW);
    expect(other).toEqual({ kind: 'no_match' });
  });

  it('is changed once with its code, which is then used up', async () => {
    await send(NEW, { isNewPhone: true });
    const code = await sentCode();
    await change(phoneChange);
    expect(await customer()).toMatchObject({ phone: NEW });
    expect(await check(code)).toEqual({ kind: 'no_match' });
    await expect(change(phoneChange)).rejects.toThrow('lost to another turn');
  });

  it('is not changed by a code that went to another number meanwhile', async () => {
    await send(NEW, { isNewPhone: true });
    await send('13933334444', { isNewPhone: true }, addMs(NOW, MINUTE_MS));
    await expect(change(phoneChange, addMs(NOW, MINUTE_MS))).rejects.toThrow('lost');
    expect(await customer()).toMatchObject({ phone: '13800000001' });
  });

  it('locks after three wrong codes', async () => {
    await send(NEW, { isNewPhone: true });
    const code = await sentCode();
    const evidence = { phone: NEW, oneTimeCode: 'wrong' };
    for (let i = 0; i < 3; i++) {
      await inTransaction(db.pool, (sql) =>
        applyRecordIdentityFailure(
          sql,
          { kind: 'recordIdentityFailure', identityId: 'idn_1', evidence },
          NOW,
        ),
      );
    }
    expect(await check(code)).toMatchObject({ kind: 'locked' });
  });

  it('is no way to send messages to everybody: five numbers a day for one asker', async () => {
    for (let i = 0; i < 5; i++) {
      expect(await send(`1391111000${i}`, { isNewPhone: true })).toBe('queued');
    }
    expect(await send('13911110009', { isNewPhone: true })).toBe('day_limit');
    expect(await send('13911110009', { isNewPhone: true, identityId: 'idn_2' })).toBe('queued');
  });
});
