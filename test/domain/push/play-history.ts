import { makeHolidayTable } from '../../../src/domain/calendar/holiday-table.ts';
import { STATE_COUNCIL_2026 } from '../../../src/domain/calendar/state-council-2026.ts';
import type {
  PushDecision,
  PushFacts,
  PushPlace,
  PushRequest,
  PushRules,
} from '../../../src/domain/push/push.ts';
import { makeRules } from '../../../src/domain/push/rules.ts';
import type { PushSettings } from '../../../src/domain/push/settings.ts';
import { usableSends } from '../../../src/domain/wechat/quota.ts';
import { type History, makeHistory, SILENT, START_MS, STEP_MS, type Want } from './history.ts';
import { type Moment, type Sent, stepOf, type Verdict, verdictOf } from './oracle.ts';

export type Policy = (
  request: PushRequest,
  facts: PushFacts,
  rules: PushRules,
  now: Date,
) => PushDecision;

/** A push that waits for longer than this many looks is given up. */
const LOOKS_MAX = 8;
const WINDOW_MS = 48 * 3_600_000;
const HOLIDAYS = makeHolidayTable(STATE_COUNCIL_2026);

const rulesBySettings = new Map<PushSettings, PushRules>();

function rulesOf(settings: PushSettings): PushRules {
  const known = rulesBySettings.get(settings);
  if (known !== undefined) return known;
  const silentDays = SILENT.map((row) => ({ ...row, name: row.day, classes: [...row.classes] }));
  const rules = makeRules({ settings, holidays: HOLIDAYS, silentDays });
  rulesBySettings.set(settings, rules);
  return rules;
}

/** What happened in a history. */
export interface Played {
  readonly sent: readonly Sent[];
  readonly decisions: number;
  /** The first decision that the oracle does not share. */
  readonly fault: string | undefined;
}

/** Plays a history with a sender that does what the policy says, and asks the oracle about each decision. */
export function playHistory(seed: number, policy: Policy): Played {
  const history = makeHistory(seed);
  const rules = rulesOf(history.settings);
  const sent: Sent[] = [];
  let decisions = 0;
  const waiting = history.wants.map((want) => ({ want, nowMs: want.atMs, looks: 0 }));
  for (;;) {
    waiting.sort((a, b) => a.nowMs - b.nowMs);
    const next = waiting.shift();
    if (next === undefined) return { sent, decisions, fault: undefined };
    const moment = { history, sent, want: next.want, nowMs: next.nowMs };
    const decision = policy(requestOf(next.want), factsAt(moment), rules, new Date(next.nowMs));
    decisions += 1;
    const fault = faultOf(decision, verdictOf(moment));
    if (fault !== undefined) {
      return { sent, decisions, fault: `seed ${seed} step ${stepOf(next.nowMs)}: ${fault}` };
    }
    if (decision.kind === 'send') {
      const { way, account } = decision.place;
      sent.push({ atMs: next.nowMs, pushClass: next.want.pushClass, way, account });
    }
    if (decision.kind === 'later' && next.looks < LOOKS_MAX) {
      waiting.push({ ...next, nowMs: stepFrom(decision.until), looks: next.looks + 1 });
    }
  }
}

/** A sender may come late, and only at steps can the oracle search. */
function stepFrom(until: Date): number {
  return START_MS + Math.ceil(stepOf(until.getTime())) * STEP_MS;
}

function faultOf(decision: PushDecision, verdict: Verdict): string | undefined {
  const told = `${describe(decision)} instead of ${JSON.stringify(verdict)}`;
  if (decision.kind !== verdict.kind) return told;
  switch (decision.kind) {
    case 'send':
      return verdict.kind === 'send' && decision.place.account === verdict.account
        ? undefined
        : told;
    case 'later':
      return verdict.kind === 'later' &&
        decision.until.getTime() === verdict.untilMs &&
        verdict.reasons.includes(decision.reason)
        ? undefined
        : told;
    case 'refuse':
      return verdict.kind === 'refuse' && verdict.reasons.includes(decision.reason)
        ? undefined
        : told;
  }
}

function describe(decision: PushDecision): string {
  return decision.kind === 'later'
    ? `later ${decision.reason} ${decision.until.getTime()}`
    : JSON.stringify(decision);
}

function requestOf({ notAfterMs, atMs: _, ...want }: Want): PushRequest {
  return {
    customerId: 'cus_1',
    ...want,
    ...(notAfterMs === undefined ? {} : { notAfter: new Date(notAfterMs) }),
  };
}

/** What the store would find at that moment: of the future, nothing. */
function factsAt({ history, sent, nowMs }: Moment): PushFacts {
  const isPast = (ms: number | undefined): boolean => ms !== undefined && ms <= nowMs;
  const isOpen = (spans: History['complaints']): boolean =>
    spans.some(({ fromMs, toMs }) => isPast(fromMs) && !isPast(toMs));
  const dated = (ms: number | undefined): Date | undefined =>
    ms !== undefined && isPast(ms) ? new Date(ms) : undefined;
  const rejected = history.rejectedAtMs.filter((ms) => isPast(ms));
  const { surveySilent } = history;
  const isSilent = surveySilent !== undefined && isPast(surveySilent.fromMs);
  return {
    customerId: 'cus_1',
    consents: history.said
      .filter(({ atMs }) => isPast(atMs))
      .map(({ atMs, ...said }) => ({ ...said, decidedAt: new Date(atMs) })),
    touches: sent
      .map(({ atMs, pushClass, way }) => ({ pushClass, way, at: new Date(atMs) }))
      .toReversed(),
    places: placesAt({ history, sent, nowMs }),
    hasOpenComplaint: isOpen(history.complaints),
    hasOpenInjuryClaim: isOpen(history.injuries),
    bereavedAt: dated(history.bereavedAtMs),
    marketingBlockedAt: dated(history.blockedAtMs),
    surveySilentUntil: isSilent ? new Date(surveySilent.toMs) : undefined,
    rejectedAt: rejected.length === 0 ? undefined : new Date(Math.max(...rejected)),
    city: history.city,
  };
}

function placesAt({ history, sent, nowMs }: Omit<Moment, 'want'>): readonly PushPlace[] {
  const isHeld = (way: string): boolean =>
    history.withPerson.some((one) => one.way === way && one.fromMs <= nowMs && nowMs < one.toMs);
  const hasLeft = history.leftWechatAtMs !== undefined && history.leftWechatAtMs <= nowMs;
  const talks = history.talks.filter(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
  const talkMs = talks.length === 0 ? undefined : Math.max(...talks.map(({ toMs }) => toMs));
  const wechat: PushPlace = {
    way: 'wechat',
    account: 'wechat-kf:main',
    isWithPerson: isHeld('wechat'),
    ...(talkMs === undefined ? {} : { talkingUntil: new Date(talkMs) }),
    ...(hasLeft ? { unreachable: 'unsubscribed' } : {}),
    ...windowAt({ history, sent, nowMs }),
  };
  const wechaty: PushPlace = { way: 'wechat', account: 'wechaty:zhang', forbidsGreetings: true };
  return [
    wechat,
    ...(history.hasWechaty ? [wechaty] : []),
    ...(history.hasWeb
      ? [{ way: 'web', account: 'web', isWithPerson: isHeld('web') } as const]
      : []),
    ...(history.hasPhone ? [{ way: 'sms', account: 'sms', phone: '13800000000' } as const] : []),
  ];
}

/** By the ledger of windows that the product keeps. */
function windowAt({
  history,
  sent,
  nowMs,
}: Omit<Moment, 'want'>): Pick<PushPlace, 'sendsLeft' | 'isWindowOpen'> {
  const last = history.written.findLast(({ atMs }) => atMs <= nowMs);
  if (last === undefined) return { sendsLeft: 0, isWindowOpen: false };
  const pushed = sent.filter((one) => one.account === 'wechat-kf:main' && one.atMs >= last.atMs);
  const grant = {
    kind: 'message' as const,
    grantedAt: new Date(last.atMs),
    expiresAt: new Date(last.atMs + WINDOW_MS),
    allowed: history.allowedByMessage,
    used: last.repliesUsed + pushed.length,
  };
  const need = { purpose: 'push', keptForNews: 1, now: new Date(nowMs) } as const;
  return {
    sendsLeft: usableSends([grant], need).length,
    isWindowOpen: nowMs < grant.expiresAt.getTime(),
  };
}
