import { VISIT_PLANS } from './plan.ts';
import { nextTryAt, slotAt, type VisitRules } from './slots.ts';
import type { VisitStep } from './step.ts';
import type { Visit, VisitResult, VisitWay } from './visit.ts';

/** What a call came to. */
export interface CallOutcome {
  readonly result: VisitResult;
  readonly at: Date;
  /** Of CALL_LATER. */
  readonly callLaterAt?: Date | undefined;
  /** Of PARTIAL: true when at least half was answered. */
  readonly isHalf?: boolean | undefined;
}

/** What follows from a call. */
export interface AfterCall {
  readonly step: VisitStep;
  readonly ways: readonly VisitWay[];
  readonly attemptsMax: number;
  /** What follows beyond the visit itself. */
  readonly effect?:
    | /** Nobody asks them for twelve months. */ 'silence'
    | /** No greetings any more, and no other visit. */ 'bereaved'
    | /** Visits about the same policy are over. */ 'sold'
    | /** Somebody has to see to what was found. */ 'finding'
    | undefined;
}

/** Each wish to be called later is one more call, but not for ever. */
const EXTRA_CALLS_MAX = 3;

/**
 * What follows when somebody called; `visit.tries` holds this call already. `wrong_time`: the customer's wish is not
 * after the call, in its window and in the hours of calls.
 */
export function recordCall(
  visit: Visit,
  outcome: CallOutcome,
  rules: VisitRules,
): AfterCall | 'wrong_time' {
  const same = { ways: visit.ways, attemptsMax: visit.attemptsMax };
  switch (outcome.result) {
    case 'SUCCESS':
      return { ...same, step: { do: 'end', status: 'done', result: 'SUCCESS' } };
    case 'PARTIAL':
      return { ...same, step: partial(outcome) };
    case 'NO_ANSWER':
      return { ...same, step: again(visit, outcome.at, rules) };
    case 'CALL_LATER':
      return later(visit, outcome, rules);
    case 'WRONG_NUMBER':
      return wrongNumber(visit, outcome);
    case 'REFUSED':
      return { ...same, effect: 'silence', step: stop('REFUSED', 'refused') };
    case 'OPEN_COMPLAINT':
      return { ...same, effect: 'finding', step: stop('OPEN_COMPLAINT', 'open_complaint') };
    case 'DECEASED':
      return { ...same, effect: 'bereaved', step: stop('DECEASED', 'bereaved') };
    case 'SOLD':
      return { ...same, effect: 'sold', step: stop('SOLD', 'sold') };
  }
}

function stop(
  result: VisitResult,
  reason: 'refused' | 'open_complaint' | 'bereaved' | 'sold',
): VisitStep {
  return { do: 'end', status: 'stopped', result, reason };
}

function partial({ isHalf }: CallOutcome): VisitStep {
  const done = { do: 'end', status: 'done', result: 'PARTIAL' } as const;
  return isHalf === true ? done : { ...done, reason: 'below_half' };
}

/** Another part of the day, while the plan and the window allow it. */
function again(visit: Visit, at: Date, rules: VisitRules): VisitStep {
  const missed = { do: 'end', status: 'missed', result: 'NO_ANSWER', reason: 'no_answer' } as const;
  if (visit.tries.length >= visit.attemptsMax) return missed;
  const from = nextTryAt({ from: at, before: visit.dueUntil, tries: visit.tries }, rules);
  return from === undefined ? missed : { do: 'call', from };
}

/** Their own wish may name the same part of the day again. */
function later(visit: Visit, outcome: CallOutcome, rules: VisitRules): AfterCall | 'wrong_time' {
  const { callLaterAt: from, at } = outcome;
  if (from === undefined || from <= at || from >= visit.dueUntil) return 'wrong_time';
  if (slotAt(from, rules) === undefined) return 'wrong_time';
  const most = VISIT_PLANS[visit.kind].attemptsMax + EXTRA_CALLS_MAX;
  const attemptsMax = Math.min(most, Math.max(visit.attemptsMax, visit.tries.length + 1));
  const { ways } = visit;
  if (visit.tries.length >= attemptsMax)
    return {
      ways,
      attemptsMax,
      step: { do: 'end', status: 'missed', result: 'CALL_LATER', reason: 'no_answer' },
    };
  return { ways, attemptsMax, step: { do: 'call', from } };
}

/** The number is not theirs: it is not called again, and what is left is tried. */
function wrongNumber(visit: Visit, { at }: CallOutcome): AfterCall {
  const ways = visit.ways.filter((way) => way !== 'phone');
  const { attemptsMax } = visit;
  const isAsked = visit.tries.some(({ way }) => way !== 'phone');
  const isLeft = ways.length > 0 && !isAsked && visit.kind !== 'POST_COMPLAINT';
  if (isLeft) return { ways, attemptsMax, step: { do: 'wait', until: at } };
  const step = {
    do: 'end',
    status: 'missed',
    result: 'WRONG_NUMBER',
    reason: 'wrong_number',
  } as const;
  return { ways, attemptsMax, step };
}
