import { describe, expect, it } from 'vitest';
import { type ClockTarget, isOpenClock } from '../../../src/domain/sla/clock.ts';
import { deadlineOf } from '../../../src/domain/sla/lengths.ts';
import { levelName, nextWake } from '../../../src/domain/sla/levels.ts';
import { defaultTargets } from '../../../src/domain/sla/policy.ts';
import { at, show } from '../calendar/calendars.ts';
import { clockOf, closed, contacted, office, opened, replay, spoke } from './told.ts';

/** That a crash neither loses nor repeats a notice, and that a notice that fails stops nobody, is the store's. */
describe('holes 5 and 6: the levels of a clock', () => {
  const late = clockOf(replay([opened()], '2026-12-01 00:00'), 'first_feedback');

  it('follow from the clock alone: half, four fifths, the deadline, and each day after', () => {
    const levels = [0, 1, 2, 3, 4, 9].map((level) => nextWake(late, level));
    expect(levels.map((one) => one && `${one.level} ${show(one.at)}`)).toEqual([
      '0 2026-11-24 09:00',
      '1 2026-11-24 23:24',
      '2 2026-11-25 09:00',
      '3 2026-11-26 09:00',
      '4 2026-11-27 09:00',
      '9 2026-12-02 09:00',
    ]);
    expect([0, 1, 2, 3, 9].map(levelName)).toEqual(['half', 'most', 'due', 'overdue', 'overdue']);
  });

  it('are the same from the stored clock as from a replay after a crash', () => {
    const again = clockOf(replay([opened()], '2026-12-01 00:00'), 'first_feedback');
    expect(nextWake(again, 2)).toEqual(nextWake(late, 2));
  });

  it.each([
    ['that is done', [opened(), ['2026-11-23 10:00', contacted]], 'first_feedback'],
    ['that was ended', [opened(), ['2026-11-23 10:00', closed]], 'first_feedback'],
    ['that a machine meets', [opened()], 'acknowledgement'],
    [
      'that stands still',
      [opened(), ['2026-11-23 10:00', { kind: 'paused', reason: 'waiting_customer' }]],
      'resolution',
    ],
  ] as const)('are none of a clock %s', (_, told, kind) => {
    expect(nextWake(clockOf(replay(told, '2026-11-23 12:00'), kind), 0)).toBeUndefined();
  });

  it('move with the deadline, and a clock that goes on has those that it had not come to', () => {
    const told = [
      opened(),
      ['2026-11-23 10:00', contacted],
      ['2026-11-23 11:00', { kind: 'paused', reason: 'waiting_customer' }],
      ['2026-11-24 11:00', { kind: 'resumed', reason: 'waiting_customer' }],
    ] as const;
    const resolution = clockOf(replay(told, '2026-11-24 12:00'), 'resolution');
    expect(nextWake(resolution, 0)).toEqual({ level: 0, at: at('2026-11-25 21:00') });
    expect(nextWake(resolution, 2)).toEqual({ level: 2, at: at('2026-11-27 09:00') });
  });
});

describe('hole 7: working time over a border', () => {
  it.each([
    ['2026-11-23 17:30', 60, '2026-11-24 09:30', 'Monday 17:30 and an hour'],
    ['2026-11-23 17:00', 60, '2026-11-23 18:00', 'exactly until the end'],
    ['2026-11-23 18:00', 60, '2026-11-24 10:00', 'from the very end'],
    ['2026-11-24 09:00', 60, '2026-11-24 10:00', 'exactly from the opening'],
    ['2026-11-23 12:00', 60, '2026-11-23 14:00', 'from the beginning of lunch'],
    ['2026-11-20 17:59:59.999', 1, '2026-11-23 09:00:59.999', 'over a weekend by a millisecond'],
  ])('%s and %i minutes ends: %s, %s', (from, minutes, due) => {
    const length = { basis: 'working', minutes, calendarId: 'office' } as const;
    expect(show(deadlineOf(length, at(from), office))).toBe(due);
  });

  it('ends for years of it, too', () => {
    const length = { basis: 'working', minutes: 1_000_000, calendarId: 'office' } as const;
    const due = deadlineOf(length, at('2026-11-23 17:30'), office);
    expect(due?.getTime()).toBeGreaterThan(at('2034-01-01 00:00').getTime());
  });
});

describe('hole 8: clocks', () => {
  it('do not overrule each other: the first feedback and the next response are two promises', () => {
    const told = [opened(), ['2026-11-23 10:00', spoke], ['2026-11-23 11:00', spoke]] as const;
    const waiting = replay(told, '2026-11-23 12:00');
    expect(clockOf(waiting, 'first_feedback').dueAt).toEqual(at('2026-11-25 09:00'));
    expect(waiting.some(({ kind }) => kind === 'next_response')).toBe(false);
    const both = replay(
      [...told, ['2026-11-25 10:00', contacted], ['2026-11-25 11:00', spoke]],
      '2026-11-25 12:00',
    );
    expect(clockOf(both, 'first_feedback').verdict).toBe('breached');
    expect(clockOf(both, 'next_response').verdict).toBeNull();
  });

  it('that are open get the new policy; what was done or passed before stays as it was', () => {
    const before = [opened(), ['2026-11-23 10:00', contacted]] as const;
    const change = { kind: 'retargeted', targets: defaultTargets('S1'), calendars: {} } as const;
    const [was, is] = [before, [...before, ['2026-11-23 11:00', change] as const]].map((told) =>
      replay(told, '2026-11-23 12:00'),
    );
    if (was === undefined || is === undefined) throw new Error('no replay');
    expect(clockOf(is, 'first_feedback')).toEqual(clockOf(was, 'first_feedback'));
    expect(clockOf(is, 'acknowledgement')).toEqual(clockOf(was, 'acknowledgement'));
    expect(clockOf(is, 'interim').dueAt).toEqual(at('2026-11-24 09:00'));
  });

  const resolutionOf = (minutes: number): readonly ClockTarget[] => [
    { kind: 'resolution', length: { basis: 'continuous', minutes }, pausedBy: [] },
  ];

  it.each([
    [24 * 60, '2026-11-24 09:00', 'shorter: from the start'],
    [60, '2026-11-23 14:00', 'so short that it has passed: from the change'],
    [96 * 60, '2026-11-26 09:00', 'longer: the promise stays'],
    [72 * 60, '2026-11-26 09:00', 'the same'],
  ])('of 72 hours that get %i minutes are due %s, %s', (minutes, due) => {
    const targets = resolutionOf(minutes);
    const told = [
      opened(resolutionOf(72 * 60)),
      ['2026-11-23 13:00', { kind: 'retargeted', targets, calendars: {} }],
    ] as const;
    const clock = clockOf(replay(told, '2026-11-23 13:00'), 'resolution');
    expect(clock.dueAt && show(clock.dueAt)).toBe(due);
    expect(clock.firstDueAt).toEqual(at('2026-11-26 09:00'));
  });

  it('that were extended stay so when the case is relabelled without another length', () => {
    const told = [
      opened(),
      ['2026-12-01 09:00', { kind: 'extended', clock: 'regulator', to: { days: 30 } }],
      ['2026-12-10 09:00', { kind: 'retargeted', targets: defaultTargets('S2'), calendars: {} }],
    ] as const;
    const regulator = clockOf(replay(told, '2026-12-10 09:00'), 'regulator');
    expect(regulator.dueAt).toEqual(at('2026-12-24 00:00'));
  });
});

describe('hole 9: a breach', () => {
  it('is a fact of its own with the deadline that passed, and it stays when the case has ended', () => {
    const open = clockOf(replay([opened()], '2026-11-26 09:00:00.001'), 'resolution');
    expect(open).toMatchObject({ verdict: 'breached', breachedAt: at('2026-11-26 09:00') });
    expect(isOpenClock(open)).toBe(true);
    const told = [opened(), ['2026-11-27 09:00', closed]] as const;
    const ended = clockOf(replay(told, '2026-11-28 09:00'), 'resolution');
    expect(ended).toMatchObject({ verdict: 'breached', endedBy: 'closed', doneAt: null });
    expect(isOpenClock(ended)).toBe(false);
  });

  it('is none at the very deadline, and none of a clock that stands still', () => {
    const due = replay([opened()], '2026-11-26 09:00');
    expect(clockOf(due, 'resolution').verdict).toBeNull();
    const told = [
      opened(),
      ['2026-11-26 08:59', { kind: 'paused', reason: 'waiting_customer' }],
    ] as const;
    expect(clockOf(replay(told, '2027-11-26 09:00'), 'resolution').verdict).toBeNull();
  });
});
