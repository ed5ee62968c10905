import type { ClockKind, ClockTarget, SlaClock } from '../../../src/domain/sla/clock.ts';
import type { ClockHappening } from '../../../src/domain/sla/clock-event.ts';
import { defaultTargets } from '../../../src/domain/sla/policy.ts';
import { replayClocks } from '../../../src/domain/sla/replay.ts';
import { at, calendarOf, OFFICE } from '../calendar/calendars.ts';

/** What happened, on Shanghai's wall clock. */
export type Told = readonly [when: string, happened: ClockHappening];

export const office = calendarOf(OFFICE);
const START = '2026-11-23 09:00';

/** A complaint that came in on Monday, 23 November 2026 at nine. */
export function opened(targets: readonly ClockTarget[] = defaultTargets('S3')): Told {
  return [START, { kind: 'opened', targets, calendars: { office: 1 } }];
}

export const contacted: ClockHappening = { kind: 'contacted' };
export const proposed: ClockHappening = { kind: 'proposed' };
export const spoke: ClockHappening = { kind: 'customer_spoke' };
export const closed: ClockHappening = { kind: 'ended', why: 'closed' };

/** The clocks after what is told, written down in the order in which it is told. */
export function replay(told: readonly Told[], asOf: string): readonly SlaClock[] {
  const events = told.map(([when, happened], index) => ({
    at: at(when),
    seq: index + 1,
    happened,
  }));
  return replayClocks({
    events,
    calendarOf: (id, version) => (id === 'office' && version === 1 ? office : undefined),
    asOf: at(asOf),
  });
}

export function clockOf(clocks: readonly SlaClock[], kind: ClockKind, cycle = 1): SlaClock {
  const found = clocks.find((clock) => clock.kind === kind && clock.cycle === cycle);
  if (found === undefined) throw new Error(`no ${kind} ${cycle}`);
  return found;
}
