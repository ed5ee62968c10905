import { describe, expect, it } from 'vitest';
import type { ClockKind, ClockTarget } from '../../../src/domain/sla/clock.ts';
import { measureDurations } from '../../../src/domain/sla/durations.ts';
import { nextWake } from '../../../src/domain/sla/levels.ts';
import { defaultTargets } from '../../../src/domain/sla/policy.ts';
import { at, show } from '../calendar/calendars.ts';
import { clockOf, contacted, opened, proposed, replay, spoke } from './told.ts';

// The holes of public desks, by their numbers in the comparison that this desk is measured by; 5 to 9 are beside this.

describe('hole 1: done after the deadline and before anybody looked', () => {
  it.each([
    ['2026-11-26 09:00', 'met', null],
    ['2026-11-26 09:00:00.001', 'breached', '2026-11-26 09:00'],
    ['2026-11-26 09:59:59', 'breached', '2026-11-26 09:00'],
  ] as const)('a plan told at %s, looked at an hour later, is %s', (when, verdict, breachedAt) => {
    const told = [opened(), ['2026-11-23 10:00', contacted], [when, proposed]] as const;
    const resolution = clockOf(replay(told, '2026-11-26 11:00'), 'resolution');
    expect(resolution.verdict).toBe(verdict);
    expect(resolution.breachedAt && show(resolution.breachedAt)).toBe(breachedAt);
  });

  it('the verdict is the same whoever looks whenever', () => {
    const told = [opened(), ['2026-11-26 09:00:00.001', proposed]] as const;
    const looked = ['2026-11-26 09:00:00.001', '2026-11-26 11:00', '2027-11-26 11:00'].map((asOf) =>
      JSON.stringify(clockOf(replay(told, asOf), 'resolution')),
    );
    expect(new Set(looked).size).toBe(1);
  });

  it('neither a pause, an extension nor a relabelling afterwards takes a breach back', () => {
    const resolution = clockOf(
      replay(
        [
          opened(),
          ['2026-11-26 09:00:00.001', { kind: 'paused', reason: 'waiting_customer' }],
          ['2026-11-26 09:10', { kind: 'resumed', reason: 'waiting_customer' }],
          [
            '2026-11-26 09:20',
            { kind: 'extended', clock: 'resolution', to: { until: at('2026-12-26 09:00') } },
          ],
          [
            '2026-11-26 09:30',
            { kind: 'retargeted', targets: defaultTargets('S4'), calendars: {} },
          ],
          ['2026-11-26 09:40', proposed],
        ],
        '2026-11-26 10:00',
      ),
      'resolution',
    );
    expect(resolution).toMatchObject({ verdict: 'breached', breachedAt: at('2026-11-26 09:00') });
    expect(resolution.doneAt).toEqual(at('2026-11-26 09:40'));
  });

  it('what happened in time and was written down late is in time', () => {
    const told = [opened(), ['2026-11-26 12:00', { kind: 'answered' }]] as const;
    const late = [...told, ['2026-11-26 08:59', proposed]] as const;
    expect(clockOf(replay(told, '2026-11-26 12:00'), 'resolution').verdict).toBe('breached');
    const clocks = replay(late, '2026-11-27 09:00');
    expect(clockOf(clocks, 'resolution').verdict).toBe('met');
  });
});

describe('hole 2: a later answer', () => {
  const asked = [opened(), ['2026-11-23 10:00', contacted], ['2026-11-23 11:00', spoke]] as const;

  it('that comes late between two sweeps is late', () => {
    const told = [...asked, ['2026-11-25 11:00:00.001', contacted]] as const;
    const clocks = replay(told, '2026-11-25 11:04');
    expect(clockOf(clocks, 'next_response')).toMatchObject({
      verdict: 'breached',
      breachedAt: at('2026-11-25 11:00'),
      doneAt: at('2026-11-25 11:00:00.001'),
    });
  });

  it('is waited for anew each time that the customer speaks, from their first word', () => {
    const told = [
      ...asked,
      ['2026-11-23 12:00', spoke],
      ['2026-11-23 13:00', contacted],
      ['2026-11-24 09:00', spoke],
    ] as const;
    const clocks = replay(told, '2026-11-24 10:00');
    expect(clockOf(clocks, 'next_response')).toMatchObject({ verdict: 'met', grossMs: 7_200_000 });
    expect(clockOf(clocks, 'next_response', 2).startedAt).toEqual(at('2026-11-24 09:00'));
    expect(clocks.filter(({ kind }) => kind === 'next_response')).toHaveLength(2);
  });

  it.each(['closed', 'withdrawn', 'merged', 'declined'] as const)(
    'is never late on a case that was %s, nor asked for afterwards',
    (why) => {
      const told = [
        ...asked,
        ['2026-11-23 12:00', { kind: 'ended', why }],
        ['2026-11-24 09:00', spoke],
      ] as const;
      const clocks = replay(told, '2027-11-24 10:00').filter(
        ({ kind }) => kind === 'next_response',
      );
      expect(clocks).toHaveLength(1);
      expect(clocks[0]).toMatchObject({ verdict: null, endedBy: why });
      expect(clocks.every((clock) => nextWake(clock, 0) === undefined)).toBe(true);
    },
  );

  it('is not met by an automatic answer', () => {
    const told = [...asked, ['2026-11-23 11:00:01', { kind: 'answered' }]] as const;
    expect(clockOf(replay(told, '2026-11-23 12:00'), 'next_response').verdict).toBeNull();
  });
});

describe('hole 3: working hours', () => {
  const length = { basis: 'working', minutes: 60, calendarId: 'office' } as const;
  const target: ClockTarget = { kind: 'first_feedback', length, pausedBy: [] };

  it('are used where a promise is made in them, and only there', () => {
    const friday = '2026-11-20 17:30';
    const open = { kind: 'opened', targets: [target], calendars: { office: 1 } } as const;
    const clock = clockOf(replay([[friday, open]], '2026-11-22 12:00'), 'first_feedback');
    expect(clock.dueAt && show(clock.dueAt)).toBe('2026-11-23 09:30');
    const always = { ...target, length: { basis: 'continuous', minutes: 60 } as const };
    const other = { ...open, targets: [always] };
    const dayAndNight = clockOf(replay([[friday, other]], '2026-11-20 18:00'), 'first_feedback');
    expect(dayAndNight.dueAt && show(dayAndNight.dueAt)).toBe('2026-11-20 18:30');
  });

  it('of a calendar that there is not are an error, not a promise without a deadline', () => {
    const lost = { ...target, length: { ...length, calendarId: 'lost' } };
    expect(() => replay([opened([lost])], '2026-11-24 09:00')).toThrow(/calendar lost/);
  });
});

describe('hole 4: times and means', () => {
  it('are those of what happened, and the late ones are in the means', () => {
    const inTime = replay(
      [opened(), ['2026-11-23 11:00', contacted], ['2026-11-24 09:00', proposed]],
      '2027-01-01 00:00',
    );
    const late = replay([opened(), ['2026-11-29 09:00', proposed]], '2027-01-01 00:00');
    const never = replay([opened()], '2027-01-01 00:00');
    const clocks = [...inTime, ...late, ...never];
    const of = (kind: ClockKind) => measureDurations(clocks).find((one) => one.kind === kind);
    const HOUR = 3_600_000;
    expect(of('resolution')).toEqual({
      kind: 'resolution',
      met: 1,
      breached: 2,
      lateAndOpen: 1,
      done: 2,
      grossMsMean: ((24 + 144) / 2) * HOUR,
      netMsMean: ((24 + 144) / 2) * HOUR,
    });
    expect(of('first_feedback')?.grossMsMean).toBe(((2 + 144) / 2) * HOUR);
  });

  it('are told with and without what it stood still, and no mean is made of nothing', () => {
    const told = [
      opened(),
      ['2026-11-23 10:00', contacted],
      ['2026-11-23 11:00', { kind: 'paused', reason: 'waiting_customer' }],
      ['2026-11-25 11:00', { kind: 'resumed', reason: 'waiting_customer' }],
      ['2026-11-25 12:00', proposed],
    ] as const;
    const [, , resolution, regulator] = measureDurations(replay(told, '2026-11-26 00:00'));
    expect(resolution).toMatchObject({ grossMsMean: 51 * 3_600_000, netMsMean: 3 * 3_600_000 });
    expect(regulator).toMatchObject({ kind: 'regulator', done: 0, grossMsMean: null });
  });
});
