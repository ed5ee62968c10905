import { describe, expect, it } from 'vitest';
import { AGREED, at, judge, NOON, type PolicyCase, said } from './policy-case.ts';

type Row = readonly [name: string, given: PolicyCase, expected: string];
const OK = 'send wechat-kf:main';
const SERVICE = { pushClass: 'service' } as const;
const SURVEY = { pushClass: 'survey' } as const;
const ABOUT_CASE = { pushClass: 'survey', isAboutCase: true } as const;
const MARKETING = { pushClass: 'marketing' } as const;
const consents = (...all: readonly ReturnType<typeof said>[]) => ({ consents: all });
const NOT_REFUSED = {
  consent: { marketing: 'not_refused', care: 'not_refused', survey: 'not_refused' },
} as const;
const ALL = (reason: string) => `refuse ${reason} [wechat:${reason} web:${reason} sms:${reason}]`;

function check(rows: readonly Row[]): void {
  it.each(rows)('%s', (_, given, expected) => {
    expect(judge(given)).toBe(expected);
  });
}

describe('consent and refusal', () => {
  check([
    ['agreed to', {}, OK],
    ['silence is a refusal of care', { facts: consents() }, ALL('no_consent')],
    ['and of surveys', { push: SURVEY, facts: consents() }, ALL('no_consent')],
    ['and of marketing', { push: MARKETING, facts: consents() }, ALL('no_consent')],
    ['but never of service', { push: SERVICE, facts: consents() }, OK],
    ['silence may be enough', { facts: consents(), settings: NOT_REFUSED }, OK],
    [
      'then a refusal still counts',
      { facts: consents(said('care', false)), settings: NOT_REFUSED },
      ALL('refused'),
    ],
    [
      'consent to another class is none',
      { facts: consents(said('survey', true)) },
      ALL('no_consent'),
    ],
    [
      'a refusal of another class is none',
      { facts: consents(said('care', true), said('marketing', false, '06-01')) },
      OK,
    ],
    ['refused', { facts: consents(said('care', false)) }, ALL('refused')],
    [
      'service cannot be refused',
      {
        push: SERVICE,
        facts: consents(said('care', false), said('marketing', false), said('survey', false)),
      },
      OK,
    ],
    [
      'agreed, then refused',
      { facts: consents(said('care', true, '05-01'), said('care', false, '05-02')) },
      ALL('refused'),
    ],
    [
      'refused, then agreed',
      { facts: consents(said('care', false, '05-01'), said('care', true, '05-02')) },
      OK,
    ],
    [
      'in whatever order they are read',
      { facts: consents(said('care', false, '05-02'), said('care', true, '05-01')) },
      ALL('refused'),
    ],
    [
      'at the same instant the refusal counts',
      { facts: consents(said('care', false, '05-01'), said('care', true, '05-01')) },
      ALL('refused'),
    ],
    [
      'one way is refused',
      { facts: consents(said('care', true), said('care', false, '05-01', 'wechat')) },
      'send web',
    ],
    [
      'two ways are refused',
      {
        facts: consents(
          said('care', true),
          said('care', false, '05-01', 'wechat'),
          said('care', false, '05-01', 'web'),
        ),
      },
      'send sms',
    ],
    [
      'every way is refused, one by one',
      {
        facts: consents(
          said('care', true),
          said('care', false, '05-01', 'wechat'),
          said('care', false, '05-01', 'web'),
          said('care', false, '05-01', 'sms'),
        ),
      },
      ALL('refused'),
    ],
    [
      'the only wanted way is refused',
      {
        push: { ways: ['sms'] },
        facts: consents(said('care', true), said('care', false, '05-01', 'sms')),
      },
      'refuse refused [sms:refused]',
    ],
    [
      'a way that is not wanted is refused',
      {
        push: { ways: ['sms'] },
        facts: consents(said('care', true), said('care', false, '05-01', 'web')),
      },
      'send sms',
    ],
    [
      'the telephone is refused',
      { facts: consents(said('care', true), said('care', false, '05-01', 'phone')) },
      OK,
    ],
    [
      'one way is agreed to, nothing else',
      { facts: consents(said('care', true, '05-01', 'sms')) },
      'send sms',
    ],
    [
      'a way agreed to after all were refused',
      { facts: consents(said('care', false, '05-01'), said('care', true, '05-02', 'web')) },
      'send web',
    ],
    [
      'all refused after a way was agreed to',
      { facts: consents(said('care', true, '05-01', 'web'), said('care', false, '05-02')) },
      ALL('refused'),
    ],
    [
      'all agreed to after a way was refused',
      { facts: consents(said('care', false, '05-01', 'wechat'), said('care', true, '05-02')) },
      OK,
    ],
    [
      'silence for one way, refused for another',
      { facts: consents(said('care', false, '05-01', 'web')) },
      'refuse no_consent [wechat:no_consent web:refused sms:no_consent]',
    ],
    ['refusals come before hours', { at: '06-10 03:00', facts: consents() }, ALL('no_consent')],
    ['no way is wanted', { push: { ways: [] } }, 'refuse no_way'],
    ['service without any way wanted', { push: { ...SERVICE, ways: [] } }, 'refuse no_way'],
  ]);
});

const BLOCKED = { marketingBlockedAt: at('05-01') };
const BEREAVED = { bereavedAt: at('06-09') };
const COMPLAINS = { hasOpenComplaint: true };
const HURT = { hasOpenInjuryClaim: true };
const silentUntil = (text: string) => ({ surveySilentUntil: at(text) });

describe('who is spared', () => {
  check([
    [
      'the insurer’s list: marketing',
      { push: MARKETING, facts: BLOCKED },
      'refuse marketing_blocked',
    ],
    ['the insurer’s list: care', { facts: BLOCKED }, 'refuse marketing_blocked'],
    ['the insurer’s list: not surveys', { push: SURVEY, facts: BLOCKED }, OK],
    ['the insurer’s list: not service', { push: SERVICE, facts: BLOCKED }, OK],
    [
      'whatever was agreed to since',
      { push: MARKETING, facts: { ...BLOCKED, consents: [said('marketing', true, '06-01')] } },
      'refuse marketing_blocked',
    ],
    [
      'a refusal is named before the list',
      { push: MARKETING, facts: { ...BLOCKED, consents: [said('marketing', false, '06-01')] } },
      ALL('refused'),
    ],
    ['bereaved: care', { facts: BEREAVED }, 'refuse bereaved'],
    ['bereaved: marketing', { push: MARKETING, facts: BEREAVED }, 'refuse bereaved'],
    ['bereaved: surveys', { push: SURVEY, facts: BEREAVED }, 'refuse bereaved'],
    ['bereaved: surveys about a case', { push: ABOUT_CASE, facts: BEREAVED }, 'refuse bereaved'],
    ['bereaved: not service', { push: SERVICE, facts: BEREAVED }, OK],
    ['an open complaint: care', { facts: COMPLAINS }, 'refuse open_complaint'],
    [
      'an open complaint: marketing',
      { push: MARKETING, facts: COMPLAINS },
      'refuse open_complaint',
    ],
    ['an open complaint: surveys', { push: SURVEY, facts: COMPLAINS }, 'refuse open_complaint'],
    [
      'an open complaint: not the survey about a closed case',
      { push: ABOUT_CASE, facts: COMPLAINS },
      OK,
    ],
    ['an open complaint: not service', { push: SERVICE, facts: COMPLAINS }, OK],
    ['an injury claim: care', { facts: HURT }, 'refuse open_injury_claim'],
    ['an injury claim: marketing', { push: MARKETING, facts: HURT }, 'refuse open_injury_claim'],
    ['an injury claim: surveys', { push: SURVEY, facts: HURT }, 'refuse open_injury_claim'],
    ['an injury claim: not the survey about a closed case', { push: ABOUT_CASE, facts: HURT }, OK],
    ['an injury claim: not service', { push: SERVICE, facts: HURT }, OK],
    [
      'left alone: surveys',
      { push: SURVEY, facts: silentUntil('2027-06-01') },
      'refuse survey_silent',
    ],
    [
      'left alone: surveys about a case',
      { push: ABOUT_CASE, facts: silentUntil('2027-06-01') },
      'refuse survey_silent',
    ],
    ['left alone until this instant', { push: SURVEY, facts: silentUntil(NOON) }, OK],
    ['left alone: not care', { facts: silentUntil('2027-06-01') }, OK],
    ['spared at night too', { at: '06-10 03:00', facts: COMPLAINS }, 'refuse open_complaint'],
    [
      'isAboutCase is a word of surveys only',
      { push: { isAboutCase: true }, facts: COMPLAINS },
      'refuse open_complaint',
    ],
  ]);
});

const rejected = (text: string) => ({ rejectedAt: at(text) });

describe('after a claim was rejected', () => {
  check([
    [
      'care waits for seven days',
      { facts: rejected('06-09 15:00') },
      'later claim_just_rejected 06-16 15:00',
    ],
    [
      'marketing too',
      { push: MARKETING, facts: rejected('06-09 15:00') },
      'later claim_just_rejected 06-16 15:00',
    ],
    [
      'surveys too',
      { push: SURVEY, facts: rejected('06-09 15:00') },
      'later claim_just_rejected 06-16 15:00',
    ],
    [
      'surveys about a case too',
      { push: ABOUT_CASE, facts: rejected('06-09 15:00') },
      'later claim_just_rejected 06-16 15:00',
    ],
    ['service does not', { push: SERVICE, facts: rejected('06-09 15:00') }, OK],
    [
      'and then for the right hour',
      { facts: rejected('06-09 22:00') },
      'later claim_just_rejected 06-17 09:00',
    ],
    ['seven days later to the instant', { facts: rejected('06-03 12:00') }, OK],
    [
      'a millisecond less',
      { facts: rejected('06-03 12:00:00.001') },
      'later claim_just_rejected 06-10 12:00:00.001',
    ],
    [
      'as many days as are set',
      { facts: rejected('06-09 15:00'), settings: { quietDaysAfterRejection: 2 } },
      'later claim_just_rejected 06-11 15:00',
    ],
    [
      'not at all when none are',
      { facts: rejected('06-10 11:59'), settings: { quietDaysAfterRejection: 0 } },
      OK,
    ],
    [
      'more than sixty days is no waiting',
      { facts: rejected('06-09 15:00'), settings: { quietDaysAfterRejection: 90 } },
      'refuse claim_just_rejected',
    ],
    [
      'is named before the hour',
      { at: '06-10 03:00', facts: rejected('06-09 15:00') },
      'later claim_just_rejected 06-16 15:00',
    ],
    [
      'longer than the push may wait',
      { push: { notAfter: '06-16 15:00' }, facts: rejected('06-09 15:00') },
      'refuse claim_just_rejected',
    ],
    [
      'agreed long ago, all the same',
      { facts: { ...rejected('06-09 15:00'), consents: AGREED } },
      'later claim_just_rejected 06-16 15:00',
    ],
  ]);
});
