import { DAY_MS } from '../../lib/clock.ts';

/** `2026-06-11T15:00` or `2026-06-11`: the form of the entity `occurred_at`, by the clock in China. */
const FORM = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/;
const DAY_LENGTH = 10;
/** China is at UTC+8 all year. */
const OFFSET = '+08:00';
const OFFSET_MS = 8 * 3_600_000;
/** Minutes that clocks go wrong. */
const FUTURE_MAX_MS = 10 * 60_000;
const PAST_MAX_MS = 365 * DAY_MS;
const NOON = '12:00';

/** True for a day or a minute that exists. */
export function isOccurredAt(value: string): boolean {
  return FORM.test(value) && !Number.isNaN(startOf(value).getTime());
}

/** True when only a day was said. */
export function isDayOnly(value: string): boolean {
  return value.length === DAY_LENGTH;
}

function startOf(value: string): Date {
  return new Date(
    `${value.slice(0, DAY_LENGTH)}T${value.slice(DAY_LENGTH + 1) || '00:00'}:00${OFFSET}`,
  );
}

/** A moment in the entity's form, to the minute. */
export function toOccurredAt(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 16);
}

/** Why a time cannot be that of an accident to report; undefined: it can. */
export function timeProblem(value: string, now: Date): 'future' | 'too_old' | undefined {
  const at = startOf(value).getTime();
  if (at > now.getTime() + FUTURE_MAX_MS) return 'future';
  return at < now.getTime() - PAST_MAX_MS ? 'too_old' : undefined;
}

/**
 * When it happened. `about` is `HH:mm` for a day whose hour nobody knew exactly; noon stands for a day of which
 * nothing more is known, and never for a moment that has not come.
 */
export function accidentAtOf(value: string, about: string | undefined, now: Date): Date {
  const exact = isDayOnly(value) ? `${value}T${about ?? NOON}` : value;
  const at = startOf(exact);
  return at > now ? now : at;
}

/** Longer than this ago, nobody stands at the roadside any more. */
const AT_SCENE_MAX_MS = 2 * 3_600_000;

const NOT_YET =
  /明[天早晚日]|后天|下个?(?:周|月|星期)|(?:今[天日晚]|等[会下]|下午|晚上?|中午|傍晚).{0,4}(?:[点半]|[:：]\d)/;

/** A time that is none of a past event, though it was said as one. */
export function tellsOfTheFuture(said: string): boolean {
  return NOT_YET.test(said);
}

/** True when it was so long ago that the scene is behind everybody. A day that is not today counts. */
export function isLongAgo(value: string, now: Date): boolean {
  if (isDayOnly(value)) return value !== toOccurredAt(now).slice(0, DAY_LENGTH);
  return now.getTime() - startOf(value).getTime() > AT_SCENE_MAX_MS;
}

/** `继续昨天的报案`, `昨天报的那个案`: the day of the reporting, not of the accident. */
const REPORTING_DAY =
  /(?:继续|接着|办完|弄完).{0,8}(?:昨|前[天晚]|上次|早上|上午|下午|晚上|刚才)|(?:昨[天晚儿]|前[天晚]|上次|早上|上午|下午|晚上|刚才)(?:的|那个|没[^,，]{0,4}的?|报了?一半的?)*报(?:案|的|了)/;

/** True when the day that was said is when somebody reported. */
export function isAboutReporting(said: string): boolean {
  return REPORTING_DAY.test(said);
}

const DAY_SAID =
  /今|昨|前[天日儿晚夜]|大前|周|星期|礼拜|[号日月]|刚|现在|[小半]?时前|分钟前|钟头前|年|节|\d[./-]\d/;
const PART_SAID = /凌晨|早|晨|上午|中午|正午|下午|午后|傍晚|黄昏|晚|夜|am|pm/i;
/** From one to five, a clock without a part of the day means the afternoon. */
const AFTERNOON_HOUR_MAX = 5;
const NOON_HOUR = 12;

/**
 * A time beside the one given before: `四点` stays on the day already told, and on its half; `是前天` keeps the
 * clock already told.
 */
export function withEarlierTime(
  value: string,
  earlier: { readonly old: string | undefined; readonly said: string; readonly now: Date },
): string {
  const { old, said, now } = earlier;
  if (old === undefined) return value;
  const day = DAY_SAID.test(said) ? value.slice(0, DAY_LENGTH) : old.slice(0, DAY_LENGTH);
  if (isDayOnly(value)) return isDayOnly(old) ? day : `${day}T${inPart(old.slice(11), said)}`;
  if (DAY_SAID.test(said)) return value;
  const hour = Number(value.slice(11, 13));
  const isLateBefore = !isDayOnly(old) && Number(old.slice(11, 13)) >= NOON_HOUR;
  const isEarlyAfternoon = isDayOnly(old) && hour >= 1 && hour <= AFTERNOON_HOUR_MAX;
  const mayShift = hour < NOON_HOUR && !PART_SAID.test(said) && (isLateBefore || isEarlyAfternoon);
  const asSaid = `${day}T${value.slice(11)}`;
  const shifted = `${day}T${String(hour + NOON_HOUR).padStart(2, '0')}${value.slice(13)}`;
  return mayShift && startOf(shifted) <= now ? shifted : asSaid;
}

/** `是昨天晚上` moves 08:30 to the evening. */
function inPart(clock: string, said: string): string {
  const hour = Number(clock.slice(0, 2));
  const isLate = /下午|午后|傍晚|黄昏|晚|夜/.test(said);
  const isEarly = /凌晨|早|晨|上午/.test(said);
  const shift =
    isLate && hour < NOON_HOUR ? NOON_HOUR : isEarly && hour >= NOON_HOUR ? -NOON_HOUR : 0;
  return `${String(hour + shift).padStart(2, '0')}${clock.slice(2)}`;
}

const PARTS: readonly (readonly [RegExp, string])[] = [
  [/凌晨|后半夜|天没亮|天不亮/, '03:00'],
  [/早|清晨/, '08:00'],
  [/上午/, '10:00'],
  [/中午|正午|晌午/, '12:00'],
  [/下午|午后/, '15:00'],
  [/傍晚|黄昏|天黑|下班/, '18:00'],
  [/晚|夜里|夜间/, '20:00'],
  [/半夜|深夜/, '23:00'],
];

const DAY_PART =
  /(?:[今昨前][天日儿]?|[号日]|周.|星期.)的?(?:凌晨|清?早|上午|中午|下午|傍晚|晚|夜里|半夜)/;
const SPAN = /[到至]|早.*晚|晚.*早/;

/** `昨天下午` tells the hour along with the day; 昨晚到今早 tells none. */
export function aboutWhenOfDay(said: string): string | undefined {
  return DAY_PART.test(said) && !SPAN.test(said) ? aboutWhen(said) : undefined;
}

/** `下午`: the hour that stands for it, `15:00`. */
export function aboutWhen(said: string): string | undefined {
  // Of 昨晚到今早 it may have been as early as the evening.
  const first = said.split(/[到至]/)[0] ?? said;
  const partOf = (words: string): string | undefined =>
    PARTS.find(([pattern]) => pattern.test(words))?.[1];
  return partOf(first) ?? partOf(said);
}

const VAGUE =
  /左右|[来几多]个?(?:分钟|小时|钟头)|大概|大约|差不多|来钟|点多|前后|好像|可能|应该是|几点/;

const EXACT = /\d{1,2}:\d{2}|[\d一二三四五六七八九十]点(?:整|半|[一二三四五六七八九十\d])/;

/** True when a time was said as one that is not exact, false for an exact one; undefined: no clock was said. */
export function isVague(said: string): boolean | undefined {
  if (VAGUE.test(said)) return true;
  return EXACT.test(said) ? false : undefined;
}
