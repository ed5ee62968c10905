import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsentDecision } from '../../../src/domain/consent.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { applyDecideConsent } from '../../../src/store/consents/apply-decide-consent.ts';
import { makeConsentStore } from '../../../src/store/consents/consent-store.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-06-20T02:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, created_at, updated_at)
     VALUES ('cus_1', 'C1', '陈明', now(), now())`,
  );
  await db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, level, customer_id, subject_kind, created_at)
     VALUES ('idn_web', 'web', 'u1', 1, 'cus_1', 'customer', now()),
       ('idn_wechat', 'oa', 'o1', 1, 'cus_1', 'customer', now()),
       ('idn_stranger', 'web', 'u2', 0, NULL, NULL, now())`,
  );
});
afterAll(() => db.stop());

const decide = (more: Partial<ConsentDecision>) => {
  const decision: ConsentDecision = {
    identityId: 'idn_web',
    conversationId: 'con_1',
    channelAccount: 'web',
    purpose: 'marketing',
    isGranted: false,
    textVersion: 'words',
    decidedAt: NOW,
    ...more,
  };
  return inTransaction(db.pool, (sql) =>
    applyDecideConsent(
      sql,
      { kind: 'decideConsent', decision },
      { now: NOW, random: systemRandom },
    ),
  );
};

describe('consents', () => {
  it('count by the newest decision of each purpose, on every channel of a customer', async () => {
    await decide({ decidedAt: at(0) });
    await decide({ decidedAt: at(2), isGranted: true });
    await decide({ decidedAt: at(1) });
    await decide({ purpose: 'survey', identityId: 'idn_wechat', channelAccount: 'oa' });
    await decide({ purpose: 'care', identityId: 'idn_stranger' });
    const store = makeConsentStore({ pool: db.pool });
    const current = await store.currentOf('idn_wechat');
    expect(current.map(({ purpose, isGranted }) => [purpose, isGranted])).toEqual([
      ['marketing', true],
      ['survey', false],
    ]);
    expect((await store.currentOf('idn_stranger')).map(({ purpose }) => purpose)).toEqual(['care']);
    expect(await store.currentOf('idn_nobody')).toEqual([]);
  });

  it('of somebody unknown count for the customer whom the identity then proves to be', async () => {
    await decide({ purpose: 'model', identityId: 'idn_later', channelAccount: 'oa' });
    const store = makeConsentStore({ pool: db.pool });
    const isListed = async () =>
      (await store.list({ customerNo: 'C1', limit: 10 })).items.some(
        ({ purpose }) => purpose === 'model',
      );
    expect(await isListed()).toBe(false);
    await db.pool.query(
      `INSERT INTO channel_identities (id, channel_account, external_user_id, level, customer_id, subject_kind, created_at)
       VALUES ('idn_later', 'oa', 'o2', 1, 'cus_1', 'customer', now())`,
    );
    expect(await isListed()).toBe(true);
    const current = await store.currentOf('idn_web');
    expect(current.map(({ purpose }) => purpose)).toContain('model');
    await db.pool.query("UPDATE channel_identities SET customer_id = NULL WHERE id = 'idn_later'");
    expect(await isListed()).toBe(false);
  });

  it('are listed by customer with what counts, in pages', async () => {
    const store = makeConsentStore({ pool: db.pool });
    const first = await store.list({ customerNo: 'C1', limit: 3 });
    const rest = await store.list({ customerNo: 'C1', limit: 3, cursor: first.nextCursor });
    const rows = [...first.items, ...rest.items];
    expect(rows.map((row) => [row.purpose, row.isGranted, row.isCurrent, row.decidedAt])).toEqual(
      expect.arrayContaining([
        ['marketing', true, true, at(2)],
        ['marketing', false, false, at(1)],
        ['marketing', false, false, at(0)],
        ['survey', false, true, at(0)],
      ]),
    );
    expect(rows).toHaveLength(4);
    expect((await store.list({ customerNo: 'C9', limit: 3 })).items).toEqual([]);
  });

  it('stay written', async () => {
    await expect(db.pool.query('UPDATE consents SET is_granted = true')).rejects.toThrow(
      /append-only/,
    );
    await expect(db.pool.query('DELETE FROM consents')).rejects.toThrow(/append-only/);
  });
});
