import { readNumber } from '../number/find-numbers.ts';
import { hourInPart, readPartOfDay } from './part-of-day.ts';

/** A time on the clock as it was said; which half of the day is another question. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** 三四点 and 五点到六点: up to this. */
  readonly upper?: { readonly hour: number; readonly minute: number };
  /** Only the hour was said: 三点多. */
  readonly isHourOnly: boolean;
  readonly isApproximate: boolean;
  /** Written with a colon or with am and pm: the half of the day is not guessed. */
  readonly isExact: boolean;
  /** 2:00pm. */
  readonly isAfternoon?: boolean;
  /** Neither minutes nor 钟, 多 or 左右: 三点 may be three points of a speech. */
  readonly isBare: boolean;
  readonly end: number;
}

const NUMBER = '\\d{1,2}|[零〇一二两三四五六七八九十]{1,3}';
const COLON =
  /(?<![\d:./+-])([01]?\d|2[0-4])\s?:\s?([0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?([ap])\.?m\.?)?/iy;
const SPOKEN = new RegExp(
  `(?<![\\d.:第]|[\\d一二三四五六七八九十]天)(${NUMBER})\\s?(点钟?|时(?!候|间|常|不|光|代|速|期|效|段))(整)?(?:\\s?(?:过|零|〇)?(半|[一三]刻|差(?:${NUMBER})分|(?:${NUMBER})(?:分钟?)?))?(?:[0-5]?\\d秒)?`,
  'y',
);
const HOURS =
  /(?<![\d.:第])(?:(十?[一二两三四五六七八九十])(十?[二两三四五六七八九十])|(\d{1,2})[-、,到~](\d{1,2})|([一二两三四五六七八九十]{1,2})[到至、]([一二两三四五六七八九十]{1,2}))\s?点钟?/y;
const SHORT_OF = new RegExp(`差(一刻|(${NUMBER})分钟?)(?:到|就)?(${NUMBER})点`, 'y');
const UP_TO = /\s?[到至~-]\s?/y;
// Points of a speech, decimals and measures.
const NOT_A_CLOCK =
  /^(?:\s?[万千百亿块元折倍级吨%wkWK米度]|\d|公里|个(?!多)|建议|意见|要求|问题|原因|希望|疑问|诉求|不满|理由|好处|说明|想法|反馈|需求|内容|看法|期望|质疑|都|也没|点|儿|消息|反应|动静|小)/;
const AFTER_VAGUE =
  /(?:来钟|多钟|钟)?\s?(?:左右|来钟|多钟?|前后|上下|的?样子|来着|许|不到|刚过|出头)/y;

/** The clock said at `at`. `isAfterDay`: something before it makes clear that it is one. */
export function readClock(text: string, at: number): Clock | undefined {
  const found =
    readColon(text, at) ?? readShortOf(text, at) ?? readHours(text, at) ?? readSpoken(text, at);
  if (found === undefined || NOT_A_CLOCK.test(text.slice(found.end))) return undefined;
  const end = vagueEnd(text, found.end);
  const isVague = end > found.end;
  const clock = {
    ...found,
    end,
    isApproximate: found.isApproximate || isVague,
    isBare: found.isBare && !isVague,
  };
  return withUpper(text, clock);
}

function vagueEnd(text: string, end: number): number {
  AFTER_VAGUE.lastIndex = end;
  return end + (AFTER_VAGUE.exec(text)?.[0].length ?? 0);
}

function readColon(text: string, at: number): Clock | undefined {
  COLON.lastIndex = at;
  const match = COLON.exec(text);
  if (match === null) return undefined;
  const half = match[3]?.toLowerCase();
  return {
    hour: Number(match[1]),
    minute: Number(match[2]),
    isHourOnly: false,
    isApproximate: false,
    isExact: true,
    isBare: false,
    ...(half === 'p' ? { isAfternoon: true } : {}),
    end: at + match[0].length,
  };
}

function readSpoken(text: string, at: number): Clock | undefined {
  SPOKEN.lastIndex = at;
  const match = SPOKEN.exec(text);
  if (match === null) return undefined;
  const [whole, hourText = '', mark = '', sharp, tail = ''] = match;
  const hour = readNumber(hourText);
  const minute = readMinute(tail);
  if (hour === undefined || hour > 24) return undefined;
  const isSaid = minute !== undefined && tail !== '';
  const isShort = tail.startsWith('差');
  // 三点五 is a number, 三点五分 and 三点零五 are times: without 分 a lone digit is none of the clock's.
  if (tail !== '' && minute === undefined) return undefined;
  return {
    hour: isShort ? hour - 1 : hour,
    minute: minute ?? 0,
    isHourOnly: !isSaid && sharp === undefined,
    isApproximate: false,
    isExact: false,
    isBare: !isSaid && sharp === undefined && mark === '点',
    end: at + whole.length,
  };
}

function readMinute(tail: string): number | undefined {
  if (tail === '半') return 30;
  if (tail === '一刻') return 15;
  if (tail === '三刻') return 45;
  const isSaidAsMinutes = /分/.test(tail);
  const isShort = tail.startsWith('差');
  const minute = readNumber(tail.replace(/^差|分钟?$/g, ''));
  if (minute === undefined || minute > 59) return undefined;
  if (isShort) return 60 - minute;
  return isSaidAsMinutes || tail.length > 1 || minute >= 10 ? minute : undefined;
}

function readHours(text: string, at: number): Clock | undefined {
  HOURS.lastIndex = at;
  const match = HOURS.exec(text);
  if (match === null) return undefined;
  const [whole, a, b, c, d, e, f] = match;
  const hour = readNumber(a ?? c ?? e ?? '');
  const said = readNumber(b ?? d ?? f ?? '');
  if (hour === undefined || said === undefined || hour > 24 || said > 24) return undefined;
  // 十二点 is one hour, 十一二点 are two.
  const last = a !== undefined && hour > 10 && said < 10 ? said + 10 : said;
  const isPair = a === undefined || last === hour + 1;
  if (!isPair || last <= hour) return undefined;
  return {
    hour,
    minute: 0,
    upper: { hour: last, minute: 0 },
    isHourOnly: true,
    isApproximate: true,
    isExact: false,
    isBare: false,
    end: at + whole.length,
  };
}

function readShortOf(text: string, at: number): Clock | undefined {
  SHORT_OF.lastIndex = at;
  const match = SHORT_OF.exec(text);
  if (match === null) return undefined;
  const short = match[1] === '一刻' ? 15 : readNumber(match[2] ?? '');
  const hour = readNumber(match[3] ?? '');
  if (short === undefined || short > 59 || hour === undefined || hour > 24) return undefined;
  return {
    hour: hour - 1,
    minute: 60 - short,
    isHourOnly: false,
    isApproximate: false,
    isExact: false,
    isBare: false,
    end: at + match[0].length,
  };
}

/** 五点到六点, 5:00-6:00. */
function withUpper(text: string, clock: Clock): Clock {
  UP_TO.lastIndex = clock.end;
  const link = UP_TO.exec(text)?.[0];
  if (link === undefined || clock.upper !== undefined) return clock;
  const from = clock.end + link.length;
  const part = readPartOfDay(text, from, false);
  const at = part?.end ?? from;
  const last = readColon(text, at) ?? readSpoken(text, at);
  if (last === undefined) return clock;
  const hour = part === undefined ? last.hour : hourInPart(last.hour, [part.part]);
  return {
    ...clock,
    upper: { hour, minute: last.minute },
    isApproximate: true,
    isBare: false,
    end: vagueEnd(text, last.end),
  };
}
