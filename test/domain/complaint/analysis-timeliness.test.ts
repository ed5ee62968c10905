import { describe, expect, it } from 'vitest';
import type { AnalysedClock } from '../../../src/domain/complaint/analysis-rows.ts';
import { overClockOf, timelinessOf } from '../../../src/domain/complaint/analysis-timeliness.ts';
import type { TimelinessMeasure } from '../../../src/domain/complaint/report.ts';
import { analysed, clockOf, june } from './analysis-samples.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const now = june('20 09:00');

function measured(
  measure: TimelinessMeasure,
  clocks: readonly AnalysedClock[],
  complaints = [1, 2, 3, 4, 5, 6, 7].map((no) => analysed(no)),
) {
  const found = timelinessOf({ complaints, clocks, now }).find((one) => one.measure === measure);
  if (found === undefined) throw new Error(`${measure} is not measured`);
  return found;
}

describe('timeliness', () => {
  const met = (no: number, hours: number, patch: Partial<AnalysedClock> = {}) =>
    clockOf(no, {
      verdict: 'met',
      doneAt: new Date(june('10 09:00').getTime() + hours * HOUR_MS),
      grossMs: hours * HOUR_MS,
      netMs: hours * HOUR_MS,
      ...patch,
    });
  const late = (no: number, hours: number, patch: Partial<AnalysedClock> = {}) =>
    met(no, hours, { verdict: 'breached', breachedAt: june('13 09:00'), ...patch });

  it('counts what was done or is due, and nothing that still has time', () => {
    const clocks = [
      met(1, 24),
      met(2, 72),
      late(3, 100),
      // Not done, and its deadline has passed: stored, and not stored yet.
      clockOf(4, { verdict: 'breached', breachedAt: june('13 09:00') }),
      clockOf(5),
      // Has time, and ended without a verdict: neither is in the base.
      clockOf(6, { dueAt: june('21') }),
      clockOf(7, { endedAt: june('11') }),
    ];
    const found = measured('resolution', clocks);
    expect(found.rate).toMatchObject({ numerator: 2, denominator: 5, rate: 0.4 });
    expect(found.stillLate).toBe(2);
    expect(found.lateNos).toEqual(['TS005', 'TS004', 'TS003']);
  });

  it('has late ones in its mean, median and P90, by the wall and without pauses', () => {
    const found = measured('resolution', [
      met(1, 10),
      met(2, 20, { netMs: 5 * HOUR_MS, pausedMs: 15 * HOUR_MS }),
      late(3, 300),
      clockOf(4, { verdict: 'breached', breachedAt: june('13 09:00') }),
    ]);
    expect(found.gross).toEqual({
      n: 3,
      meanMs: 110 * HOUR_MS,
      medianMs: 20 * HOUR_MS,
      p90Ms: 300 * HOUR_MS,
    });
    expect(found.net).toEqual({
      n: 3,
      meanMs: 105 * HOUR_MS,
      medianMs: 10 * HOUR_MS,
      p90Ms: 300 * HOUR_MS,
    });
  });

  it('is late for a complaint when any run of its clock was late, and counts it once', () => {
    const found = measured('resolution', [met(1, 10), late(1, 90, { cycle: 2 }), met(2, 5)]);
    expect(found.rate).toMatchObject({ numerator: 1, denominator: 2 });
    expect(found.gross.n).toBe(3);
  });

  it('keeps a breach of what was merged, declined or called a suggestion afterwards', () => {
    const complaints = [
      analysed(1, { status: 'MERGED' }),
      analysed(2, { status: 'DECLINED' }),
      analysed(3, { nature: 'suggestion' }),
    ];
    const clocks = [1, 2, 3].map((no) => late(no, 80, { doneAt: null, endedAt: june('14') }));
    expect(measured('resolution', clocks, complaints).rate).toMatchObject({
      numerator: 0,
      denominator: 3,
    });
  });

  it.each([
    // The 72 hours of everybody, whatever the policy said: to the millisecond, pauses left out.
    ['resolution_72h', { doneAt: june('13 09:00') }, [1, 1]],
    ['resolution_72h', { doneAt: new Date(june('13 09:00').getTime() + 1) }, [0, 1]],
    ['resolution_72h', { doneAt: june('14 09:00'), pausedMs: DAY_MS }, [1, 1]],
    ['resolution_72h', { doneAt: june('14 09:01'), pausedMs: DAY_MS }, [0, 1]],
    ['resolution_72h', { pausedAt: june('12 09:00') }, [0, 0]],
    ['resolution_72h', {}, [0, 1]],
    ['resolution_72h', { endedAt: june('12') }, [0, 0]],
    ['resolution_72h', { endedAt: june('14') }, [0, 1]],
    ['first_feedback_48h', { kind: 'first_feedback', doneAt: june('12 09:00') }, [1, 1]],
    ['first_feedback_48h', { kind: 'first_feedback', doneAt: june('12 09:01') }, [0, 1]],
    // Natural days: the first is not counted, and the last one ends at its 24:00 in Shanghai.
    [
      'regulator_15d',
      { kind: 'regulator', startedAt: june('1 23:59'), doneAt: june('17 00:00') },
      [1, 1],
    ],
    [
      'regulator_15d',
      { kind: 'regulator', startedAt: june('1 23:59'), doneAt: june('17 00:01') },
      [0, 1],
    ],
    [
      'regulator_30d',
      { kind: 'regulator', startedAt: june('1 23:59'), doneAt: june('17 00:01') },
      [1, 1],
    ],
    ['regulator_30d', { kind: 'regulator', startedAt: june('1 23:59') }, [0, 0]],
    ['regulator_15d', { kind: 'regulator', startedAt: june('1 23:59') }, [0, 1]],
  ] as const)('%s of %j is %j', (measure, patch, [numerator, denominator]) => {
    const found = measured(measure, [clockOf(1, patch)]);
    expect(found.rate).toMatchObject({ numerator, denominator });
  });

  it('is null with n 0 where nothing was measured', () => {
    for (const one of timelinessOf({ complaints: [], clocks: [], now })) {
      expect(one.rate).toEqual({ numerator: 0, denominator: 0, rate: null, low: null, high: null });
      expect(one.gross).toEqual({ n: 0, meanMs: null, medianMs: null, p90Ms: null });
    }
  });

  it('lists every run past its deadline: those that still wait first, the latest of each first', () => {
    const clocks = [
      met(1, 24),
      late(2, 100),
      late(3, 300),
      clockOf(4, { verdict: 'breached', breachedAt: june('13 09:00') }),
      clockOf(5, { dueAt: june('12 09:00') }),
      late(6, 0, { doneAt: null, endedAt: june('13 10:00') }),
    ];
    const complaints = [1, 2, 3, 4, 5, 6].map((no) => analysed(no, { handlerName: '王' }));
    const { total, rows } = overClockOf({ complaints, clocks, now });
    expect(total).toBe(5);
    expect(rows.map(({ complaintNo, lateMs }) => [complaintNo, lateMs / HOUR_MS])).toEqual([
      ['TS005', 8 * 24],
      ['TS004', 7 * 24],
      ['TS003', 228],
      ['TS002', 28],
      ['TS006', 1],
    ]);
    expect(rows[0]).toMatchObject({ dueAt: june('12 09:00'), doneAt: null, handlerName: '王' });
  });
});
