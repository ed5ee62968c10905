import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClockTarget } from '../../../src/domain/sla/clock.ts';
import { makeCalendarStore } from '../../../src/store/calendars/calendar-store.ts';
import { rebuildClocks } from '../../../src/store/clocks/rebuild.ts';
import { makeSystemReader } from '../../../src/store/operations/system-reader.ts';
import { makeCalendarRefresh } from '../../../src/store/sla/refresh-calendars.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  emptyClocks,
  happen,
  hours,
  makeLook,
  Now,
  openCase,
  START,
} from '../clocks/clock-world.ts';

let db: TestDatabase;
const now = new Now();
const ADMIN = { kind: 'agent', id: 'agt_admin' } as const;
const NINE_TO_SIX = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const;
const WEEK = {
  mon: NINE_TO_SIX,
  tue: NINE_TO_SIX,
  wed: NINE_TO_SIX,
  thu: NINE_TO_SIX,
  fri: NINE_TO_SIX,
  sat: [],
  sun: [],
} as const;
const OFFICE = { id: 'office', name: 'office', weekly: WEEK, keepsHolidays: true } as const;
/** Two working days of eight hours. */
const TWO_DAYS: readonly ClockTarget[] = [
  {
    kind: 'resolution',
    length: { basis: 'working', minutes: 16 * 60, calendarId: 'office' },
    pausedBy: ['waiting_customer'],
  },
];

beforeAll(async () => {
  db = await startTestDatabase();
});
beforeEach(async () => {
  now.at = START;
  await emptyClocks(db.pool);
  await db.pool.query('DELETE FROM holidays');
  await db.pool.query('DELETE FROM calendars');
  await db.pool.query('ALTER TABLE calendar_versions DISABLE TRIGGER ALL');
  await db.pool.query('DELETE FROM calendar_versions');
  await db.pool.query('ALTER TABLE calendar_versions ENABLE TRIGGER ALL');
  await calendars().put(OFFICE, ADMIN);
});
afterAll(() => db.stop());

const calendars = () => makeCalendarStore({ pool: db.pool, clock: now.clock });
const refresh = () => makeCalendarRefresh({ pool: db.pool, clock: now.clock })();

async function versions(): Promise<readonly unknown[]> {
  const { rows } = await db.pool.query(
    `SELECT calendar_id AS id, version, jsonb_array_length(holidays) AS holidays FROM calendar_versions
     ORDER BY calendar_id, version`,
  );
  return rows;
}

async function readClock(id: string) {
  const { rows } = await db.pool.query<{ due_at: Date; state: Record<string, unknown> }>(
    `SELECT due_at, state FROM complaint_clocks WHERE complaint_id = $1 AND ended_at IS NULL`,
    [id],
  );
  return rows[0];
}

describe('a calendar', () => {
  it('keeps a version of every change, its own and those of holidays that it keeps', async () => {
    await calendars().put({ ...OFFICE, id: 'night', keepsHolidays: false }, ADMIN);
    await calendars().put({ ...OFFICE, name: 'the office' }, ADMIN);
    await calendars().putHoliday({ date: '2026-06-10', isWorkday: false, name: 'x' }, ADMIN);
    await calendars().removeHoliday('2026-06-10', ADMIN);
    expect(await versions()).toEqual([
      { id: 'night', version: 1, holidays: 0 },
      { id: 'office', version: 1, holidays: 0 },
      { id: 'office', version: 2, holidays: 0 },
      { id: 'office', version: 3, holidays: 1 },
      { id: 'office', version: 4, holidays: 0 },
    ]);
  });

  it('has as many versions as changes when they come at once', async () => {
    const days = ['2026-06-10', '2026-06-11', '2026-06-12', '2026-06-13'];
    await Promise.all(
      days.map((date) => calendars().putHoliday({ date, isWorkday: false, name: 'x' }, ADMIN)),
    );
    const kept = await versions();
    expect(kept).toHaveLength(5);
    expect(kept.at(-1)).toEqual({ id: 'office', version: 5, holidays: 4 });
  });
});

describe('an open complaint', () => {
  const open = () => openCase(db.pool, { no: '1', targets: TWO_DAYS, calendars: { office: 1 } });

  it('has its remaining time walked anew when a holiday is announced, and keeps the old deadline', async () => {
    const id = await open();
    // Monday noon and 16 hours of work, with an hour of lunch: Wednesday noon.
    expect((await readClock(id))?.due_at).toEqual(new Date('2026-06-10T04:00:00.000Z'));
    now.at = hours(20);
    await calendars().putHoliday({ date: '2026-06-10', isWorkday: false, name: 'x' }, ADMIN);
    expect(await refresh()).toBe(1);
    const clock = await readClock(id);
    expect(clock?.due_at).toEqual(new Date('2026-06-11T04:00:00.000Z'));
    expect(clock?.state).toMatchObject({
      firstDueAt: '2026-06-10T04:00:00.000Z',
      calendarVersion: 2,
      changes: [
        { why: 'calendar', from: '2026-06-10T04:00:00.000Z', to: '2026-06-11T04:00:00.000Z' },
      ],
    });
    expect(await refresh()).toBe(0);
  });

  it('is recomputed though it stands still', async () => {
    const id = await open();
    await happen(db.pool, {
      id,
      at: START,
      happened: [{ kind: 'paused', reason: 'waiting_customer' }],
    });
    await calendars().putHoliday({ date: '2026-06-10', isWorkday: false, name: 'x' }, ADMIN);
    await refresh();
    expect(await refresh()).toBe(0);
    await happen(db.pool, {
      id,
      at: START,
      happened: [{ kind: 'resumed', reason: 'waiting_customer' }],
    });
    expect((await readClock(id))?.due_at).toEqual(new Date('2026-06-11T04:00:00.000Z'));
  });

  it('keeps a breach that came before the calendar was changed', async () => {
    const id = await open();
    await makeLook(db.pool, now).at(hours(60));
    await calendars().putHoliday({ date: '2026-06-10', isWorkday: false, name: 'x' }, ADMIN);
    await refresh();
    await refresh();
    const { rows } = await db.pool.query('SELECT due_at, withdrawn_at FROM clock_breaches');
    expect(rows).toEqual([{ due_at: new Date('2026-06-10T04:00:00.000Z'), withdrawn_at: null }]);
    expect((await readClock(id))?.state).toMatchObject({ verdict: 'breached' });
  });

  it('has one line in its history however many days were entered', async () => {
    const id = await open();
    for (const date of ['2026-06-10', '2026-06-11', '2026-06-12']) {
      await calendars().putHoliday({ date, isWorkday: false, name: 'x' }, ADMIN);
    }
    await Promise.all([refresh(), refresh(), refresh()]);
    const { rows } = await db.pool.query(
      `SELECT kind, actor_kind FROM complaint_events WHERE complaint_id = $1 AND seq > 1`,
      [id],
    );
    expect(rows).toEqual([{ kind: 'calendar_changed', actor_kind: 'system' }]);
    expect(await rebuildClocks({ pool: db.pool, clock: now.clock })).toMatchObject({
      differing: 0,
    });
  });

  it('that promises beyond the known holidays is counted for administrators', async () => {
    await open();
    await openCase(db.pool, { no: '2' });
    const beyond = async () =>
      (await makeSystemReader({ pool: db.pool, clock: now.clock }).read()).promisesBeyond;
    expect(await beyond()).toBe(1);
    await calendars().putHoliday({ date: '2026-10-01', isWorkday: false, name: 'x' }, ADMIN);
    expect(await beyond()).toBe(0);
    await calendars().removeHoliday('2026-10-01', ADMIN);
    await calendars().putHoliday({ date: '2025-10-01', isWorkday: false, name: 'x' }, ADMIN);
    expect(await beyond()).toBe(1);
  });

  it('without working time is left alone', async () => {
    await openCase(db.pool, { no: '2' });
    await calendars().putHoliday({ date: '2026-06-10', isWorkday: false, name: 'x' }, ADMIN);
    expect(await refresh()).toBe(0);
  });

  it('is waited for when an act holds it', async () => {
    await open();
    await calendars().putHoliday({ date: '2026-06-10', isWorkday: false, name: 'x' }, ADMIN);
    const holder = await db.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM complaints FOR NO KEY UPDATE');
    const refreshing = refresh();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await holder.query('COMMIT');
    holder.release();
    expect(await refreshing).toBe(1);
  });
});
