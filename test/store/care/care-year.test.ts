import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatDay, parseDay, startOf } from '../../../src/domain/calendar/shanghai-day.ts';
import { FESTIVALS } from '../../../src/domain/care/occasions.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeCarePlanStore } from '../../../src/store/care/plan-store.ts';
import { planCare } from '../../../src/store/care/plan-tick.ts';
import { readCareYear } from '../../../src/store/care/year-reader.ts';
import { lunarTable } from '../../domain/care/lunar-table.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { AGENT, insertCustomer, insertTemplate, PLAN } from './care-rows.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

const FIRST = parseDay('2028-01-01') ?? Number.NaN;
const LAST = parseDay('2028-12-31') ?? Number.NaN;
const EIGHT_MS = 8 * 3_600_000;
/** The desk stood still on these days of 2028, and came back in the evening of the last one, after hours. */
const DOWN = { from: parseDay('2028-05-20') ?? 0, until: parseDay('2028-05-29') ?? 0 };
const isDown = (day: number): boolean => DOWN.from <= day && day <= DOWN.until;

/** Forty birthdays: solar ones on the first days of each month, lunar ones through the table. */
const SOLAR = Array.from(
  { length: 20 },
  (_, nth) => `${String((nth % 12) + 1).padStart(2, '0')}-${String(3 + nth).padStart(2, '0')}`,
);
const LUNAR = lunarTable(2028, 2028).flatMap((month, nth) =>
  month.isLeap
    ? []
    : [
        {
          monthDay: `${String(month.month).padStart(2, '0')}-${String(2 + nth).padStart(2, '0')}`,
          first: month.first,
          nth,
        },
      ],
);

it('plans each occasion of a year once, and records what it missed while it was down', async () => {
  const deps = {
    pool: db.pool,
    clock: makeManualClock(new Date(startOf(FIRST))),
    random: systemRandom,
  };
  for (const [nth, birthday] of SOLAR.entries()) {
    await insertCustomer(db.pool, { customerNo: `S${nth}`, birthday });
  }
  for (const [nth, { monthDay }] of LUNAR.entries()) {
    await insertCustomer(db.pool, {
      customerNo: `L${nth}`,
      birthday: monthDay,
      birthdayKind: 'lunar',
    });
  }
  const store = makeCarePlanStore(deps);
  for (const occasion of ['birthday', ...FESTIVALS] as const) {
    await insertTemplate(db.pool, { code: occasion });
    await store.create({ ...PLAN, occasion, templateCode: occasion, name: occasion }, AGENT);
  }
  for (let day = FIRST; day <= LAST; day += 1) {
    if (isDown(day) && day !== DOWN.until) continue;
    const now = new Date(startOf(day) + (day === DOWN.until ? 22 * 3_600_000 : EIGHT_MS));
    await Promise.all([planCare(deps, now), planCare(deps, now)]);
  }

  const { rows } = await db.pool.query<{ occasion: string; on: string; reason: string | null }>(
    `SELECT p.occasion, c.occasion_on AS "on", c.reason FROM campaigns c JOIN care_plans p ON p.id = c.care_plan_id`,
  );
  const birthdays = [
    ...SOLAR.map((monthDay) => parseDay(`2028-${monthDay}`) ?? 0),
    ...LUNAR.map(({ first, nth }) => first + 1 + nth),
    // The twelfth month of the lunar year before ends in January.
    ...LUNAR.filter(
      ({ monthDay }) => monthDay.startsWith('12-') || monthDay.startsWith('11-'),
    ).flatMap(({ monthDay }) =>
      lunarTable(2027, 2027)
        .filter((month) => month.month === Number(monthDay.slice(0, 2)))
        .map((month) => month.first + Number(monthDay.slice(3)) - 1),
    ),
  ].filter((day) => FIRST <= day && day <= LAST);
  const days = [...new Set(birthdays)].sort((a, b) => a - b);
  const found = rows.filter(({ occasion }) => occasion === 'birthday');
  expect(found.map(({ on }) => on).sort()).toEqual(days.map(formatDay));
  expect(
    found
      .filter(({ reason }) => reason === 'missed')
      .map(({ on }) => on)
      .sort(),
  ).toEqual(days.filter(isDown).map(formatDay));
  const festivals = rows.filter(({ occasion }) => occasion !== 'birthday');
  // Each of them once: 2028 has the fifth lunar month twice, and 端午 (05-28) fell into the days without a desk.
  expect(festivals.map(({ occasion }) => occasion).sort()).toEqual([...FESTIVALS].sort());
  expect(festivals.filter(({ reason }) => reason === 'missed')).toEqual([
    { occasion: 'dragon_boat', on: '2028-05-28', reason: 'missed' },
  ]);

  const year = await readCareYear(db.pool, { from: FIRST, to: LAST });
  const missed = year.occasions.reduce((sum, row) => sum + row.missed, 0);
  const people = SOLAR.length + LUNAR.length;
  expect(missed).toBe(people + birthdays.filter(isDown).length);
}, 120_000);
