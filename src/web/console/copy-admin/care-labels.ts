import type { z } from 'zod';
import type { campaign } from '../../../server/contract/campaigns.ts';
import type { disasterInput, silentDay } from '../../../server/contract/care.ts';
import type { template } from '../../../server/contract/outreach-words.ts';
import type { Tone } from './labels-desk.ts';
import { pushReasonText } from './push-labels.ts';

type Labelled<T extends string> = Readonly<
  Record<T, { readonly label: string; readonly tone: Tone }>
>;

export const CAMPAIGN_STATES: Labelled<z.infer<typeof campaign>['status']> = {
  draft: { label: '草稿', tone: 'default' },
  scheduled: { label: '等待开始', tone: 'processing' },
  planning: { label: '正在排人', tone: 'processing' },
  running: { label: '发送中', tone: 'processing' },
  paused: { label: '已暂停', tone: 'warning' },
  asking: { label: '等您决定', tone: 'error' },
  finished: { label: '已结束', tone: 'success' },
  cancelled: { label: '已取消', tone: 'default' },
};

export const TEMPLATE_STATES: Labelled<z.infer<typeof template>['status']> = {
  draft: { label: '草稿', tone: 'default' },
  in_review: { label: '待审核', tone: 'processing' },
  approved: { label: '已通过', tone: 'success' },
  rejected: { label: '被退回', tone: 'error' },
  retired: { label: '已停用', tone: 'default' },
};

export const DISASTER_LABELS: Readonly<Record<z.infer<typeof disasterInput>['kind'], string>> = {
  storm: '暴雨',
  flood: '积水',
  typhoon: '台风',
  snow: '冰雪',
  other: '其他灾害',
};

export const SILENT_CLASS_LABELS: Readonly<
  Record<z.infer<typeof silentDay>['classes'][number], string>
> = { care: '关怀', survey: '满意度', marketing: '营销' };

const ENDS = { 30: ' 30 天前', 15: ' 15 天前', 7: ' 7 天前', 1: '前一天' } as const;

/** What care is sent for (domain.md 5). */
export const OCCASION_LABELS: Readonly<Record<string, string>> = {
  birthday: '生日',
  policy_anniversary: '投保周年',
  commercial_ends_30: `商业险到期${ENDS[30]}`,
  commercial_ends_15: `商业险到期${ENDS[15]}`,
  commercial_ends_7: `商业险到期${ENDS[7]}`,
  commercial_ends_1: `商业险到期${ENDS[1]}`,
  commercial_lapsed: '商业险已脱保',
  compulsory_ends_30: `交强险到期${ENDS[30]}`,
  compulsory_ends_15: `交强险到期${ENDS[15]}`,
  compulsory_ends_7: `交强险到期${ENDS[7]}`,
  compulsory_ends_1: `交强险到期${ENDS[1]}`,
  compulsory_lapsed: '交强险已脱保',
  licence_expires_90: '驾照到期 90 天前',
  licence_expires_30: '驾照到期 30 天前',
  licence_expires_7: '驾照到期 7 天前',
  inspection_due_90: '年检到期 90 天前',
  inspection_due_30: '年检到期 30 天前',
  inspection_due_7: '年检到期 7 天前',
  repair_quality: '修车质量回访',
  new_year: '元旦',
  laba: '腊八节',
  little_new_year: '小年（北方）',
  little_new_year_south: '小年（南方）',
  new_year_eve: '除夕',
  spring_festival: '春节',
  lantern_festival: '元宵节',
  dragon_head: '龙抬头',
  womens_day: '妇女节',
  labour_day: '劳动节',
  mothers_day: '母亲节',
  childrens_day: '儿童节',
  dragon_boat: '端午节',
  fathers_day: '父亲节',
  qixi: '七夕',
  mid_autumn: '中秋节',
  national_day: '国庆节',
  double_ninth: '重阳节',
  consumer_rights_day: '消费者权益日',
  insurance_day: '全国保险公众宣传日',
  fire_safety_day: '消防宣传日',
  traffic_safety_day: '交通安全日',
  monthly_knowledge: '每月用车知识',
  term_xiaohan: '小寒',
  term_dahan: '大寒',
  term_lichun: '立春',
  term_yushui: '雨水',
  term_jingzhe: '惊蛰',
  term_chunfen: '春分',
  term_qingming: '清明',
  term_guyu: '谷雨',
  term_lixia: '立夏',
  term_xiaoman: '小满',
  term_mangzhong: '芒种',
  term_xiazhi: '夏至',
  term_xiaoshu: '小暑',
  term_dashu: '大暑',
  term_liqiu: '立秋',
  term_chushu: '处暑',
  term_bailu: '白露',
  term_qiufen: '秋分',
  term_hanlu: '寒露',
  term_shuangjiang: '霜降',
  term_lidong: '立冬',
  term_xiaoxue: '小雪',
  term_daxue: '大雪',
  term_dongzhi: '冬至',
  disaster: '灾害提醒',
};

const VISIT_KINDS: Readonly<Record<string, string>> = {
  NEW_POLICY: '新保回访',
  RENEWAL: '续保前回访',
  POST_CLAIM: '赔案回访',
  POST_COMPLAINT: '投诉回访',
  ANNUAL: '年度回访',
  HIGH_VALUE: '重点客户回访',
};

/** A kind of visit in words, as the year's table has it. */
export function visitKindText(kind: string): string {
  return VISIT_KINDS[kind] ?? kind;
}

const REASONS: Readonly<Record<string, string>> = {
  campaign_paused: '群发已暂停',
  campaign_cancelled: '群发已取消',
  missed: '到了发送时间系统没有运行',
  greeting_free_day: '当天不宜问候',
  no_approved_template: '没有审核通过的模板',
  not_found: '客户资料已不在',
  not_approved: '模板未通过审核',
  PARTIAL: '只回答了一部分',
  NO_ANSWER: '多次联系没有接通',
  REFUSED: '客户拒绝回访',
  WRONG_NUMBER: '号码不是客户本人的',
  DECEASED: '客户或家人离世，不再发送',
  SOLD: '车辆已转让',
  CALLBACK: '客户约了改时间',
};

/** Why something of care was kept back, missed or stopped, in words. */
export function careReasonText(reason: string): string {
  return REASONS[reason] ?? pushReasonText(reason);
}
