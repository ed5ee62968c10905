import type { z } from 'zod';
import type { accidentReport } from '../../../server/contract/accident-report.ts';
import type { claim } from '../../../server/contract/claim.ts';
import type { complaintSummary } from '../../../server/contract/complaint.ts';
import type { consent } from '../../../server/contract/consents.ts';
import type { revealInput } from '../../../server/contract/customer.ts';
import type { article } from '../../../server/contract/knowledge.ts';
import type { serviceRequest } from '../../../server/contract/service-request.ts';
import type { Tone } from './labels-desk.ts';

type Claim = z.infer<typeof claim>;
type Complaint = z.infer<typeof complaintSummary>;
type Request = z.infer<typeof serviceRequest>;
type Report = z.infer<typeof accidentReport>;

/** The stages of a claim as staff name them (domain.md 1.3). */
export const CLAIM_STAGES: Readonly<Record<Claim['status'], string>> = {
  REPORTED: '已报案',
  DISPATCHED: '已派工',
  SURVEYING: '查勘中',
  SURVEYED: '查勘完成',
  ASSESSING: '定损中',
  LOSS_REVIEW: '定损复核',
  LOSS_CONFIRMED: '损失已确认',
  DOCS_PENDING: '待补材料',
  DOCS_COMPLETE: '材料齐全',
  ADJUSTING: '理算中',
  CLAIM_REVIEW: '核赔中',
  APPROVED: '核赔通过',
  PAYING: '支付中',
  PAY_FAILED: '支付失败',
  PAID: '已支付',
  CLOSED_PAID: '已结案（赔付）',
  CLOSED_ZERO: '已结案（零赔付）',
  CANCELLED: '已注销',
  INVESTIGATING: '调查中',
  SUSPENDED: '中止待处理',
  REJECTION_REVIEW: '拒赔审核',
  REJECTED: '已拒赔',
  REOPENED: '重开赔案',
};

export const LOSS_ITEMS: Readonly<Record<Claim['lossItems'][number]['kind'], string>> = {
  OWN_VEHICLE: '本车',
  THIRD_VEHICLE: '三者车',
  PROPERTY: '物损',
  PERSON: '人伤',
};

export const COMPLAINT_STATES: Readonly<Record<Complaint['status'], string>> = {
  RECEIVED: '已收到',
  REGISTERED: '已登记',
  ASSIGNED: '已派专员',
  INVESTIGATING: '核实中',
  WAITING_CUSTOMER: '等客户补充',
  EXTERNAL_APPRAISAL: '第三方鉴定',
  MEDIATION: '调解中',
  PROPOSED: '方案已告知',
  CONFIRMED: '客户认可方案',
  NO_REPLY: '客户未答复',
  DISPUTED: '客户不认可',
  DECIDED: '已作决定',
  REVIEW_REQUESTED: '申请核查',
  REVIEW_DECIDED: '核查已决定',
  WITHDRAWN: '已撤回',
  DECLINED: '不予受理',
  MERGED: '已合并',
  CLOSED: '已办结',
  REOPENED: '重新处理',
};

export const SEVERITIES: Readonly<
  Record<Complaint['severity'], { readonly label: string; readonly tone: Tone }>
> = {
  S1: { label: 'S1 特急', tone: 'error' },
  S2: { label: 'S2 紧急', tone: 'warning' },
  S3: { label: 'S3 一般', tone: 'processing' },
  S4: { label: 'S4 轻微', tone: 'default' },
};

export const COMPLAINT_CATEGORIES: Readonly<Record<Complaint['category'], string>> = {
  'CLAIM.DELAY': '理赔时效',
  'CLAIM.ASSESS_AMOUNT': '定损金额',
  'CLAIM.LIABILITY': '责任认定',
  'CLAIM.REPAIR_SHOP': '维修质量',
  'CLAIM.DOCS': '理赔材料',
  'CLAIM.SURVEY': '查勘服务',
  'CLAIM.INJURY': '人伤理赔',
  'CLAIM.PAYMENT': '赔款支付',
  'CLAIM.SUBROGATION': '代位求偿',
  'CLAIM.THIRD_PARTY': '三者理赔',
  'CLAIM.TOTAL_LOSS': '全损理赔',
  'SALES.MISLEAD': '销售误导',
  'SALES.NO_DISCLOSURE': '未尽告知',
  'SALES.BUNDLE': '强制搭售',
  'SALES.AUTO_RENEW': '自动续保',
  'SALES.GIFT': '赠品返利',
  'SALES.TELEMARKETING': '电话推销',
  'UW.REFUSE_CI': '拒保交强险',
  'UW.PREMIUM': '保费争议',
  'UW.INFO_ERROR': '保单信息错误',
  'UW.POLICY_DELIVERY': '保单送达',
  'CHANGE.SURRENDER_FEE': '退保费用',
  'CHANGE.SURRENDER_DELAY': '退保时效',
  'CHANGE.ENDORSE': '批改过户',
  'SERVICE.ATTITUDE': '服务态度',
  'SERVICE.UNREACHABLE': '联系不上',
  'SERVICE.WRONG_INFO': '答复有误',
  'SERVICE.BOT': '机器人服务',
  'SERVICE.RESCUE': '道路救援',
  'PRIVACY.LEAK': '信息泄露',
  'PRIVACY.OVERCOLLECT': '过度收集',
  'PRIVACY.SPAM': '信息骚扰',
  'PRIVACY.RIGHTS': '个人信息权利',
  OTHER: '其他',
};

export const COMPLAINT_FLAGS: Readonly<Record<string, string>> = {
  media_risk: '媒体风险',
  regulator_risk: '监管投诉风险',
  safety_risk: '人身安全',
  repeat: '重复投诉',
  major_case: '重大投诉',
  group: '同类多发',
  vulnerable: '老年或特殊客户',
  suspected_proxy: '疑似代理维权',
  extended: '已延期',
  escalated: '已升级',
};

export const CONSENTS: Readonly<Record<z.infer<typeof consent>['purpose'], string>> = {
  marketing: '营销推送',
  care: '关怀提醒',
  survey: '满意度调查',
  location: '位置信息',
  model: '大模型辅助',
  medical_documents: '医疗材料',
  identity_documents: '身份证件',
  account_documents: '账户材料',
};

export const REQUEST_KINDS: Readonly<Record<Request['kind'], string>> = {
  renewal: '续保',
  policy_cancel: '退保',
  profile_change: '资料变更',
  policy_document: '补发保单',
  invoice: '开具发票',
  roadside_assistance: '道路救援',
  expedite: '催办',
  call_back: '回电',
  task: '任务',
};

export const REQUEST_STATUS: Readonly<
  Record<Request['status'], { readonly label: string; readonly tone: Tone }>
> = {
  open: { label: '待处理', tone: 'warning' },
  in_progress: { label: '处理中', tone: 'processing' },
  done: { label: '已完成', tone: 'success' },
  cancelled: { label: '已取消', tone: 'default' },
};

/** Keys of what a service request holds. */
export const DETAIL_LABELS: Readonly<Record<string, string>> = {
  kind: '类型',
  policyNos: '保单号',
  wishes: '客户要求',
  callAt: '方便接听',
  covers: '险种',
  reason: '原因',
  field: '变更项目',
  value: '新内容',
  note: '说明',
  deliverTo: '送达方式',
  title: '抬头',
  problem: '故障',
  place: '地点',
  latitude: '纬度',
  longitude: '经度',
  isDangerous: '位置危险',
  destination: '拖往',
  caseNo: '案件号',
};

export const DETAIL_VALUES: Readonly<Record<string, string>> = {
  compulsory: '交强险',
  commercial: '商业险',
  both: '交强险和商业险',
  unsure: '待确认',
  phone: '手机号',
  address: '地址',
  plate: '车牌',
  name: '姓名',
  id_number: '证件号',
  vehicle: '车辆',
  owner: '车主（过户）',
  payee_account: '收款账户',
  contact_person: '联系人',
  tow: '拖车',
  jump_start: '搭电',
  flat_tyre: '换胎',
  fuel: '送油',
  locked_out: '开锁',
  stuck: '脱困',
  unknown: '待确认',
  account: '客户账户（App）',
};

export const POLICY_KINDS: Readonly<Record<string, string>> = {
  compulsory: '交强险',
  commercial: '商业险',
};

export const POLICY_STATUS: Readonly<Record<string, string>> = {
  active: '有效',
  cancelled: '已退保',
  expired: '已到期',
  pending: '未生效',
};

export const TIERS: Readonly<Record<string, string>> = {
  standard: '普通',
  gold: '金卡',
  platinum: '白金',
  diamond: '钻石',
};

export const LEVELS = ['未核验', '基本核验', '已核验', '强核验'] as const;

export const CUSTOMER_FIELDS: Readonly<Record<z.infer<typeof revealInput>['field'], string>> = {
  name: '姓名',
  phone: '手机号',
  idNumber: '证件号',
  birthday: '生日',
  email: '邮箱',
  address: '地址',
  plates: '车牌',
  vins: '车架号',
};

export const ACCIDENT_KINDS: Readonly<Record<Report['accidentKind'], string>> = {
  single: '单方事故',
  double: '双方事故',
  multi: '多方事故',
};

export const ARTICLE_CATEGORIES: Readonly<Record<z.infer<typeof article>['category'], string>> = {
  cover: '保障责任',
  claims: '理赔',
  premium: '保费',
  policy: '保单',
  rights: '消费者权益',
  service: '服务',
  car_care: '用车',
};

export const ARTICLE_STATUS: Readonly<
  Record<z.infer<typeof article>['status'], { readonly label: string; readonly tone: Tone }>
> = {
  draft: { label: '待审核', tone: 'warning' },
  published: { label: '已发布', tone: 'success' },
  archived: { label: '已下架', tone: 'default' },
};
