import { HOUR_MS } from '../../lib/clock.ts';
import { dayAt, type ShanghaiDay, startOf } from '../calendar/shanghai-day.ts';
import type { VisitSlot, VisitTry } from './visit.ts';

/** Which days are days off. */
export interface VisitRules {
  /** True: a weekend or public holiday, and no make-up working day. */
  readonly isDayOff: (day: ShanghaiDay) => boolean;
}

/** When customers are tried, in hours of Shanghai; half-open (domain.md 3.7: 09:00 to 20:00, on days off 10:00 to 19:00). */
const SLOTS: readonly {
  readonly slot: VisitSlot;
  readonly from: number;
  readonly until: number;
}[] = [
  { slot: 'morning', from: 9, until: 12 },
  { slot: 'noon', from: 12, until: 14 },
  { slot: 'afternoon', from: 14, until: 18 },
  { slot: 'evening', from: 18, until: 20 },
];
const DAY_OFF = { from: 10, until: 19 };
/** How far ahead a time is looked for, in days. */
const LOOK_AHEAD_DAYS = 40;

interface SlotSpan {
  readonly slot: VisitSlot;
  readonly day: ShanghaiDay;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The part of the day that an instant is in; undefined at night. */
export function slotAt(at: Date, rules: VisitRules): VisitSlot | undefined {
  const ms = at.getTime();
  return spansOn(dayAt(ms), rules).find(({ fromMs, untilMs }) => fromMs <= ms && ms < untilMs)
    ?.slot;
}

/** This instant, or the next at which customers may be tried. */
export function nextOpen(from: Date, rules: VisitRules): Date {
  for (const span of spansFrom(from, rules)) return new Date(span.fromMs);
  return from;
}

/**
 * When to try again: in a part of the day that was not tried, on another day than the last time; else in one that was
 * not tried; else in another than the last time. Undefined: not before `before`.
 */
export function nextTryAt(
  given: { readonly from: Date; readonly before: Date; readonly tries: readonly VisitTry[] },
  rules: VisitRules,
): Date | undefined {
  const { from, before, tries } = given;
  const last = tries.at(-1);
  const tried = new Set(tries.map(({ slot }) => slot));
  let second: SlotSpan | undefined;
  let third: SlotSpan | undefined;
  for (const span of spansFrom(from, rules)) {
    if (span.fromMs >= before.getTime()) break;
    if (last === undefined) return new Date(span.fromMs);
    if (span.slot === last.slot) continue;
    if (!tried.has(span.slot)) {
      if (span.day !== dayAt(last.at.getTime())) return new Date(span.fromMs);
      second ??= span;
    }
    third ??= span;
  }
  const found = second ?? third;
  return found === undefined ? undefined : new Date(found.fromMs);
}

/** Parts of days from an instant on; the first may have begun before it. */
function* spansFrom(from: Date, rules: VisitRules): Generator<SlotSpan> {
  const startMs = from.getTime();
  const today = dayAt(startMs);
  for (let day = today; day < today + LOOK_AHEAD_DAYS; day += 1) {
    for (const span of spansOn(day, rules)) {
      if (span.untilMs > startMs) yield { ...span, fromMs: Math.max(span.fromMs, startMs) };
    }
  }
}

function spansOn(day: ShanghaiDay, rules: VisitRules): readonly SlotSpan[] {
  const isDayOff = rules.isDayOff(day);
  return SLOTS.map(({ slot, from, until }) => ({
    slot,
    day,
    fromMs: startOf(day) + (isDayOff ? Math.max(from, DAY_OFF.from) : from) * HOUR_MS,
    untilMs: startOf(day) + (isDayOff ? Math.min(until, DAY_OFF.until) : until) * HOUR_MS,
  }));
}
