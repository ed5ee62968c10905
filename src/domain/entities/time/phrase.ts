import type { EpochDay } from './calendar.ts';
import { type Clock, readClock } from './clock.ts';
import type { DaySaid } from './day-said.ts';
import { readDay } from './days.ts';
import { type MomentSaid, readMoment } from './moments.ts';
import { type PartOfDay, readPartOfDay } from './part-of-day.ts';

/** What was said about one time, before it is known which time it is. */
export interface TimePhrase {
  readonly start: number;
  readonly end: number;
  readonly day?: DaySaid;
  readonly parts: readonly PartOfDay[];
  readonly clock?: Clock;
  readonly moment?: MomentSaid;
  readonly isApproximate: boolean;
}

export interface PhraseContext {
  readonly today: EpochDay;
  /** A time was asked for: 早上 and 三点 need nothing beside them. */
  readonly isAsked: boolean;
  /** An accident is told: 现在 and 早上 are its time. */
  readonly isEventTold: boolean;
}

// A number is read from its first digit.
const BEGINS =
  /(?<!\d)\d|[零〇一二两三四五六七八九十昨今前大明后当上这本下周礼星去农阴旧正腊冬年春元除端七中重小平圣万儿国劳光双母父妇女植愚教建青龙情跨灯清立雨惊谷夏芒处白秋寒霜凌早晚夜傍黄深半午晌差刚现此方拂天擦新鬼就]/g;

/** The phrases of a simplified text that say when, in the order they stand. */
export function findPhrases(text: string, context: PhraseContext): readonly TimePhrase[] {
  const found: TimePhrase[] = [];
  BEGINS.lastIndex = 0;
  for (let match = BEGINS.exec(text); match !== null; match = BEGINS.exec(text)) {
    const phrase = readPhrase(text, match.index, context);
    if (phrase === undefined) continue;
    BEGINS.lastIndex = phrase.end;
    if (isUsable(text, phrase, context)) found.push(phrase);
  }
  return found;
}

const ABOUT =
  /\s?(?:[,的是]|那[天晚日]|当[天晚日]|大概|大约|差不多|约莫?|好像|应该|可能|估计|接?近|快|将近|不到|也?就是?|的?时候|在|刚过)/y;
const ABOUT_COUNT = 5;
const VAGUE = /大概|大约|差不多|约|好像|可能|估计|近|快|不到|刚过/;
const SAID_BEFORE = /(?:大概|大约|差不多|约莫?|好像是?|可能是?|估计是?|将近)\s?$/;

function readPhrase(text: string, at: number, context: PhraseContext): TimePhrase | undefined {
  const moment = readMoment(text, at, context.isEventTold || context.isAsked);
  if (moment !== undefined) {
    const { end, isApproximate } = moment;
    // 刚刚十分钟之前: the second says more.
    const next = moment.minutesAgo === 0 ? readMoment(text, skipAbout(text, end), true) : undefined;
    if (next !== undefined)
      return { start: at, end: next.end, moment: next, parts: [], isApproximate };
    return { start: at, end, moment, parts: [], isApproximate };
  }
  const day = readNamedTwice(text, at, context);
  let end = day?.end ?? at;
  let isApproximate = day?.isApproximate === true || SAID_BEFORE.test(text.slice(0, at));
  const parts: PartOfDay[] = [];
  let clock: Clock | undefined;
  while (clock === undefined) {
    const next = day === undefined && parts.length === 0 ? end : skipAbout(text, end);
    if (VAGUE.test(text.slice(end, next))) isApproximate = true;
    clock = readClock(text, next);
    if (clock !== undefined) {
      end = clock.end;
      break;
    }
    const part = parts.length < 2 ? readPartOfDay(text, next, day !== undefined) : undefined;
    if (part === undefined) break;
    parts.push(part.part);
    end = part.end;
  }
  if (end === at) return undefined;
  isApproximate ||= clock?.isApproximate === true;
  return {
    start: at,
    end,
    parts,
    isApproximate,
    ...(day === undefined ? {} : { day }),
    ...(clock === undefined ? {} : { clock }),
  };
}

const BESIDE = /[\s,(]*/y;

/** 昨天星期二, 6月11日（周二）, 上周五6月7号: one day named twice; a date says more than a weekday. */
function readNamedTwice(text: string, at: number, context: PhraseContext): DaySaid | undefined {
  const first = readDay(text, at, context);
  if (first === undefined) return undefined;
  BESIDE.lastIndex = first.end;
  const second = readDay(text, first.end + (BESIDE.exec(text)?.[0].length ?? 0), context);
  if (second === undefined || second.isWeekday === first.isWeekday) return first;
  const end = text.charAt(second.end) === ')' ? second.end + 1 : second.end;
  return { ...(first.isWeekday === true ? second : first), end };
}

function skipAbout(text: string, at: number): number {
  let end = at;
  for (let count = 0; count < ABOUT_COUNT; count += 1) {
    ABOUT.lastIndex = end;
    const word = ABOUT.exec(text)?.[0];
    if (word === undefined) break;
    end += word.length;
  }
  return text.charAt(end) === ' ' ? end + 1 : end;
}

const EVERY = /每(?:个|逢)?(?:天|日|晚|周.?|个?月|年|次)?的?\s?$/;
// The day of something else than the event: a birthday, an expiry, an appointment, a promise.
const OTHER_BEFORE =
  /(?:生日|出生|到期|截止|有效期|过期|注册|投保|续保|承保|起保|年检|年审|上牌|领证|预约|约在|约了|截至|只能|最晚|最迟)[^,。!?]{0,6}$/;
const OTHER_AFTER =
  /^\s?(?:就|才|要|快|也|又|或|及)?(?:到期|过期|截止|期满|生效|脱保|断保|之前|以前|(?<!\d)前(?![面方台排后车挡保轮]|往)|之内|以内|内(?!环)|生日|出生|买的|投保|年检|给我?答复|必须|能不能|能|可以|有空|会到|要到|吗|营业|值班|开门|下班|(?:之后|以后|后)?(?:再|请)?(?:联系我|打给|打我|回复?我|给我回|找我|来电))/;
const GREETING = /^(?:好|安)(?!像|几|多)/;
/** 中秋好, 周末愉快, 国庆放假: a wish or a holiday, no event. */
const WISHED = /^(?:节|期间)?(?:好(?!像|几|多)|快乐|愉快|安康|放假|是几号|是哪天)/;
/** 明年2月3号. */
const YET_TO_COME = /(?:[明后来]年|下(?:个|下)?(?:月|周|星期|礼拜)|下半年)的?\s?$/;
/** 明天一早…早上六点: the clock is the day's that was said before it. */
const COMING_DAY = /(?:明[天早晚儿日]|后天|下周|下个?月|等下|待会|一会儿?)[^。!?;]*$/;
/** 周六上班吗: a weekday nobody placed in the past, in a question. */
const ASKED_ABOUT =
  /吗|伐|么(?!样|多)|能不能|可以|可不可以|上班|营业|开门|值班|有人|有空|活动|那场|那次活动|报名|留个?座|行不行|还能|还有/;
const PLACED = /^(?:上|这|本|前|去|昨|今|大前|\d{4}|过去)/;
const LITTLE = /^[一1]点/;
const LITTLE_BEFORE =
  /(?:有|快|慢|早|晚|大|小|高|低|好|差|稍微|多|少|贵|便宜|轻|严重|近|远|稍|就|了|说|提|讲|这|那|哪|几|[ABCDE])\s?$/;

const TODAY = /^今[天日儿]/;
const ALONE_LENGTH_MAX = 2;

function isUsable(text: string, phrase: TimePhrase, context: PhraseContext): boolean {
  const before = text.slice(0, phrase.start);
  const after = text.slice(phrase.end);
  if (EVERY.test(before) || OTHER_BEFORE.test(before)) return false;
  if (OTHER_AFTER.test(after)) return false;
  const { day, clock, parts } = phrase;
  if (phrase.moment !== undefined) return true;
  if (YET_TO_COME.test(before)) return false;
  if (day !== undefined) {
    if (parts.length === 0 && clock === undefined && WISHED.test(after)) return false;
    const isLoose =
      day.isWeekday === true || !/[\d号日前]/.test(text.slice(phrase.start, phrase.end));
    const isPlaced = PLACED.test(text.slice(phrase.start, phrase.end));
    if (isLoose && !isPlaced && !context.isEventTold && ASKED_ABOUT.test(after)) return false;
    // 今天天气 and 今天好热 tell of no event; 今天 by itself is an answer.
    const isToday = TODAY.test(text.slice(phrase.start, phrase.end)) && clock === undefined;
    const isAlone = before.length + after.length <= ALONE_LENGTH_MAX;
    return !isToday || isAlone || context.isAsked || context.isEventTold;
  }
  if (clock === undefined) {
    if (/^[上下]班/.test(text.slice(phrase.start, phrase.end))) return context.isAsked;
    if (GREETING.test(after)) return false;
    return context.isAsked || context.isEventTold;
  }
  if (COMING_DAY.test(before)) return false;
  if (!clock.isBare || parts.length > 0) return true;
  return context.isAsked || !(LITTLE.test(text.slice(phrase.start)) || LITTLE_BEFORE.test(before));
}
