import { decidePush } from '../../../src/domain/push/decide.ts';
import type { PushFacts, PushRequest, PushRules } from '../../../src/domain/push/push.ts';
import type { PushSettings } from '../../../src/domain/push/settings.ts';
import { addMs } from '../../../src/lib/clock.ts';
import { STEP_MS } from './history.ts';
import type { Policy } from './play-history.ts';

const withFacts =
  (change: (facts: PushFacts, now: Date) => Partial<PushFacts>): Policy =>
  (request, facts, rules, now) =>
    decidePush(request, { ...facts, ...change(facts, now) }, rules, now);

const withRequest =
  (change: (request: PushRequest) => Partial<PushRequest>): Policy =>
  (request, facts, rules, now) =>
    decidePush({ ...request, ...change(request) }, facts, rules, now);

const withRules =
  (change: (rules: PushRules, facts: PushFacts) => Partial<PushRules>): Policy =>
  (request, facts, rules, now) =>
    decidePush(request, facts, { ...rules, ...change(rules, facts) }, now);

const withSettings = (change: (settings: PushSettings) => Partial<PushSettings>): Policy =>
  withRules(({ settings }) => ({ settings: { ...settings, ...change(settings) } }));

type Cap = PushSettings['caps']['total'][number];

const withCaps = (change: (cap: Cap) => Cap): Policy =>
  withSettings(({ caps }) => ({
    caps: {
      marketing: caps.marketing.map(change),
      care: caps.care.map(change),
      survey: caps.survey.map(change),
      total: caps.total.map(change),
    },
  }));

/** Midnight is no border: `22:00` to `08:00` is taken for `08:00` to `22:00`, as Mautic does (desks.md 2d). */
function swapped<T extends { readonly from: string; readonly until: string }>({ from, until }: T) {
  return from > until ? { from: until, until: from } : { from, until };
}

const withLater =
  (changeMs: number): Policy =>
  (request, facts, rules, now) => {
    const decision = decidePush(request, facts, rules, now);
    if (decision.kind !== 'later') return decision;
    return { ...decision, until: addMs(decision.until, changeMs) };
  };

/** Each of these is wrong in one way that somebody could be wrong in. */
export const BROKEN: Readonly<Record<string, Policy>> = {
  'no consent asked for': withSettings(() => ({
    consent: { care: 'not_refused', marketing: 'not_refused', survey: 'not_refused' },
  })),
  'a refusal of one way ignored': withFacts(({ consents }) => ({
    consents: consents.filter(({ way }) => way === null),
  })),
  'a refusal of one way taken for all': withFacts(({ consents }) => ({
    consents: consents.map((one) => ({ ...one, way: null })),
  })),
  'the oldest decision counted': withFacts(({ consents }) => ({
    consents: consents.map((one) => ({
      ...one,
      decidedAt: new Date(4e12 - one.decidedAt.getTime()),
    })),
  })),
  'the list of the insurer ignored': withFacts(() => ({ marketingBlockedAt: undefined })),
  'a bereavement ignored': withFacts(() => ({ bereavedAt: undefined })),
  'an open complaint ignored': withFacts(() => ({ hasOpenComplaint: false })),
  'an injury claim ignored': withFacts(() => ({ hasOpenInjuryClaim: false })),
  'a rejected claim ignored': withFacts(() => ({ rejectedAt: undefined })),
  'the silence that was asked for ignored': withFacts(() => ({ surveySilentUntil: undefined })),
  'every survey let through as if about a case': withRequest(() => ({ isAboutCase: true })),
  'no survey let through as about a case': withRequest(() => ({ isAboutCase: false })),
  'urgency of any class': (request, facts, rules, now) =>
    decidePush(
      request,
      facts,
      request.isUrgent ? { ...rules, settings: anyTime(rules.settings) } : rules,
      now,
    ),
  'urgency ignored': withRequest(() => ({ isUrgent: false })),
  'hours over midnight swapped': withSettings(({ hours: { service, others } }) => ({
    hours: {
      service: { workday: swapped(service.workday), dayOff: swapped(service.dayOff) },
      others: { workday: swapped(others.workday), dayOff: swapped(others.dayOff) },
    },
  })),
  'the sender’s hours ignored': withRequest(() => ({
    dailyFrom: undefined,
    dailyUntil: undefined,
  })),
  'days off taken for working days': withRules(() => ({ isDayOff: () => false })),
  'make-up days taken for days off': withRules(({ isDayOff }) => ({
    isDayOff: (day) => ['2026-09-20', '2026-10-10'].includes(day) || isDayOff(day),
  })),
  'silent days ignored': withRules(() => ({ silentDay: () => undefined })),
  'silent days of a city everywhere': withRules(({ silentDay }) => ({
    silentDay: (day, pushClass) => silentDay(day, pushClass, '郑州市'),
  })),
  'silent days of care for surveys too': withRules(({ silentDay }) => ({
    silentDay: (day, _, city) => silentDay(day, 'care', city),
  })),
  'hours by the clock of London': withRules(({ settings }) => ({
    settings: { ...settings, hours: later8(settings.hours) },
  })),
  'one too many': withCaps((cap) => ({ ...cap, count: cap.count + 1 })),
  'one too few': withCaps((cap) => ({ ...cap, count: Math.max(0, cap.count - 1) })),
  'a day too short': withCaps((cap) => ({ ...cap, days: Math.max(1, cap.days - 1) })),
  'no total': withSettings(({ caps }) => ({ caps: { ...caps, total: [] } })),
  'touches of one way only counted': withFacts(({ touches }) => ({
    touches: touches.filter(({ way }) => way === 'wechat'),
  })),
  'the newest touch forgotten': withFacts(({ touches }) => ({ touches: touches.slice(1) })),
  'the windows of WeChat ignored': withFacts(({ places }) => ({
    places: places.map(({ sendsLeft: _, ...place }) => place),
  })),
  'a send of WeChat too many': withFacts(({ places }) => ({
    places: places.map(({ sendsLeft, ...place }) =>
      sendsLeft === undefined ? place : { ...place, sendsLeft: sendsLeft + 1 },
    ),
  })),
  'whoever left written to': withFacts(({ places }) => ({
    places: places.map(({ unreachable: _, ...place }) => place),
  })),
  'a person interrupted': withFacts(({ places }) => ({
    places: places.map((place) => ({ ...place, isWithPerson: false })),
  })),
  'a talk broken into': withFacts(({ places }) => ({
    places: places.map(({ talkingUntil: _, ...place }) => place),
  })),
  'greetings by any account': withRequest(() => ({ isGreeting: false })),
  'the wrong way first': withRequest(({ ways }) => ({ ways: ways.toReversed() })),
  'the end of the window ignored': withRequest(() => ({ notAfter: undefined })),
  'the end of the window one step late': withRequest(({ notAfter }) => ({
    notAfter: notAfter === undefined ? undefined : addMs(notAfter, STEP_MS),
  })),
  'waiting a step too long': withLater(STEP_MS),
  'waiting a step too short': withLater(-STEP_MS),
};

function anyTime(settings: PushSettings): PushSettings {
  const always = { from: '00:00', until: '00:00' };
  const day = { workday: always, dayOff: always };
  return { ...settings, hours: { service: day, others: day } };
}

function later8({ service, others }: PushSettings['hours']): PushSettings['hours'] {
  const shift = (time: string) =>
    `${String((Number(time.slice(0, 2)) + 8) % 24).padStart(2, '0')}${time.slice(2)}`;
  const both = ({ from, until }: { from: string; until: string }) => ({
    from: shift(from),
    until: shift(until),
  });
  return {
    service: { workday: both(service.workday), dayOff: both(service.dayOff) },
    others: { workday: both(others.workday), dayOff: both(others.dayOff) },
  };
}
