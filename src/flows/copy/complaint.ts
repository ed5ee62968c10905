import type { ComplaintCategory, ComplaintStatus } from '../../domain/complaint/record.ts';
import type { Brand } from '../flow.ts';
import { CATEGORY_TITLES, COMPLAINT_GROUPS } from './complaint-categories.ts';

/** What a state means to the person who complained. No internal state has a name here. */
const STATES: Readonly<Record<ComplaintStatus, { readonly badge: string; readonly next: string }>> =
  {
    RECEIVED: { badge: '已收到', next: '我们正在为您登记并安排专员。' },
    REGISTERED: { badge: '已登记', next: '正在安排专员，专员会主动与您联系。' },
    ASSIGNED: { badge: '已安排专员', next: '专员会与您联系，核对情况并说明处理安排。' },
    INVESTIGATING: { badge: '核实中', next: '专员正在核实您反映的情况，有结果会告诉您。' },
    WAITING_CUSTOMER: {
      badge: '等您补充',
      next: '请把需要补充的直接发在这里，或者发送“补充投诉”，收到后继续处理。',
    },
    EXTERNAL_APPRAISAL: { badge: '第三方鉴定中', next: '正在等待鉴定结果，收到后专员会联系您。' },
    MEDIATION: { badge: '调解中', next: '正在调解，专员会告诉您下一步安排。' },
    PROPOSED: {
      badge: '方案已告知',
      next: '请告诉我们您是否认可处理方案；不认可的话，由上一级同事重新核实。',
    },
    CONFIRMED: { badge: '您已认可方案', next: '我们正在按方案办理。' },
    NO_REPLY: {
      badge: '方案已告知',
      next: '还没有收到您的答复。对方案有任何不同意见，随时可以告诉我们。',
    },
    DISPUTED: { badge: '重新核实中', next: '已收到您的不同意见，由上一级同事重新核实。' },
    DECIDED: {
      badge: '已作出处理决定',
      next: '处理决定已告知您。如不认可，可以在收到决定之日起 30 日内在这里申请核查，也可以申请调解、仲裁或者起诉。',
    },
    REVIEW_REQUESTED: { badge: '核查中', next: '正在核查，收到申请之日起 30 日内告诉您结果。' },
    REVIEW_DECIDED: { badge: '核查已有结果', next: '核查结果已告知您，如有疑问可以转人工。' },
    WITHDRAWN: { badge: '已按您的要求撤回', next: '需要的话，随时可以重新提出。' },
    DECLINED: {
      badge: '需要进一步确认',
      next: '这件事需要由当事人本人或其委托人提出，也可能不属于我们办理。专员已向您说明，如有疑问请转人工。',
    },
    MERGED: { badge: '已合并处理', next: '已并入您就同一件事提出的另一件投诉，一起处理。' },
    CLOSED: {
      badge: '已办结',
      next: '如果问题没有解决，办结之日起 30 日内可以在这里申请重新处理。',
    },
    REOPENED: { badge: '已重新处理', next: '正在重新安排专员，专员会与您联系。' },
  };

interface Promised {
  /** Hours from when it was said; absent for a promise in working time. */
  readonly feedbackHours?: number;
  readonly resolutionHours?: number;
  readonly feedbackBy: string;
  readonly resolutionBy: string;
}

/** Filing a complaint and asking about one. Never a word that persuades, refuses or asks why. */
export const complaint = {
  title: '投诉',
  statusTitle: '查投诉进度',
  category: (category: ComplaintCategory) => CATEGORY_TITLES[category],
  /** Groups to choose a category from; a list of at most nine is answered by number. */
  groups: COMPLAINT_GROUPS,
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
  notFiledYet: '这件投诉还没有登记，核对完就为您登记并给您编号。',
  toldMore: '这一点也记进投诉内容了。',
  choice: (index: number, label: string) => `${index}. ${label}`,
  readBack: '请核对您的投诉：',
  lines: {
    matter: (text: string) => `投诉内容：${text}`,
    category: (category: ComplaintCategory) => `问题类型：${CATEGORY_TITLES[category]}`,
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
      feedbackHours === undefined || resolutionHours === undefined
        ? `${feedbackBy} 前，由专人第一次与您联系，告诉您姓名和处理安排；${resolutionBy} 前，给您处理方案。`
        : `从您提出的时间起算：${feedbackHours} 小时内，也就是 ${feedbackBy} 前，由专人第一次与您联系，告诉您姓名和处理安排；${resolutionHours} 小时内，也就是 ${resolutionBy} 前，给您处理方案。`,
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
    waiting: (when: string, request: string) => `${when} 起在等您补充：${request}`,
    appraisal: (when: string, request: string) => `${when} 起在等第三方鉴定：${request}`,
    mediation: (when: string, request: string) => `${when} 起在调解：${request}`,
    notice: (when: string, isDecision: boolean) =>
      `${when} 告知您的${isDecision ? '处理决定' : '处理方案'}：`,
    answered: {
      accepted: '您的答复：认可。',
      rejected: '您的答复：不认可。',
      no_reply: '还没有收到您的答复。',
    },
    mergedInto: (number: string) => `并入的投诉：${number}。`,
    next: (status: ComplaintStatus) => `接下来：${STATES[status].next}`,
    steps: ['登记', '专人联系', '处理方案', '办结'],
    facts: { number: '投诉编号', category: '问题类型', handler: '专员' },
    list: (count: number) => `查到您的 ${count} 件投诉，请问想看哪一件？回复序号就可以。`,
    listLine: (index: number, label: string, badge: string) => `${index}. ${label}，${badge}`,
    twin: (label: string, suffix: string) => `${label} · ${suffix}`,
    numberWords: ['编号'],
    option: (day: string, category: ComplaintCategory) => `${day} ${CATEGORY_TITLES[category]}`,
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
