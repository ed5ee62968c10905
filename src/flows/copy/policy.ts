import type { PolicyState } from '../../domain/policy/period.ts';
import type { PolicyFacts } from '../../domain/policy/view.ts';
import { clock, day, yuan } from './format.ts';

type Kind = PolicyFacts['kind'];

const KINDS: Readonly<Record<Kind, string>> = { compulsory: '交强险', commercial: '商业险' };
const STATES: Readonly<Record<PolicyState, string>> = {
  in_force: '保障中',
  upcoming: '还没有起保',
  ended: '已到期',
  cancelled: '已退保',
  unclear: '状态待核实',
};
const EPOCH = new Date(0);
const FEN_OF_WAN = 1_000_000;

/** `2026年10月31日`: a policy's day always says its year. */
function fullDay(date: Date): string {
  return day(date, EPOCH);
}

/** `2026年10月31日24时`, or with the clock where a policy ends in the middle of a day. */
export function untilText(lastMoment: Date): string {
  const time = clock(lastMoment);
  return time === '23:59' ? `${fullDay(lastMoment)}24时` : `${fullDay(lastMoment)} ${time}`;
}

/** `200 万元`, or `386.50 元` for sums that are no round ten thousands. */
export function sumText(fen: number): string {
  return fen > 0 && fen % FEN_OF_WAN === 0 ? `${fen / FEN_OF_WAN} 万元` : `${yuan(fen)} 元`;
}

function leftText(days: number): string {
  return days === 0 ? '今天是最后一天' : `还有 ${days} 天`;
}

/** My policy: dates, covers, what each cover means. */
export const policy = {
  title: '查保单',
  carLabel: '车辆',
  kind: (kind: Kind) => KINDS[kind],
  state: (state: PolicyState) => STATES[state],
  labels: {
    details: '查看保障和保费',
    fullNumber: '查看完整保单号',
    meanings: '各项保障什么意思',
    others: '看其他车',
    document: '电子保单',
    renewal: '续保',
    asInsured: '我是车主',
  },
  twin: (car: string, index: number) => `${car}（第 ${index} 辆）`,
  unplated: '未上牌车辆',
  unplatedWords: ['新车', '没上牌', '未上牌'],
  cardTitle: (car: string) => `保单 · ${car}`,
  heading: (car: string) => `${car} 的保单：`,
  lines: {
    inForce: (kind: Kind, p: { from: Date; until: Date; days: number }) =>
      `${KINDS[kind]}：保障中，${fullDay(p.from)}起，${untilText(p.until)}到期，${leftText(p.days)}。`,
    upcoming: (kind: Kind, p: { from: Date; until: Date }) =>
      `${KINDS[kind]}（下一期）：已经投保，${fullDay(p.from)}起保，${untilText(p.until)}到期。`,
    ended: (kind: Kind, p: { until: Date }) => `${KINDS[kind]}：已于 ${untilText(p.until)}到期。`,
    cancelled: (kind: Kind) => `${KINDS[kind]}：已退保，现在没有保障。`,
    unclear: (kind: Kind, p: { until: Date }) =>
      `${KINDS[kind]}：登记的到期时间是 ${untilText(p.until)}，当前状态需要同事核实，请点“转人工”。`,
    none: (kind: Kind) =>
      `${KINDS[kind]}：在我们这里没有查到。如果是在别家投保的，请以那份保单为准。`,
    number: (kind: Kind, number: string) => `${KINDS[kind]}保单号：${number}`,
    numberMasked: '完整的保单号需要再核对证件后四位才能查看。',
    premium: (kind: Kind, fen: number) => `${KINDS[kind]}保费：${yuan(fen)} 元`,
    noPremium: (kind: Kind) => `${KINDS[kind]}保费：我这里没有登记，以保单为准。`,
    insured: (maskedName: string) =>
      `登记在 ${maskedName} 名下。投保人、被保险人分别是谁，以保单载明的为准。`,
    cover: (name: string, sum: string | undefined, deductible: string | undefined) =>
      `${name}${sum === undefined ? '' : `：保额 ${sum}`}${deductible === undefined ? '' : `，每次事故绝对免赔额 ${deductible}`}`,
    coversOf: (kind: Kind) => `${KINDS[kind]}的保障：`,
    noCovers: (kind: Kind) => `${KINDS[kind]}的保障明细我这里没有登记，以保单为准。`,
    meaning: (name: string, meaning: string) => `· ${name}：${meaning}`,
    compulsoryMeaning:
      '法定的责任保险：事故造成别人受伤或财产损失时，在责任限额内赔付；不保自己的车和本车人员。',
    meansThis: (meaning: string) => `意思是：${meaning}`,
    listed: (text: string) => `· ${text}`,
    /** 道路交通安全法: a vehicle without compulsory cover may not be on the road. */
    noCompulsory: '交强险没有在保的车不能上路行驶，请尽快投保。',
    endsApart: '交强险和商业险的到期日不同，续保时请分别留意。',
    limited: '保障明细、保费和完整保单号，点“查看保障和保费”核对证件后四位就能看。',
    byClause: '具体赔付以保单载明的内容、所附条款和实际核定为准。',
    others: (plates: readonly string[]) => `您名下还有 ${plates.join('、')} 的保单。`,
  },
  covers: {
    noCommercial: (cover: string) =>
      `在我们这里没有查到这辆车的商业险。${cover}一般属于商业险的保障，如果在别家投保，请以那份保单为准。`,
    /** The reform of 2020 (domain.md 1.5): never 您没买玻璃险. */
    inOwnDamage: (cover: string) =>
      `您的商业险里有车损险。2020 年 9 月车险综合改革后，${cover}已经并入车损险的保障，不再单独列出。`,
    ownDamageOld: (cover: string) =>
      `您的商业险里有车损险，但这份保单是 2020 年 9 月车险综合改革前起保的，${cover}是否包含，请以保单载明的为准。`,
    noOwnDamage: (cover: string) =>
      `这份商业险登记的保障里没有看到车损险；${cover}一般由车损险保障。请以保单载明的为准，也可以请同事核对。`,
    notListed: (cover: string) =>
      `这份商业险登记的保障里没有看到${cover}。请以保单载明的为准，也可以请同事核对。`,
    restrictions: (names: readonly string[]) =>
      `另外，保单上还有${names.map((name) => `“${name}”`).join('、')}，请以它的约定为准。`,
    yes: (line: string) => `有的。${line}。`,
  },
  facts: {
    until: (text: string) => `${text}到期`,
    premium: '保费合计',
    number: (kind: Kind) => `${KINDS[kind]}保单号`,
  },
  askWhich: (count: number) => `您名下有 ${count} 辆车的保单，请问想看哪一辆？`,
  chooseAgain: '没有找到您说的那一辆，请点选，或者回复序号，例如“1”。',
  listLine: (index: number, car: string) => `${index}. ${car}`,
  none: '没有查到您名下的保单。可能是投保时用的是其他人的信息，也可能刚投保还没有登记好。可以转人工，由同事帮您核对。',
  notFound:
    '在您名下没有查到这个车牌的保单。请核对车牌后再发一次；如果是别人名下的车，只能由车主本人查询。',
  reporterOnly: '您现在是以报案人的身份核对的，保单只能由车主（被保险人）本人查看。',
} as const;
