import type { Found } from './fold.ts';
import { findNumbers, readNumber } from './number/find-numbers.ts';
import type { NumberReading } from './number/scan-number.ts';

/** What was left open about a sum. */
export interface AmountDetail {
  /** 左右, 多, 出头, or one end of a range. */
  readonly isApproximate: boolean;
  /** The upper end of a range in yuan: 七八百 is 700 with 800 here. */
  readonly end?: number;
}

/** A sum in yuan; the lower end when a range was said, because nobody should be promised the upper one. */
export interface Amount {
  readonly value: number;
  readonly detail: AmountDetail;
}

// 一块玻璃 is a pane of glass, 一分钱没赔 a figure of speech.
const MONEY_AFTER =
  /^[多来余几]?\s?(?:(?:元(?!催|锂|桥|里|区|旦|素)|圆|块)(?!玻璃|漆|面|板|地|石|铁|砖|儿|牌|肉|疤|印|儿|皮|布|表|胎|屏|广告)|人民币|RMB|CNY|大洋|[¥￥])/i;
const COINS_AFTER = /^[多来余几]?\s?(毛(?!病|刺|巾)|角(?!落|度|色)|分钱)/;
const FIGURE = /^[毛分]钱?(?:也|都)?(?:没|不)/;
const MONEY_BEFORE = /(?:¥|￥|人民币|RMB|CNY)\s?$/i;
/** What is always about money; some words may stand between it and the sum, but none that makes it a number. */
const NOUN =
  /(?:赔付?|赔偿|报销|赔给|理赔款|花|报个?价|开价|价|估价?|核[损价]|定损?|[车货]损|垫付?|费用?|损失|金额|总共|一共|合计|总计|小计|总额|到账|到手|补偿|差价?|才给|只给|给了?|欠|值|保额|限额|额度|上限|三者险?|三责险?|座位险?|[司乘][机客]座位?|免赔额?|预算|定金|押金|首付|贷款?|月供|残值|罚款?|索赔|索要|私了|[张开]口|张嘴|掏了?|讹|现金|红包|返现?|便宜|赔我|涨[到了]|降[到了])(?:(?![员号码线]|热线)[^\d,。!?;零〇一二两三四五六七八九十百千万]|[一每1][天次个年月]){0,7}$/;
/** What may be about money: the sum stands right behind it, or says 百, 千 or 万, or ends the sentence. */
const WEAK_VERB =
  /(?:要价?|退|收|付|交|扣|补|转|只有|报了|换|喷漆|修|喷|补漆|保养|钣金|加油|充值|借|刷|拿|出|拖车)([^\d,。!?;零〇一二两三四五六七八九十百千万]{0,7})$/;
const ADJACENT =
  /^(?:[了我你您他她们的是个大概约差不多估计可能至少起最低高到止将接近快小才只就也得要成掉去出好完总共一整\s:块漆]|定金|押金|现金|人家|对方)*$/;
const NUMBER_OF_ELSE = /[查找问看打拨]|电话|号|码/;
const SENTENCE_ENDS = /^(?:$|[\s,。!?;、)]|[吧呢啊了左多一])/;
const BOUND = /(?:不?(?:低于|高于|超过)|最[低高多少])\s?$/;
/** 这车十二万买的, 二十来万的车, 五千起步, 3500太贵了, 30万三者. */
const PRICE_AFTER =
  /^[多来]?\s?(?:买来|修的|赔的|私了|成交|的新?车|的?(?:保费|保额|维修费|修理费|押金|罚款|赔款|三者)|打不住|起步|就?搞定|(?:也?太|有点|好|真)贵|不?够(?!远|长)|才(?:能|肯|行))/;
const NOT_MONEY_BEFORE =
  /(?:第|[A-Za-z#]|尾号|电话|热线|拨打?|打|打了|编号|工号|楼|路|限速|车速|百分之|\d:|[\d]-?)\s?$/;
const YEAR = /^(?:19|20)\d\d$/;
const HOTLINE = /^(?:1[12][0-9]|12\d{3}|95\d{3}|400\d*|10\d{3})$/;
const COUNTER =
  /^[多来余几]?\s?(?:[次个天年月日号栋幢室排批轮盏只片寸分点分秒时小钟刻里米台辆人名级星颗度岁码迈位份张条遍楼层期%折项处回趟家件周倍成吨斤升匹座代系线路美欧港英款种步把扇根只面道句字声顿通块厘毫]|公里|千米|积分|单元|km|m(?![a-z])|T(?![a-z])|L(?![a-z])|礼拜|半天|日元|KM|天)/i;
const ABOUT_BEFORE =
  /(?:大概|大约|差不多|约|将近|接近|近|快|不到|不止|至少|起码|可能|估计|最少|最多)[^\d]{0,4}$/;
const ABOUT_AFTER =
  /^(?:\s?(?:多|来|余|几))?(?:元|圆|块钱?|人民币)?\s?(?:左右|上下|出头|多|来|不到|以上|以下|开外|不止|往上)/;
const HANDFUL = /(?<![\d一二两三四五六七八九十])([百千万])把(?=块|元|来块)/g;
const HANDFUL_YUAN: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000 };

export interface AmountContext {
  /** The question was about a sum: a bare number is one. */
  readonly isAsked: boolean;
  /** The question was about something else: 三千五 alone is no sum. */
  readonly isOtherAsked?: boolean;
}

/** 15,000 and 一万零八十: nobody gives a count of that size and in that form, and nothing else. */
const GROUPED = /^\d{1,3}(?:,\d{3})+$|[千万]/;
/** Nothing but a number with a unit, as 三千五 and 1.2w are. */
const SUM = '[\\d.零一二两三四五六七八九十百千万kwKW]+';
/** 不是八千，是八千八: both are the whole text. */
const DENIED_BEFORE = new RegExp(`^(?:不是|不对|错了|[\\s,]|${SUM})*(?=是|应该|,)`);
const CORRECTED_AFTER = new RegExp(`^[\\s,]*(?:而?是|应该是|改成|不是)${SUM}`);
const ABOUT_ALONE =
  /^(?:[\s,]|不是|应该|大概|大约|差不多|约|也就|就|得|要|有|估计|可能|总共|一共|是|小|个)*$/;
const AFTER_ALONE = /^(?:[\s,。.!?]|多|来|左右|上下|出头|不到|吧|的样子|样子|啊|呢|整)*$/;

function isAloneSum(text: string, { start, end, value }: Found<NumberReading>): boolean {
  if (value.unit < 100 && !GROUPED.test(text.slice(start, end))) return false;
  const before = text.slice(0, start).replace(DENIED_BEFORE, '');
  return ABOUT_ALONE.test(before) && AFTER_ALONE.test(text.slice(end).replace(CORRECTED_AFTER, ''));
}

/** Sums of money in simplified text. */
export function findAmounts(text: string, context: AmountContext): readonly Found<Amount>[] {
  const found: Found<Amount>[] = [...text.matchAll(HANDFUL)].map((match) => ({
    value: { value: HANDFUL_YUAN[match[1] ?? ''] ?? 0, detail: { isApproximate: true } },
    start: match.index,
    end: match.index + match[0].length,
  }));
  const numbers = joinRanges(text, findNumbers(text));
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && number.start < last.end) continue;
    const isAlone = context.isOtherAsked !== true && isAloneSum(text, number);
    const isAsked = isAlone || (context.isAsked && !COUNTER.test(text.slice(number.end)));
    const amount = readAmount(text, number, isAsked);
    if (amount !== undefined) found.push(amount);
  }
  return found.sort((a, b) => a.start - b.start);
}

function readAmount(
  text: string,
  number: Found<NumberReading>,
  isAsked: boolean,
): Found<Amount> | undefined {
  const before = text.slice(0, number.start);
  const after = text.slice(number.end);
  const { value, upper, isApproximate } = number.value;
  if (value < 0 || FIGURE.test(after)) return undefined;
  const detail: AmountDetail = {
    isApproximate: isApproximate || ABOUT_BEFORE.test(before) || ABOUT_AFTER.test(after),
    ...(upper === undefined ? {} : { end: upper }),
  };
  const coins = COINS_AFTER.exec(after);
  if (
    coins !== null &&
    !/分钱/.test(coins[1] ?? '') &&
    !isCorner(before, after, coins[0], isAsked)
  ) {
    const end = number.end + coins[0].length;
    return { value: { value: round(value / 10), detail }, start: number.start, end };
  }
  const unit = MONEY_AFTER.exec(after)?.[0];
  if (unit !== undefined && !/(?:第|[A-Za-z#])\s?$/.test(before)) {
    // 凹进去一块 is a dent; 一块钱, 花了一块 and 三块五 are money.
    const isPiece =
      /块$/.test(unit) &&
      value < BARE_YUAN_MIN &&
      /^(?:$|[^钱\d一二两三四五六七八九])/.test(after.slice(unit.length));
    if (isPiece && !isAsked && !isPaidBy(before, after.slice(unit.length))) return undefined;
    const hasCoins = /[元圆块]$/.test(unit);
    const change = hasCoins ? readChange(after.slice(unit.length)) : NO_CHANGE;
    const end = number.end + unit.length + change.length;
    return { value: { value: round(value + change.yuan), detail }, start: number.start, end };
  }
  const bare = { value: { value, detail }, start: number.start, end: number.end };
  if (MONEY_BEFORE.test(before) && !COUNTER.test(after)) return bare;
  if (NOT_MONEY_BEFORE.test(before) || COUNTER.test(after)) return undefined;
  const isSpent = /(?:[费花赔收垫付扣价]|金额)了?$/.test(before);
  if (!isSpent && HOTLINE.test(text.slice(number.start, number.end))) return undefined;
  if (isAsked) return bare;
  if (value < BARE_YUAN_MIN) return undefined;
  const said = text.slice(number.start, number.end);
  return isPaid({ said, before, after, number: number.value }) ? bare : undefined;
}

/** 花了一块 is money, 换了两块电池 is not. */
function isPaidBy(before: string, after: string): boolean {
  return SENTENCE_ENDS.test(after) && (NOUN.test(before) || WEAK_VERB.test(before));
}

/** 塌了一角 and 三角牌 are corners; 8角 alone and 八角钱 are money. */
function isCorner(before: string, after: string, coins: string, isAsked: boolean): boolean {
  if (!coins.endsWith('角') || isAsked || NOUN.test(before)) return false;
  const rest = after.slice(coins.length);
  return !/^(?:钱|\d|[一二三四五六七八九]分)/.test(rest) && !(before === '' && rest === '');
}

interface Bare {
  readonly said: string;
  readonly before: string;
  readonly after: string;
  readonly number: NumberReading;
}

/** True when the words around a number without 元 say that it is money. */
function isPaid({ said, before, after, number }: Bare): boolean {
  const hasUnit = number.unit >= 100;
  if (YEAR.test(said) && /^[的款版]/.test(after)) return false;
  if (
    NOUN.test(before) ||
    (PRICE_AFTER.test(after) && (hasUnit || number.value >= 100)) ||
    (hasUnit && /^[多来]?买的/.test(after))
  )
    return true;
  if (BOUND.test(before)) return hasUnit || number.value >= 500;
  const gap = WEAK_VERB.exec(before)?.[1];
  if (gap === undefined) return false;
  if (hasUnit) return true;
  if (ADJACENT.test(gap)) return !/^的[^,。]/.test(after);
  return number.value >= 100 && SENTENCE_ENDS.test(after) && !NUMBER_OF_ELSE.test(gap);
}

/** 要一个 is no sum of one yuan. */
const BARE_YUAN_MIN = 10;
const DIGIT = '[0-9一二两三四五六七八九]';
const CHANGE = new RegExp(
  `^钱?(?:(${DIGIT})(?:[毛角]|(?![\\d零十百千万个号点天次人台块元.:]|\\p{Script=Han}(?<![多左的吧呢啊了就也都不整]))))?(?:零?(${DIGIT})分)?`,
  'u',
);

interface Change {
  readonly yuan: number;
  readonly length: number;
}

const NO_CHANGE: Change = { yuan: 0, length: 0 };

/** What follows 元: 五元三毛, 50元6角三分, 十二块八. */
function readChange(after: string): Change {
  const match = CHANGE.exec(after);
  const [whole = '', tenths, cents] = match ?? [];
  const yuan = (readNumber(tenths ?? '') ?? 0) / 10 + (readNumber(cents ?? '') ?? 0) / 100;
  return { yuan, length: whole.length };
}

/** 3000到5000, 3万到5万, 三到五千: two numbers are the ends of one sum. */
function joinRanges(
  text: string,
  numbers: readonly Found<NumberReading>[],
): readonly Found<NumberReading>[] {
  const joined: Found<NumberReading>[] = [];
  for (const number of numbers) {
    const first = joined.at(-1);
    const between = first === undefined ? '' : text.slice(first.end, number.start);
    if (first === undefined || !/^(?:元|块钱?)?\s?[到至~-]\s?$/.test(between)) {
      joined.push(number);
      continue;
    }
    const { unit } = number.value;
    const isShort = first.value.unit === 1 && unit > 1 && first.value.value < unit;
    const value = isShort ? first.value.value * unit : first.value.value;
    if (value >= number.value.value) {
      joined.push(number);
      continue;
    }
    joined.pop();
    const reading = { value, upper: number.value.value, isApproximate: true, unit };
    joined.push({ value: reading, start: first.start, end: number.end });
  }
  return joined;
}

/** To the cent. */
function round(yuan: number): number {
  return Math.round(yuan * 100) / 100;
}
