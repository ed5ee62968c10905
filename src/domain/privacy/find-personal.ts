import { findSpans } from '../entities/find-spans.ts';
import { blankOut, digitView, foldText, type Span } from '../entities/fold.ts';
import { findPersonNames } from '../entities/person-name.ts';
import { COMPOUND_SURNAMES, SURNAMES } from '../entities/surnames.ts';

/** What a piece of personal data is; the name of its token. */
export type PersonalKind =
  | 'PLATE'
  | 'PHONE'
  | 'ID'
  | 'CARD'
  | 'VIN'
  | 'NUMBER'
  | 'EMAIL'
  | 'CONTACT'
  | 'LINK'
  | 'POINT'
  | 'BIRTHDAY'
  | 'NAME'
  | 'PLACE';

/** Personal data in a text. Positions are those of the folded text (`foldText`), end exclusive. */
export interface PersonalSpan extends Span {
  readonly kind: PersonalKind;
  /** In the form in which slots hold it: a plate without separators, a phone of eleven digits. */
  readonly value: string;
}

type Found = ReturnType<typeof findSpans>[number];

/** Entities that say something about a person; times and sums of money do not. */
const KINDS: Readonly<Partial<Record<Found['name'], PersonalKind>>> = {
  plate: 'PLATE',
  phone: 'PHONE',
  full_id_number: 'ID',
  id_last4: 'ID',
  bank_card: 'CARD',
  claim_no: 'NUMBER',
  policy_no: 'NUMBER',
  one_time_code: 'NUMBER',
  person_name: 'NAME',
  place: 'PLACE',
};

const HAN_NAME = `(?:(?:${COMPOUND_SURNAMES})\\p{Script=Han}{1,2}|[${SURNAMES}]\\p{Script=Han}{1,2})`;

/** Surnames that 小 and 老 make a nickname of; with others they are words: 小时, 老路. */
const NICKNAMED =
  '王李张刘陈杨赵吴周徐孙马朱胡郭林罗梁宋唐许邓冯曹彭曾肖田董潘袁蔡蒋余杜叶魏苏吕丁任沈姚卢钟姜崔谭陆汪范廖韦贾夏付邹熊孟秦薛侯雷郝龚邵';

interface Pattern {
  readonly kind: PersonalKind;
  /** With a group named `it` when the words around it are no part of it. */
  readonly pattern: RegExp;
  readonly accepts?: (found: string) => boolean;
}

/** Before the entities, because those would take a part of these. On the folded text. */
const FIRST: readonly Pattern[] = [
  { kind: 'LINK', pattern: /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fff]+/gi },
  { kind: 'EMAIL', pattern: /[a-z0-9._%+-]+\s?@\s?[a-z0-9.-]+\.[a-z]{2,}/gi },
  { kind: 'VIN', pattern: /(?<![a-z0-9])(?=[a-z0-9]*\d)[a-hj-npr-z0-9]{17}(?![a-z0-9])/gi },
  {
    kind: 'CONTACT',
    pattern: /(?:微信|威信|wx|vx|qq|扣扣)号?\s*(?:是|为|:)?\s*(?<it>[a-z0-9][a-z0-9_-]{4,19})/gi,
  },
  // Degrees, with or without their names, in either order.
  {
    kind: 'POINT',
    pattern:
      /\d{1,3}\.\d{3,}\s*°?[nsew]?(?:\s*[,\s]\s*(?:(?:经度|纬度|东经|北纬)[:\s]?)?\d{1,3}\.\d{3,}\s*°?[nsew]?)?/gi,
  },
  {
    kind: 'BIRTHDAY',
    pattern:
      /(?:生日|出生|生于)[^\d]{0,6}(?<it>(?:(?:19|20)?\d\d\s?[年./-]\s?)?\d{1,2}\s?[月./-]\s?\d{1,2}[日号]?)/g,
  },
  {
    kind: 'BIRTHDAY',
    pattern: /(?<it>(?:19|20)\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}[日号]?)\s?(?:出生|生的)/g,
  },
];

/** After them, on what they left: wide nets. What these take too much costs nuance, and no secret. */
const LAST: readonly Pattern[] = [
  {
    kind: 'NAME',
    pattern: new RegExp(
      `(?<it>(?:${COMPOUND_SURNAMES}|[${SURNAMES}])\\p{Script=Han}{0,2}?)(?:先生|女士|小姐|师傅|经理|主任|老师|警官|医生|阿姨|大爷|大哥|大姐|[总哥姐叔](?=[,.!?。\\s]|$|的|说|来|让|给))`,
      'gu',
    ),
    accepts: (found) => !COMMON.test(found),
  },
  {
    kind: 'NAME',
    pattern: new RegExp(
      `(?:找|联系|查勘员|定损员|理赔员|核赔员?|专员|业务员|客户经理|同事|邻居|朋友|老板|老公|老婆|儿子|女儿|跟|和|给|让|叫|通知|转给)\\s?(?<it>${HAN_NAME})(?=[\\s,.!?。]|$|的|说|来|打|联系|处理|负责|让|电话|手机|开|一直|不|没|在|就|也|都|还|今|昨)`,
      'gu',
    ),
    accepts: isName,
  },
  {
    kind: 'NAME',
    pattern: new RegExp(
      `(?<![\\p{Script=Han}])(?<it>${HAN_NAME})(?=$|[\\s,.!?;:。]|的(?:车|保单|案子|电话|手机|赔款|理赔)|\\[|本人|报案|是(?:我|车主|司机|被保险人))`,
      'gu',
    ),
    accepts: isName,
  },
  { kind: 'NAME', pattern: new RegExp(`[小老阿][${NICKNAMED}](?![路时费板师])`, 'g') },
  // Numbers of every other kind: land lines, old ID cards, passports, parts of them, dates of nobody's business.
  { kind: 'NUMBER', pattern: /(?<![0-9a-z])(?=(?:[0-9a-z-]*\d){4})[a-z]{1,6}-?[0-9a-z-]{5,}/gi },
  { kind: 'NUMBER', pattern: /\d(?:[\s.,、()-]{0,2}\d){4,}x?/gi },
  {
    kind: 'NUMBER',
    pattern: /(?<![\d.])\d{3}[\dx](?![\dx.]|\s?(?:年|元|块|公里|千米|米|km|个|天|人|多|左右|度))/gi,
  },
];

/** Words that begin with a surname and name nobody. */
const COMMON =
  /^(?:谢谢|谢[了啦]|周[一二三四五六日末几]|时[间候]|万一|车[险主祸损辆子牌门头尾身上里]|毛病|水[箱淹管]|黄[牌灯线色]|包[赔修括]|金额|祝[您你好]|白[天色跑]|钱[呢吗款]|孔|史上|严重|温度|路[上口边费过]|安[全心排徽]|石头|花[了钱]|易损|成[功了都本]|何[时况必]|房[子东]|项目|康复|管[理用]|凌晨|方[便向式案]|高[速兴峰]|全[责部险车款损额]|单[方子独位]|雷雨|龙头|平安|明[天白确年]|于是|应[该急]|常[常见]|连[续环]|冷静|景区|关[于门]|文[件明]|向[前后左右]|解[决释]|任[何意]|费用|温馨|余[额下]|段时间|江[苏西]|许[多久可]|程[序度]|顾客|施[工救]|柴油|甘肃|左[转边]|乐意|齐[全了]|卓越|古代|初[一二三次]|元旦|夏天|尤其|苗头|马[上路]|空车|党员|经常|管家|司机|陆续|家属|易车)/;

function isName(found: string): boolean {
  if (COMMON.test(found)) return false;
  return findPersonNames(found, true).some(({ value }) => value === found);
}

/** The longest sum of money in digits that is left readable; longer ones may be anything. */
const SUM_DIGITS_MAX = 7;

/** Everything in a text that says who or where somebody is, in the order it stands; spans never overlap. */
export function findPersonal(text: string): readonly PersonalSpan[] {
  const folded = foldText(text);
  const found: PersonalSpan[] = [];
  let rest = folded;
  const take = (spans: readonly PersonalSpan[]): void => {
    found.push(...spans);
    rest = blankOut(rest, spans);
  };
  for (const pattern of FIRST) take(matches(rest, rest, pattern));
  const entities = inPlace(rest);
  take(entities.flatMap((entity, i) => toPersonal(entity, rest.slice(0, entities[i + 1]?.start))));
  rest = blankOut(rest, entities.filter(isSum));
  for (const pattern of LAST) {
    take(matches(pattern.kind === 'NUMBER' ? digitView(rest) : rest, folded, pattern));
  }
  for (const { kind, value } of [...found]) {
    if (kind === 'NAME' && value.length > 1) take(repeated(rest, value));
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Entities of a text in which some parts are blank. Folding would close the gaps and move what follows, so they
 * become something that nobody reads, as long as they were.
 */
function inPlace(rest: string): readonly Found[] {
  return findSpans(rest.replace(/^ | $|\s{2,}/g, (gap) => '~'.repeat(gap.length)));
}

/** What stands right behind an address is the door: `3号楼502`. */
const DOOR =
  /^(?:[0-9a-z-]{1,6}(?![0-9a-z-])|\s?\d{1,5}\s?(?:号|弄|栋|幢|楼|层|单元|室|房|户))(?:\d{0,5}(?:号|弄|栋|幢|楼|层|单元|室|房|户))*\d{0,5}/i;

function toPersonal({ name, value, start, end }: Found, text: string): readonly PersonalSpan[] {
  const kind = KINDS[name];
  if (kind === undefined) return [];
  if (kind !== 'PLACE') return [{ kind, value: String(value), start, end }];
  const door = DOOR.exec(text.slice(end))?.[0] ?? '';
  return [{ kind, value: String(value) + door, start, end: end + door.length }];
}

function isSum({ name, value }: Found): boolean {
  return name === 'amount_yuan' && String(value).replace(/\D/g, '').length <= SUM_DIGITS_MAX;
}

function matches(view: string, folded: string, wanted: Pattern): readonly PersonalSpan[] {
  return [...view.matchAll(wanted.pattern)].flatMap((match) => {
    const it = match.groups?.['it'] ?? match[0];
    const start = match.index + match[0].lastIndexOf(it);
    const end = start + it.length;
    if (wanted.accepts?.(it) === false) return [];
    return [{ kind: wanted.kind, value: folded.slice(start, end), start, end }];
  });
}

function repeated(rest: string, value: string): readonly PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (let at = rest.indexOf(value); at >= 0; at = rest.indexOf(value, at + value.length)) {
    spans.push({ kind: 'NAME', value, start: at, end: at + value.length });
  }
  return spans;
}
