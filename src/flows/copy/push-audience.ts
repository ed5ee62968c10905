import type {
  AudienceNode,
  AudienceRule,
  Condition,
  DaySpan,
} from '../../domain/outreach/audience.ts';
import { groupOf, isCondition, partsOf } from '../../domain/outreach/audience.ts';

const LIST_MAX = 6;

const some = (list: readonly string[]): string =>
  list.length <= LIST_MAX
    ? list.join('、')
    : `${list.slice(0, LIST_MAX).join('、')}等 ${list.length} 项`;

const TIERS: Readonly<Record<string, string>> = {
  standard: '普通',
  gold: '黄金',
  platinum: '铂金',
  diamond: '钻石',
};
const ENERGIES: Readonly<Record<string, string>> = {
  petrol: '燃油车',
  plug_in_hybrid: '插电混动车',
  electric: '纯电动车',
};
const WAYS = { wechat: '微信', web: '网页', sms: '短信', phone: '电话' } as const;
const KINDS = { compulsory: '交强险', commercial: '商业险' } as const;
const SCALES = { csat: '满意度', nps: '推荐分', ces: '费力度' } as const;

const dayText = (day: string): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
};
const monthDayText = (monthDay: string): string => {
  const [month = '', date = ''] = monthDay.split('-');
  return `${Number(month)}月${Number(date)}日`;
};
const NUMBERS = '十一二三四五六七八九';
const lunarDay = (day: number): string => {
  if (day <= 10) return day === 10 ? '初十' : `初${NUMBERS.charAt(day)}`;
  if (day === 20 || day === 30) return day === 20 ? '二十' : '三十';
  return `${day < 20 ? '十' : '廿'}${NUMBERS.charAt(day % 10)}`;
};
const LUNAR_MONTHS = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'];
const lunarText = ({
  monthDay,
  isLeap,
}: {
  readonly monthDay: string;
  readonly isLeap: boolean;
}): string => {
  const [month = '', date = ''] = monthDay.split('-');
  return `${isLeap ? '闰' : ''}${LUNAR_MONTHS[Number(month) - 1] ?? ''}月${lunarDay(Number(date))}`;
};

const spanText = (span: DaySpan): string => {
  if ('on' in span) return `在 ${dayText(span.on)}`;
  if ('from' in span) return `在 ${dayText(span.from)}至${dayText(span.until)}之间`;
  if ('withinDays' in span) return `在今后 ${span.withinDays} 天内`;
  if ('lastDays' in span) return `在过去 ${span.lastDays} 天内`;
  if (span.inDays === 0) return '在当天';
  return span.inDays > 0 ? `在 ${span.inDays} 天后的那一天` : `在 ${-span.inDays} 天前的那一天`;
};

const kindText = (kind: keyof typeof KINDS | undefined): string =>
  kind === undefined ? '保单' : KINDS[kind];

/** A condition in words, of a customer. */
function positive(condition: Condition): string {
  switch (condition.kind) {
    case 'everyone':
      return '所有客户';
    case 'customer_no_in':
      return `客户号是 ${some(condition.customerNos)}`;
    case 'tier_in':
      return `等级是${some(condition.tiers.map((tier) => TIERS[tier] ?? tier))}`;
    case 'city_in':
      return `车辆或住址在${some(condition.cities)}`;
    case 'branch_in':
      return `归属${some(condition.branches)}`;
    case 'tag_in':
      return `有标签“${some(condition.tags)}”`;
    case 'gender_is':
      return condition.gender === 'male' ? '男性' : '女性';
    case 'manager_in':
      return condition.managers === undefined
        ? '有专属客户经理'
        : `客户经理是${some(condition.managers)}`;
    case 'reachable_by':
      return `可以用${WAYS[condition.way]}联系`;
    case 'energy_in':
      return `有${some(condition.energies.map((energy) => ENERGIES[energy] ?? energy))}`;
    case 'plate_starts_with':
      return `车牌以 ${some(condition.prefixes)} 开头`;
    case 'signed_up':
      return `报名了活动 ${condition.eventNo}`;
    case 'birthday_on':
      return `公历生日是${some(condition.monthDays.map(monthDayText))}`;
    case 'lunar_birthday_on':
      return `农历生日是${some(condition.days.map(lunarText))}`;
    case 'inspection_due':
      return `车辆年检${spanText(condition.days)}到期`;
    case 'licence_expires':
      return `驾驶证${spanText(condition.days)}到期`;
    case 'scored':
      return scored(condition);
    default:
      return bought(condition);
  }
}

type Bought = Extract<
  Condition,
  {
    readonly kind:
      | `policy_${string}`
      | `claim_${string}`
      | 'anniversary_on'
      | 'premium_at_least'
      | 'tenure_at_least';
  }
>;

function bought(condition: Bought): string {
  switch (condition.kind) {
    case 'policy_active':
      return `有在保的${kindText(condition.policyKind)}`;
    case 'policy_ends':
      return `${kindText(condition.policyKind)}${spanText(condition.days)}到期${condition.isUnrenewed === true ? '且没有续保' : ''}`;
    case 'policy_started':
      return `${condition.isFirst === true ? '第一张' : ''}${kindText(condition.policyKind)}${spanText(condition.days)}起保`;
    case 'anniversary_on':
      return `首次投保的周年日是${some(condition.monthDays.map(monthDayText))}且仍在保`;
    case 'premium_at_least':
      return `在保保单的保费合计不低于 ${(condition.fen / 100).toLocaleString('zh-CN')} 元`;
    case 'tenure_at_least':
      return `投保满 ${condition.years} 年`;
    case 'claim_open':
      return condition.hasInjury === true ? '有未结的人伤赔案' : '有未结的赔案';
    case 'claim_reported':
      return `有赔案${spanText(condition.days)}报案`;
    case 'claim_closed':
      return `有赔案${spanText(condition.days)}${condition.isPaid === true ? '赔付结案' : '结案'}`;
  }
}

function scored(condition: Extract<Condition, { readonly kind: 'scored' }>): string {
  const { scale, questionnaireCode, atLeast, atMost, days } = condition;
  const of = questionnaireCode === undefined ? '' : `问卷 ${questionnaireCode} 的`;
  const low = atLeast === undefined ? '' : `不低于 ${atLeast} 分`;
  const high = atMost === undefined ? '' : `不高于 ${atMost} 分`;
  const bounds = low !== '' && high !== '' ? `${low}、${high}` : `${low}${high}`;
  const when = days === undefined ? '' : `，${spanText(days)}`;
  return `最近一次${of}${SCALES[scale]}${bounds === '' ? '有评分' : bounds}${when}`;
}

const conditionText = (condition: Condition): string =>
  condition.not === true ? `不满足“${positive(condition)}”` : positive(condition);

const joined = (join: 'all' | 'any', texts: readonly string[]): string =>
  texts.join(join === 'all' ? '，并且' : '，或者');

/** A rule in words, whole and in parts. */
export interface RuleExplanation {
  readonly sentence: string;
  readonly join: 'all' | 'any' | null;
  readonly parts: readonly {
    readonly text: string;
    readonly join: 'all' | 'any' | null;
    readonly parts: readonly string[];
  }[];
}

/** Says who is meant by a rule, so that whoever presses the button knows it. */
export function explainRule(rule: AudienceRule): RuleExplanation {
  const whole = partsOf(rule);
  if (whole === undefined) return { sentence: '所有客户。', join: null, parts: [] };
  const parts = whole.parts.map(explainNode);
  const isSingle = parts.length === 1;
  const texts = parts.map((part) =>
    part.join === null || isSingle ? part.text : `（${part.text}）`,
  );
  return { sentence: `${joined(whole.join, texts)}的客户。`, join: whole.join, parts };
}

function explainNode(node: AudienceNode): RuleExplanation['parts'][number] {
  if (isCondition(node)) return { text: conditionText(node), join: null, parts: [] };
  const group = groupOf(node);
  if (group === undefined) return { text: '', join: null, parts: [] };
  const parts = group.parts.map(conditionText);
  return { text: joined(group.join, parts), join: group.join, parts };
}
