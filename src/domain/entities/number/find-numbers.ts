import type { Found } from '../fold.ts';
import { type NumberReading, round, scanNumber } from './scan-number.ts';

/** The whole text as a number, or undefined: 三千五 is 3500, 壹佰 is 100, 1,200.5 is 1200.5. */
export function readNumber(text: string): number | undefined {
  const compact = text.replaceAll(' ', '');
  const found = scanNumber(compact, 0);
  return found !== undefined && found.end === compact.length ? found.value.value : undefined;
}

const HAS_DIGIT = /[\d零〇一二两俩三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]/;
const BEGINS = /[\d零〇一二两俩三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟.]/g;
// Numerals that are part of a word.
const WORDS =
  /[一壹](?:切|看|样|直|下|起|定|般|些|旦|再|律|概|向|边|会儿|方面|路)|四川|五(?:角大楼|台山|菱)|九台|百(?:姓|货|度)|千(?:万别|万不|万要)|(?<![一二两三四五六七八九十百千\d])万一|三(?:者|责|菱)|两两|十足|九九是|(?:队|入|退)伍|伍仁|陆(?:地|空|军|续)|(?:大|登|海)陆|[收夕]拾|拾[取起到]|放肆|肆[意无]/g;

/** Every number in simplified text, in the order they stand; numerals inside words like 四川 are none. */
export function findNumbers(text: string): readonly Found<NumberReading>[] {
  if (!HAS_DIGIT.test(text)) return [];
  const readable = text.replace(WORDS, (word) => '\u0000'.repeat(word.length));
  const found: Found<NumberReading>[] = [];
  BEGINS.lastIndex = 0;
  for (let match = BEGINS.exec(readable); match !== null; match = BEGINS.exec(readable)) {
    const number = scanNumber(readable, match.index);
    if (number === undefined) continue;
    BEGINS.lastIndex = number.end;
    found.push(negated(readable, number));
  }
  return joinFractions(readable, found);
}

/** 三分之一 is 0.33, 一又二分之一 is 1.5: the parts stand beside each other as numbers. */
function joinFractions(
  text: string,
  parts: readonly Found<NumberReading>[],
): readonly Found<NumberReading>[] {
  const joined: Found<NumberReading>[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const between = before === undefined ? '' : text.slice(before.end, part.start);
    if (before === undefined || !/^\s?分\s?之\s?$/.test(between)) {
      joined.push(part);
      continue;
    }
    joined.pop();
    const fraction = round(part.value.value / before.value.value);
    const whole = joined.at(-1);
    const isMixed = whole !== undefined && /^\s?又\s?$/.test(text.slice(whole.end, before.start));
    if (isMixed) joined.pop();
    const sign = isMixed && whole.value.value < 0 ? -1 : 1;
    const value = isMixed ? round(whole.value.value + sign * fraction) : fraction;
    const start = isMixed ? whole.start : before.start;
    joined.push({ value: { ...part.value, value }, start, end: part.end });
  }
  return joined;
}

function negated(text: string, found: Found<NumberReading>): Found<NumberReading> {
  const sign = /(?:负|(?<![\d年月日号点:)]\s?)-)$/.exec(text.slice(0, found.start))?.[0];
  if (sign === undefined) return found;
  const value = { ...found.value, value: -found.value.value };
  return { ...found, value, start: found.start - sign.length };
}
