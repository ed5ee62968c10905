import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../../src/domain/calendar/shanghai-day.ts';
import {
  type CarePlan,
  PLAN_DAYS_MAX,
  planWindow,
  unplannedDays,
} from '../../../src/domain/care/plan.ts';

type Times = Parameters<typeof planWindow>[0];

const PLAN: Times = {
  occasion: 'birthday',
  dailyFrom: '09:00',
  dailyUntil: '20:00',
  graceDays: 0,
};
const day = (date: string): number => parseDay(date) ?? Number.NaN;
/** `MM-DD HH:mm` in Shanghai, of 2027. */
const at = (text: string): Date => new Date(`2027-${text.replace(' ', 'T')}:00+08:00`);
const show = (date: Date): string =>
  new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

function windowOf(plan: Partial<Times>, on: string, now: string): readonly (string | undefined)[] {
  const { startsAt, endsAt, skip } = planWindow({ ...PLAN, ...plan }, day(`2027-${on}`), at(now));
  return [show(startsAt), show(endsAt), skip];
}

describe('the window of a plan', () => {
  it.each<[string, Partial<Times>, string, string, readonly (string | undefined)[]]>([
    [
      'is the hours of its day',
      {},
      '03-01',
      '03-01 00:00',
      ['03-01 09:00', '03-01 20:00', undefined],
    ],
    [
      'is open to its last instant',
      {},
      '03-01',
      '03-01 19:59',
      ['03-01 09:00', '03-01 20:00', undefined],
    ],
    [
      'is missed when they are over',
      {},
      '03-01',
      '03-01 20:00',
      ['03-01 09:00', '03-01 20:00', 'missed'],
    ],
    [
      'lasts for the days of grace',
      { graceDays: 2 },
      '03-01',
      '03-03 19:59',
      ['03-01 09:00', '03-03 20:00', undefined],
    ],
    [
      'is missed after the days of grace',
      { graceDays: 2 },
      '03-01',
      '03-03 20:00',
      ['03-01 09:00', '03-03 20:00', 'missed'],
    ],
    [
      'goes over midnight',
      { dailyFrom: '22:00', dailyUntil: '01:00' },
      '03-01',
      '03-02 00:59',
      ['03-01 22:00', '03-02 01:00', undefined],
    ],
    [
      'is the whole day when both are the same',
      { dailyFrom: '00:00', dailyUntil: '00:00' },
      '03-01',
      '03-01 12:00',
      ['03-01 00:00', '03-02 00:00', undefined],
    ],
    [
      'begins half an hour later for what everybody gets',
      { occasion: 'womens_day' },
      '03-08',
      '03-08 00:00',
      ['03-08 09:30', '03-08 20:00', undefined],
    ],
    [
      'begins at once when it is half an hour',
      { occasion: 'womens_day', dailyUntil: '09:30' },
      '03-08',
      '03-08 00:00',
      ['03-08 09:00', '03-08 09:30', undefined],
    ],
    [
      'has no greeting on 清明',
      {},
      '04-05',
      '04-05 00:00',
      ['04-05 09:00', '04-05 20:00', 'greeting_free_day'],
    ],
    [
      'has no greeting on 中元',
      {},
      '08-16',
      '08-16 00:00',
      ['08-16 09:00', '08-16 20:00', 'greeting_free_day'],
    ],
    [
      'greets a day later when it may',
      { graceDays: 1 },
      '04-05',
      '04-05 00:00',
      ['04-06 09:00', '04-06 20:00', undefined],
    ],
    [
      'gives advice for the road on 清明',
      { occasion: 'term_qingming' },
      '04-05',
      '04-05 00:00',
      ['04-05 09:30', '04-05 20:00', undefined],
    ],
    [
      'reminds of a policy on 清明',
      { occasion: 'commercial_ends_7' },
      '04-05',
      '04-05 00:00',
      ['04-05 09:00', '04-05 20:00', undefined],
    ],
  ])('%s', (_name, plan, on, now, expected) => {
    expect(windowOf(plan, on, now)).toEqual(expected);
  });
});

describe('the days that a plan has not looked at', () => {
  const days = (plannedUntil: CarePlan['plannedUntil'], now: string): readonly string[] =>
    unplannedDays({ ...PLAN, plannedUntil }, at(now)).map(formatDay);

  it.each<[string, string | undefined, string, readonly string[]]>([
    ['are today for a new one', undefined, '03-05 08:00', ['2027-03-05']],
    ['are none for a new one whose hours are over', undefined, '03-05 20:00', []],
    ['are today after yesterday', '2027-03-04', '03-05 00:00', ['2027-03-05']],
    ['are none when today was looked at', '2027-03-05', '03-05 23:59', []],
    ['are today at midnight in Shanghai', '2027-03-05', '03-06 00:00', ['2027-03-06']],
    [
      'are those of a stop of three days',
      '2027-03-01',
      '03-05 10:00',
      ['2027-03-02', '2027-03-03', '2027-03-04', '2027-03-05'],
    ],
    ['are none when the clock was ahead', '2027-03-09', '03-05 10:00', []],
  ])('%s', (_name, plannedUntil, now, expected) => {
    expect(days(plannedUntil, now)).toEqual(expected);
  });

  it('are a month at most at once, the earliest first', () => {
    const found = days('2026-12-31', '06-01 10:00');
    expect(found).toHaveLength(PLAN_DAYS_MAX);
    expect([found[0], found.at(-1)]).toEqual(['2027-01-01', '2027-01-31']);
  });
});
