import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeYear, type Verdict } from '../support/care-year/judge.ts';
import { type Played, playYear } from '../support/care-year/play-year.ts';
import { differencesShown } from '../support/care-year/shown.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

/** With a silent day, a solar term, the topic of the month; `npm run care:year` plays the whole year. */
const FIRST_DAY = '2026-12-10';
const DAYS = 18;
const LOOKS = ['03:00', '09:00', '10:00', '14:30', '18:15'];

describe('weeks of the demo insurer', () => {
  let db: TestDatabase;
  let played: Played;
  let verdict: Verdict;

  beforeAll(async () => {
    db = await startTestDatabase();
    played = await playYear({
      pool: db.pool,
      firstDay: FIRST_DAY,
      days: DAYS,
      looks: LOOKS,
      // A day without the desk, and another on which it stops after it has planned.
      standstill: ['2026-12-18', ...LOOKS.slice(1).map((time) => `2026-12-22 ${time}`)],
    });
    verdict = await judgeYear(played);
  }, 240_000);
  afterAll(() => db.stop());

  it('bring everybody what is due in its window, once, or leave a reason that is so', () => {
    expect(verdict.wrong).toEqual([]);
  });

  it('bring much and keep much back', () => {
    const came = new Set(verdict.lines.map((line) => line.came));
    expect(verdict.lines.filter((line) => line.came === 'done').length).toBeGreaterThan(200);
    for (const reason of [
      'no_consent',
      'refused',
      'open_complaint',
      'cap_class',
      'silent_day',
      'window_missed',
    ]) {
      expect(came, reason).toContain(reason);
    }
  });

  it('are shown as they were', async () => {
    expect(await differencesShown(played, verdict.lines)).toEqual([]);
  });
});
