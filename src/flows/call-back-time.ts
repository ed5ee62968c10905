import { dayAt, type ShanghaiDay, startOf, weekdayOf } from '../domain/calendar/shanghai-day.ts';
import { foldText } from '../domain/entities/fold.ts';
import type { CallBackSlot } from '../domain/handoff/desk-reader.ts';
import { HOUR_MS } from '../lib/clock.ts';

/** Taps; other times are said. */
const SHOWN = 4;

/** A slot as it is kept among a flow's slots: `from/to` in RFC 3339. */
export function slotValue({ from, to }: CallBackSlot): string {
  return `${from.toISOString()}/${to.toISOString()}`;
}

/** Reads `slotValue` back; undefined when it is none. */
export function parseSlotValue(value: unknown): CallBackSlot | undefined {
  if (typeof value !== 'string') return undefined;
  const [from, to, ...rest] = value.split('/').map((part) => new Date(part));
  if (from === undefined || to === undefined || rest.length > 0) return undefined;
  return to.getTime() > from.getTime() ? { from, to } : undefined;
}

/**
 * Every slot, those to be shown as taps first: the two soonest, then the first of the next half days, so that four
 * taps hold a choice of times and not of quarters of an hour.
 */
export function inOrderOfUse(slots: readonly CallBackSlot[]): readonly CallBackSlot[] {
  const shown = new Set(slots.slice(0, 2));
  const halves = new Set([...shown].map(halfDayOf));
  for (const slot of slots) {
    if (shown.size >= SHOWN) break;
    if (halves.has(halfDayOf(slot))) continue;
    halves.add(halfDayOf(slot));
    shown.add(slot);
  }
  for (const slot of slots) if (shown.size < SHOWN) shown.add(slot);
  const first = [...shown].toSorted((a, b) => a.from.getTime() - b.from.getTime());
  return [...first, ...slots.filter((slot) => !shown.has(slot))];
}

function halfDayOf({ from }: CallBackSlot): number {
  const day = dayAt(from.getTime());
  return day * 2 + (hourOf(from) < NOON ? 0 : 1);
}

const NOON = 12;
const EVENING = 18;

function hourOf(at: Date): number {
  return (at.getTime() - startOf(dayAt(at.getTime()))) / HOUR_MS;
}

const ANY =
  /随时|都可以|都行|任何时间|什么时候都|越快越好|尽快|马上|立刻|现在|第一个|最早|最快|最近的/;
const DAYS: readonly (readonly [RegExp, number])[] = [
  [/后天/, 2],
  [/明天|明早|明晚|明儿|次日/, 1],
  [/今天|今晚|今早|今儿|待会|一会|等下/, 0],
];
const WEEKDAY = /(?:周|星期|礼拜)([一二三四五六日天1-6])/;
const DATE = /(\d{1,2})[号日]/;
const HOUR = /(\d{1,2})(?:[点时]|:\d{2})/;
const PARTS: readonly (readonly [RegExp, number, number])[] = [
  [/凌晨|半夜|夜里|深夜/, 0, 6],
  [/上午|早上|早晨|一早|明早|今早/, 0, NOON],
  [/中午/, 11, 14],
  [/下午|午后/, NOON, EVENING],
  [/晚上|傍晚|今晚|明晚|下班/, EVENING, 24],
];
const CHINESE_DIGITS = '零一二三四五六七八九';

/** The first slot that a text like `明天下午三点` means; undefined: it names no time, or nobody works then. */
export function findSlot(
  text: string,
  slots: readonly CallBackSlot[],
  now: Date,
): CallBackSlot | undefined {
  const said = withDigits(foldText(text));
  const soonest = slots.toSorted((a, b) => a.from.getTime() - b.from.getTime());
  const day = dayIn(said, now);
  const hours = hoursIn(said);
  if (day === undefined && hours === undefined) return ANY.test(said) ? soonest[0] : undefined;
  return soonest.find(
    ({ from, to }) =>
      (day === undefined || day(dayAt(from.getTime()))) &&
      (hours === undefined || overlaps(hours, hourOf(from), hourOf(from) + lengthOf(from, to))),
  );
}

function lengthOf(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / HOUR_MS;
}

/** An hour within the slot, or the slot within a part of the day. */
function overlaps([least, most]: readonly [number, number], from: number, to: number): boolean {
  return least === most ? from <= least && least < to : least <= from && to <= most;
}

function dayIn(said: string, now: Date): ((day: ShanghaiDay) => boolean) | undefined {
  const today = dayAt(now.getTime());
  const away = DAYS.find(([pattern]) => pattern.test(said))?.[1];
  if (away !== undefined) return (day) => day === today + away;
  const weekday = WEEKDAY.exec(said)?.[1];
  if (weekday !== undefined) {
    const index = Number(weekday === '日' || weekday === '天' ? 7 : weekday) - 1;
    return (day) => weekdayOf(day) === index;
  }
  const date = DATE.exec(said)?.[1];
  if (date === undefined) return undefined;
  return (day) => new Date(startOf(day) + 12 * HOUR_MS).getUTCDate() === Number(date);
}

/** The same hour twice: that hour. Without a part of the day `3点` is in the afternoon: nobody calls at night. */
function hoursIn(said: string): readonly [number, number] | undefined {
  const part = PARTS.find(([pattern]) => pattern.test(said));
  const hour = Number(HOUR.exec(said)?.[1] ?? Number.NaN);
  if (Number.isNaN(hour)) return part === undefined ? undefined : [part[1], part[2]];
  const isAfternoon = hour < NOON && (part === undefined ? hour < 8 : part[1] >= 11 && hour < 11);
  const exact = isAfternoon ? hour + NOON : hour;
  return exact < 24 ? [exact, exact] : undefined;
}

/** `十一点` as `11点`, `下午三点` as `下午3点`. */
function withDigits(text: string): string {
  return text
    .replace(/十([一二])(?=[点时])/g, (_all, one: string) => `1${CHINESE_DIGITS.indexOf(one)}`)
    .replace(/十(?=[点时])/g, '10')
    .replace(/两(?=[点时])/g, '2')
    .replace(/[一二三四五六七八九](?=[点时])/g, (one) => String(CHINESE_DIGITS.indexOf(one)))
    .replace(/(?<=周|星期|礼拜)[一二三四五六]/g, (one) => String(CHINESE_DIGITS.indexOf(one)));
}
