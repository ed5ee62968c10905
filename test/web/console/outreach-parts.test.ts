import { describe, expect, it } from 'vitest';
import {
  readLunar,
  readRule,
  withField,
  writeLunar,
  writeRule,
} from '../../../src/web/console/pages/audience/rule-draft.ts';
import { differenceText } from '../../../src/web/console/pages/campaigns/ab-text.ts';
import {
  estimateInputOf,
  valuesToGive,
} from '../../../src/web/console/pages/campaigns/campaign-form.ts';
import {
  doneOf,
  reasonsOf,
  speedOf,
  tallyOf,
  totalOf,
  withSample,
} from '../../../src/web/console/pages/campaigns/tally.ts';
import {
  daysOfMonth,
  isDayOff,
  lunarText,
  monthOf,
  shiftMonth,
  weekdayOf,
} from '../../../src/web/console/pages/care-calendar/month.ts';
import { outcomeData, sumBy } from '../../../src/web/console/pages/care-calendar/year.ts';
import {
  insertAt,
  joinAction,
  splitAction,
} from '../../../src/web/console/pages/push-templates/template-form.ts';
import { sampleCampaign, sampleYear } from '../../support/outreach-samples.ts';

describe('the progress of a campaign', () => {
  it('takes what arrived for sent, and adds up to everybody', () => {
    const tally = tallyOf(sampleCampaign('cmp_1').counts);
    expect(tally).toEqual({
      planned: 6_400,
      sending: 20,
      sent: 4_880,
      failed: 30,
      suppressed: 1_060,
      unknown: 10,
    });
    expect([totalOf(tally), doneOf(tally)]).toEqual([12_400, 5_980]);
  });

  it('names reasons, the commonest first', () => {
    expect(reasonsOf(sampleCampaign('cmp_1').counts).map(({ reason }) => reason)).toEqual([
      'no_consent',
      'rate',
      'open_complaint',
      'unreachable',
      'sender_died',
    ]);
  });

  it.each([
    ['nothing seen', [], undefined],
    ['one look', [[0, 10]], undefined],
    [
      'two looks too close',
      [
        [0, 10],
        [2_000, 90],
      ],
      undefined,
    ],
    [
      'nothing left meanwhile',
      [
        [0, 10],
        [8_000, 10],
      ],
      undefined,
    ],
    [
      'ten seconds',
      [
        [0, 100],
        [4_000, 150],
        [10_000, 300],
      ],
      1_200,
    ],
  ])('tells a speed of %s', (_, looks, speed) => {
    const samples = looks.map(([atMs = 0, released = 0]) => ({ atMs, released }));
    expect(speedOf(samples)).toBe(speed);
  });

  it('forgets looks that say nothing about now', () => {
    const before = [
      { atMs: 0, released: 0 },
      { atMs: 20_000, released: 5 },
    ];
    expect(withSample(before, { atMs: 40_000, released: 9 }).map(({ atMs }) => atMs)).toEqual([
      20_000, 40_000,
    ]);
  });
});

describe('a comparison of two texts', () => {
  it.each([
    [0.05, 0.01, 0.09, true, '打开率：B 版更高，相差 5.0 个百分点（95% 区间 1.0 到 9.0）'],
    [-0.05, -0.09, -0.01, true, '打开率：A 版更高，相差 5.0 个百分点（95% 区间 1.0 到 9.0）'],
    [
      0.05,
      -0.01,
      0.11,
      false,
      '打开率：看不出差别（B 减 A 的 95% 区间 -1.0 到 11.0 个百分点，包含 0），不能说哪一版更好',
    ],
  ])(
    'says of %d (%d to %d) only what its interval shows',
    (difference, low, high, isShown, text) => {
      expect(differenceText('opened', { difference, low, high, isShown })).toBe(text);
    },
  );
});

describe('a form of a campaign', () => {
  it('asks for an estimate only when it is whole', () => {
    expect(estimateInputOf({ pushClass: 'care' })).toBeUndefined();
    expect(estimateInputOf(sampleCampaign('cmp_1'))).toMatchObject({
      pushClass: 'care',
      audienceRule: { all: [{ kind: 'city_in', cities: ['苏州市'] }] },
    });
  });

  it('asks for what no customer’s data can fill, where the words have it', () => {
    const variables = [
      { name: 'salutation', placeholder: '{称呼}' },
      { name: 'region', placeholder: '{地区}' },
      { name: 'event', placeholder: '{活动}' },
    ] as const;
    const variants = [
      { key: 'A', text: '{称呼}，{地区}有雨', smsText: null, smsSegments: 1 },
    ] as const;
    const asked = valuesToGive({ variants: [...variants] }, variables);
    expect(asked.map(({ name }) => name)).toEqual(['region']);
  });
});

describe('a rule while it is written', () => {
  const rule = {
    any: [
      { kind: 'tier_in', tiers: ['gold'], not: true },
      { all: [{ kind: 'policy_ends', days: { withinDays: 30 } }, { kind: 'claim_open' }] },
    ],
  };
  it('is the same when it was read and written', () => {
    expect(writeRule(readRule(rule))).toEqual(rule);
  });
  it.each([[undefined], [{}], ['all'], [{ all: 'x' }]])('is everybody for %j', (value) => {
    expect(writeRule(readRule(value))).toEqual({});
  });
  it('keeps its kind and loses what is taken away', () => {
    const before = { kind: 'tier_in', tiers: ['gold'], not: true };
    expect(withField(before, 'not', undefined)).toEqual({ kind: 'tier_in', tiers: ['gold'] });
    expect(withField(before, 'tiers', ['diamond'])).toEqual({ ...before, tiers: ['diamond'] });
  });
  it('writes lunar days as people do', () => {
    const days = [
      { monthDay: '08-15', isLeap: false },
      { monthDay: '06-01', isLeap: true },
    ];
    expect(writeLunar(days)).toEqual(['08-15', '闰06-01']);
    expect(readLunar(['08-15', '闰06-01'])).toEqual(days);
  });
});

describe('a template’s form', () => {
  it('puts a variable in place of what is selected', () => {
    expect(insertAt('王先生您好', { from: 0, to: 3 }, '{称呼}')).toEqual({
      text: '{称呼}您好',
      cursor: 4,
    });
  });
  it.each([
    ['handoff', 'handoff', ''],
    ['knowledge:winter', 'knowledge', 'winter'],
    ['event_signup:E1:2', 'event_signup', 'E1:2'],
  ])('takes %s apart and together', (action, name, subject) => {
    expect(splitAction(action)).toEqual({ name, subject });
    expect(joinAction(name, subject)).toBe(action);
  });
});

describe('a month', () => {
  it('is named by the address, or is that of today', () => {
    expect(monthOf('2026-09', '2026-11-23')).toBe('2026-09');
    for (const wrong of [undefined, '2026-13', '2026-9', 'x']) {
      expect(monthOf(wrong, '2026-11-23')).toBe('2026-11');
    }
    expect([shiftMonth('2026-12', 1), shiftMonth('2027-01', -1)]).toEqual(['2027-01', '2026-12']);
    expect(daysOfMonth('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });
  it('begins its weeks on Monday, and knows days off', () => {
    expect(weekdayOf('2026-11-23')).toBe(0);
    const off = (date: string, isWorkday?: boolean) =>
      isDayOff({ date, holiday: isWorkday === undefined ? null : { name: '', isWorkday } });
    expect([off('2026-11-22'), off('2026-11-23')]).toEqual([true, false]);
    expect([off('2026-11-22', true), off('2026-11-23', false)]).toEqual([false, true]);
  });
  it.each([
    [{ month: 1, day: 1, isLeap: false }, '正月', '正月初一'],
    [{ month: 8, day: 10, isLeap: false }, '初十', '八月初十'],
    [{ month: 8, day: 15, isLeap: false }, '十五', '八月十五'],
    [{ month: 12, day: 20, isLeap: false }, '二十', '腊月二十'],
    [{ month: 6, day: 29, isLeap: true }, '廿九', '闰六月廿九'],
    [{ month: 11, day: 30, isLeap: false }, '三十', '冬月三十'],
  ])('writes the lunar day %j', (lunar, short, whole) => {
    expect([lunarText(lunar), lunarText(lunar, true)]).toEqual([short, whole]);
  });
});

describe('a year', () => {
  it('adds up by month, and its bars are what was due', () => {
    const { occasions } = sampleYear();
    const months = sumBy(occasions, ({ month }) => month);
    const september = months.find(({ key }) => key === '2026-09');
    expect(september).toMatchObject({ due: 1_348, sent: 128, suppressed: 17, missed: 1_200 });
    expect(september?.reasons[0]).toEqual({ reason: 'no_approved_template', count: 1_200 });
    const data = outcomeData(months, { label: '', nameOf: (key) => key });
    for (const [nth, { due }] of months.entries()) {
      const bars = data.series.reduce((sum, { values }) => sum + (values[nth] ?? 0), 0);
      expect(bars).toBe(due);
    }
  });
});
