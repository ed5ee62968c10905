import type { CoverKind } from './cover-kind.ts';
import type { PolicyFacts } from './view.ts';

export const POLICY_TOPICS = [
  'overview',
  'expiry',
  'policy_no',
  'premium',
  'insured',
  'in_force',
  'covers',
  'cover',
  'meaning',
] as const;
/** What about a policy was asked; `cover`: one cover by name. */
export type PolicyTopic = (typeof POLICY_TOPICS)[number];

/** What the words ask about first. Absent parts were not named: then everything is told. */
export interface AskedAspect {
  readonly topic?: PolicyTopic;
  /** Only beside the topics `cover` and `meaning`. */
  readonly cover?: CoverKind;
  readonly kind?: PolicyFacts['kind'];
}

const TOPIC_WORDS: Readonly<Record<Exclude<PolicyTopic, 'cover' | 'overview'>, RegExp>> = {
  policy_no: /保[单险]单?(?:编号|号码?)|单号/,
  meaning:
    /什么意思|啥意思|咋回事|[保赔管]的?是?(?:什么|啥|哪些(?:情况|东西))的?$|讲[讲解]|解释|看不懂|是(?:什么|啥)险/,
  expiry:
    /到期|过期|有效期|截止|满期|期满|到(?:哪天|几号|什么时候|啥时候)|还有?(?:剩|有)?(?:几天|多久|多少天)|几号到/,
  premium: /保费|交了多少|花了多少/,
  insured: /被保险?人|投保人|谁的名|哪个的?名|谁名下|写的谁/,
  in_force: /有效|生效|脱保|断保|失效|在保|还管用|有没有保险|起保/,
  covers:
    /险种|明细|保额|保障|买了?(?:什么|哪些|啥|几[个种样])|保了(?:什么|哪些|啥)|都有(?:什么|啥|哪些)|全险|包含|保的(?:什么|啥)/,
};

/** `三者` and the like. In this order: `医保外` also speaks of 三者, `玻璃` of 车损. */
const COVER_WORDS: readonly (readonly [RegExp, CoverKind])[] = [
  [/医保外|非医保|医保外用药/, 'medical_beyond'],
  [/划痕/, 'scratch'],
  [/车轮|轮胎/, 'wheel'],
  [/充电桩/, 'charger'],
  [/翻倍/, 'holiday_double'],
  [/不计免赔/, 'no_deductible'],
  [/找不到(?:第三方|对方|人)/, 'third_party_not_found'],
  [/指定(?:修理|专修|4s)/i, 'designated_repair'],
  [/玻璃/, 'glass'],
  [/盗抢|被盗|被偷/, 'theft'],
  [/自燃/, 'fire'],
  [/涉水|泡水|水淹|进水/, 'water'],
  [/乘客/, 'passengers'],
  [/司机险|驾驶[人员]/, 'driver'],
  [/座位|车上人员|驾乘|坐车的?人/, 'occupants'],
  [/三者|第三者|三责/, 'third_party'],
  [/车损/, 'own_damage'],
];

/** In this order: `三者到期` asks when, `三者多少` asks about the cover. */
const BEFORE_COVER = ['policy_no', 'meaning', 'expiry', 'premium'] as const;
const AFTER_COVER = ['insured', 'in_force', 'covers'] as const;

/** Reads out of the customer's words what about their policy they want to know first. */
export function askedAspect(said: string): AskedAspect {
  const text = said.replace(/\s+/g, '');
  const cover = COVER_WORDS.find(([pattern]) => pattern.test(text))?.[1];
  const kind = kindIn(text);
  const of = (topic: PolicyTopic): AskedAspect => ({
    topic,
    ...(cover === undefined || !['cover', 'meaning'].includes(topic) ? {} : { cover }),
    ...(kind === undefined ? {} : { kind }),
  });
  const clear = BEFORE_COVER.find((topic) => TOPIC_WORDS[topic].test(text));
  if (clear !== undefined) return of(clear);
  if (cover !== undefined) return of('cover');
  const topic = AFTER_COVER.find((one) => TOPIC_WORDS[one].test(text));
  if (topic !== undefined) return of(topic);
  return kind === undefined ? {} : { kind };
}

function kindIn(text: string): PolicyFacts['kind'] | undefined {
  const isCompulsory = /交强|强制险/.test(text);
  const isCommercial = /商业险|商业保险/.test(text);
  if (isCompulsory === isCommercial) return undefined;
  return isCompulsory ? 'compulsory' : 'commercial';
}

/** Topics that tell more than dates and kinds: they need level 2 (domain.md 3.4). */
export function needsDetails(topic: PolicyTopic | undefined): boolean {
  switch (topic) {
    case 'premium':
    case 'insured':
    case 'covers':
    case 'cover':
    case 'meaning':
      return true;
    case 'expiry':
    case 'policy_no':
    case 'in_force':
    case 'overview':
    case undefined:
      return false;
  }
}
