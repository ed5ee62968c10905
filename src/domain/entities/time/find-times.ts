import type { Found } from '../fold.ts';
import { DAY_MINUTES, type EpochDay, formatDay, formatMinute, toWallMinute } from './calendar.ts';
import type { Clock } from './clock.ts';
import { hourInPart, PART_BEGINS, type PartOfDay } from './part-of-day.ts';
import { findPhrases, type TimePhrase } from './phrase.ts';

/** How exact a time was said. */
export interface OccurredAtDetail {
  readonly precision: 'minute' | 'hour' | 'part_of_day' | 'day';
  /** 左右, 来钟, 多, 大概, or one of several days. */
  readonly isApproximate: boolean;
  readonly partOfDay?: PartOfDay;
  /** Up to here, in the same form: 三四点, 6月3号到5号. */
  readonly end?: string;
  /** 昨天三点 is taken for the afternoon, which nobody said. */
  readonly isHalfDayGuessed?: true;
}

/** `YYYY-MM-DDTHH:mm`, or `YYYY-MM-DD` when only a day was said; Asia/Shanghai. */
export interface OccurredAt {
  readonly value: string;
  readonly detail: OccurredAtDetail;
}

export interface TimeContext {
  readonly now: Date;
  readonly isAsked: boolean;
}

const EVENT =
  /撞|追尾|刮|蹭|剐|碰|顶|怼|啃|扎|压|出[了的]?事|出的|事故|出险|发生|抛锚|爆胎|着火|自燃|淹|泡水|熄火|砸|划|翻车|侧翻|偷|坏|报[的了]?案|追了|磕|剮|凹|掉沟|打滑|失控/;
/** 昨天在小区里停着，晚上十点: this far apart, day and clock are still one time. */
const MERGE_DISTANCE_MAX = 20;

/** The times of past events in a simplified text. What lies in the future is none. */
export function findTimes(
  text: string,
  { now, isAsked }: TimeContext,
): readonly Found<OccurredAt>[] {
  const nowMinute = toWallMinute(now);
  const today = Math.floor(nowMinute / DAY_MINUTES);
  const phrases = findPhrases(text, { today, isAsked, isEventTold: EVENT.test(text) });
  const found: Found<OccurredAt>[] = [];
  for (let i = 0; i < phrases.length; i += 1) {
    const phrase = phrases[i];
    if (phrase === undefined) continue;
    const next = phrases[i + 1];
    const isMerged = next !== undefined && belongTogether(text, phrase, next);
    const value = resolve(isMerged ? merge(phrase, next) : phrase, nowMinute);
    const isRange = next !== undefined && !isMerged && isUpTo(text, phrase, next);
    if (isMerged || isRange) i += 1;
    if (value === undefined) continue;
    if (isRange) {
      found.push({
        value: upTo(value, resolve(next, nowMinute)),
        start: phrase.start,
        end: next.end,
      });
      continue;
    }
    found.push({ value, start: phrase.start, end: phrase.end });
    if (isMerged) found.push({ value, start: next.start, end: next.end });
  }
  return found;
}

/** 6月1日-6月30日: the second is where the first ends. */
function isUpTo(text: string, first: TimePhrase, second: TimePhrase): boolean {
  return second.day !== undefined && /^\s?[到至~-]\s?$/.test(text.slice(first.end, second.start));
}

function upTo(first: OccurredAt, last: OccurredAt | undefined): OccurredAt {
  if (last === undefined || last.value <= first.value) return first;
  return { ...first, detail: { ...first.detail, end: last.value } };
}

function belongTogether(text: string, first: TimePhrase, second: TimePhrase): boolean {
  if (first.day === undefined || first.clock !== undefined) return false;
  if (second.day !== undefined || second.moment !== undefined) return false;
  const between = text.slice(first.end, second.start);
  return between.length <= MERGE_DISTANCE_MAX && !/不是|不对|[。!?]/.test(between);
}

function merge(first: TimePhrase, second: TimePhrase): TimePhrase {
  return {
    ...second,
    ...(first.day === undefined ? {} : { day: first.day }),
    parts: second.parts.length > 0 ? second.parts : first.parts,
    isApproximate: first.isApproximate || second.isApproximate,
  };
}

function resolve(phrase: TimePhrase, nowMinute: number): OccurredAt | undefined {
  const { moment, day, clock, isApproximate } = phrase;
  if (moment !== undefined) {
    const value = formatMinute(nowMinute - moment.minutesAgo);
    return { value, detail: { precision: 'minute', isApproximate } };
  }
  const today = Math.floor(nowMinute / DAY_MINUTES);
  const days = day?.candidates() ?? [today, today - 1];
  for (const candidate of days) {
    const found =
      clock === undefined
        ? onDay(phrase, candidate, nowMinute)
        : atClock({ phrase, clock, day: candidate, nowMinute });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A day without a clock. 中午 is twelve o'clock. */
function onDay(phrase: TimePhrase, day: EpochDay, nowMinute: number): OccurredAt | undefined {
  const part = phrase.parts.at(-1);
  const begins = day * DAY_MINUTES + (part === undefined ? 0 : PART_BEGINS[part] * 60);
  if (begins > nowMinute) return undefined;
  const { isApproximate } = phrase;
  const upTo = phrase.day?.upToDay;
  const end = upTo === undefined ? {} : { end: formatDay(day + upTo) };
  if (part === undefined) {
    return { value: formatDay(day), detail: { precision: 'day', isApproximate, ...end } };
  }
  const detail = { precision: 'part_of_day' as const, isApproximate, partOfDay: part, ...end };
  if (part !== 'noon') return { value: formatDay(day), detail };
  return { value: formatMinute(day * DAY_MINUTES + NOON_HOUR * 60), detail };
}

const NOON_HOUR = 12;
/** From one to five, a clock without a part of the day means the afternoon. */
const AFTERNOON_HOUR_MAX = 5;

interface AtClock {
  readonly phrase: TimePhrase;
  readonly clock: Clock;
  readonly day: EpochDay;
  readonly nowMinute: number;
}

function atClock({ phrase, clock, day, nowMinute }: AtClock): OccurredAt | undefined {
  const minuteOf = (hour: number): number => day * DAY_MINUTES + hour * 60 + clock.minute;
  const hours = hoursMeant(phrase, clock);
  const hour = hours.find((candidate) => minuteOf(candidate) <= nowMinute);
  if (hour === undefined) return undefined;
  const isGuessed = phrase.day !== undefined && hours.length > 1 && hour >= NOON_HOUR;
  const { upper } = clock;
  const shift = hour - clock.hour;
  const part = phrase.parts.at(-1);
  return {
    value: formatMinute(minuteOf(hour)),
    detail: {
      precision: clock.isHourOnly ? 'hour' : 'minute',
      isApproximate: phrase.isApproximate || clock.isApproximate,
      ...(part === undefined ? {} : { partOfDay: part }),
      ...(upper === undefined ? {} : { end: formatMinute(upperMinute(day, upper, shift)) }),
      ...(isGuessed ? { isHalfDayGuessed: true as const } : {}),
    },
  };
}

/** The upper end in the same half of the day, unless it was said in the other. */
function upperMinute(day: EpochDay, upper: NonNullable<Clock['upper']>, shift: number): number {
  const hour = upper.hour > NOON_HOUR ? upper.hour : upper.hour + shift;
  return day * DAY_MINUTES + hour * 60 + upper.minute;
}

/** The hours that a clock may mean, the likeliest first; 24 and more are the next day's. */
function hoursMeant({ parts, day }: TimePhrase, clock: Clock): readonly number[] {
  const { hour } = clock;
  if (clock.isAfternoon === true) return [(hour % NOON_HOUR) + NOON_HOUR];
  if (parts.length > 0) {
    const meant = hourInPart(hour, parts);
    // 今天夜里两点, said in the morning, was this night.
    return meant >= 24 ? [meant, meant - 24] : [meant];
  }
  if (clock.isExact || hour > NOON_HOUR || hour === 0) return [hour];
  const later = (hour % NOON_HOUR) + NOON_HOUR;
  if (day !== undefined) return hour <= AFTERNOON_HOUR_MAX ? [later, hour] : [hour];
  return [later, hour];
}
