import type { AudienceRule } from '../../../domain/outreach/audience.ts';

/** What the demo insurer sends by itself. */
export interface DemoCarePlan {
  readonly occasion: string;
  readonly name: string;
  readonly templateCode: string;
  /** Whom of the occasion's people it keeps. */
  readonly rule?: AudienceRule;
  readonly graceDays?: number;
}

/** Whose commercial policy ends on the same day hears of both by one reminder. */
const onlyCompulsory = (inDays: number): AudienceRule => ({
  all: [
    {
      kind: 'policy_ends',
      policyKind: 'commercial',
      days: { inDays },
      isUnrenewed: true,
      not: true,
    },
  ],
});

/** Everybody who is insured now: festivals are for customers, not for whoever once was one. */
const INSURED: AudienceRule = { all: [{ kind: 'policy_active' }] };

const renewal = (
  days: '30' | '15' | '7' | '1',
  name: string,
  graceDays: number,
): readonly DemoCarePlan[] => [
  {
    occasion: `commercial_ends_${days}`,
    name: `商业险到期提醒：${name}`,
    templateCode: `policy_ends_${days}`,
    graceDays,
  },
  {
    occasion: `compulsory_ends_${days}`,
    name: `交强险到期提醒：${name}`,
    templateCode: `policy_ends_${days}`,
    rule: onlyCompulsory(Number(days)),
    graceDays,
  },
];

const general = (occasion: string, name: string): DemoCarePlan => ({
  occasion,
  name,
  templateCode: occasion,
  rule: INSURED,
});

/** One for each occasion that has a template. */
export const carePlans: readonly DemoCarePlan[] = [
  { occasion: 'birthday', name: '生日祝福', templateCode: 'birthday' },
  { occasion: 'policy_anniversary', name: '投保周年', templateCode: 'policy_anniversary' },
  ...renewal('30', '提前 30 天', 3),
  ...renewal('15', '提前 15 天', 2),
  ...renewal('7', '提前 7 天', 2),
  ...renewal('1', '提前 1 天', 0),
  {
    occasion: 'commercial_lapsed',
    name: '商业险已到期',
    templateCode: 'policy_lapsed',
    graceDays: 2,
  },
  {
    occasion: 'compulsory_lapsed',
    name: '交强险已到期',
    templateCode: 'policy_lapsed',
    rule: onlyCompulsory(-1),
    graceDays: 2,
  },
  ...(['90', '30', '7'] as const).flatMap((days): readonly DemoCarePlan[] => [
    {
      occasion: `licence_expires_${days}`,
      name: `驾驶证到期：提前 ${days} 天`,
      templateCode: 'licence_expires',
      graceDays: 3,
    },
    {
      occasion: `inspection_due_${days}`,
      name: `车辆年检：提前 ${days} 天`,
      templateCode: 'inspection_due',
      graceDays: 3,
    },
  ]),
  {
    occasion: 'repair_quality',
    name: '修车质量关心',
    templateCode: 'repair_quality',
    graceDays: 5,
  },
  general('new_year', '元旦问候'),
  general('spring_festival', '春节问候'),
  general('lantern_festival', '元宵问候'),
  general('labour_day', '五一出行提醒'),
  general('dragon_boat', '端午问候'),
  general('mid_autumn', '中秋问候'),
  general('national_day', '国庆出行提醒'),
  general('double_ninth', '重阳问候'),
  general('term_qingming', '清明出行与防火'),
  general('term_dashu', '大暑用车提醒'),
  general('term_shuangjiang', '霜降用车提醒'),
  general('term_dongzhi', '冬至用车提醒'),
  general('monthly_knowledge', '每月一条保险知识'),
  general('consumer_rights_day', '3·15 提醒'),
  general('traffic_safety_day', '全国交通安全日'),
];

/** Rules that somebody of the desk has saved. */
export const savedAudiences: readonly { readonly name: string; readonly rule: AudienceRule }[] = [
  {
    name: '苏州市在保客户',
    rule: { all: [{ kind: 'city_in', cities: ['苏州市'] }, { kind: 'policy_active' }] },
  },
  {
    name: '铂金以上且一年内没有出险',
    rule: {
      all: [
        { kind: 'tier_in', tiers: ['platinum', 'diamond'] },
        { kind: 'policy_active' },
        { kind: 'claim_reported', days: { lastDays: 365 }, not: true },
      ],
    },
  },
];
