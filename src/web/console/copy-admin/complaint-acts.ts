/** Why a complaint refused an act: domain/complaint/acts.ts has the names. */
export const COMPLAINT_REFUSALS = {
  illegal_move: '这件投诉现在的状态不能做这项操作，请看最新状态后再定。',
  not_handler: '这件投诉由其他同事处理，只有处理人和班组长可以操作。',
  needs_supervisor: '客户不认可之后，以及 S1、S2 级，须由处理人之外的班组长作出决定。',
  no_feedback_yet: '请先联系客户完成首次反馈，再做这一步。',
  not_paused: '现在没有暂停，不需要恢复。',
  notice_incomplete: '告知书须写全核实情况、处理决定、依据与理由。',
  proof_missing: '不在会话里告知的，须填写告知凭证，例如录音编号、运单号。',
  root_cause_missing: '办结前须填写根本原因和整改安排。',
  answer_missing: '办结前须写明客户的答复：认可、不认可或未回复。',
  reply_still_possible: '告知客户还不满 3 天，客户仍可答复，暂不能按未回复处理。',
  handler_closes: 'S1、S2 级投诉须由处理人之外的人办结。',
  too_late: '已超过 30 天期限，不能再做这项操作。',
  no_extension: '新期限须晚于现在的期限，监管时限只能延到 30 天或 60 天。',
  already_overdue: '时限已过，不能再延期。',
  merge_into_itself: '不能合并到自己。',
  merge_into_later: '只能合并到更早提出的投诉。',
  merge_into_ended: '对方已办结或不属于同一客户，不能合并。',
  wrong_time: '时间不对：不能早于已发生的步骤，也不能晚于现在。',
  already_rated: '客户已经评价过了。',
  not_asked: '还没有邀请客户评价，不能登记评分。',
} as const;

/** Fields that several acts have. */
export const ACT_FIELDS = {
  occurredAt: '实际发生时间',
  occurredAtHint: '不填即现在。事后补录请填实际时间，最多 30 天前；时限按实际时间判定。',
  channel: '告知方式',
  channelHint: '选“在线会话”会立即发给客户，消息本身就是告知凭证。',
  proof: '告知凭证',
  proofHint: '录音编号、运单号、邮件编号等；在线会话告知不用填。',
  reason: '原因',
  note: '说明（内部）',
  tells: '告知客户的内容',
  internal: '只有内部看得到，客户不会收到',
  customerSees: '客户将收到',
  kept: '已恢复上次没有提交的内容',
  discard: '清空重写',
  prefilled: '以下内容按案件资料预填，请核对修改后再提交。',
  prefilledByModel: '以下内容由大模型起草，仅供参考，请逐句核对修改后再提交。',
  drafting: '正在准备草稿…',
  draftFailed: '草稿没能生成，请自行填写。',
  remedies: '救济途径（系统按规定附上）',
  proofNeeded: '不在会话里告知的，须填写告知凭证',
  compensation: '补偿金额（元）',
  compensationHint: '没有补偿就不填。客户读到的以处理决定为准，金额和支付方式请一并写在那里。',
  done: '已完成',
} as const;

interface ActWords {
  /** On its button, and the title of its form. */
  readonly title: string;
  /** What it does, above the form. */
  readonly hint: string;
  readonly submit: string;
  readonly done: string;
}

/** What each act is called, and what it does. */
export const ACTS = {
  assign: {
    title: '分派',
    hint: '最合适的在前。须回避的同事不能选。',
    submit: '分派',
    done: '已分派',
  },
  contact: {
    title: '联系客户',
    hint: '首次反馈要说清三件事：由谁处理、我们理解的问题、下次联系的时间。',
    submit: '提交反馈',
    done: '已记录反馈',
  },
  pause: {
    title: '暂停等待',
    hint: '等客户补充、外部鉴定或调解期间，允许暂停的时限停止计时，剩余时间保留。',
    submit: '暂停',
    done: '已暂停，相关时限停止计时',
  },
  resume: {
    title: '恢复办理',
    hint: '时限从现在起按剩余时间继续计时。',
    submit: '恢复',
    done: '已恢复办理',
  },
  propose: {
    title: '告知处理方案',
    hint: '客户可以认可或不认可；3 天内没有答复的，方案生效。',
    submit: '告知客户',
    done: '方案已告知客户',
  },
  decide: {
    title: '作出处理决定',
    hint: '这是正式决定，须写明核实情况、处理决定、依据与理由，并告知救济途径。',
    submit: '作出决定',
    done: '决定已告知客户',
  },
  confirm: {
    title: '登记客户认可',
    hint: '客户在电话、当面等场合表示认可时，由您代为登记。',
    submit: '登记认可',
    done: '已登记客户认可',
  },
  dispute: {
    title: '登记客户不认可',
    hint: '登记后升级一级，由班组长决定。',
    submit: '登记不认可',
    done: '已登记客户不认可',
  },
  withdraw: {
    title: '登记客户撤回',
    hint: '客户自愿撤回的，办理当日终结，不能再继续处理。',
    submit: '登记撤回',
    done: '已撤回并办结',
  },
  decline: {
    title: '不予受理',
    hint: '限不属于本公司或非本人且无授权的情形，客户会收到原因。',
    submit: '不予受理',
    done: '已作不予受理',
  },
  close: {
    title: '办结',
    hint: '办结须有告知书和凭证、根本原因、客户答复。',
    submit: '办结',
    done: '已办结',
  },
  reopen: {
    title: '重新处理',
    hint: '办结 30 天内可重新处理，须重新分派，时限重新起算，原来的时限保留。',
    submit: '重新处理',
    done: '已重新处理，请分派处理人',
  },
  extend: {
    title: '延期',
    hint: '延期须有批准理由，并告知客户。已超时的不能延期。',
    submit: '延期并告知客户',
    done: '已延期',
  },
  merge: {
    title: '合并',
    hint: '同一客户就同一件事再次投诉时，并入更早的一件继续处理。',
    submit: '合并',
    done: '已合并',
  },
  supplement: {
    title: '登记补充材料',
    hint: '客户补充的事实或材料。',
    submit: '登记',
    done: '已登记补充',
  },
  request_review: {
    title: '登记核查申请',
    hint: '客户自收到决定之日起 30 天内可申请核查，核查须在 30 天内作出决定。',
    submit: '登记申请',
    done: '已登记核查申请',
  },
  decide_review: {
    title: '作出核查决定',
    hint: '由处理人之外的班组长作出。',
    submit: '作出核查决定',
    done: '核查决定已告知客户',
  },
  relabel: {
    title: '调整级别和类别',
    hint: '已承诺的时限只会提前，不会变长。',
    submit: '调整',
    done: '已调整',
  },
  escalate: {
    title: '升级',
    hint: '请班组长介入，级别不变。',
    submit: '升级',
    done: '已升级',
  },
  note: {
    title: '内部备注',
    hint: '只有内部看得到，客户不会收到。',
    submit: '保存备注',
    done: '备注已保存',
  },
  rectify: {
    title: '登记整改完成',
    hint: '溯源整改措施已经落实。',
    submit: '登记完成',
    done: '已登记整改完成',
  },
  rate: {
    title: '登记客户评价',
    hint: '客户在电话回访中给出的评价。',
    submit: '登记评价',
    done: '已登记评价',
  },
} as const satisfies Readonly<Record<string, ActWords>>;

/** Fields of single acts. */
export const ACT_COPY = {
  assign: {
    best: '系统推荐',
    bestHint: '由系统分给可以处理、手上最少的同事',
    open: (count: number) => `处理中 ${count} 件`,
    online: '在线',
    offline: '不在线',
    excluded: '回避',
    current: '现处理人',
    choose: '处理人',
    none: '没有可以分派的同事，请联系班组长调整回避或增加人员。',
    noteHint: '给新处理人的交代',
  },
  contact: {
    summary: '反馈内容',
    summaryHint: '您好，我是负责处理您投诉的…；您反映的是…；我会在…之前再联系您。',
    nextAt: '约定下次联系时间',
  },
  pause: {
    reason: '等什么',
    request: {
      waiting_customer: '需要客户补充什么',
      external_appraisal: '告知客户的鉴定安排',
      mediation: '调解安排，以及客户如何同意的',
    },
    stops: {
      waiting_customer:
        '停止“告知处理方案”等承诺时限；监管办理时限照常计时。最多等 5 天，到时提醒客户或按现有材料决定。',
      external_appraisal: '停止监管办理时限；对客户承诺的时限照常计时。鉴定安排须告知客户。',
      mediation: '停止监管办理时限；对客户承诺的时限照常计时。调解须经客户同意。',
    },
  },
  notice: {
    findings: '核实情况',
    findingsHint: '查到的事实：时间、经过、依据的材料',
    decision: '处理决定',
    planDecision: '处理方案',
    decisionHint: '我们怎么做、什么时候做完',
    basis: '依据与理由',
    basisHint: '保险条款第几条、法规或公司规定，以及理由',
  },
  confirm: { comment: '客户的话' },
  dispute: { reason: '客户为什么不认可' },
  withdraw: { reason: '撤回的原因' },
  decline: { reason: '告知客户的原因' },
  close: {
    rootCause: '根本原因',
    department: '责任部门',
    action: '整改措施',
    ownerId: '整改人',
    dueOn: '整改期限',
    answer: '客户对决定的答复',
    known: '已登记根本原因，不用重填',
    note: '办结说明',
  },
  extend: {
    clock: '延哪个时限',
    clocks: { regulator: '监管办理时限', resolution: '告知处理方案' },
    days: '延至（总天数）',
    dayChoices: { 30: '30 天：情况复杂', 60: '60 天：特殊情况，须上级或总公司批准' },
    until: '延至（与客户约定的时间）',
    reason: '延期原因和批准人',
    notice: '告知客户的内容',
    noticeHint: '延期的原因和新的期限',
  },
  merge: {
    intoNo: '并入的投诉编号',
    intoNoHint: '同一客户更早提出、尚未办结的投诉',
    noneEarlier: '没有找到该客户更早提出、尚未办结的投诉，可直接填写编号。',
  },
  supplement: {
    text: '补充的内容',
    files: '证据文件',
    filesHint: '照片、PDF、录音、录像，按原文件保存；登记后列入证据。',
    choose: '选择文件',
    uploading: '文件还在上传，请稍候再登记',
    failed: (problem: string) => `没有传上：${problem}`,
    remove: (name: string) => `移除 ${name}`,
    kept: (index: number) => `已上传的文件 ${index}`,
    isNewFacts: '是新的事实',
    isNewFactsHint: '确属新事实的，监管办理时限从现在重新起算；同样的事实请不要勾选。',
  },
  review: { reason: '客户申请核查的理由' },
  relabel: {
    severity: '级别',
    category: '类别',
    nature: '性质',
    reason: '调整的依据',
    same: (label: string) => `不变（现为 ${label}）`,
    change: '请至少改一项',
  },
  escalate: { reason: '需要班组长做什么' },
  note: { text: '备注' },
  rectify: { note: '落实情况' },
  rate: { score: '评分（1 到 5 分）', solved: '问题是否解决', comment: '客户的话' },
} as const;
