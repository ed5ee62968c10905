import { describe, expect, it } from 'vitest';
import type { ComplaintCase } from '../../../src/domain/complaint/case.ts';
import {
  nextTimer,
  reopenUntil,
  reviewUntil,
  wantsCallBack,
} from '../../../src/domain/complaint/follow-up.ts';
import { COMPLAINT_STATUSES } from '../../../src/domain/complaint/record.ts';
import { addMs, DAY_MS, HOUR_MS } from '../../../src/lib/clock.ts';
import { complaintIn, NOTICE, SINCE } from './complaint-samples.ts';

describe('what the desk does next by itself', () => {
  it('is something in three states only', () => {
    const busy = COMPLAINT_STATUSES.filter((status) =>
      nextTimer(complaintIn(status, { ratingAskedAt: undefined }), { now: SINCE }),
    );
    expect(busy).toEqual(['WAITING_CUSTOMER', 'PROPOSED', 'CLOSED']);
  });

  it('lets a plan stand three days after it was told', () => {
    const complaint = complaintIn('PROPOSED', {
      notice: { ...NOTICE, at: addMs(SINCE, -HOUR_MS) },
    });
    const at = addMs(SINCE, 3 * DAY_MS - HOUR_MS);
    expect(nextTimer(complaint, { now: SINCE })).toEqual({ what: 'expire', at });
  });

  it('reminds once of each wait, after five days', () => {
    const waiting = complaintIn('WAITING_CUSTOMER');
    const timer = { what: 'remind', at: addMs(SINCE, 5 * DAY_MS) };
    const now = addMs(SINCE, 6 * DAY_MS);
    expect(nextTimer(waiting, { now })).toEqual(timer);
    expect(nextTimer(waiting, { now, remindedAt: addMs(SINCE, -DAY_MS) })).toEqual(timer);
    expect(nextTimer(waiting, { now, remindedAt: timer.at })).toBeUndefined();
  });
});

describe('asking how it was', () => {
  /** In Shanghai, of June 2026. */
  const shanghai = (day: number, time: string): Date =>
    new Date(`2026-06-${String(day).padStart(2, '0')}T${time}:00.000+08:00`);
  const askedAt = (closedAt: Date, now = closedAt, patch: Partial<ComplaintCase> = {}) =>
    nextTimer(complaintIn('CLOSED', { closedAt, ratingAskedAt: undefined, ...patch }), { now })?.at;

  it.each([
    ['a day later, by day', shanghai(1, '10:00'), shanghai(2, '10:00')],
    ['not before nine', shanghai(1, '07:30'), shanghai(2, '09:00')],
    ['at nine', shanghai(1, '09:00'), shanghai(2, '09:00')],
    ['not at eight in the evening', shanghai(1, '20:00'), shanghai(3, '09:00')],
    ['a minute before', shanghai(1, '19:59'), shanghai(2, '19:59')],
    ['the morning after a night', shanghai(1, '23:00'), shanghai(3, '09:00')],
  ])('%s', (_name, closedAt, wanted) => {
    expect(askedAt(closedAt)).toEqual(wanted);
  });

  it('is made up for after an outage by day, and dropped after 72 hours', () => {
    const closedAt = shanghai(1, '10:00');
    expect(askedAt(closedAt, shanghai(3, '11:00'))).toEqual(shanghai(3, '11:00'));
    expect(askedAt(closedAt, shanghai(3, '22:00'))).toEqual(shanghai(4, '09:00'));
    expect(askedAt(closedAt, shanghai(4, '09:59'))).toEqual(shanghai(4, '09:59'));
    expect(askedAt(closedAt, shanghai(4, '10:00'))).toBeUndefined();
    expect(askedAt(shanghai(1, '08:00'), shanghai(3, '21:00'))).toBeUndefined();
  });

  it('is done once, and of nobody who withdrew', () => {
    const closedAt = shanghai(1, '10:00');
    expect(askedAt(closedAt, closedAt, { ratingAskedAt: closedAt })).toBeUndefined();
    expect(askedAt(closedAt, closedAt, { closeReason: 'withdrawn' })).toBeUndefined();
    expect(askedAt(closedAt, closedAt, { closeReason: 'no_reply' })).toBeDefined();
    const rating = { score: 5, solved: 'solved', at: closedAt } as const;
    expect(askedAt(closedAt, closedAt, { rating })).toBeUndefined();
  });

  it.each([
    [1, 'solved', true],
    [2, 'partly', true],
    [3, 'partly', false],
    [4, 'not_solved', true],
    [5, 'solved', false],
  ] as const)('has %i and %s called back: %s', (score, solved, wanted) => {
    expect(wantsCallBack({ score, solved })).toBe(wanted);
  });
});

describe('the days of the law', () => {
  const midnight = (day: string): Date => new Date(`${day}T00:00:00.000+08:00`);

  it('begin with the day after and end with the last one', () => {
    const early = new Date('2026-01-31T00:00:00.000+08:00');
    const late = new Date('2026-01-31T23:59:59.999+08:00');
    for (const at of [early, late]) {
      expect(reopenUntil({ since: SINCE, closedAt: at })).toEqual(midnight('2026-03-03'));
      expect(reviewUntil({ decidedAt: at, notice: undefined })).toEqual(midnight('2026-03-03'));
    }
  });

  it('count from the plan that stands, when nothing was decided after it', () => {
    expect(reviewUntil({ decidedAt: undefined, notice: NOTICE })).toEqual(midnight('2026-07-02'));
    expect(reviewUntil({ decidedAt: undefined, notice: undefined })).toBeUndefined();
  });
});
