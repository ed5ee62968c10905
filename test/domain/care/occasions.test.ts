import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../../src/domain/calendar/shanghai-day.ts';
import { generalOccasionsOn, greetingFreeDay } from '../../../src/domain/care/occasion-days.ts';
import { mayNarrow, peopleOf, planPeople } from '../../../src/domain/care/occasion-people.ts';
import {
  OCCASIONS,
  type Occasion,
  PERSONAL,
  traitsOf,
} from '../../../src/domain/care/occasions.ts';
import { audienceRuleSchema, type Condition } from '../../../src/domain/outreach/audience.ts';

const day = (date: string): number => parseDay(date) ?? Number.NaN;

/** The calendar of December 2026 to December 2027, as two libraries agree on it (domain.md 5.2), day by day. */
const CALENDAR = `
2026-12-02 traffic_safety_day
2026-12-07 term_daxue
2026-12-15 monthly_knowledge
2026-12-22 term_dongzhi
2027-01-01 new_year
2027-01-05 term_xiaohan
2027-01-15 laba monthly_knowledge
2027-01-20 term_dahan
2027-01-30 little_new_year
2027-01-31 little_new_year_south
2027-02-04 term_lichun
2027-02-05 new_year_eve
2027-02-06 spring_festival
2027-02-15 monthly_knowledge
2027-02-19 term_yushui
2027-02-20 lantern_festival
2027-03-06 term_jingzhe
2027-03-08 womens_day
2027-03-09 dragon_head
2027-03-15 consumer_rights_day monthly_knowledge
2027-03-21 term_chunfen
2027-04-05 term_qingming
2027-04-15 monthly_knowledge
2027-04-20 term_guyu
2027-05-01 labour_day
2027-05-06 term_lixia
2027-05-09 mothers_day
2027-05-15 monthly_knowledge
2027-05-21 term_xiaoman
2027-06-01 childrens_day
2027-06-06 term_mangzhong
2027-06-09 dragon_boat
2027-06-15 monthly_knowledge
2027-06-20 fathers_day
2027-06-21 term_xiazhi
2027-07-07 term_xiaoshu
2027-07-08 insurance_day
2027-07-15 monthly_knowledge
2027-07-23 term_dashu
2027-08-08 qixi term_liqiu
2027-08-15 monthly_knowledge
2027-08-23 term_chushu
2027-09-08 term_bailu
2027-09-15 mid_autumn monthly_knowledge
2027-09-23 term_qiufen
2027-10-01 national_day
2027-10-08 double_ninth term_hanlu
2027-10-15 monthly_knowledge
2027-10-23 term_shuangjiang
2027-11-07 term_lidong
2027-11-09 fire_safety_day
2027-11-15 monthly_knowledge
2027-11-22 term_xiaoxue
2027-12-02 traffic_safety_day
2027-12-07 term_daxue
2027-12-15 monthly_knowledge
2027-12-22 term_dongzhi`;

describe('the days of occasions', () => {
  it('are those of the calendar 2026-12 to 2027-12, and no others', () => {
    const lines: string[] = [];
    for (let at = day('2026-12-01'); at <= day('2027-12-31'); at += 1) {
      const found = generalOccasionsOn(at);
      if (found.length > 0) lines.push(`${formatDay(at)} ${found.join(' ')}`);
    }
    expect(lines.join('\n')).toBe(CALENDAR.trim());
  });

  it.each([
    ['2028-01-25', 'new_year_eve'],
    ['2028-01-26', 'spring_festival'],
    ['2028-05-28', 'dragon_boat'],
    ['2028-10-03', 'mid_autumn'],
    ['2026-02-16', 'new_year_eve'],
    ['2025-01-28', 'new_year_eve'],
  ])('have on %s the festival %s', (date, occasion) => {
    expect(generalOccasionsOn(day(date))).toContain(occasion);
  });

  it('have no second 端午 in the leap month of 2028', () => {
    // The fifth of leap month 5.
    expect(generalOccasionsOn(day('2028-06-27'))).toEqual([]);
  });

  it('free 清明 and 中元 of greetings, once a year each', () => {
    const free: string[] = [];
    for (let at = day('2027-01-01'); at < day('2029-01-01'); at += 1) {
      const name = greetingFreeDay(at);
      if (name !== undefined) free.push(`${formatDay(at)} ${name}`);
    }
    expect(free).toEqual([
      '2027-04-05 qingming',
      '2027-08-16 zhongyuan',
      '2028-04-04 qingming',
      '2028-09-03 zhongyuan',
    ]);
  });
});

describe('an occasion', () => {
  const names = (keep: (occasion: Occasion) => boolean): readonly string[] =>
    OCCASIONS.filter(keep);

  it('is of service when it reminds of what somebody bought, and never a greeting then', () => {
    const service = names((it) => traitsOf(it).pushClass === 'service');
    expect(service).toEqual([
      ...PERSONAL.filter((it) => it.startsWith('commercial_') || it.startsWith('compulsory_')),
      'disaster',
    ]);
    expect(service.filter((it) => names((o) => traitsOf(o).isGreeting).includes(it))).toEqual([]);
  });

  it('wishes well at festivals, birthdays and anniversaries, not with solar terms and safety days', () => {
    const greetings = names((it) => traitsOf(it).isGreeting);
    expect(greetings).toHaveLength(20);
    expect(greetings).toContain('birthday');
    expect(greetings.filter((it) => /^term_|safety|knowledge|expires|due|repair/.test(it))).toEqual(
      [],
    );
  });

  it('is listed once', () => {
    expect(new Set(OCCASIONS).size).toBe(OCCASIONS.length);
    expect(OCCASIONS).toHaveLength(19 + 18 + 5 + 24 + 1);
  });
});

describe('the people of an occasion', () => {
  it.each([
    [
      'commercial_ends_30',
      {
        kind: 'policy_ends',
        policyKind: 'commercial',
        days: { on: '2027-03-31' },
        isUnrenewed: true,
      },
    ],
    [
      'commercial_ends_1',
      {
        kind: 'policy_ends',
        policyKind: 'commercial',
        days: { on: '2027-03-02' },
        isUnrenewed: true,
      },
    ],
    [
      'compulsory_ends_7',
      {
        kind: 'policy_ends',
        policyKind: 'compulsory',
        days: { on: '2027-03-08' },
        isUnrenewed: true,
      },
    ],
    [
      'compulsory_lapsed',
      {
        kind: 'policy_ends',
        policyKind: 'compulsory',
        days: { on: '2027-02-28' },
        isUnrenewed: true,
      },
    ],
    ['licence_expires_90', { kind: 'licence_expires', days: { on: '2027-05-30' } }],
    ['inspection_due_7', { kind: 'inspection_due', days: { on: '2027-03-08' } }],
    ['repair_quality', { kind: 'claim_closed', days: { on: '2027-02-14' }, isPaid: true }],
    ['policy_anniversary', { kind: 'anniversary_on', monthDays: ['03-01'] }],
  ] as const)('of %s on 2027-03-01 are %o', (occasion, condition) => {
    expect(peopleOf(occasion, day('2027-03-01'))).toEqual({ all: [condition] });
  });

  it('of a birthday are those of the solar and of the lunar day', () => {
    expect(peopleOf('birthday', day('2027-02-06'))).toEqual({
      any: [
        { kind: 'birthday_on', monthDays: ['02-06'] },
        {
          kind: 'lunar_birthday_on',
          days: [
            { monthDay: '01-01', isLeap: false },
            { monthDay: '01-01', isLeap: true },
          ],
        },
      ],
    });
  });

  it.each([
    ['2027-02-28', ['02-28', '02-29']],
    ['2028-02-28', ['02-28']],
    ['2028-02-29', ['02-29']],
    ['2027-03-01', ['03-01']],
  ])('with a solar birthday are on %s those of %j', (date, monthDays) => {
    expect(peopleOf('birthday', day(date))).toMatchObject({ any: [{ monthDays }, {}] });
  });

  it('are everybody at a festival, and nobody on other days', () => {
    expect(peopleOf('spring_festival', day('2027-02-06'))).toEqual({});
    expect(peopleOf('spring_festival', day('2027-02-07'))).toBeUndefined();
  });

  it('are rules that the sender understands, each day of a year', () => {
    for (let at = day('2028-01-01'); at <= day('2028-12-31'); at += 1) {
      for (const occasion of PERSONAL) audienceRuleSchema.parse(peopleOf(occasion, at));
    }
  });

  it('are narrowed by the rule of a plan, unless that is too deep', () => {
    const vip: Condition = { kind: 'tier_in', tiers: ['diamond'] };
    const city: Condition = { kind: 'city_in', cities: ['上海市'] };
    const on = day('2027-03-01');
    const narrowed = planPeople({ occasion: 'birthday', audienceRule: { any: [vip, city] } }, on);
    expect(narrowed).toMatchObject({ all: [{ any: [{}, {}] }, { any: [vip, city] }] });
    expect(audienceRuleSchema.parse(narrowed)).toEqual(narrowed);
    const tooDeep = { any: [{ all: [vip] }, { all: [city] }] };
    expect([mayNarrow({}), mayNarrow({ all: [vip] }), mayNarrow(tooDeep)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(() => planPeople({ occasion: 'birthday', audienceRule: tooDeep }, on)).toThrow(
      'too deep',
    );
  });
});
