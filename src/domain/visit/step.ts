import { addMs, HOUR_MS } from '../../lib/clock.ts';
import type { PushWay } from '../push/settings.ts';
import type { VisitFacts } from './facts.ts';
import { pushReason } from './facts.ts';
import { LOW_CSAT_MAX, SILENCE_HOURS, VISIT_PLANS } from './plan.ts';
import { nextOpen, nextTryAt, type VisitRules } from './slots.ts';
import { isVisitEnded, type Visit, type VisitReason, type VisitResult } from './visit.ts';

/** What is done with a visit now. */
export type VisitStep =
  /** Nothing before `until`. The reason is why it waits; absent: only for the time. */
  | { readonly do: 'wait'; readonly until: Date; readonly reason?: VisitReason | undefined }
  /** Ask by message; `nth` is 1 for the first. */
  | { readonly do: 'invite'; readonly nth: number; readonly ways: readonly PushWay[] }
  /** A person calls, from then on. */
  | { readonly do: 'call'; readonly from: Date; readonly reason?: VisitReason | undefined }
  | VisitEnd;

export interface VisitEnd {
  readonly do: 'end';
  readonly status: 'done' | 'stopped' | 'missed';
  readonly result?: VisitResult | undefined;
  readonly reason?: VisitReason | undefined;
}

export interface StepGiven {
  readonly facts: VisitFacts;
  readonly now: Date;
  readonly rules: VisitRules;
}

/** How often a visit that is held back is looked at. */
const HOLD_MS = 6 * HOUR_MS;
/** A complaint's own question is asked within seconds of its time; it is looked for so often. */
const RATING_LOOK_MS = 3 * HOUR_MS;
/** Whoever was asked in the chat is called after this long without an answer, when the complaint was severe. */
const RATING_SILENCE_MS = 24 * HOUR_MS;
const SILENCE_MS = SILENCE_HOURS * HOUR_MS;
/** From this share on a partial answer counts (domain.md 4.4). */
const HALF = 0.5;

/** What follows for a visit now; undefined: it has ended. */
export function decideStep(visit: Visit, given: StepGiven): VisitStep | undefined {
  if (isVisitEnded(visit.status)) return undefined;
  const { facts, now } = given;
  const isOver = now >= visit.dueUntil;
  const ended = answered(visit, given) ?? stopped(visit, facts, now);
  if (ended !== undefined) return ended;
  if (isOver) return over(visit, facts);
  if (now < visit.dueFrom) return { do: 'wait', until: visit.dueFrom };
  const held = facts.hold ?? (isSilent(facts, now) ? 'survey_silent' : undefined);
  if (held !== undefined) return wait(visit, addMs(now, HOLD_MS), held);
  switch (visit.status) {
    case 'planned':
      return begin(visit, given);
    case 'inviting':
      return goOn(visit, given);
    default:
      // The refusal holds for a call that was planned before it, too.
      if (facts.phoneObstacle === 'refused')
        return { do: 'end', status: 'stopped', reason: 'refused' };
      return wait(visit, visit.dueUntil);
  }
}

/** An answer ends it, but one that is bad and that nobody else calls about. */
function answered(visit: Visit, given: StepGiven): VisitStep | undefined {
  const { answer, rating } = given.facts;
  if (rating?.isAnswered === true)
    return { do: 'end', status: 'done', result: 'SUCCESS', reason: 'rated_in_chat' };
  if (answer === undefined) return undefined;
  if (answer.isRefused)
    return { do: 'end', status: 'stopped', result: 'REFUSED', reason: 'refused' };
  if (!answer.isComplete) return undefined;
  const success = { do: 'end', status: 'done', result: 'SUCCESS' } as const;
  const isLow = answer.csat !== undefined && answer.csat <= LOW_CSAT_MAX;
  if (!isLow || VISIT_PLANS[visit.kind].calls !== 'on_low_score') return success;
  // One person calls, not two: a follow-up has its own deadline and its own owner.
  if (answer.hasFollowUp) return { ...success, reason: 'followed_up' };
  if (given.now >= visit.dueUntil || callObstacle(visit, given.facts) !== undefined) return success;
  if (visit.status === 'calling') return wait(visit, visit.dueUntil, 'low_score');
  const from = nextTryAt(
    { from: given.now, before: visit.dueUntil, tries: visit.tries },
    given.rules,
  );
  return from === undefined ? success : { do: 'call', from, reason: 'low_score' };
}

function stopped(visit: Visit, facts: VisitFacts, now: Date): VisitEnd | undefined {
  const end = { do: 'end', status: 'stopped' } as const;
  if (facts.isBereaved) return { ...end, reason: 'bereaved' };
  if (facts.gone !== undefined) return { ...end, reason: facts.gone };
  const { surveySilentUntil: until } = facts;
  if (until !== undefined && until > now && until >= visit.dueUntil)
    return { ...end, reason: 'survey_silent' };
  return undefined;
}

function isSilent({ surveySilentUntil }: VisitFacts, now: Date): boolean {
  return surveySilentUntil !== undefined && surveySilentUntil > now;
}

/** Its window is over: what was reached, or why not. */
function over(visit: Visit, facts: VisitFacts): VisitEnd {
  const share = facts.answer?.share ?? 0;
  if (share >= HALF) return { do: 'end', status: 'done', result: 'PARTIAL' };
  const missed = { do: 'end', status: 'missed' } as const;
  if (share > 0) return { ...missed, result: 'PARTIAL', reason: 'below_half' };
  const reason = whyMissed(visit, facts);
  return reason === 'no_answer'
    ? { ...missed, result: 'NO_ANSWER', reason }
    : { ...missed, reason };
}

function whyMissed(visit: Visit, facts: VisitFacts): VisitReason {
  if (visit.status === 'calling')
    return visit.tries.some(({ way }) => way === 'phone') ? 'no_answer' : 'not_called';
  const { push } = facts;
  if (push !== undefined) {
    if (push.state === 'planned') return facts.hold ?? waitReason(push.reason);
    const isNone = push.state === 'suppressed' || push.state === 'failed';
    return isNone && !isFollowing(visit) ? pushReason(push) : 'no_answer';
  }
  if (facts.hold !== undefined) return facts.hold;
  if (visit.kind === 'POST_COMPLAINT')
    return facts.rating?.askedAt === undefined ? 'not_asked' : 'no_answer';
  return visit.reason ?? 'standstill';
}

function waitReason(reason: string | undefined): VisitReason {
  return reason === undefined ? 'window_missed' : pushReason({ state: 'planned', reason });
}

function begin(visit: Visit, given: StepGiven): VisitStep {
  if (visit.kind === 'POST_COMPLAINT') return complaintStep(visit, given);
  const ways = writtenWays(visit);
  const isAsked = visit.tries.some(({ way }) => way !== 'phone');
  if (ways.length === 0 || isAsked) return callStep(visit, given);
  const at = nextOpen(given.now, given.rules);
  if (at >= visit.dueUntil) return wait(visit, visit.dueUntil);
  return at > given.now ? wait(visit, at) : { do: 'invite', nth: 1, ways };
}

/** Its own desk asks in the chat; a person calls whoever has none, and after silence about a severe one. */
function complaintStep(visit: Visit, given: StepGiven): VisitStep {
  const { facts, now } = given;
  const { rating } = facts;
  const look = wait(visit, addMs(now, RATING_LOOK_MS));
  if (rating?.askedAt === undefined) return look;
  if (!rating.isInChat) return callStep(visit, given);
  if (!facts.isSevere) return wait(visit, addMs(now, RATING_LOOK_MS));
  const silentAt = addMs(rating.askedAt, RATING_SILENCE_MS);
  return now < silentAt ? wait(visit, silentAt) : callStep(visit, given);
}

function goOn(visit: Visit, given: StepGiven): VisitStep {
  const { facts, now } = given;
  const { push } = facts;
  if (push === undefined) return callStep(visit, given);
  switch (push.state) {
    case 'suppressed':
    case 'failed':
      // The first one reached them: they may still answer that.
      if (isFollowing(visit)) return wait(visit, visit.dueUntil);
      return afterNothing(visit, given, pushReason(push));
    case 'planned':
    case 'sending': {
      const waitedAt = addMs(visit.tries.at(-1)?.at ?? now, SILENCE_MS);
      if (now < waitedAt) return wait(visit, waitedAt);
      return isCapped(push.reason) ? wait(visit, visit.dueUntil) : afterSilence(visit, given);
    }
    case 'sent':
    case 'delivered':
    case 'unknown': {
      const silentAt = addMs(push.releasedAt ?? visit.tries.at(-1)?.at ?? now, SILENCE_MS);
      return now < silentAt ? wait(visit, silentAt) : afterSilence(visit, given);
    }
  }
}

/** No message reached them. Whoever was asked enough of late is not called instead. */
function afterNothing(visit: Visit, given: StepGiven, reason: VisitReason): VisitStep {
  const missed = { do: 'end', status: 'missed', reason } as const;
  if (isCapped(reason) || VISIT_PLANS[visit.kind].calls === 'never') return missed;
  if (callObstacle(visit, given.facts) !== undefined) return missed;
  return callStep(visit, given);
}

/** A message stayed without an answer: a person calls, or it is sent once more at another time of day. */
function afterSilence(visit: Visit, given: StepGiven): VisitStep {
  const { facts, now, rules } = given;
  const rest = wait(visit, visit.dueUntil);
  const calls = VISIT_PLANS[visit.kind].calls === 'on_silence';
  if (calls && callObstacle(visit, facts) === undefined) return callStep(visit, given);
  const isAgain =
    facts.push?.state !== 'planned' &&
    facts.push?.isReminded !== true &&
    visit.tries.length < visit.attemptsMax;
  if (!isAgain) return rest;
  const at = nextTryAt({ from: now, before: visit.dueUntil, tries: visit.tries }, rules);
  if (at === undefined) return rest;
  const nth = visit.tries.filter(({ way }) => way !== 'phone').length + 1;
  return at > now ? wait(visit, at) : { do: 'invite', nth, ways: writtenWays(visit) };
}

function callStep(visit: Visit, { facts, now, rules }: StepGiven): VisitStep {
  const reason = callObstacle(visit, facts);
  if (reason !== undefined) {
    const result = reason === 'no_answer' ? ({ result: 'NO_ANSWER' } as const) : {};
    return { do: 'end', status: 'missed', ...result, reason };
  }
  const from = nextTryAt({ from: now, before: visit.dueUntil, tries: visit.tries }, rules);
  return from === undefined ? wait(visit, visit.dueUntil) : { do: 'call', from };
}

/** Why nobody calls; undefined: somebody may. */
export function callObstacle(visit: Visit, facts: VisitFacts): VisitReason | undefined {
  if (!visit.ways.includes('phone')) return 'no_way';
  if (!facts.hasPhone) return 'no_phone';
  if (facts.phoneObstacle !== undefined) return facts.phoneObstacle;
  return visit.tries.length >= visit.attemptsMax ? 'no_answer' : undefined;
}

/** The newest push is the second one. */
function isFollowing({ tries }: Pick<Visit, 'tries'>): boolean {
  return tries.filter(({ way }) => way !== 'phone').length > 1;
}

function isCapped(reason: string | undefined): boolean {
  return reason === 'cap_class' || reason === 'cap_total';
}

function writtenWays({ ways }: Pick<Visit, 'ways'>): readonly PushWay[] {
  return ways.flatMap((way) => (way === 'phone' ? [] : [way]));
}

function wait(visit: Visit, until: Date, reason?: VisitReason): VisitStep {
  return { do: 'wait', until: until < visit.dueUntil ? until : visit.dueUntil, reason };
}
