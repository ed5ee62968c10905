import { describe, expect, it } from 'vitest';
import {
  ATTEMPTS_MAX,
  RETRY_BASE_MS,
  RETRY_MAX_MS,
  type SendResult,
  toDisposition,
} from '../../src/domain/outbox.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const randomOf = (digits: string) => ({ text: () => '', digits: () => digits });
const noJitter = randomOf('0000');
const fullJitter = randomOf('9999');

function decide(
  result: SendResult,
  options: { attempt?: number; isIdempotent?: boolean; random?: typeof noJitter } = {},
) {
  const { attempt = 1, isIdempotent = false, random = noJitter } = options;
  return toDisposition(result, { attempt, isIdempotent, now, random });
}

function delayMs(disposition: ReturnType<typeof decide>): number {
  if (disposition.status !== 'queued') throw new Error(`is ${disposition.status}`);
  return disposition.nextAttemptAt.getTime() - now.getTime();
}

describe('what becomes of an outbox row', () => {
  it.each<[string, SendResult, boolean, number, string]>([
    ['an accepted row is sent', { kind: 'sent' }, false, 1, 'sent'],
    ['a refused row is failed', { kind: 'failed', reason: 'http_400' }, false, 1, 'failed'],
    [
      'a row the policy stops is suppressed',
      { kind: 'suppressed', reason: 'quiet' },
      false,
      1,
      'suppressed',
    ],
    [
      'a row that certainly did not arrive is queued',
      { kind: 'retry', reason: 'x' },
      false,
      1,
      'queued',
    ],
    [
      'a row whose attempts are used up is failed',
      { kind: 'retry', reason: 'x' },
      false,
      ATTEMPTS_MAX,
      'failed',
    ],
    [
      'the attempt before the last is queued',
      { kind: 'retry', reason: 'x' },
      false,
      ATTEMPTS_MAX - 1,
      'queued',
    ],
    [
      'a row that may have arrived is never sent again',
      { kind: 'unknown', reason: 'x' },
      false,
      1,
      'unknown',
    ],
    ['unless the other side drops the copy', { kind: 'unknown', reason: 'x' }, true, 1, 'queued'],
    ['and then not for ever', { kind: 'unknown', reason: 'x' }, true, ATTEMPTS_MAX, 'unknown'],
  ])('%s', (_name, result, isIdempotent, attempt, status) => {
    expect(decide(result, { isIdempotent, attempt }).status).toBe(status);
  });

  it('keeps the reason', () => {
    expect(decide({ kind: 'failed', reason: 'http_400' })).toEqual({
      status: 'failed',
      reason: 'http_400',
    });
  });
});

describe('the time of the next attempt', () => {
  const retry = { kind: 'retry', reason: 'x' } as const;

  it.each([
    [1, RETRY_BASE_MS],
    [2, 2 * RETRY_BASE_MS],
    [5, 16 * RETRY_BASE_MS],
    [ATTEMPTS_MAX - 1, RETRY_MAX_MS],
  ])('after attempt %i is %i ms away without jitter', (attempt, expected) => {
    expect(delayMs(decide(retry, { attempt }))).toBe(expected);
  });

  it('is at most halved by the jitter', () => {
    const delay = delayMs(decide(retry, { random: fullJitter }));
    expect(delay).toBeGreaterThanOrEqual(RETRY_BASE_MS / 2);
    expect(delay).toBeLessThan(RETRY_BASE_MS / 2 + 2);
  });

  it('is never sooner than the other side asks', () => {
    expect(delayMs(decide({ ...retry, retryAfterMs: 60_000 }))).toBe(60_000);
  });

  it('is never later than the longest delay, whatever the other side asks', () => {
    expect(delayMs(decide({ ...retry, retryAfterMs: 86_400_000 }))).toBe(RETRY_MAX_MS);
  });
});
