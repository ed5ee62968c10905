import { describe, expect, test } from 'vitest';
import { makeRateLimit } from '../../../../../src/bot/channels/wechat/wechaty/rate-limit.ts';
import type { Random } from '../../../../../src/lib/ids.ts';

const noJitter: Random = {
  text: (length) => '0'.repeat(length),
  digits: (length) => '0'.repeat(length),
};
const fullJitter: Random = { ...noJitter, digits: (length) => '9'.repeat(length) };
const NEVER = Number.POSITIVE_INFINITY;

describe('what a wechaty account may send', () => {
  test('is so many messages in any minute', () => {
    const limit = makeRateLimit({ perMinute: 3, secondsBetween: 0 }, noJitter);
    const waits = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => limit.book(id, 0, NEVER).waitMs);
    expect(waits).toEqual([0, 0, 0, 60_000, 60_000, 60_000, 120_000]);
  });

  test('has a pause between two to one person, and none between two people', () => {
    const limit = makeRateLimit({ perMinute: 100, secondsBetween: 3 }, noJitter);
    const waits = ['a', 'a', 'b', 'a'].map((id) => limit.book(id, 0, NEVER).waitMs);
    expect(waits).toEqual([0, 3_000, 0, 6_000]);
  });

  test('has half as much on top of the pause at most', () => {
    const limit = makeRateLimit({ perMinute: 100, secondsBetween: 2 }, fullJitter);
    limit.book('a', 0, NEVER);
    expect(limit.book('a', 0, NEVER).waitMs).toBe(3_000);
  });

  test('books nothing when the wait is longer than the caller has', () => {
    const limit = makeRateLimit({ perMinute: 1, secondsBetween: 0 }, noJitter);
    limit.book('a', 0, 0);
    expect(limit.book('b', 0, 8_000)).toEqual({ isBooked: false, waitMs: 60_000 });
    expect(limit.book('b', 60_000, 8_000)).toEqual({ isBooked: true, waitMs: 0 });
  });
});
