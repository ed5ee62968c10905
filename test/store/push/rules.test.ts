import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushSettingsSchema } from '../../../src/domain/push/settings.ts';
import { addMs } from '../../../src/lib/clock.ts';
import { makePushRules, readPushRules } from '../../../src/store/push/rules.ts';
import { makePushSettingsStore } from '../../../src/store/push/settings-store.ts';
import type { Sql } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { NOW, put } from './push-rows.ts';

let db: TestDatabase;
let time = NOW;
const clock = { now: () => time, sleep: async () => undefined };
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

const DEFAULTS = pushSettingsSchema.parse({});
const ADMIN = { kind: 'agent', id: 'agt_1' } as const;
const silent = (day: string, region: string, classes: readonly string[]) =>
  put(db.pool, 'silent_days', {
    day,
    region,
    name: `${day}${region}`,
    classes,
    updated_by: 'agt_1',
    updated_at: NOW,
  });
const holiday = (date: string, is_workday: boolean) =>
  put(db.pool, 'holidays', { date, is_workday, name: '调', updated_by: 'agt_1', updated_at: NOW });

describe('the settings', () => {
  it('are as they come until somebody changes them, and each change is in the audit', async () => {
    const store = makePushSettingsStore({ pool: db.pool, clock });
    expect(await store.read()).toEqual(DEFAULTS);
    const { referralReward: _, ...change } = { ...DEFAULTS, quietDaysAfterRejection: 14 };
    expect(await store.write(change, ADMIN)).toEqual({ ...DEFAULTS, quietDaysAfterRejection: 14 });
    expect((await store.read()).quietDaysAfterRejection).toBe(14);
    const { rows } = await db.pool.query(
      "SELECT actor_id, action, data FROM audit WHERE subject_id = 'outreach'",
    );
    expect(rows).toMatchObject([
      { actor_id: 'agt_1', action: 'push_settings.written', data: { quietDaysAfterRejection: 14 } },
    ]);
  });

  it('leave the reward of referrals as compliance set it', async () => {
    await db.pool.query(
      `UPDATE settings SET value = value || '{"referralReward":"THANKS"}' WHERE key = 'outreach'`,
    );
    const store = makePushSettingsStore({ pool: db.pool, clock });
    const { referralReward: _, ...change } = DEFAULTS;
    expect((await store.write(change, ADMIN)).referralReward).toBe('THANKS');
    expect((await store.read()).referralReward).toBe('THANKS');
  });
});

describe('the rules', () => {
  it('know days off, make-up days and silent days', async () => {
    await holiday('2026-06-19', false);
    await holiday('2026-06-21', true);
    await silent('12-13', '', ['care', 'marketing']);
    await silent('2026-07-01', '郑州市', ['care', 'survey']);
    const rules = await readPushRules(db.pool);
    expect(
      ['2026-06-19', '2026-06-20', '2026-06-21', '2026-06-22'].map((day) => rules.isDayOff(day)),
    ).toEqual([true, true, false, false]);
    expect(rules.silentDay('2026-12-13', 'care', undefined)).toBe('12-13');
    expect(rules.silentDay('2031-12-13', 'marketing', '上海市')).toBe('12-13');
    expect(rules.silentDay('2026-12-13', 'survey', undefined)).toBeUndefined();
    expect(rules.silentDay('2026-07-01', 'survey', '郑州市')).toBe('2026-07-01郑州市');
    expect(rules.silentDay('2026-07-01', 'marketing', '郑州市')).toBeUndefined();
    expect(rules.silentDay('2026-07-01', 'care', undefined)).toBeUndefined();
    expect(rules.silentDay('2027-07-01', 'care', '郑州市')).toBeUndefined();
  });

  it('are read once for all who ask within five seconds, and anew after that', async () => {
    let reads = 0;
    const counted: Sql = {
      query: (statement, values) => {
        reads += 1;
        return db.pool.query(statement, values);
      },
    };
    const rules = makePushRules({ pool: counted, clock });
    const [first, second] = await Promise.all([rules.current(), rules.current()]);
    expect(second).toBe(first);
    const readsOnce = reads;
    await silent('2026-08-01', '', ['care']);
    time = addMs(NOW, 4_999);
    expect((await rules.current()).silentDay('2026-08-01', 'care', undefined)).toBeUndefined();
    expect(reads).toBe(readsOnce);
    time = addMs(NOW, 5_000);
    expect((await rules.current()).silentDay('2026-08-01', 'care', undefined)).toBe('2026-08-01');
    time = NOW;
    expect(await rules.current()).not.toBe(first);
    expect(reads).toBe(3 * readsOnce);
  });

  it('are asked for again after they could not be read', async () => {
    let isAway = true;
    const flaky: Sql = {
      query: (statement, values) =>
        isAway ? Promise.reject(new Error('away')) : db.pool.query(statement, values),
    };
    const rules = makePushRules({ pool: flaky, clock });
    await expect(rules.current()).rejects.toThrow('away');
    isAway = false;
    expect((await rules.current()).isDayOff('2026-06-20')).toBe(true);
  });
});
