import type { z } from 'zod';
import type { visitDetail, visitSummary } from '../../../server/contract/visits.ts';
import type { Tone } from './labels-desk.ts';

type Visit = z.infer<typeof visitSummary>;
type Detail = z.infer<typeof visitDetail>;

export const VISIT_KIND_LABELS: Readonly<Record<Visit['kind'], string>> = {
  NEW_POLICY: '新保回访',
  RENEWAL: '续保前回访',
  POST_CLAIM: '结案回访',
  POST_COMPLAINT: '投诉回访',
  ANNUAL: '年度回访',
  HIGH_VALUE: '高价值客户回访',
};

export const VISIT_STATES: Readonly<
  Record<Visit['status'], { readonly label: string; readonly tone: Tone }>
> = {
  planned: { label: '已计划', tone: 'default' },
  inviting: { label: '消息邀请中', tone: 'processing' },
  calling: { label: '待电话', tone: 'warning' },
  done: { label: '已完成', tone: 'success' },
  stopped: { label: '已停止', tone: 'default' },
  missed: { label: '已错过', tone: 'error' },
};

export const VISIT_RESULT_LABELS: Readonly<Record<NonNullable<Visit['result']>, string>> = {
  SUCCESS: '回访成功',
  PARTIAL: '部分完成',
  NO_ANSWER: '无人接听',
  WRONG_NUMBER: '号码有误',
  REFUSED: '拒绝回访',
  CALL_LATER: '改时间再打',
  OPEN_COMPLAINT: '客户有投诉',
  DECEASED: '客户离世',
  SOLD: '车辆已转让',
};

/** What each result leads to, said before it is chosen. */
export const VISIT_RESULT_HINTS: Readonly<Record<NonNullable<Visit['result']>, string>> = {
  SUCCESS: '问题都问完了。需要先核对身份。',
  PARTIAL: '问到一半客户要走。需要先核对身份，答过的会保留。',
  NO_ANSWER: '换一个时段再打；次数用完记为错过。',
  WRONG_NUMBER: '不再拨打这个号码，改用其他渠道。',
  REFUSED: '12 个月内不再对这位客户做任何回访。',
  CALL_LATER: '按客户说的时间再打。',
  OPEN_COMPLAINT: '停止回访，并产生跟进任务，由主管联系客户。',
  DECEASED: '停止所有回访和问候。请向家属表示慰问，不要继续提问。',
  SOLD: '停止这辆车相关的回访。',
};

export const VISIT_SLOT_LABELS: Readonly<Record<Detail['tries'][number]['slot'], string>> = {
  morning: '上午',
  noon: '中午',
  afternoon: '下午',
  evening: '傍晚',
};

export const IDENTITY_LABELS: Readonly<
  Record<Detail['script']['identity'][number]['asks'], string>
> = {
  plate: '车牌号',
  id_last4: '证件后四位',
  name: '姓名',
};

/** Why a call was refused: domain/visit/acts.ts has the names. */
export const VISIT_REFUSALS = {
  not_owner: '请先点“我来拨打”，再核对身份和登记结果。',
  not_calling: '现在还不用打电话：先用消息邀请客户。',
  on_hold: '客户有投诉、人伤赔案没结束，或刚被拒赔，回访先等一等。',
  not_yet: '客户约了晚些时候，请到时再打。',
  same_slot: '这个时段已经打过，请换一个时段。',
  outside_hours: '现在不是回访时间：工作日 9:00–20:00，休息日 10:00–19:00。',
  not_identified: '请先核对身份：只有客户本人的回答才算数。',
} as const;

/** Return visits: the calendar, the work list and one call. */
export const VISIT_COPY = {
  views: { list: '工作清单', calendar: '日历', rates: '完成率' },
  listTabs: { today: '今天该打', mine: '我的', overdue: '已超时', open: '未完成', all: '全部' },
  listHints: {
    today: '今天 24:00 前要拨打的回访',
    mine: '由您负责、还没有完成的回访',
    overdue: '该打没打的回访，先处理',
    open: '还没有完成的回访：待邀请、邀请中、待电话',
    all: '全部回访',
  },
  kind: '类型',
  status: '状态',
  customer: '客户',
  branch: '机构',
  owner: '负责人',
  nobody: '还没有人接',
  window: '时间窗',
  nextAt: '下次拨打',
  nextNow: '现在可以打',
  tries: '次数',
  triesOf: (done: number, max: number) => `${done} / ${max}`,
  result: '结果',
  visit: (kind: string) => `回访：${kind}`,
  take: '我来拨打',
  taken: '已由您负责',
  phone: '电话',
  phoneHint: '已脱敏，完整号码在客户页查看',
  openCustomer: '客户资料',
  steps: { identity: '1. 开场和核对身份', questions: '2. 提问', result: '3. 登记结果' },
  introduction: '开场白',
  identityHint: '核对通过之前，不要提保单、车牌、赔案等任何个人信息。',
  asked: '核对了哪些',
  passed: '核对通过',
  failed: '没有通过',
  identified: '身份核对通过',
  notIdentified: '身份没有核对通过，请不要谈个人信息，礼貌结束通话',
  isIdentified: '本次通话已核对身份',
  about: '这次回访的事项',
  aboutLater: '核对身份通过后显示',
  aboutLabels: {
    plate: '车牌',
    policyNo: '保单号',
    policyKind: '险种',
    period: '保险期间',
    claimNo: '赔案号',
    complaintNo: '投诉编号',
  },
  branchHint: '按客户的回答往下问，不相关的题可以不问，最多五题。',
  needsProof: '“回访成功”和“部分完成”要先核对身份。',
  noQuestions: '这类回访还没有已发布的问卷，只登记结果',
  optional: '可以不答',
  skip: '没有回答',
  answer: '客户的回答',
  closing: '结束语',
  resultLabel: '通话结果',
  note: '说明',
  noteHint: '客户的意见、答应的事情。不要写证件号、完整手机号',
  callLaterAt: '客户约定的时间',
  callLaterHint: '在时间窗内，工作日 9:00–20:00，休息日 10:00–19:00',
  callLaterWrong: '约定的时间要晚于现在、在时间窗内，并且在回访时间内',
  save: '登记结果',
  saved: '结果已登记',
  history: '联系经过',
  noTries: '还没有联系过',
  tryNo: (nth: number, way: string, slot: string) => `第 ${nth} 次 · ${way} · ${slot}`,
  waitsAnswer: '等客户回答',
  identityOk: (what: string) => `核对${what}，通过`,
  identityBad: (what: string) => `核对${what}，没有通过`,
  invitation: '问卷',
  excluded: '这件事由您处理过，或者与您有关，请由同事回访。',
  ended: '这次回访已经结束。',
  onlyLook: '现在不需要您拨打。',
  keptAnswers: '已恢复上次没有登记的内容',
  month: '月份',
  previous: '上个月',
  next: '下个月',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  dayLine: { due: '应访', done: '完成', missed: '错过', open: '未完成', stopped: '停止' },
  dayTitle: (day: string) => `${day} 开始的回访`,
  dayLabel: (day: string, due: number, done: number, missed: number) =>
    `${day}：应访 ${due}，完成 ${done}，错过 ${missed}`,
  dayNone: '这一天没有开始的回访',
  calendarHint: '按时间窗开始的那一天计入；点某一天看明细。',
  monthTotal: '本月合计',
  showList: '看这一天的清单',
  filterDay: '时间窗含',
  rates: {
    from: '时间窗结束日',
    to: '至',
    groupBy: '按',
    groups: { owner: '负责人', branch: '机构', month: '月份' },
    none: '不分组',
    total: '合计',
    group: '分组',
    nobody: '未分配',
    due: '应访',
    away: '不再需要',
    awayHint: '退保、已续保、车辆转让、离世，不计入应访',
    coverage: '覆盖率',
    success: '成功率',
    timeliness: '及时率',
    hint: '覆盖率＝联系过的客户 ÷ 应访客户；成功率＝成功（含答到一半以上）÷ 应访；及时率＝时间窗内成功 ÷ 应访。',
    fraction: (numerator: number, denominator: number) => `${numerator} / ${denominator}`,
    wrong: '结束日期不能早于开始日期',
  },
} as const;
