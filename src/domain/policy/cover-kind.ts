import type { PolicyCover } from './view.ts';

/** The covers of Chinese motor policies, as people ask for them. */
export const COVER_KINDS = [
  'compulsory_death',
  'compulsory_medical',
  'compulsory_property',
  'own_damage',
  'third_party',
  'driver',
  'passengers',
  'occupants',
  'scratch',
  'wheel',
  'charger',
  'holiday_double',
  'repair_days',
  'mental_distress',
  'cargo',
  'medical_beyond',
  'service',
  'restriction',
  'glass',
  'theft',
  'fire',
  'water',
  'no_deductible',
  'designated_repair',
  'third_party_not_found',
  'other',
] as const;
export type CoverKind = (typeof COVER_KINDS)[number];

/**
 * Covers of their own until 2020-09-19, part of the own-damage cover since then (银保监会《关于实施车险综合改革的
 * 指导意见》; domain.md 1.5): somebody with an own-damage cover is never told that they did not buy one of these.
 */
export const PART_OF_OWN_DAMAGE: ReadonlySet<CoverKind> = new Set([
  'theft',
  'glass',
  'fire',
  'water',
  'no_deductible',
  'designated_repair',
  'third_party_not_found',
]);

/** 19 September 2020, Shanghai: policies that begin from here on follow the reformed clauses. */
const REFORMED_FROM = new Date('2020-09-18T16:00:00Z');

/** True when the own-damage cover of a policy that began then includes `PART_OF_OWN_DAMAGE`. */
export function isReformed({ startsAt }: { readonly startsAt: Date }): boolean {
  return startsAt >= REFORMED_FROM;
}

/** In this order: a special clause also names the cover that it changes. */
const BY_NAME: readonly (readonly [RegExp, CoverKind])[] = [
  [/除外特约|绝对免赔率|免赔率特约/, 'restriction'],
  [/医保外|非医保/, 'medical_beyond'],
  [/划痕/, 'scratch'],
  [/车轮|轮胎/, 'wheel'],
  [/充电桩/, 'charger'],
  [/翻倍/, 'holiday_double'],
  [/修理期间|停驶损失/, 'repair_days'],
  [/精神损害/, 'mental_distress'],
  [/货物/, 'cargo'],
  [/救援|代驾|安全检测|代为送检|增值服务/, 'service'],
  [/死亡伤残/, 'compulsory_death'],
  [/医疗费用/, 'compulsory_medical'],
  [/交强.*财产|财产损失赔偿限额/, 'compulsory_property'],
  [/不计免赔/, 'no_deductible'],
  [/指定修理|专修/, 'designated_repair'],
  [/无法找到第三方|找不到第三方/, 'third_party_not_found'],
  [/玻璃/, 'glass'],
  [/盗抢|盗窃/, 'theft'],
  [/自燃/, 'fire'],
  [/涉水|发动机.*水/, 'water'],
  [/乘客/, 'passengers'],
  [/驾驶人|驾驶员|司机/, 'driver'],
  [/车上人员/, 'occupants'],
  [/第三者|三者/, 'third_party'],
  [/损失保险|损失险|车损/, 'own_damage'],
];

/** Codes of ours and of the demo; an insurer's own are opaque, and its names are read instead. */
const BY_CODE: readonly (readonly [RegExp, CoverKind])[] = [
  [/^own.?damage$/i, 'own_damage'],
  [/^third.?party$/i, 'third_party'],
  [/^driver$/i, 'driver'],
  [/^passengers?$/i, 'passengers'],
  [/^scratch$/i, 'scratch'],
  [/^glass$/i, 'glass'],
];

/** What kind of cover a line of a policy is, by its name and, failing that, by its code. */
export function coverKindOf({ code, name }: Pick<PolicyCover, 'code' | 'name'>): CoverKind {
  const named = BY_NAME.find(([pattern]) => pattern.test(name));
  const coded = BY_CODE.find(([pattern]) => pattern.test(code));
  return named?.[1] ?? coded?.[1] ?? 'other';
}
