import { foldText } from '../entities/fold.ts';
import {
  COMPLAINT_FLAGS,
  type ComplaintCategory,
  type ComplaintFlag,
  type ComplaintSeverity,
  type ComplaintSource,
} from './record.ts';
import { MAJOR_PEOPLE_MIN } from './signals.ts';

/** What the severity of a complaint follows from (domain.md 2.4). */
export interface SeverityBasis {
  /** Everything that the customer told: the matter and what they ask for. */
  readonly words: string;
  readonly category: ComplaintCategory;
  /** The same person complained of the same kind of thing within 90 days. */
  readonly isRepeat: boolean;
  /** Where it came in; a regulator or the public behind it makes it graver. */
  readonly source?: ComplaintSource | undefined;
  /** People who came together. */
  readonly groupCount?: number | undefined;
}

export interface AssessedSeverity {
  readonly severity: ComplaintSeverity;
  readonly flags: readonly ComplaintFlag[];
}

const SAFETY =
  /不想活|活不下去|自杀|轻生|寻短见|跳楼|一死了之|同归于尽|拼命|砍(?:死|人|你|他)|杀(?:了|人|你|他)|打死|弄死|捅(?:死|了|他|你)|放火|炸(?:了|掉|你)|砸(?:了)?(?:你们|公司|柜台|营业厅)|吸氧|心脏病犯/;
const MEDIA_NOW =
  /(?:记者|电视台|媒体)[^,。]{0,6}(?:采访|报道|联系|来了|介入|在拍)|(?:已经|都|刚)[^,。]{0,4}(?:上|发)[到了]?[^,。]{0,3}(?:抖音|微博|热搜|小红书|快手|网上)|热搜|朋友圈我?都?发了/;
/** Words that threaten with the public. Of folded text in lower case. */
export const MEDIA =
  /曝光|媒体|记者|电视台|抖音|快手|微博|小红书|黑猫|网上发|发到网上|发朋友圈|朋友圈|热搜/;
/** Words that threaten with a regulator. Of folded text in lower case. */
export const REGULATOR =
  /(?<![0-9a-z])(?:12378|12315|12345)(?!\d)|银保监|金监局|金融监[管督]|监管局|保监局|监管部门|保监会|监管反映|向监管|消协|消费者协会|信访|税务局|残联/;
/** Words that threaten with the law. Of folded text in lower case. */
export const LAW = /律师|起诉|法院|打官司|告(?:你|上|他|到)|法务|仲裁|报警/;
const LEAK =
  /泄[露漏]|外泄|倒卖|(?:卖|出卖)(?:了|掉)?[^,。]{0,6}(?:信息|资料|电话|号码|隐私)|(?:信息|资料|隐私|电话|号码)[^,。]{0,8}(?:卖|流出|发给|给了?别人)/;
const FRAUD =
  /(?:业务员|销售|代理人|员工|理赔员|查勘|定损|你们的?人|经理)[^。]{0,20}(?:诈骗|卷款|私吞|挪用|侵占|周转|伪造|代签|冒充|索贿|受贿|回扣|吃拿卡要|收[了我]?[^,。]{0,4}(?:红包|好处费?|[\d一二三五百千]+块?钱?(?:好处|红包))|塞[^,。]{0,6}(?:烟|钱|红包)|[要收][^,。]{0,6}(?:红包|好处|油钱|回扣))|吃拿卡要|吃回扣|收了?[^,。]{0,8}(?:红包|黑钱|好处)|(?:挪用|私吞|侵占)[^,。]{0,4}(?:保费|赔款)/;
const INJURY = /人伤|受伤|伤残|伤者|重伤|住院|手术|医[药疗]费|截肢|昏迷|icu|瘫|钢板|骨[裂折]/i;
const DEATH = /去世|死亡|身故|人都?没了|过世|没抢救/;
const DISPUTED =
  /不赔|拒|不给|不认|不管|没人管|少|低|拖|推|垫付|扣|砍|争|凭什么|凭啥|不合理|还没|放弃|签字|按手印/;
const AGAIN =
  /第[二三四五六七八九]次投诉|又(?:来)?投诉|再次投诉|投诉(?:过|了)[^,。]{0,8}(?:次|没|还|又|不)|上次投诉|之前投诉|重复投诉/;
const VULNERABLE =
  /残疾|残障|盲人|聋|(?:我|爸|妈|父亲|母亲|爷爷|奶奶|外公|外婆|姥[姥爷]|老头子?|老太太|老人家?)[^,。]{0,8}(?:[6-9]\d|[六七八九]十[一二三四五六七八九]?)多?岁?(?![\d天元块万千百])/;
const WISH =
  /建议|提个?(?:意见|建议)|希望(?:你们|贵司)?(?:能|可以)?(?:改进|优化|增加|改善|完善|加强)/;
const ACCUSES = /投诉|举报|骗|坑|恶劣|拒赔|赔偿|道歉|骂|黑|垃圾|凭什么|凭啥/;
/** People who come together, in words. */
const GROUP =
  /(\d{2,4})\s*(?:多|来|几)?\s*(?:个|名|位)?(?:人|车主|客户|户)[^,。]{0,8}(?:一起|集体|联名|维权|都|全|去)|(?:一起|集体|联名|维权)[^,。]{0,8}?(\d{2,4})\s*(?:多|来|几)?\s*(?:个|名|位)?(?:人|车主|客户|户)|(?:二十|三十|四十|五十|六十|七十|八十|九十|上百|一百|几百|好几十)(?:多|来|几)?(?:个|名|位)?(?:人|车主|客户|户)/;
/** A claim that takes longer than this has run over its clock (保险法 23: at most 30 days). */
const CLAIM_DAYS_MAX = 30;

/** Where a regulator or an association passed it on. */
export const REGULATOR_SOURCES: ReadonlySet<ComplaintSource> = new Set([
  'regulator_12378',
  '12315',
  'association',
]);

/** How grave a complaint is, and what the desk has to watch. The words decide, never a model. */
export function assessSeverity(basis: SeverityBasis): AssessedSeverity {
  const { category, source = 'web', groupCount = 0 } = basis;
  const text = foldText(basis.words).toLowerCase();
  const isPublic = source === 'media' || MEDIA_NOW.test(text);
  const signs: Readonly<Partial<Record<ComplaintFlag, boolean>>> = {
    media_risk: isPublic || MEDIA.test(text),
    regulator_risk: REGULATOR_SOURCES.has(source) || REGULATOR.test(text),
    safety_risk: SAFETY.test(text),
    repeat: basis.isRepeat || AGAIN.test(text),
    major_case: groupCount >= MAJOR_PEOPLE_MIN || isGroup(text),
    vulnerable: VULNERABLE.test(text),
  };
  const flags = COMPLAINT_FLAGS.filter((flag) => signs[flag] === true);
  const isGravest = signs.safety_risk === true || signs.major_case === true || isPublic;
  if (isGravest || isCritical(text, category)) return { severity: 'S1', flags };
  // Each of the signs that are left makes it high.
  if (flags.length > 0 || LAW.test(text) || isOverdue(text)) return { severity: 'S2', flags };
  const isWish = WISH.test(text) && !ACCUSES.test(text);
  return { severity: isWish ? 'S4' : 'S3', flags };
}

function isCritical(text: string, category: ComplaintCategory): boolean {
  const isHurt = INJURY.test(text) || category === 'CLAIM.INJURY';
  if (DEATH.test(text) || (isHurt && DISPUTED.test(text))) return true;
  return category === 'PRIVACY.LEAK' || LEAK.test(text) || FRAUD.test(text);
}

function isGroup(text: string): boolean {
  const match = GROUP.exec(text);
  if (match === null) return false;
  const count = match[1] ?? match[2];
  return count === undefined || Number(count) >= MAJOR_PEOPLE_MIN;
}

const UNITS_IN_DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 月: 30, 年: 365 };
const NUMERALS = '一二三四五六七八九';
const WAITED =
  /(?:(\d{1,3})|([一二两三四五六七八九半])?(十)?([一二三四五六七八九])?|(几|好几))多?个?半?(天|日(?!历)|周|星期|礼拜|月|年)(?:了|多了?|都)?[^。]{0,14}(?:没|不|还|未|拖)/g;

/** True when somebody has waited over a month, by their own words. */
function isOverdue(text: string): boolean {
  return [...text.matchAll(WAITED)].some((match) => waitedDays(match) > CLAIM_DAYS_MAX);
}

function waitedDays([, digits, head, ten, tail, several, unit = '天']: RegExpMatchArray): number {
  const perUnit = UNITS_IN_DAYS[unit] ?? 7;
  if (digits !== undefined) return Number(digits) * perUnit;
  if (several !== undefined) return 3 * perUnit;
  if (head === '半') return perUnit / 2;
  // `去年`, `当天`: a time, and no length of it.
  if (head === undefined && ten === undefined) return 0;
  const first = head === '两' ? 2 : NUMERALS.indexOf(head ?? '') + 1;
  if (ten === undefined) return first * perUnit;
  const tens = head === undefined ? 1 : first;
  const ones = tail === undefined ? 0 : NUMERALS.indexOf(tail) + 1;
  return (tens * 10 + ones) * perUnit;
}
