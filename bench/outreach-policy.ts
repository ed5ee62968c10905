import { makeHolidayTable } from '../src/domain/calendar/holiday-table.ts';
import { STATE_COUNCIL_2026 } from '../src/domain/calendar/state-council-2026.ts';
import { decidePush } from '../src/domain/push/decide.ts';
import type { PushFacts, PushPlace, PushRequest } from '../src/domain/push/push.ts';
import { makeRules } from '../src/domain/push/rules.ts';
import { PUSH_CLASSES, PUSH_WAYS, pushSettingsSchema } from '../src/domain/push/settings.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../src/lib/clock.ts';
import { quantile } from './measure.ts';

const CUSTOMERS = 20_000;
const RUNS = 7;
const RUN_MS = 1_000;
/** At a time the clock is looked at. */
const BATCH = 500;
const MICROSECONDS_A_SECOND = 1_000_000;
/** Wednesday, 18 November 2026 in Shanghai; the times asked about are spread over the day. */
const DAY = Date.parse('2026-11-18T00:00:00+08:00');

const RULES = makeRules({
  settings: pushSettingsSchema.parse({}),
  holidays: makeHolidayTable(STATE_COUNCIL_2026),
  silentDays: [{ day: '12-13', region: '', name: '12-13', classes: ['care', 'marketing'] }],
});

interface Question {
  readonly request: PushRequest;
  readonly facts: PushFacts;
  readonly now: Date;
}

/** Decisions of the push policy a second on one core, for customers with consents, a history and two or three places. */
export async function benchPolicy(): Promise<void> {
  const questions = Array.from({ length: CUSTOMERS }, (_, nth) => question(nth));
  const outcomes = { send: 0, later: 0, refuse: 0 };
  for (const { request, facts, now } of questions) {
    outcomes[decidePush(request, facts, RULES, now).kind] += 1;
  }
  const rates = Array.from({ length: RUNS }, () => run(questions)).sort((a, b) => a - b);
  console.log(
    `push policy: ${Math.round(quantile(rates, 0.5)).toLocaleString('en')} decisions/s on one core` +
      ` (median of ${RUNS}; worst ${Math.round(rates[0] ?? 0).toLocaleString('en')})` +
      ` over ${CUSTOMERS.toLocaleString('en')} customers: ${JSON.stringify(outcomes)}`,
  );
}

/** By the time that the processor spent on it: others may be at work beside it. */
function run(questions: readonly Question[]): number {
  const start = performance.now();
  const before = process.cpuUsage();
  let done = 0;
  while (performance.now() - start < RUN_MS) {
    for (let i = 0; i < BATCH; i += 1) {
      const asked = questions[(done + i) % questions.length];
      if (asked !== undefined) decidePush(asked.request, asked.facts, RULES, asked.now);
    }
    done += BATCH;
  }
  const { user, system } = process.cpuUsage(before);
  return done / ((user + system) / MICROSECONDS_A_SECOND);
}

/** A mix that comes again every time: numbers are spread by a multiplier, not drawn. */
function question(nth: number): Question {
  const spread = (of: number, salt: number): number => ((nth + 1) * (2 * salt + 7919)) % of;
  const pushClass = PUSH_CLASSES[spread(PUSH_CLASSES.length, 1)] ?? 'care';
  const now = new Date(DAY + spread(24 * 60, 2) * MINUTE_MS);
  const customerId = `cus_${nth}`;
  return {
    now,
    request: {
      customerId,
      pushClass,
      isUrgent: false,
      isAboutCase: spread(3, 3) === 0,
      isGreeting: false,
      ways: PUSH_WAYS,
      dailyFrom: '09:00',
      dailyUntil: '20:00',
      notAfter: new Date(DAY + 5 * DAY_MS),
    },
    facts: {
      customerId,
      consents: (['care', 'survey', 'marketing'] as const).map((purpose, index) => ({
        purpose,
        way: null,
        isGranted: spread(10, 4 + index) !== 0,
        decidedAt: new Date(DAY - 100 * DAY_MS),
      })),
      touches: Array.from({ length: spread(5, 8) }, (_, index) => ({
        pushClass: PUSH_CLASSES[spread(PUSH_CLASSES.length, 9 + index)] ?? 'care',
        way: 'wechat',
        at: new Date(DAY - (index * 5 + spread(40, 14)) * 5 * HOUR_MS),
      })),
      places: placesOf(nth, spread(3, 15)),
      hasOpenComplaint: spread(30, 16) === 0,
      hasOpenInjuryClaim: spread(100, 17) === 0,
      city: spread(2, 18) === 0 ? '郑州市' : undefined,
    },
  };
}

function placesOf(nth: number, sendsLeft: number): readonly PushPlace[] {
  const conversationId = `con_${nth}`;
  return [
    { way: 'wechat', account: 'wechat-kf:main', conversationId, sendsLeft, isWindowOpen: true },
    ...(nth % 2 === 0 ? [{ way: 'web', account: 'web', conversationId } as const] : []),
    { way: 'sms', account: 'sms', phone: '13800000000' },
  ];
}
