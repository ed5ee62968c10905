import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMs, DAY_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeIdentityReader } from '../../../src/store/identity/identity-reader.ts';
import { applySendOneTimeCode } from '../../../src/store/identity/one-time-code.ts';
import {
  applyBindIdentity,
  applyRecordIdentityFailure,
} from '../../../src/store/identity-writes.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let reader: ReturnType<typeof makeIdentityReader>;
const NOW = new Date('2026-06-20T02:00:00Z');
const PHONE = '13800000001';

beforeAll(async () => {
  db = await startTestDatabase();
  reader = makeIdentityReader(db);
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, id_number, created_at, updated_at) VALUES
       ('cus_1', 'C1', '陈明', '13800000001', '31010119800101123X', now(), now()),
       ('cus_3', 'C3', '家人甲', '13800000003', '310101198001013333', now(), now()),
       ('cus_4', 'C4', '家人乙', '13800000003', '310101198001014444', now(), now())`,
  );
});
afterAll(() => db.stop());

beforeEach(async () => {
  await db.pool.query(
    'TRUNCATE identity_attempts, one_time_codes, outbox, channel_identities CASCADE',
  );
  await db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, created_at) VALUES ('idn_1', 'web', 'u', now())`,
  );
});

const fail = (identityId: string, evidence: object) =>
  applyRecordIdentityFailure(db.pool, { kind: 'recordIdentityFailure', identityId, evidence }, NOW);

describe('a one-time code', () => {
  const send = (phone = PHONE, now = NOW, identityId = 'idn_1') =>
    inTransaction(db.pool, (sql) =>
      applySendOneTimeCode(
        sql,
        { kind: 'sendOneTimeCode', identityId, phone },
        { random: systemRandom, now, text: (code) => `<${code}>` },
      ),
    );
  const sentCode = async (): Promise<string> => {
    const { rows } = await db.pool.query(
      `SELECT payload->>'text' AS text FROM outbox WHERE kind = 'sms' ORDER BY number DESC LIMIT 1`,
    );
    return String(rows[0].text).slice(1, -1);
  };
  const check = (oneTimeCode: string, rest: object = {}, now = NOW) =>
    reader.check('idn_1', { oneTimeCode, ...rest }, now);

  it('proves the phone on record, and more with the ID', async () => {
    expect((await send()).kind).toBe('queued');
    const code = await sentCode();
    expect(code).toMatch(/^\d{6}$/);
    const { rows } = await db.pool.query('SELECT * FROM one_time_codes');
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(await check(code)).toEqual({
      kind: 'matched',
      subject: { kind: 'customer', customerId: 'cus_1' },
      level: 1,
    });
    expect(await check(code, { idLast4: '123x' })).toMatchObject({ kind: 'matched', level: 2 });
    expect(await check(code, { idLast4: '9999' })).toEqual({ kind: 'no_match' });
    expect(await reader.check('idn_2', { oneTimeCode: code }, NOW)).toEqual({ kind: 'no_match' });
  });

  it('lives five minutes and takes five guesses', async () => {
    await send();
    const code = await sentCode();
    expect((await check(code, {}, addMs(NOW, 5 * MINUTE_MS - 1))).kind).toBe('matched');
    expect((await check(code, {}, addMs(NOW, 5 * MINUTE_MS))).kind).toBe('no_match');
    for (let i = 0; i < 5; i += 1) {
      expect((await check(code)).kind).toBe('matched');
      await fail('idn_1', { oneTimeCode: '000000' });
      await db.pool.query('DELETE FROM identity_attempts');
    }
    expect((await check(code)).kind).toBe('no_match');
  });

  it('works once, even for two turns at once', async () => {
    await send();
    const bind = () =>
      inTransaction(db.pool, (sql) =>
        applyBindIdentity(
          sql,
          {
            kind: 'bindIdentity',
            identityId: 'idn_1',
            subject: { kind: 'customer', customerId: 'cus_1' },
            level: 1,
            by: 'one_time_code',
          },
          NOW,
        ),
      );
    const bound = await Promise.all([bind(), bind(), bind()]);
    expect(bound.map(({ kind }) => kind).sort()).toEqual(['bound', 'refused', 'refused']);
    expect((await check(await sentCode())).kind).toBe('no_match');
  });

  it('is sent at most once a minute and five times a day to one phone, from whatever chats', async () => {
    const at = (minutes: number) => addMs(NOW, minutes * MINUTE_MS);
    const race = await Promise.all([send(), send(PHONE, NOW, 'idn_2'), send()]);
    expect(race.map(({ kind }) => kind).sort()).toEqual(['queued', 'too_soon', 'too_soon']);
    for (let i = 1; i < 5; i += 1) expect((await send(PHONE, at(i))).kind).toBe('queued');
    expect((await send(PHONE, at(10))).kind).toBe('day_limit');
    expect((await send(PHONE, addMs(NOW, DAY_MS + MINUTE_MS))).kind).toBe('queued');
  });

  it('is not sent to a phone of nobody', async () => {
    expect(await send('13800001111')).toEqual({ kind: 'unknown_phone' });
    expect((await db.pool.query('SELECT 1 FROM outbox')).rows).toEqual([]);
  });

  it('does not choose between two people who share a phone', async () => {
    await send('13800000003');
    const code = await sentCode();
    expect((await check(code)).kind).toBe('no_match');
    expect(await check(code, { idLast4: '4444' })).toMatchObject({
      subject: { kind: 'customer', customerId: 'cus_4' },
      level: 2,
    });
  });
});
