import type { z } from 'zod';
import type {
  complaint,
  complaintInput,
  complaintQuery,
} from '../../../server/contract/complaint.ts';
import type { clockTarget } from '../../../server/contract/sla.ts';
import type { Tone } from './labels-desk.ts';

type Complaint = z.infer<typeof complaint>;
type Input = z.infer<typeof complaintInput>;
type Target = z.infer<typeof clockTarget>;

export const SOURCES: Readonly<Record<NonNullable<Input['source']>, string>> = {
  web: '网页客服',
  wechat: '微信',
  phone: '电话',
  visit: '来访',
  letter: '来信',
  regulator_12378: '监管转办（12378）',
  '12315': '12315 转办',
  association: '协会、调解组织转办',
  media: '媒体',
  internal: '内部转来',
};

export const NATURES: Readonly<Record<Complaint['nature'], string>> = {
  complaint: '投诉',
  suggestion: '建议',
  report: '举报',
};

export const COMPLAINANT_ROLES: Readonly<Record<Complaint['complainantRole'], string>> = {
  self: '本人',
  legal_rep: '法定代理人',
  proxy: '委托代理人',
  heir: '继承人',
  third_party: '事故第三方',
};

export const RESPONDENT_KINDS: Readonly<Record<Complaint['respondents'][number]['kind'], string>> =
  {
    agent: '客服人员',
    adjuster: '理赔人员',
    repair_shop: '修理厂',
    branch: '分支机构',
    vendor: '合作方',
  };

export const NOTICE_CHANNELS: Readonly<
  Record<NonNullable<Complaint['notice']>['channel'], string>
> = { chat: '在线会话', phone: '电话', letter: '信函', email: '邮件', visit: '当面' };

export const ANSWERS: Readonly<Record<NonNullable<Complaint['answer']>, string>> = {
  accepted: '认可',
  rejected: '不认可',
  no_reply: '未回复',
};

export const SOLVED: Readonly<Record<NonNullable<Complaint['rating']>['solved'], string>> = {
  solved: '已解决',
  partly: '部分解决',
  not_solved: '未解决',
};

export const ROOT_CAUSES: Readonly<Record<NonNullable<Complaint['rootCause']>['code'], string>> = {
  rule: '制度规则',
  process: '流程',
  system: '系统',
  staff_skill: '人员技能',
  staff_attitude: '人员态度',
  partner: '合作方',
  information: '信息告知',
  product: '产品条款',
  customer_expectation: '客户预期',
  unfounded: '查无实据',
};

export const CLOCKS: Readonly<Record<Target['kind'], string>> = {
  acknowledgement: '自动回执',
  first_feedback: '首次人工反馈',
  interim: '进展告知',
  resolution: '告知处理方案',
  next_response: '回复客户追问',
  regulator: '监管办理时限',
  review: '核查决定',
};

/** What each clock waits for, beside its name. */
export const CLOCK_HINTS: Readonly<Record<Target['kind'], string>> = {
  acknowledgement: '系统自动答复即完成，与人工反馈分开计算',
  first_feedback: '由人告知客户谁在处理、如何理解、何时再联系；机器人和自动回执不算',
  interim: '首次反馈之后，再由人告知一次进展',
  resolution: '把处理方案或处理决定告知客户',
  next_response: '首次反馈之后客户又说了话，由人答复',
  regulator: '作出处理决定并告知客户，自然日，首日不计',
  review: '作出核查决定并告知客户，自然日，首日不计',
};

export const PAUSES: Readonly<Record<Target['pausedBy'][number], string>> = {
  waiting_customer: '等客户补充',
  external_appraisal: '外部鉴定',
  mediation: '调解',
};

export const CLOCK_ENDS: Readonly<Record<string, string>> = {
  closed: '随办结停止',
  withdrawn: '随撤回停止',
  merged: '随合并停止',
  declined: '随不予受理停止',
  superseded: '由新一轮时限接替',
};

export const DEADLINE_CHANGES: Readonly<
  Record<Complaint['clocks'][number]['changes'][number]['why'], string>
> = {
  pause: '暂停',
  resume: '恢复',
  extension: '延期',
  target: '时限规则变化',
  calendar: '工作日历变化',
};

/** How grave the flags are to whoever reads a list. */
export const FLAG_TONES: Readonly<Record<string, Tone>> = {
  media_risk: 'error',
  regulator_risk: 'error',
  safety_risk: 'error',
  major_case: 'error',
  repeat: 'warning',
  group: 'warning',
  vulnerable: 'processing',
  suspected_proxy: 'default',
  extended: 'default',
  escalated: 'warning',
};

/** The branches of the category tree, to filter by all that is below. */
export const CATEGORY_BRANCHES = {
  CLAIM: '理赔（全部）',
  SALES: '销售（全部）',
  UW: '承保（全部）',
  CHANGE: '批改退保（全部）',
  SERVICE: '服务（全部）',
  PRIVACY: '个人信息（全部）',
} as const;

export const SORTS: Readonly<Record<z.infer<typeof complaintQuery>['sort'], string>> = {
  received: '最近提出在前',
  due: '时限最近在前',
};
