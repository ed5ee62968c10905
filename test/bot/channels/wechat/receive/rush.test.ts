import { expect, test } from 'vitest';
import { makeRush } from '../../../../../src/bot/channels/wechat/receive/rush.ts';
import { makeManualClock } from '../../../../support/manual-clock.ts';

const START = new Date('2026-11-23T02:00:00Z');

/** A rush at a steady rate, after `seconds` of it. */
function after(perSecond: number, seconds: number) {
  const clock = makeManualClock(START);
  const rush = makeRush(clock);
  for (let count = 0; count < perSecond * seconds; count += 1) {
    clock.advance(1_000 / perSecond);
    rush.add();
  }
  return { clock, rush };
}

test.each([
  [1, false],
  [20, false],
  [60, true],
  [200, true],
])('%i callbacks a second are a rush: %s', (perSecond, isOn) => {
  const { rush } = after(perSecond, 5);
  expect(rush.isOn()).toBe(isOn);
});

test('a rush is over soon after the last callback', () => {
  const { clock, rush } = after(200, 3);
  clock.advance(1_000);
  expect(rush.isOn()).toBe(true);
  clock.advance(1_000);
  expect(rush.isOn()).toBe(false);
});

test('a clock that goes back does no harm', () => {
  let now = START;
  const rush = makeRush({ now: () => now });
  for (let count = 0; count < 50; count += 1) rush.add();
  now = new Date(START.getTime() - 60_000);
  expect(rush.isOn()).toBe(true);
  now = START;
  expect(rush.isOn()).toBe(false);
});
