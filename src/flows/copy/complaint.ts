import type { ComplaintCategory, ComplaintStatus } from '../../domain/complaint/record.ts';
import type { Brand } from '../flow.ts';

/** domain.md 2.3, in customers' words. */
const CATEGORIES: Readonly<Record<ComplaintCategory, string>> = {
  'CLAIM.DELAY': '理赔时效慢',
  'CLAIM.ASSESS_AMOUNT': '定损金额',
  'CLAIM.LIABILITY': '保险责任认定',
  'CLAIM.REPAIR_SHOP': '修理厂和维修质量',
  'CLAIM.DOCS': '理赔材料',
  'CLAIM.SURVEY': '现场查勘',
  'CLAIM.INJURY': '人伤赔偿',
  'CLAIM.PAYMENT': '赔款支付',
  'CLAIM.SUBROGATION': '代位求偿',
  'CLAIM.THIRD_PARTY': '第三方赔偿',
  'CLAIM.TOTAL_LOSS': '全损和残值',
  'SALES.MISLEAD': '销售误导',
  'SALES.NO_DISCLOSURE': '没有说明免责内容',
  'SALES.BUNDLE': '搭售附加险',
  'SALES.AUTO_RENEW': '未经同意续保',
  'SALES.GIFT': '承诺未兑现',
  'SALES.TELEMARKETING': '推销电话骚扰',
  'UW.REFUSE_CI': '拒绝或拖延承保',
  'UW.PREMIUM': '保费计算',
  'UW.INFO_ERROR': '保单信息错误',
  'UW.POLICY_DELIVERY': '保单和发票',
  'CHANGE.SURRENDER_FEE': '退保费用',
  'CHANGE.SURRENDER_DELAY': '退保办理慢',
  'CHANGE.ENDORSE': '保单变更',
  'SERVICE.ATTITUDE': '服务态度',
  'SERVICE.UNREACHABLE': '联系不上',
  'SERVICE.WRONG_INFO': '解释有误或推诿',
  'SERVICE.BOT': '智能客服',
  'SERVICE.RESCUE': '救援和增值服务',
  'PRIVACY.LEAK': '个人信息泄露',
  'PRIVACY.OVERCOLLECT': '过度收集信息',
  'PRIVACY.SPAM': '拒收后仍被打扰',
  'PRIVACY.RIGHTS': '个人信息查询和删除',
  OTHER: '其他',
};

/** What a state means to the person who complained. No internal state has a name here. */
const STATES: Readonly<Record<ComplaintStatus, { readonly badge: string; readonly next: string }>> =
  {
    RECEIVED: { badge: '已收到', next: '我们正在为您登记并安排专员。' },
    REGISTERED: { badge: '已登记', next: '正在安排专员，专员会主动与您联系。' },
    ASSIGNED: { badge: '已安排专员', next: '专员会与您联系，核对情况并说明处理安排。' },
    INVESTIGATING: { badge: '核实中', next: '专员正在核实您反映的情况，有结果会告诉您。' },
    WAITING_CUSTOMER: {
      badge: '等您补充',
      next: '专员需要您补充一些情况，补充后继续处理。请发送“补充投诉”，同事来收。',
    },
    EXTERNAL_APPRAISAL: { badge: '第三方鉴定中', next: '正在等待鉴定结果，收到后专员会联系您。' },
    MEDIATION: { badge: '调解中', next: '正在调解，专员会告诉您下一步安排。' },
    PROPOSED: {
      badge: '方案已告知',
      next: '请告诉专员您是否认可处理方案；不认可可以直接说明原因。',
    },
    CONFIRMED: { badge: '您已认可方案', next: '我们正在按方案办理。' },
    NO_REPLY: {
      badge: '方案已告知',
      next: '还没有收到您的答复。对方案有任何不同意见，随时可以告诉我们。',
    },
    DISPUTED: { badge: '重新核实中', next: '已收到您的不同意见，由上一级同事重新核实。' },
    DECIDED: {
      badge: '已作出处理决定',
      next: '处理决定已告知您。如不认可，可以在收到决定之日起 30 日内书面申请核查，也可以申请调解、仲裁或者起诉。',
    },
    REVIEW_REQUESTED: { badge: '核查中', next: '正在核查，收到申请之日起 30 日内告诉您结果。' },
    REVIEW_DECIDED: { badge: '核查已有结果', next: '核查结果已告知您，如有疑问可以转人工。' },
    WITHDRAWN: { badge: '已按您的要求撤回', next: '需要的话，随时可以重新提出。' },
    DECLINED: {
      badge: '需要进一步确认',
      next: '这件事需要由当事人本人或其委托人提出，也可能不属于我们办理。专员已向您说明，如有疑问请转人工。',
    },
    MERGED: { badge: '已合并处理', next: '已并入您就同一件事提出的另一件投诉，一起处理。' },
    CLOSED: { badge: '已办结', next: '如果问题没有解决，可以转人工申请重新处理。' },
    REOPENED: { badge: '已重新处理', next: '正在重新安排专员，专员会与您联系。' },
  };

interface Promised {
  /** Hours from when it was said. */
  readonly feedbackHours: number;
  readonly resolutionHours: number;
  readonly feedbackBy: string;
  readonly resolutionBy: string;
}

/** Filing a complaint and asking about one. Never a word that persuades, refuses or asks why. */
export const complaint = {
  title: '投诉',
  statusTitle: '查投诉进度',
  category: (category: ComplaintCategory) => CATEGORIES[category],
  /** Groups to choose a category from; a list of at most nine is answered by number. */
  groups: [
    {
      label: '理赔快慢和材料',
      words: ['理赔慢', '时效', '材料', '查勘', '打款', '到账'],
      categories: ['CLAIM.DELAY', 'CLAIM.PAYMENT', 'CLAIM.DOCS', 'CLAIM.SURVEY'],
    },
    {
      label: '定损、责任和维修',
      words: ['定损', '责任', '拒赔', '维修', '修理厂', '人伤', '全损'],
      categories: [
        'CLAIM.ASSESS_AMOUNT',
        'CLAIM.LIABILITY',
        'CLAIM.REPAIR_SHOP',
        'CLAIM.INJURY',
        'CLAIM.THIRD_PARTY',
        'CLAIM.SUBROGATION',
        'CLAIM.TOTAL_LOSS',
      ],
    },
    {
      label: '销售和推销',
      words: ['销售', '误导', '推销', '搭售', '赠品', '自动续保'],
      categories: [
        'SALES.MISLEAD',
        'SALES.NO_DISCLOSURE',
        'SALES.BUNDLE',
        'SALES.AUTO_RENEW',
        'SALES.GIFT',
        'SALES.TELEMARKETING',
      ],
    },
    {
      label: '投保、保费和保单',
      words: ['保费', '保单', '发票', '承保', '拒保'],
      categories: ['UW.REFUSE_CI', 'UW.PREMIUM', 'UW.INFO_ERROR', 'UW.POLICY_DELIVERY'],
    },
    {
      label: '退保和变更',
      words: ['退保', '批改', '过户'],
      categories: ['CHANGE.SURRENDER_FEE', 'CHANGE.SURRENDER_DELAY', 'CHANGE.ENDORSE'],
    },
    {
      label: '服务',
      words: ['态度', '联系不上', '机器人', '救援'],
      categories: [
        'SERVICE.ATTITUDE',
        'SERVICE.UNREACHABLE',
        'SERVICE.WRONG_INFO',
        'SERVICE.BOT',
        'SERVICE.RESCUE',
      ],
    },
    {
      label: '个人信息',
      words: ['隐私', '泄露', '信息'],
      categories: ['PRIVACY.LEAK', 'PRIVACY.SPAM', 'PRIVACY.OVERCOLLECT', 'PRIVACY.RIGHTS'],
    },
    { label: '其他', words: [], categories: ['OTHER'] },
  ] as const satisfies readonly {
    readonly label: string;
    readonly words: readonly string[];
    readonly categories: readonly ComplaintCategory[];
  }[],
  /** One sentence, whatever was said and however it was said. */
  empathy: '给您带来这样的感受，非常抱歉，我来为您登记投诉。',
  slots: {
    matter: '投诉内容',
    request: '诉求',
    claim: '相关案件',
    plate: '车牌号',
    phone: '联系电话',
    evidence: '证据材料',
  },
  /** Other words for what may be corrected: `电话说错了`. */
  words: {
    matter: ['内容', '经过'],
    request: ['要求'],
    claim: ['案件', '案子'],
    phone: ['电话', '手机', '号码'],
  },
  phoneOnRecord: '您登记的手机号',
  noClaimWords: ['无关', '不涉及', '都不是', '没有关系'],
  labels: {
    otherPhone: '换个号码',
    changeCategory: '修改问题类型',
    takeKnown: (masked: string) => `就用 ${masked}`,
    inChat: '在这里回复我',
    noRequest: '没有具体诉求',
    noClaim: '与案件无关',
    noMore: '没有了',
    fileNow: '登记现有内容',
    drop: '不登记了',
    file: '登记投诉',
    again: '我要投诉',
    status: '查投诉进度',
    others: '看其他投诉',
    identify: '核对身份',
  },
  ask: {
    matter:
      '您的投诉我们一定受理。请说说发生了什么：什么时间、什么事、涉及哪位人员或哪个环节，照实说就可以，多长都行。',
    how: (brand: Brand) =>
      `投诉可以在这里直接登记，也可以拨打 ${brand.hotline}（24 小时），或拨打银行保险消费者投诉维权热线 12378。在这里登记不需要先核对身份，登记后马上给您编号。`,
    request: '您希望我们怎么处理？例如更正、道歉、补偿、加快办理。没有想好也可以跳过。',
    claim: '这件事和您的哪个案件有关？',
    phoneKnown: (masked: string) => `专员联系您时，打您登记的 ${masked} 可以吗？`,
    phone: '请留一个方便专员联系您的手机号。不想留也可以，我们就在这个对话里回复您。',
    phoneAgain: '这个号码不太像手机号或固定电话，请再发一次；不想留号码可以跳过。',
    evidence: '有照片、聊天截图、单据之类的材料，可以现在发给我；没有或者发完了，点“没有了”就行。',
    group: '请问属于哪一类问题？回复序号就可以。',
    category: '具体是哪一种？回复序号就可以。',
  },
  howSoon:
    '登记以后，从您提出的时间起算，最迟 48 小时内由专人第一次与您联系，72 小时内给您处理方案，紧急的会更快。',
  howToDrop: '这件投诉还没有登记；不想登记了，回复“取消”就可以。',
  notFiledYet: '这件投诉还没有登记，核对完就为您登记并给您编号。',
  toldMore: '这一点也记进投诉内容了。',
  /** Papers are signed by people: the complaint stays as it is until a colleague has talked to them. */
  aboutFiled: (wish: 'withdraw' | 'add', brand: Brand) =>
    `${wish === 'withdraw' ? '好的，您想撤回投诉，' : '好的，您要补充投诉，想说的、照片都可以直接发在这里，'}已为您登记人工服务，负责投诉的同事看到后会与您确认办理，不影响您的任何权利。着急的话请拨打 ${brand.hotline}（24 小时）。`,
  choice: (index: number, label: string) => `${index}. ${label}`,
  readBack: '请核对您的投诉：',
  lines: {
    matter: (text: string) => `投诉内容：${text}`,
    category: (category: ComplaintCategory) => `问题类型：${CATEGORIES[category]}`,
    request: (text: string) => `诉求：${text}`,
    claim: (number: string) => `相关案件：${number}`,
    plate: (plate: string) => `车牌号：${plate}`,
    phone: (masked: string) => `联系电话：${masked}`,
    inChat: '联系方式：在这个对话里回复您',
    evidence: (count: number) => `材料：${count} 个文件`,
  },
  askFile: '没有问题的话就为您登记，可以吗？',
  beforeCancel: (readBack: string) =>
    `您已经说了的内容我都留着。要不要先按现有内容登记？登记后不影响您补充或撤回。\n${readBack}`,
  filed: {
    cardTitle: '投诉已登记',
    number: '投诉编号',
    category: '问题类型',
    receivedAt: '收到时间',
    firstFeedback: '专员首次联系',
    resolution: '处理方案',
    before: (when: string) => `${when} 前`,
    phone: '联系电话',
    text: (number: string) => `您的投诉已登记，编号 ${number}，请留好。`,
    promises: ({ feedbackHours, resolutionHours, feedbackBy, resolutionBy }: Promised) =>
      `从您提出的时间起算：${feedbackHours} 小时内，也就是 ${feedbackBy} 前，由专人第一次与您联系，告诉您姓名和处理安排；${resolutionHours} 小时内，也就是 ${resolutionBy} 前，给您处理方案。`,
    late: ({ feedbackBy }: Promised) =>
      `从您第一次提出的时间起算，专人首次联系的时限（${feedbackBy}）已经过了，所以已请同事马上跟进您的投诉。`,
    urgent: '您反映的事比较紧急，已同时请同事优先跟进。',
    byPhone: (masked: string) => `专人会拨打 ${masked} 联系您，请保持电话畅通。`,
    inChat: '您没有留电话，专人会在这个对话里回复您。',
    repeat: (number: string) =>
      `您之前的投诉 ${number} 还在处理，两件事会一起看，不需要您再重复说明。`,
    ask: '随时可以在这里发编号问进度；要补充情况或撤回，告诉我“补充投诉”或“撤回投诉”即可。',
    channels: (brand: Brand) =>
      `您也可以拨打 ${brand.hotline}（24 小时），或拨打银行保险消费者投诉维权热线 12378 反映。公司处理投诉不收任何费用。`,
  },
  summary: (lines: readonly string[]) => ['已经记下：', ...lines].join('\n'),
  status: {
    badge: (status: ComplaintStatus) => STATES[status].badge,
    heading: (number: string, badge: string) => `投诉 ${number}：${badge}`,
    matter: (text: string, day: string) => `您在 ${day} 反映：${text}`,
    fed: (when: string) => `专人已在 ${when} 第一次与您联系。`,
    feedbackBy: (when: string) => `专人首次联系：最迟 ${when} 前。`,
    feedbackLate: (when: string) =>
      `原定 ${when} 前由专人第一次联系您，现在已经超过，非常抱歉。请点“转人工”，同事会马上跟进。`,
    resolutionBy: (when: string) => `处理方案：最迟 ${when} 前给您。`,
    resolutionLate: (when: string) =>
      `原定 ${when} 前给您处理方案，现在已经超过，非常抱歉。请点“转人工”，同事会马上跟进。`,
    closed: (when: string) => `办结时间：${when}。`,
    handler: (name: string) => `负责的专员：${name}。`,
    next: (status: ComplaintStatus) => `接下来：${STATES[status].next}`,
    steps: ['登记', '专人联系', '处理方案', '办结'],
    facts: { number: '投诉编号', category: '问题类型', handler: '专员' },
    list: (count: number) => `查到您的 ${count} 件投诉，请问想看哪一件？回复序号就可以。`,
    listLine: (index: number, label: string, badge: string) => `${index}. ${label}，${badge}`,
    twin: (label: string, suffix: string) => `${label} · ${suffix}`,
    numberWords: ['编号'],
    option: (day: string, category: ComplaintCategory) => `${day} ${CATEGORIES[category]}`,
    chooseAgain: '没有找到您说的那一件，请点选，或者回复序号，例如“1”。',
    none: '在这个对话里没有查到您登记过的投诉。如果投诉是用其他方式提出的，核对身份后可以再查；也可以现在登记，或者转人工。',
    noneKnown: '没有查到您名下的投诉。可以现在登记，也可以转人工帮您查。',
    notFound: '在您可以查看的投诉里没有查到这个编号。请核对后再发一次，也可以转人工帮您查。',
  },
  urge: {
    ask: '需要我为您登记投诉，还是先加急催办？',
    urge: '加急催办',
    file: '登记投诉',
    done: (number: string) =>
      `已为您登记加急催办，编号 ${number}，转给负责这个案件的同事优先跟进，有新进展会在这里告诉您。`,
    unsatisfied: '如果还是不满意，随时可以登记投诉。',
  },
} as const;
