import type { PushWay } from '../../../src/domain/push/settings.ts';
import { type History, SILENT, type Span, START_MS, STEP_MS, type Want } from './history.ts';

/** What was sent, in a history. */
export interface Sent {
  readonly atMs: number;
  readonly pushClass: Want['pushClass'];
  readonly way: PushWay;
  readonly account: string;
}

/** What must become of a push, and every rule that speaks against it now. */
export type Verdict =
  | { readonly kind: 'send'; readonly account: string }
  | { readonly kind: 'later'; readonly untilMs: number; readonly reasons: readonly string[] }
  | { readonly kind: 'refuse'; readonly reasons: readonly string[] };

/** A moment of a history: what has happened is known, what will happen is not. */
export interface Moment {
  readonly history: History;
  readonly sent: readonly Sent[];
  readonly want: Want;
  readonly nowMs: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SIXTY_DAYS = 60 * DAY;
const TEN_MINUTES = HOUR / 6;
const KEPT_FOR_NEWS = 1;
/** Of the weeks of a history and what may be waited for after them. */
const STEPS = 110 * 48;
const WECHAT = 'wechat-kf:main';

/** domain.md 5.1, of these weeks. */
const OFF = [
  '09-25',
  '09-26',
  '09-27',
  '10-01',
  '10-02',
  '10-03',
  '10-04',
  '10-05',
  '10-06',
  '10-07',
];
const WORKED = ['09-20', '10-10'];

/** What clocks and calendars on walls in Shanghai show. */
interface WallClock {
  readonly time: string;
  readonly isOff: boolean;
  /** Of this date, or of this day of every year. */
  readonly silentRows: readonly (typeof SILENT)[number][];
}

function lookAtTheWall(ms: number): WallClock {
  const shown = new Date(ms + 8 * HOUR);
  const date = shown.toISOString().slice(0, 10);
  const monthDay = date.slice(5);
  const isWeekend = shown.getUTCDay() === 0 || shown.getUTCDay() === 6;
  return {
    time: shown.toISOString().slice(11, 16),
    isOff: OFF.includes(monthDay) || (isWeekend && !WORKED.includes(monthDay)),
    silentRows: SILENT.filter(({ day }) => day === date || day === monthDay),
  };
}

/** Every step that any history reaches is looked at once. */
const WALL = Array.from({ length: STEPS }, (_, step) => lookAtTheWall(START_MS + step * STEP_MS));

function wallClock(ms: number): WallClock {
  return WALL[stepOf(ms)] ?? lookAtTheWall(ms);
}

/** By comparing what the clock shows; 22:00 to 06:00 is the evening and the morning. */
function isBetween(time: string, from: string, until: string): boolean {
  if (from === until) return true;
  if (from < until) return from <= time && time < until;
  return !(until <= time && time < from);
}

/** The rules about the clock on the wall that speak against `ms`. */
function againstTheClock(
  { history: { settings, city }, want }: Moment,
  ms: number,
): readonly string[] {
  const isService = want.pushClass === 'service';
  if (isService && want.isUrgent) return [];
  const against: string[] = [];
  const { silentRows, time, isOff } = wallClock(ms);
  const kind = isService ? settings.hours.service : settings.hours.others;
  const hours = isOff ? kind.dayOff : kind.workday;
  if (!isBetween(time, hours.from, hours.until)) against.push('quiet_hours');
  if (!isBetween(time, want.dailyFrom ?? '00:00', want.dailyUntil ?? '00:00')) {
    against.push('outside_hours');
  }
  for (const { region, classes } of silentRows) {
    const isThere = region === '' || region === city;
    if (isThere && classes.some((each) => each === want.pushClass)) {
      against.push('silent_day');
    }
  }
  return against;
}

/** The rules that time itself will lift and that speak against `ms`, besides the clock on the wall. */
function againstTheMemory(moment: Moment, ms: number): readonly string[] {
  const { history, want, nowMs } = moment;
  const talks = history.talks.filter(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
  const isTalking = !want.isUrgent && talks.some(({ toMs }) => ms < toMs);
  const talk = isTalking ? ['in_conversation'] : [];
  if (want.pushClass === 'service') return talk;
  const calmMs = history.settings.quietDaysAfterRejection * DAY;
  const isFresh = history.rejectedAtMs.some((at) => at <= nowMs && ms < at + calmMs);
  return [...(isFresh ? ['claim_just_rejected'] : []), ...againstTheBudget(moment, ms), ...talk];
}

function againstTheBudget({ history, sent, want }: Moment, ms: number): readonly string[] {
  const { caps } = history.settings;
  const { pushClass } = want;
  if (pushClass === 'service') return [];
  const against: string[] = [];
  const within = (days: number, one: Sent): boolean => ms - one.atMs < days * DAY;
  for (const { count, days } of caps[pushClass]) {
    if (pushClass === 'survey' && want.isAboutCase) continue;
    const touches = sent.filter((one) => one.pushClass === pushClass && within(days, one));
    if (touches.length >= count) against.push('cap_class');
  }
  for (const { count, days } of caps.total) {
    const touches = sent.filter((one) => one.pushClass !== 'service' && within(days, one));
    if (touches.length >= count) against.push('cap_total');
  }
  return against;
}

const isDuring = (spans: readonly Span[], ms: number): boolean =>
  spans.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);

/** The rules about the person that speak against it. */
function againstThePerson({ history, want, nowMs }: Moment): readonly string[] {
  const { pushClass } = want;
  if (pushClass === 'service') return [];
  const { blockedAtMs, bereavedAtMs, surveySilent } = history;
  const against: string[] = [];
  const isSince = (ms: number | undefined): boolean => ms !== undefined && ms <= nowMs;
  if (pushClass !== 'survey' && isSince(blockedAtMs)) against.push('marketing_blocked');
  if (pushClass === 'survey' && surveySilent !== undefined && isDuring([surveySilent], nowMs)) {
    against.push('survey_silent');
  }
  if (isSince(bereavedAtMs)) against.push('bereaved');
  if (pushClass === 'survey' && want.isAboutCase) return against;
  if (isDuring(history.complaints, nowMs)) against.push('open_complaint');
  if (isDuring(history.injuries, nowMs)) against.push('open_injury_claim');
  return against;
}

/** What the customer's own word says of a way; undefined: it is agreed to. */
function againstTheirWord({ history, want, nowMs }: Moment, way: PushWay): string | undefined {
  const { pushClass } = want;
  if (pushClass === 'service') return undefined;
  const covering = history.said.filter(
    (one) => one.atMs <= nowMs && one.purpose === pushClass && [null, way].includes(one.way),
  );
  if (covering.length === 0) {
    return history.settings.consent[pushClass] === 'granted' ? 'no_consent' : undefined;
  }
  const newestMs = Math.max(...covering.map(({ atMs }) => atMs));
  const newest = covering.filter(({ atMs }) => atMs === newestMs);
  return newest.every(({ isGranted }) => isGranted) ? undefined : 'refused';
}

/** Accounts by which a way reaches them, and what speaks against each now. */
function accountsOf(
  moment: Moment,
  way: PushWay,
): readonly (readonly [string, string | undefined])[] {
  const { history, want, nowMs } = moment;
  const held = isDuring(
    history.withPerson.filter((one) => one.way === way),
    nowMs,
  )
    ? 'with_person'
    : undefined;
  if (way === 'sms') return history.hasPhone ? [['sms', undefined]] : [];
  if (way === 'web') return history.hasWeb ? [['web', held]] : [];
  const wechaty = ['wechaty:zhang', want.isGreeting ? 'greeting_forbidden' : undefined] as const;
  return [[WECHAT, againstWechat(moment) ?? held], ...(history.hasWechaty ? [wechaty] : [])];
}

/** Five or twenty answers within 48 hours of what they wrote last, and one of them is for news of their cases. */
function againstWechat({ history, sent, nowMs }: Moment): string | undefined {
  const { leftWechatAtMs, allowedByMessage } = history;
  if (leftWechatAtMs !== undefined && leftWechatAtMs <= nowMs) return 'unreachable';
  const last = history.written.findLast(({ atMs }) => atMs <= nowMs);
  if (last === undefined || nowMs - last.atMs >= 48 * HOUR) return 'window_closed';
  const pushed = sent.filter((one) => one.account === WECHAT && one.atMs >= last.atMs).length;
  const left = allowedByMessage - last.repliesUsed - pushed;
  return left > KEPT_FOR_NEWS ? undefined : 'quota';
}

function isRight(moment: Moment, ms: number): boolean {
  return againstTheClock(moment, ms).length === 0 && againstTheMemory(moment, ms).length === 0;
}

/** The first moment from `fromMs` on that no rule of the hour is against, looked for step by step. */
function firstRight(moment: Moment, fromMs: number, toMs: number): number | undefined {
  for (let ms = fromMs; ms < toMs; ms += STEP_MS) {
    if (againstTheClock(moment, ms).length === 0 && againstTheMemory(moment, ms).length === 0)
      return ms;
  }
  return undefined;
}

/** What domain.md 3.7 and 5.3 want done, found the slow way. */
export function verdictOf(moment: Moment): Verdict {
  const { want, nowMs } = moment;
  const endMs = want.notAfterMs ?? Number.POSITIVE_INFINITY;
  if (nowMs >= endMs) return { kind: 'refuse', reasons: ['window_missed'] };
  const words = want.ways.map((way) => ({ way, against: againstTheirWord(moment, way) }));
  const open = words.filter(({ against }) => against === undefined).map(({ way }) => way);
  if (open.length === 0) {
    const [first] = words;
    return { kind: 'refuse', reasons: [first?.against ?? 'no_way'] };
  }
  const person = againstThePerson(moment);
  if (person.length > 0) return { kind: 'refuse', reasons: person };
  const lastMs = Math.min(endMs, nowMs + SIXTY_DAYS + STEP_MS);
  const hour = [...againstTheClock(moment, nowMs), ...againstTheMemory(moment, nowMs)];
  if (hour.length > 0) return waitFor(hour, firstRight(moment, nowMs, lastMs));
  const accounts = open.flatMap((way) => accountsOf(moment, way));
  const free = accounts.find(([, against]) => against === undefined);
  if (free !== undefined) return { kind: 'send', account: free[0] };
  if (accounts.some(([, against]) => against === 'with_person')) {
    // Not a step: looked at by itself, and the steps after it.
    const soonMs = nowMs + TEN_MINUTES;
    const isSoonRight = soonMs < lastMs && isRight(moment, soonMs);
    const untilMs = isSoonRight ? soonMs : firstRight(moment, nowMs + STEP_MS, lastMs);
    return waitFor(['with_person'], untilMs);
  }
  const [firstWay] = words;
  const [firstAccount] = firstWay === undefined ? [] : accountsOf(moment, firstWay.way);
  return { kind: 'refuse', reasons: [firstWay?.against ?? firstAccount?.[1] ?? 'no_way'] };
}

function waitFor(reasons: readonly string[], untilMs: number | undefined): Verdict {
  return untilMs === undefined ? { kind: 'refuse', reasons } : { kind: 'later', untilMs, reasons };
}

/** Steps since the beginning, for messages. */
export function stepOf(ms: number): number {
  return (ms - START_MS) / STEP_MS;
}
