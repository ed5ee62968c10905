import { describe, expect, test } from 'vitest';
import { type AccountLoad, forecast } from '../../../src/domain/outreach/estimate.ts';
import { AccountBudget, bucketOf, defaultLimits } from '../../../src/domain/outreach/rates.ts';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/lib/clock.ts';

const NOW = new Date('2026-06-10T04:00:00.000Z');
const limits = (perMinute: number, perDay = 1_000_000) => ({
  perMinute,
  perDay,
  perChatMs: 0,
  switchMinMs: 0,
  switchMaxMs: 0,
});

/** Takes whenever it may, every `everyMs`, as hungrily as can be. Returns when each message left. */
function drain(
  perMinute: number,
  { everyMs, forMs }: { readonly everyMs: number; readonly forMs: number },
) {
  const times: number[] = [];
  let state = {
    ...limits(perMinute),
    account: 'sms',
    tokens: 0,
    refilledAt: null,
    nextAt: null,
    dayOn: null,
    daySent: 0,
  } as AccountBudget['state'];
  for (let ms = 0; ms < forMs; ms += everyMs) {
    const budget = new AccountBudget(state, addMs(NOW, ms));
    while (budget.take(0) === undefined) times.push(ms);
    state = budget.state;
  }
  return times;
}

describe('an account', () => {
  test.each([1, 2, 3, 7, 10, 20, 59, 60, 61, 100, 600, 1_000, 12_345])(
    'never sends more than %i a minute, and nearly as many',
    (perMinute) => {
      const times = drain(perMinute, { everyMs: 250, forMs: 5 * MINUTE_MS });
      let from = 0;
      for (const [index, ms] of times.entries()) {
        while ((times[from] ?? 0) <= ms - MINUTE_MS) from += 1;
        expect(index - from + 1).toBeLessThanOrEqual(perMinute);
      }
      expect(times.length).toBeGreaterThan(perMinute * 5 * 0.85 - 1);
    },
  );

  test('a bucket and what comes back within a minute are the rate', () => {
    for (const perMinute of [1, 19, 20, 21, 1_000]) {
      const { size, refill } = bucketOf(perMinute);
      expect(size + refill - 1).toBe(perMinute);
    }
  });

  test('stops for the day and goes on at midnight in Shanghai', () => {
    const state = {
      ...limits(100, 2),
      account: 'sms',
      tokens: 5,
      refilledAt: NOW,
      nextAt: null,
      dayOn: '2026-06-10',
      daySent: 1,
    };
    const budget = new AccountBudget(state, NOW);
    expect(budget.take(0)).toBeUndefined();
    expect(budget.take(0)).toEqual(new Date('2026-06-10T16:00:00.000Z'));
    const next = new AccountBudget(budget.state, new Date('2026-06-10T16:00:00.000Z'));
    expect(next.take(0)).toBeUndefined();
  });

  test('pauses before another chat, at random between its bounds', () => {
    const state = {
      ...limits(100),
      switchMinMs: 2_000,
      switchMaxMs: 6_000,
      account: 'wechaty:a',
      tokens: 5,
      refilledAt: NOW,
      nextAt: null,
      dayOn: null,
      daySent: 0,
    };
    const budget = new AccountBudget(state, NOW);
    expect(budget.take(0.5)).toBeUndefined();
    expect(budget.state.nextAt).toEqual(addMs(NOW, 4_000));
    expect(budget.room).toBe(0);
    expect(budget.take(0.5)).toEqual(addMs(NOW, 4_000));
    expect(new AccountBudget(budget.state, addMs(NOW, 3_999)).take(0)).toBeDefined();
    expect(new AccountBudget(budget.state, addMs(NOW, 4_000)).take(0)).toBeUndefined();
  });

  test('without limits of its own has those of its kind', () => {
    const ofKind = new Map([['wechaty', limits(3)]]);
    expect(defaultLimits('wechaty:a', ofKind).perMinute).toBe(3);
    expect(defaultLimits('wechaty:a', new Map()).perMinute).toBe(6);
    expect(defaultLimits('email', new Map()).perMinute).toBe(60);
  });
});

describe('a forecast', () => {
  const load = (people: number, perMinute: number, perDay?: number): AccountLoad => ({
    people,
    limits: limits(perMinute, perDay),
    sentToday: 0,
  });
  const schedule = {
    startsAt: NOW,
    endsAt: addMs(NOW, 5 * DAY_MS),
    nextRightHour: (ms: number) => ms,
    perMinute: null,
  };

  test('12,400 people by two accounts', () => {
    const { doneBy, leftOver } = forecast([load(6_200, 20), load(6_200, 20)], schedule);
    expect(leftOver).toBe(0);
    expect(doneBy).toEqual(addMs(NOW, 310 * MINUTE_MS));
  });
  test('the slower account decides', () => {
    expect(forecast([load(10, 10), load(100, 10)], schedule).doneBy).toEqual(
      addMs(NOW, 10 * MINUTE_MS),
    );
  });
  test('the campaign has a rate of its own', () => {
    expect(forecast([load(100, 1_000)], { ...schedule, perMinute: 10 }).doneBy).toEqual(
      addMs(NOW, 10 * MINUTE_MS),
    );
  });
  test('a day has its limit, and the next day goes on', () => {
    const { doneBy } = forecast([load(25, 10, 10)], schedule);
    expect(doneBy).toEqual(addMs(new Date('2026-06-11T16:00:00.000Z'), MINUTE_MS));
  });
  test('hours that are wrong are waited for', () => {
    const opens = addMs(NOW, 3 * HOUR_MS).getTime();
    const nextRightHour = (ms: number) => Math.max(ms, opens);
    expect(forecast([load(10, 10)], { ...schedule, nextRightHour }).doneBy).toEqual(
      new Date(opens + MINUTE_MS),
    );
  });
  test('what does not fit its window is said', () => {
    const short = { ...schedule, endsAt: addMs(NOW, 4 * MINUTE_MS) };
    expect(forecast([load(100, 10)], short)).toEqual({ doneBy: null, leftOver: 60 });
  });
});
