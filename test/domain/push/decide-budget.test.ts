import { describe, expect, it } from 'vitest';
import { judge, type PolicyCase, sent } from './policy-case.ts';

type Row = readonly [name: string, given: PolicyCase, expected: string];
const OK = 'send wechat-kf:main';
const SERVICE = { pushClass: 'service' } as const;
const SURVEY = { pushClass: 'survey' } as const;
const ABOUT_CASE = { pushClass: 'survey', isAboutCase: true } as const;
const MARKETING = { pushClass: 'marketing' } as const;
const got = (...touches: readonly ReturnType<typeof sent>[]) => ({
  touches: touches.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime()),
});
const FOUR_CARES = sent('care', '06-08 12:00', '06-05 12:00', '06-01 12:00', '05-20 12:00');
const caps = (more: object) => ({
  settings: { caps: { marketing: [], care: [], survey: [], total: [], ...more } },
});

function check(rows: readonly Row[]): void {
  it.each(rows)('%s', (_, given, expected) => {
    expect(judge(given)).toBe(expected);
  });
}

describe('the budget', () => {
  check([
    [
      'a care within a day',
      { facts: got(sent('care', '06-09 12:30')) },
      'later cap_class 06-10 12:30',
    ],
    ['a care a day ago to the instant', { facts: got(sent('care', '06-09 12:00')) }, OK],
    [
      'a millisecond less',
      { facts: got(sent('care', '06-09 12:00:00.001')) },
      'later cap_class 06-10 12:00:00.001',
    ],
    [
      'free again in the evening waits for the morning',
      { at: '06-10 10:00', facts: got(sent('care', '06-09 19:59:59')) },
      'later cap_class 06-10 19:59:59',
    ],
    [
      'free again at night waits for the morning',
      { at: '06-12 19:00', facts: got(sent('care', '06-12 15:00')) },
      'later cap_class 06-13 15:00',
    ],
    [
      'free again on a Saturday’s evening',
      { at: '06-12 19:40', facts: got(sent('care', '06-12 19:30')) },
      'later cap_class 06-14 10:00',
    ],
    ['four cares in thirty days', { facts: got(FOUR_CARES) }, 'later cap_class 06-19 12:00'],
    ['three in thirty days', { facts: got(FOUR_CARES.slice(0, 3)) }, OK],
    ['four, the first of them just over', { at: '06-19 12:00', facts: got(FOUR_CARES) }, OK],
    [
      'five that were sent all the same',
      { facts: got(FOUR_CARES, sent('care', '05-15 12:00')) },
      'later cap_class 06-19 12:00',
    ],
    [
      'another class does not count for the class',
      { facts: got(sent('survey', '06-10 11:00')) },
      OK,
    ],
    [
      'service does not count',
      {
        facts: got(
          sent(
            'service',
            '06-10 11:00',
            '06-10 10:00',
            '06-10 09:00',
            '06-09 09:00',
            '06-08 09:00',
          ),
        ),
      },
      OK,
    ],
    [
      'service is not kept back',
      { push: SERVICE, facts: got(FOUR_CARES, sent('survey', '06-02')) },
      OK,
    ],
    [
      'marketing, free again on a silent day',
      { push: MARKETING, facts: got(sent('marketing', '06-05 14:00')) },
      'later cap_class 06-13 10:00',
    ],
    [
      'marketing within seven days',
      { push: MARKETING, facts: got(sent('marketing', '06-04 14:00')) },
      'later cap_class 06-11 14:00',
    ],
    [
      'marketing seven days ago',
      { push: MARKETING, facts: got(sent('marketing', '06-03 12:00')) },
      OK,
    ],
    [
      'two of marketing in thirty days',
      { push: MARKETING, facts: got(sent('marketing', '06-01 12:00', '05-14 12:00')) },
      'later cap_class 06-13 12:00',
    ],
    [
      'a survey within thirty days',
      { push: SURVEY, facts: got(sent('survey', '05-20 12:00')) },
      'later cap_class 06-19 12:00',
    ],
    [
      'a survey about a case goes before',
      { push: ABOUT_CASE, facts: got(sent('survey', '06-09 12:00')) },
      OK,
    ],
    [
      'and counts for the next survey',
      { push: SURVEY, facts: got(sent('survey', '06-09 12:00')) },
      'later cap_class 07-09 12:00',
    ],
    [
      'five in all',
      { push: SURVEY, facts: got(FOUR_CARES, sent('marketing', '06-02 12:00')) },
      'later cap_total 06-19 12:00',
    ],
    [
      'a survey about a case keeps to the total',
      { push: ABOUT_CASE, facts: got(FOUR_CARES, sent('survey', '06-09 12:00')) },
      'later cap_total 06-19 12:00',
    ],
    ['four in all', { push: SURVEY, facts: got(FOUR_CARES) }, OK],
    [
      'class and total: the later end, and the name of what lasts until then',
      {
        facts: got(
          sent('care', '06-10 11:00'),
          sent('marketing', '06-04', '05-20'),
          sent('survey', '06-03', '05-21'),
        ),
      },
      'later cap_total 06-19 10:00',
    ],
    [
      'the hour is named before the cap',
      { at: '06-10 21:00', facts: got(sent('care', '06-10 12:30')) },
      'later quiet_hours 06-11 12:30',
    ],
    [
      'longer than the push may wait',
      { push: { notAfter: '06-19 12:00' }, facts: got(FOUR_CARES) },
      'refuse cap_class',
    ],
    [
      'none at all allowed',
      {
        settings: { caps: { care: [{ count: 0, days: 1 }], marketing: [], survey: [], total: [] } },
      },
      'refuse cap_class',
    ],
    [
      'none of anything allowed',
      {
        settings: { caps: { care: [], marketing: [], survey: [], total: [{ count: 0, days: 1 }] } },
      },
      'refuse cap_total',
    ],
    ['no caps', { ...caps({}), facts: got(FOUR_CARES, sent('care', '06-10 11:59')) }, OK],
    [
      'free in fifty-nine days',
      { ...caps({ care: [{ count: 1, days: 61 }] }), facts: got(sent('care', '06-08 12:00')) },
      'later cap_class 08-08 12:00',
    ],
    [
      'free in sixty-one days',
      { ...caps({ care: [{ count: 1, days: 62 }] }), facts: got(sent('care', '06-09 12:00')) },
      'refuse cap_class',
    ],
    [
      'an urgent notice',
      { at: '06-10 03:00', push: { ...SERVICE, isUrgent: true }, facts: got(FOUR_CARES) },
      OK,
    ],
  ]);
});
