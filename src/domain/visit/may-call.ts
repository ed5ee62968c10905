import { HOUR_MS } from '../../lib/clock.ts';
import type { VisitRefusal } from './acts.ts';
import type { VisitFacts } from './facts.ts';
import { nextTryAt, slotAt, type VisitRules } from './slots.ts';
import type { Visit, VisitTry } from './visit.ts';

/** A call that was begun so long ago and has no result was broken off. */
const CALL_HOURS_MAX = 2;

/** The call that goes on: who is on the phone was asked, and what it came to is not written down yet. */
export function openCall({ tries }: Pick<Visit, 'tries'>, now: Date): VisitTry | undefined {
  const call = unfinishedCall({ tries });
  const isFresh =
    call !== undefined && now.getTime() - call.at.getTime() < CALL_HOURS_MAX * HOUR_MS;
  return isFresh ? call : undefined;
}

function unfinishedCall({ tries }: Pick<Visit, 'tries'>): VisitTry | undefined {
  const last = tries.at(-1);
  return last?.way === 'phone' && last.result === undefined ? last : undefined;
}

/** Why nobody may call now, and from when on somebody may; undefined: somebody may. */
export function callRefusal(
  visit: Visit,
  given: { readonly now: Date; readonly facts: VisitFacts; readonly rules: VisitRules },
): { readonly why: VisitRefusal; readonly from?: Date | undefined } | undefined {
  const { now, facts, rules } = given;
  if (visit.status !== 'calling') return { why: 'not_calling' };
  if (openCall(visit, now) !== undefined) return undefined;
  if (facts.hold !== undefined) return { why: 'on_hold' };
  const slot = slotAt(now, rules);
  if (slot === undefined) return { why: 'outside_hours' };
  const unfinished = unfinishedCall(visit);
  const tries = unfinished === undefined ? visit.tries : visit.tries.slice(0, -1);
  const last = tries.at(-1);
  if (last?.result === 'CALL_LATER') {
    // Their own wish is kept to the minute, and may name the same part of the day again.
    const isEarly = visit.nextAttemptAt !== undefined && now < visit.nextAttemptAt;
    return isEarly ? { why: 'not_yet', from: visit.nextAttemptAt } : undefined;
  }
  if (last?.slot !== slot) return undefined;
  return { why: 'same_slot', from: nextTryAt({ from: now, before: visit.dueUntil, tries }, rules) };
}

/** The try of a call at `now`: the one that goes on, or the next. A call that was broken off is begun anew. */
export function callAt(
  visit: Visit,
  given: { readonly now: Date; readonly rules: VisitRules; readonly byId: string },
): VisitTry {
  const { now, rules, byId } = given;
  const open = openCall(visit, now);
  if (open !== undefined) return { ...open, byId };
  const nth = unfinishedCall(visit)?.nth ?? (visit.tries.at(-1)?.nth ?? 0) + 1;
  return { nth, way: 'phone', slot: slotAt(now, rules) ?? 'morning', at: now, byId };
}
