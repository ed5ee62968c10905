import { DAY_MS } from '../../lib/clock.ts';
import { foldText } from '../entities/fold.ts';
import type { Respondent } from './case.ts';
import { REPEAT_MS } from './promises.ts';
import type { ComplaintCategory } from './record.ts';
import { repairShopIn } from './repair-shop-in.ts';
import { nearIdenticalTo } from './similar-text.ts';

/** Complaints of one cause within this time are counted together (domain.md 2.4). */
export const GROUP_MS = 7 * DAY_MS;
/** So many of one cause are a group: supervisors are told. */
export const GROUP_MIN = 5;
/** So many people together make a major complaint (投诉处理管理办法 29). */
export const MAJOR_PEOPLE_MIN = 20;

/** Whoever complains, by everything that they can be known by. */
export interface Complainant {
  readonly identityId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly phone?: string | undefined;
  readonly plate?: string | undefined;
}

/** A complaint as far as another may be like it. */
export interface Matter extends Complainant {
  readonly complaintNo: string;
  readonly receivedAt: Date;
  readonly category: ComplaintCategory;
  /** The claim, or else the policy, that it is about. */
  readonly aboutNo?: string | undefined;
  readonly words: string;
}

/** True when something that both are known by is the same. */
export function isSamePerson(one: Complainant, other: Complainant): boolean {
  const pairs = [
    [one.identityId, other.identityId],
    [one.customerId, other.customerId],
    [one.phone, other.phone],
    [one.plate, other.plate],
  ];
  return pairs.some(([a, b]) => a !== undefined && a === b);
}

/**
 * The newest earlier complaint of the same person about the same claim or policy, of the same category, within 90
 * days: what this one repeats. Two without a claim are about the same thing when their category is.
 */
export function findRepeated(matter: Matter, others: readonly Matter[]): Matter | undefined {
  const at = matter.receivedAt.getTime();
  return others
    .filter(
      (other) =>
        other.complaintNo !== matter.complaintNo &&
        other.category === matter.category &&
        other.aboutNo === matter.aboutNo &&
        other.receivedAt.getTime() <= at &&
        other.receivedAt.getTime() > at - REPEAT_MS &&
        isSamePerson(matter, other),
    )
    .sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())[0];
}

/** What many complaints may have in common. */
export interface CauseFacts {
  readonly category: ComplaintCategory;
  readonly repairShop?: string | undefined;
  readonly branch?: string | undefined;
  readonly respondents: readonly Respondent[];
  /** Everything that the customer told; read for a shop when none was written down. */
  readonly words?: string | undefined;
}

/** Where one event at the insurer reaches many people at once, wherever they are. */
const ONE_EVENT: ReadonlySet<ComplaintCategory> = new Set([
  'PRIVACY.LEAK',
  'PRIVACY.SPAM',
  'SALES.AUTO_RENEW',
  'SALES.TELEMARKETING',
  'SERVICE.BOT',
]);

/**
 * What complaints of one cause share: the shop, else the branch and the category, else the category where one event
 * reaches many; undefined: a category alone (a slow claim) is no common cause.
 */
export function groupKeyOf(facts: CauseFacts): string | undefined {
  const { category, respondents } = facts;
  const nameOf = (kind: Respondent['kind']): string | undefined =>
    respondents.find((one) => one.kind === kind)?.name;
  const shop = folded(facts.repairShop ?? nameOf('repair_shop') ?? repairShopIn(facts.words ?? ''));
  if (shop !== undefined) return `shop:${shop}`;
  const branch = folded(facts.branch ?? nameOf('branch'));
  if (branch !== undefined) return `branch:${branch}:${category}`;
  return ONE_EVENT.has(category) ? `event:${category}` : undefined;
}

function folded(name: string | undefined): string | undefined {
  const text = name?.normalize('NFKC').replace(/\s+/g, '').toLowerCase() ?? '';
  return text === '' ? undefined : text;
}

/** Signs of a paid agent behind a complaint (domain.md 2.4). For the desk only: nothing is refused or slowed by them. */
export type BrokerSignal =
  | 'same_text'
  | 'many_policies'
  | 'surrender_template'
  | 'refuses_contact'
  | 'third_account';

export interface BrokerFacts {
  readonly matter: Matter;
  /** Others of the last 90 days. */
  readonly others: readonly Matter[];
  /** Policies of different holders that this phone or chat identity stands beside. */
  readonly holdersOfContact: number;
}

const FULL_SURRENDER = /全额退[保费]|退(?:还)?全[部额](?:的)?保(?:险)?费|全部退保/;
const TEMPLATE =
  /(?:存在|涉嫌)[^。]{0,12}(?:误导|违规|欺诈|虚假)|未(?:尽|履行)[^。]{0,10}(?:告知|说明|提示)义务|(?:依据|根据)《?[^。]{0,16}(?:法|办法|规定)》?|严重侵害[^。]{0,8}(?:合法)?权益/;
const REFUSES_CONTACT =
  /(?:不要|别|不许|禁止|请勿|拒绝)[^,。]{0,6}(?:联系|打给|致电|打电话给|骚扰)[^,。]{0,6}(?:本人|客户|投保人|被保险人|当事人|我(?:家人|本人|委托人))|(?:只|仅)(?:能|接受|允许)?(?:联系|与)[^,。]{0,6}(?:代理人|受托人|委托代理|我方律师)|全权委托/;
const THIRD_ACCOUNT =
  /(?:退|打|转|汇|付|支付)[^,。]{0,10}(?:到|至|给|入)[^,。]{0,10}(?:他人|第三方|代理人|受托人|指定|别人|朋友)[^,。]{0,6}(?:账户|账号|卡)/;
/** A household has two cars, a small firm three. */
const HOLDERS_MANY = 4;
const STRONG: ReadonlySet<BrokerSignal> = new Set(['same_text', 'many_policies']);

/** Which signs there are, and whether they are enough to mark the complaint: a strong one, or two others. */
export function findBrokerSignals({ matter, others, holdersOfContact }: BrokerFacts): {
  readonly signals: readonly BrokerSignal[];
  readonly isSuspected: boolean;
} {
  const text = foldText(matter.words).toLowerCase();
  const signals: BrokerSignal[] = [];
  const isLike = nearIdenticalTo(matter.words);
  const isCopied = others.some((other) => !isSamePerson(matter, other) && isLike(other.words));
  if (isCopied) signals.push('same_text');
  if (holdersOfContact >= HOLDERS_MANY) signals.push('many_policies');
  if (FULL_SURRENDER.test(text) && TEMPLATE.test(text)) signals.push('surrender_template');
  if (REFUSES_CONTACT.test(text)) signals.push('refuses_contact');
  if (THIRD_ACCOUNT.test(text)) signals.push('third_account');
  return {
    signals,
    isSuspected: signals.length > 1 || signals.some((signal) => STRONG.has(signal)),
  };
}
