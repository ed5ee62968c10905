import { describe, expect, it } from 'vitest';
import type { PushPlace } from '../../../src/domain/push/push.ts';
import { at, judge, type PolicyCase, SMS, said, WEB, WECHAT } from './policy-case.ts';

type Row = readonly [name: string, given: PolicyCase, expected: string];
const OK = 'send wechat-kf:main';
const SERVICE = { pushClass: 'service' } as const;

function check(rows: readonly Row[]): void {
  it.each(rows)('%s', (_, given, expected) => {
    expect(judge(given)).toBe(expected);
  });
}

const places = (...all: readonly PushPlace[]) => ({ facts: { places: all } });
const CLOSED = { ...WECHAT, sendsLeft: 0, isWindowOpen: false };
const USED_UP = { ...WECHAT, sendsLeft: 0 };
const GONE = { ...WECHAT, unreachable: 'unsubscribed' };
const ENGAGED = { ...WECHAT, isWithPerson: true };
const OTHER = { ...WECHAT, account: 'wechat-oa:main' };
const WECHATY: PushPlace = { way: 'wechat', account: 'wechaty:zhang', forbidsGreetings: true };
const GREETING = { isGreeting: true };

describe('the ways', () => {
  check([
    ['the first that is wanted', { push: { ways: ['sms', 'wechat'] } }, 'send sms'],
    ['the first that there is', places(SMS), 'send sms'],
    ['none', places(), 'refuse no_way [wechat:no_way web:no_way sms:no_way]'],
    [
      'none that is wanted',
      { push: { ways: ['web'] }, ...places(SMS, WECHAT) },
      'refuse no_way [web:no_way]',
    ],
    ['a window that is closed', places(CLOSED, WEB), 'send web'],
    ['a window that is used up', places(USED_UP, SMS), 'send sms'],
    [
      'a closed window and nothing else',
      places(CLOSED),
      'refuse window_closed [wechat:window_closed web:no_way sms:no_way]',
    ],
    [
      'sends used up and nothing else',
      places(USED_UP),
      'refuse quota [wechat:quota web:no_way sms:no_way]',
    ],
    ['the last send', places({ ...WECHAT, sendsLeft: 1 }), OK],
    ['an account without windows', places(WECHATY), 'send wechaty:zhang'],
    ['the other account has a window', places(CLOSED, OTHER), 'send wechat-oa:main'],
    [
      'neither has',
      { push: { ways: ['wechat'] }, ...places(CLOSED, { ...OTHER, sendsLeft: 0 }) },
      'refuse window_closed [wechat:window_closed wechat:quota]',
    ],
    ['who left the account', places(GONE, SMS), 'send sms'],
    [
      'who left and is nowhere else',
      { push: { ways: ['wechat'] }, ...places(GONE) },
      'refuse unreachable [wechat:unreachable]',
    ],
    [
      'a window is not waited for',
      { push: { ways: ['wechat'], notAfter: '06-30' }, ...places(CLOSED) },
      'refuse window_closed [wechat:window_closed]',
    ],
    [
      'service has windows too',
      { push: { ...SERVICE, ways: ['wechat'] }, ...places(CLOSED) },
      'refuse window_closed [wechat:window_closed]',
    ],
    ['a greeting in a window', { push: GREETING }, OK],
    ['a greeting where none may be', { push: GREETING, ...places(WECHATY, WEB) }, 'send web'],
    [
      'a greeting and no other way',
      { push: { ...GREETING, ways: ['wechat'] }, ...places(WECHATY) },
      'refuse greeting_forbidden [wechat:greeting_forbidden]',
    ],
    [
      'the hour is named before the way',
      { at: '06-10 03:00', ...places() },
      'later quiet_hours 06-10 09:00',
    ],
    [
      'a refused way is among the closed',
      {
        facts: {
          places: [CLOSED],
          consents: [said('care', true), said('care', false, '05-01', 'sms')],
        },
      },
      'refuse window_closed [wechat:window_closed web:no_way sms:refused]',
    ],
  ]);
});

const TALKING = { ...WECHAT, talkingUntil: at('06-10 12:02') };

describe('a customer who is in the middle of something', () => {
  check([
    ['is not broken in on', places(TALKING), 'later in_conversation 06-10 12:02'],
    ['nor elsewhere', places(TALKING, SMS), 'later in_conversation 06-10 12:02'],
    [
      'not by service either',
      { push: SERVICE, ...places(TALKING) },
      'later in_conversation 06-10 12:02',
    ],
    [
      'but by what is urgent',
      { push: { ...SERVICE, isUrgent: true }, ...places(TALKING) },
      'send wechat-kf:main',
    ],
    ['has just finished', { at: '06-10 12:02', ...places(TALKING) }, 'send wechat-kf:main'],
    [
      'at the end of the hours: tomorrow',
      { at: '06-10 19:59', ...places({ ...WECHAT, talkingUntil: at('06-10 20:01') }) },
      'later in_conversation 06-11 09:00',
    ],
  ]);
});

describe('a conversation that a person has', () => {
  check([
    ['another way is taken', places(ENGAGED, SMS), 'send sms'],
    ['another account is taken', places(ENGAGED, OTHER), 'send wechat-oa:main'],
    [
      'is looked at again',
      { push: { ways: ['wechat'] }, ...places(ENGAGED) },
      'later with_person 06-10 12:10',
    ],
    [
      'though another way is closed for good',
      places({ ...GONE, account: 'wechat-oa:main' }, { ...WEB, isWithPerson: true }),
      'later with_person 06-10 12:10',
    ],
    [
      'at the end of the hours: tomorrow',
      { at: '06-10 19:55', push: { ways: ['wechat'] }, ...places(ENGAGED) },
      'later with_person 06-11 09:00',
    ],
    [
      'beyond the end of the push',
      { push: { ways: ['wechat'], notAfter: '06-10 12:10' }, ...places(ENGAGED) },
      'refuse with_person',
    ],
    [
      'service does not break in',
      { push: { ...SERVICE, ways: ['wechat'] }, ...places(ENGAGED) },
      'later with_person 06-10 12:10',
    ],
    [
      'an urgent notice waits, too, at night',
      {
        at: '06-10 03:00',
        push: { ...SERVICE, isUrgent: true, ways: ['wechat'] },
        ...places(ENGAGED),
      },
      'later with_person 06-10 03:10',
    ],
    [
      'a closed window is not opened by its end',
      { push: { ways: ['wechat'] }, ...places({ ...ENGAGED, sendsLeft: 0, isWindowOpen: false }) },
      'refuse window_closed [wechat:window_closed]',
    ],
  ]);
});
