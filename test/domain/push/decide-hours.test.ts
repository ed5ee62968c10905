import { describe, expect, it } from 'vitest';
import { judge, NOON, type PolicyCase, sent } from './policy-case.ts';

type Row = readonly [name: string, given: PolicyCase, expected: string];
const WECHAT_FIRST = 'send wechat-kf:main';
const SERVICE = { pushClass: 'service' } as const;
const SURVEY = { pushClass: 'survey' } as const;
const MARKETING = { pushClass: 'marketing' } as const;
const URGENT = { pushClass: 'service', isUrgent: true } as const;
const IN_ZHENGZHOU = { city: '郑州市' };

function check(rows: readonly Row[]): void {
  it.each(rows)('%s', (_, given, expected) => {
    expect(judge(given)).toBe(expected);
  });
}

describe('the hours of care, surveys and marketing', () => {
  check([
    ['noon of a working day', { at: NOON }, WECHAT_FIRST],
    ['9:00 is the first instant', { at: '06-10 09:00' }, WECHAT_FIRST],
    ['a millisecond before', { at: '06-10 08:59:59.999' }, 'later quiet_hours 06-10 09:00'],
    ['after midnight', { at: '06-10 00:00' }, 'later quiet_hours 06-10 09:00'],
    ['the last instant', { at: '06-10 19:59:59.999' }, WECHAT_FIRST],
    ['20:00 is over', { at: '06-10 20:00' }, 'later quiet_hours 06-11 09:00'],
    ['just before midnight', { at: '06-10 23:59:59' }, 'later quiet_hours 06-11 09:00'],
    ['surveys too', { at: '06-10 20:00', push: SURVEY }, 'later quiet_hours 06-11 09:00'],
    ['marketing too', { at: '06-09 20:00', push: MARKETING }, 'later quiet_hours 06-10 09:00'],
    ['9:30 of a Saturday', { at: '06-13 09:30' }, 'later quiet_hours 06-13 10:00'],
    ['10:00 of a Saturday', { at: '06-13 10:00' }, WECHAT_FIRST],
    ['19:00 of a Saturday', { at: '06-13 19:00' }, 'later quiet_hours 06-14 10:00'],
    ['19:30 of a Sunday', { at: '06-14 19:30' }, 'later quiet_hours 06-15 09:00'],
    ['20:30 of a Friday', { at: '06-05 20:30' }, 'later quiet_hours 06-06 10:00'],
    ['9:30 of a holiday on a Friday', { at: '06-19 09:30' }, 'later quiet_hours 06-19 10:00'],
    ['19:30 before that holiday', { at: '06-18 19:30' }, WECHAT_FIRST],
    ['9:30 of a make-up Sunday', { at: '09-20 09:30' }, WECHAT_FIRST],
    ['19:59 of a make-up Saturday', { at: '10-10 19:59' }, WECHAT_FIRST],
    ['20:30 before National Day', { at: '09-30 20:30' }, 'later quiet_hours 10-01 10:00'],
    ['20:30 at its end', { at: '10-07 20:30' }, 'later quiet_hours 10-08 09:00'],
    ['beyond what holidays are known', { at: '2027-10-01 09:30' }, WECHAT_FIRST],
    ['a Saturday beyond it', { at: '2027-10-02 09:30' }, 'later quiet_hours 2027-10-02 10:00'],
    ['over the year’s end', { at: '12-31 21:00' }, 'later quiet_hours 2027-01-01 09:00'],
  ]);
});

describe('the hours of service', () => {
  check([
    ['8:00', { at: '06-10 08:00', push: SERVICE }, WECHAT_FIRST],
    ['7:59', { at: '06-10 07:59', push: SERVICE }, 'later quiet_hours 06-10 08:00'],
    ['20:59', { at: '06-10 20:59', push: SERVICE }, WECHAT_FIRST],
    ['21:00', { at: '06-10 21:00', push: SERVICE }, 'later quiet_hours 06-11 08:00'],
    ['8:30 of a Sunday', { at: '06-14 08:30', push: SERVICE }, WECHAT_FIRST],
    ['three at night when urgent', { at: '06-10 03:00', push: URGENT }, WECHAT_FIRST],
    [
      'urgent is a word of service only',
      { at: '06-10 03:00', push: { isUrgent: true } },
      'later quiet_hours 06-10 09:00',
    ],
    [
      'urgent outside the sender’s hours',
      { at: '06-10 03:00', push: { ...URGENT, dailyFrom: '09:00', dailyUntil: '18:00' } },
      WECHAT_FIRST,
    ],
    [
      'urgent on a silent day',
      { at: '06-11 03:00', push: URGENT, facts: IN_ZHENGZHOU },
      WECHAT_FIRST,
    ],
    ['urgent after its end', { push: { ...URGENT, notAfter: NOON } }, 'refuse window_missed'],
  ]);
});

const daily = (dailyFrom?: string, dailyUntil?: string) => ({ dailyFrom, dailyUntil });
const nights = {
  hours: {
    service: {
      workday: { from: '08:00', until: '21:00' },
      dayOff: { from: '08:00', until: '21:00' },
    },
    others: {
      workday: { from: '20:00', until: '02:00' },
      dayOff: { from: '22:00', until: '00:00' },
    },
  },
};
const always = { from: '00:00', until: '00:00' };
const anyTime = {
  hours: {
    service: { workday: always, dayOff: always },
    others: { workday: always, dayOff: always },
  },
};

describe('hours of the sender and hours over midnight', () => {
  check([
    [
      'before the sender’s',
      { at: NOON, push: daily('14:00', '16:00') },
      'later outside_hours 06-10 14:00',
    ],
    ['at their beginning', { at: '06-10 14:00', push: daily('14:00', '16:00') }, WECHAT_FIRST],
    [
      'at their end',
      { at: '06-10 16:00', push: daily('14:00', '16:00') },
      'later outside_hours 06-11 14:00',
    ],
    [
      'at night, quiet hours are named',
      { at: '06-10 22:00', push: daily('14:00', '16:00') },
      'later quiet_hours 06-11 14:00',
    ],
    [
      'after their end on Friday',
      { at: '06-05 17:00', push: daily('09:00', '10:30') },
      'later outside_hours 06-06 10:00',
    ],
    [
      'no common minute at the weekend',
      { at: '06-05 17:00', push: daily('09:00', '10:00') },
      'later outside_hours 06-08 09:00',
    ],
    ['no common minute ever', { push: daily('03:00', '05:00') }, 'refuse outside_hours'],
    [
      'over midnight, in the evening',
      { at: '06-10 18:30', push: daily('18:00', '09:30') },
      WECHAT_FIRST,
    ],
    [
      'over midnight, in the morning',
      { at: '06-10 09:10', push: daily('18:00', '09:30') },
      WECHAT_FIRST,
    ],
    [
      'over midnight, by day',
      { at: NOON, push: daily('18:00', '09:30') },
      'later outside_hours 06-10 18:00',
    ],
    [
      'over midnight, at night',
      { at: '06-10 23:00', push: daily('18:00', '09:30') },
      'later quiet_hours 06-11 09:00',
    ],
    [
      'only a beginning, before it',
      { at: NOON, push: daily('15:00') },
      'later outside_hours 06-10 15:00',
    ],
    ['only a beginning, after it', { at: '06-10 19:00', push: daily('15:00') }, WECHAT_FIRST],
    [
      'only an end, before it',
      { at: '06-10 09:30', push: daily(undefined, '10:00') },
      WECHAT_FIRST,
    ],
    [
      'only an end, after it',
      { at: NOON, push: daily(undefined, '10:00') },
      'later outside_hours 06-11 09:00',
    ],
    ['the same twice is the whole day', { at: NOON, push: daily('09:00', '09:00') }, WECHAT_FIRST],
    [
      'service keeps to them too',
      { at: NOON, push: { ...SERVICE, ...daily('14:00', '16:00') } },
      'later outside_hours 06-10 14:00',
    ],
    ['night hours, in the evening', { at: '06-10 21:00', settings: nights }, WECHAT_FIRST],
    ['night hours, after midnight', { at: '06-11 01:59', settings: nights }, WECHAT_FIRST],
    [
      'night hours, at their end',
      { at: '06-11 02:00', settings: nights },
      'later quiet_hours 06-11 20:00',
    ],
    [
      'night hours, Friday to Saturday',
      { at: '06-13 00:30', settings: nights },
      'later quiet_hours 06-13 22:00',
    ],
    ['night hours, Sunday to Monday', { at: '06-15 00:30', settings: nights }, WECHAT_FIRST],
    ['until midnight', { at: '06-13 23:59:59', settings: nights }, WECHAT_FIRST],
    [
      'at midnight the next day begins',
      { at: '06-14 00:00', settings: nights },
      'later quiet_hours 06-14 22:00',
    ],
    ['the whole day, at three', { at: '06-10 03:00', settings: anyTime }, WECHAT_FIRST],
    ['the whole day on a day off', { at: '06-13 23:59', settings: anyTime }, WECHAT_FIRST],
  ]);
});

describe('silent days', () => {
  check([
    [
      'of a city, there',
      { at: '06-11 12:00', facts: IN_ZHENGZHOU },
      'later silent_day 06-12 09:00',
    ],
    ['of a city, elsewhere', { at: '06-11 12:00', facts: { city: '洛阳市' } }, WECHAT_FIRST],
    ['of a city, nobody knows where', { at: '06-11 12:00' }, WECHAT_FIRST],
    [
      'from its first instant',
      { at: '06-11 00:00', facts: IN_ZHENGZHOU },
      'later silent_day 06-12 09:00',
    ],
    ['not before', { at: '06-10 19:59', facts: IN_ZHENGZHOU }, WECHAT_FIRST],
    [
      'the evening before looks beyond it',
      { at: '06-10 20:00', facts: IN_ZHENGZHOU },
      'later quiet_hours 06-12 09:00',
    ],
    [
      'two in a row for marketing',
      { at: '06-11 12:00', push: MARKETING, facts: IN_ZHENGZHOU },
      'later silent_day 06-13 10:00',
    ],
    [
      'surveys when the day says so',
      { at: '06-11 12:00', push: SURVEY, facts: IN_ZHENGZHOU },
      'later silent_day 06-12 09:00',
    ],
    ['surveys when it does not', { at: '12-13 12:00', push: SURVEY }, WECHAT_FIRST],
    ['care when it does not', { at: '06-12 12:00' }, WECHAT_FIRST],
    ['service never', { at: '06-11 12:00', push: SERVICE, facts: IN_ZHENGZHOU }, WECHAT_FIRST],
    ['every year', { at: '12-13 12:00' }, 'later silent_day 12-14 09:00'],
    ['every year, the next', { at: '2027-12-13 12:00' }, 'later silent_day 2027-12-14 09:00'],
    [
      'a sender that may wait no longer',
      { at: '12-13 12:00', push: { notAfter: '12-14 09:00' } },
      'refuse silent_day',
    ],
    [
      'a sender that may just wait',
      { at: '12-13 12:00', push: { notAfter: '12-14 09:00:01' } },
      'later silent_day 12-14 09:00',
    ],
  ]);
});

describe('the end of the window', () => {
  check([
    ['is half-open', { push: { notAfter: NOON } }, 'refuse window_missed'],
    ['is not yet there', { push: { notAfter: '06-10 12:00:01' } }, WECHAT_FIRST],
    [
      'before anything else',
      { push: { notAfter: NOON }, facts: { consents: [] } },
      'refuse window_missed',
    ],
    [
      'tonight is too soon for tomorrow',
      { at: '06-10 20:30', push: { notAfter: '06-11 00:00' } },
      'refuse quiet_hours',
    ],
    [
      'tomorrow at nine is not after nine',
      { at: '06-10 20:30', push: { notAfter: '06-11 09:00' } },
      'refuse quiet_hours',
    ],
    [
      'a cap lasts longer than it',
      { push: { notAfter: '06-11 08:00' }, facts: { touches: sent('care', '06-10 10:00') } },
      'refuse cap_class',
    ],
  ]);
});
