import { DAY_MS, MINUTE_MS } from '../../lib/clock.ts';
import { capObstacle } from './caps.ts';
import { waysClosedByConsent } from './consent.ts';
import { type HoursQuestion, hoursObstacle, nextRightHour } from './hours.ts';
import type {
  ClosedWay,
  PushDecision,
  PushFacts,
  PushPlace,
  PushRefusal,
  PushRequest,
  PushRules,
} from './push.ts';
import type { PushClass } from './settings.ts';

/** What waits longer than this does not wait: it is refused with the reason why it would. */
const WAIT_DAYS_MAX = 60;
/** When a conversation that a person has is looked at again: nobody can foresee when it ends. */
const WITH_PERSON_RECHECK_MS = 10 * MINUTE_MS;

/**
 * The one policy for every push (law 9; domain.md 3.7, 5.3). Checked in this order, and the first obstacle is the
 * reason: the end of the window; consent and refusal, for each way; the lists and suppressions of the person
 * (suppressionOf); the quiet time after a rejected claim; silent day, the class's hours, the sender's hours; caps of
 * the class and in total; a conversation that is going on, unless it is urgent; then the ways in the order wanted and the places of each, of which the first open one is
 * taken.
 *
 * What does not end by itself refuses. What ends with time is `later`, at the first instant from which nothing that is
 * known keeps it back (places are judged again then), and refuses when that instant is not before `notAfter` or more
 * than WAIT_DAYS_MAX ahead. All ways closed refuses with the reason of the first one, since nobody can foresee when a
 * customer writes and opens a window; only a conversation that a person has is waited for. Service needs no consent,
 * knows no caps and no suppressions: it has its hours and its ways.
 */
export function decidePush(
  request: PushRequest,
  facts: PushFacts,
  rules: PushRules,
  now: Date,
): PushDecision {
  const { notAfter, ways } = request;
  if (notAfter !== undefined && now >= notAfter) return refuse('window_missed');
  const unwanted = waysClosedByConsent(facts.consents, request, rules.settings);
  if (unwanted.length === ways.length) return refuse(unwanted[0]?.reason ?? 'no_way', unwanted);
  const suppressed = suppressionOf(request, facts, now);
  if (suppressed !== undefined) return refuse(suppressed);
  const question = { request, city: facts.city, rules };
  const wait = waitOf(question, facts, now.getTime());
  if (wait !== undefined) return laterOrRefuse(request, wait, now);
  return chooseWay(question, { request, facts, unwanted, now });
}

/**
 * Why this person is spared, whatever the hour. Care and marketing: the insurer's own list, a bereavement, an open
 * complaint, an open claim with injury or death. Surveys: whoever asked to be left alone, a bereavement, and what
 * spares from care too, unless the survey is about the closed case itself.
 */
function suppressionOf(
  { pushClass, isAboutCase }: Pick<PushRequest, 'pushClass' | 'isAboutCase'>,
  facts: PushFacts,
  now: Date,
): PushRefusal | undefined {
  if (pushClass === 'service') return undefined;
  const isSurvey = pushClass === 'survey';
  if (!isSurvey && facts.marketingBlockedAt !== undefined) return 'marketing_blocked';
  const { surveySilentUntil } = facts;
  if (isSurvey && surveySilentUntil !== undefined && now < surveySilentUntil) {
    return 'survey_silent';
  }
  if (facts.bereavedAt !== undefined) return 'bereaved';
  if (isSurvey && isAboutCase) return undefined;
  if (facts.hasOpenComplaint) return 'open_complaint';
  return facts.hasOpenInjuryClaim ? 'open_injury_claim' : undefined;
}

interface Wait {
  readonly reason: PushRefusal;
  /** Undefined: no end within reach. */
  readonly untilMs: number | undefined;
}

function waitOf(question: HoursQuestion, facts: PushFacts, nowMs: number): Wait | undefined {
  const { request, rules } = question;
  const { settings } = rules;
  const calmAtMs = calmAt(request.pushClass, facts, settings.quietDaysAfterRejection);
  const hours = hoursObstacle(question, nowMs);
  const cap = capObstacle(request, facts.touches, settings, nowMs);
  const silentAtMs = request.isUrgent ? nowMs : silentAt(facts);
  const talk = silentAtMs > nowMs ? 'in_conversation' : undefined;
  const reason = calmAtMs > nowMs ? 'claim_just_rejected' : (hours ?? cap?.reason ?? talk);
  if (reason === undefined) return undefined;
  // None of these comes back once it is over, so the hours are all that is left to look for.
  const fromMs = Math.max(nowMs, calmAtMs, silentAtMs, cap?.freeAtMs ?? nowMs);
  return { reason, untilMs: nextRightHour(question, fromMs, limitOf(nowMs)) };
}

/** Until when a rejected claim keeps back everything but service. In milliseconds since 1970. */
function calmAt(pushClass: PushClass, { rejectedAt }: PushFacts, days: number): number {
  if (pushClass === 'service' || rejectedAt === undefined) return Number.NEGATIVE_INFINITY;
  return rejectedAt.getTime() + days * DAY_MS;
}

/** When the customer has finished what they are talking about just now. In milliseconds since 1970. */
function silentAt({ places }: PushFacts): number {
  return Math.max(0, ...places.map(({ talkingUntil }) => talkingUntil?.getTime() ?? 0));
}

function limitOf(nowMs: number): number {
  return nowMs + WAIT_DAYS_MAX * DAY_MS + 1;
}

function laterOrRefuse({ notAfter }: PushRequest, wait: Wait, now: Date): PushDecision {
  const { reason, untilMs } = wait;
  if (untilMs === undefined) return refuse(reason);
  if (notAfter !== undefined && untilMs >= notAfter.getTime()) return refuse(reason);
  if (untilMs <= now.getTime()) throw new Error(`${reason} keeps nothing back`);
  return { kind: 'later', until: new Date(untilMs), reason };
}

interface Choice {
  readonly request: PushRequest;
  readonly facts: PushFacts;
  readonly unwanted: readonly ClosedWay[];
  readonly now: Date;
}

function chooseWay(question: HoursQuestion, choice: Choice): PushDecision {
  const { request, facts, unwanted, now } = choice;
  const closed: ClosedWay[] = [];
  for (const way of request.ways) {
    const refused = unwanted.find((each) => each.way === way);
    if (refused !== undefined) {
      closed.push(refused);
      continue;
    }
    let isAnywhere = false;
    for (const place of facts.places) {
      if (place.way !== way) continue;
      isAnywhere = true;
      const reason = placeObstacle(place, request);
      if (reason === undefined) return { kind: 'send', place };
      closed.push({ way, account: place.account, reason });
    }
    if (!isAnywhere) closed.push({ way, reason: 'no_way' });
  }
  if (closed.every(({ reason }) => reason !== 'with_person')) {
    return refuse(closed[0]?.reason ?? 'no_way', closed);
  }
  const nowMs = now.getTime();
  const fromMs = nowMs + WITH_PERSON_RECHECK_MS;
  const untilMs = nextRightHour(question, fromMs, limitOf(nowMs));
  return laterOrRefuse(request, { reason: 'with_person', untilMs }, now);
}

/** Why nothing can be said there now. What a person has is last: everything else there is right then. */
export function placeObstacle(
  place: PushPlace,
  { isGreeting }: Pick<PushRequest, 'isGreeting'>,
): PushRefusal | undefined {
  if (place.unreachable !== undefined) return 'unreachable';
  if (isGreeting && place.forbidsGreetings === true) return 'greeting_forbidden';
  if (place.sendsLeft !== undefined && place.sendsLeft <= 0) {
    return place.isWindowOpen === true ? 'quota' : 'window_closed';
  }
  return place.isWithPerson === true ? 'with_person' : undefined;
}

function refuse(reason: PushRefusal, closed: readonly ClosedWay[] = []): PushDecision {
  return { kind: 'refuse', reason, closed };
}
