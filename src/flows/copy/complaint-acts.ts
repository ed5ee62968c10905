import type { ClockKind } from '../../domain/sla/clock.ts';

interface PromiseText {
  /** Undefined: customers are not told of this one. */
  readonly by?: (when: string) => string;
  readonly late: (when: string) => string;
  /** While it stands still. */
  readonly still?: string;
}

const late = (what: string) => (when: string) =>
  `原定 ${when} 前${what}，现在已经超过，非常抱歉。请点“转人工”，同事会马上跟进。`;

const PROMISES: Readonly<Record<ClockKind, PromiseText>> = {
  acknowledgement: { late: late('答复您') },
  first_feedback: {
    by: (when) => `专人首次联系：最迟 ${when} 前。`,
    late: late('由专人第一次联系您'),
  },
  interim: { late: late('告诉您进展') },
  resolution: {
    by: (when) => `处理方案：最迟 ${when} 前给您。`,
    late: late('给您处理方案'),
    still: '在收到您的补充之前，给您处理方案的时限暂停计算，收到后接着算。',
  },
  next_response: {
    by: (when) => `您最近说的，最迟 ${when} 前由专人答复您。`,
    late: late('由专人答复您最近说的'),
    still: '已经请您补充，收到后我们接着答复。',
  },
  regulator: {
    by: (when) => `按监管规定，处理决定最迟 ${when} 前作出。`,
    late: late('作出处理决定'),
    still: '鉴定或者调解期间，作出处理决定的期限按规定暂停计算。',
  },
  review: {
    by: (when) => `核查结果：最迟 ${when} 前告诉您。`,
    late: late('告诉您核查结果'),
    still: '鉴定或者调解期间，核查的期限暂停计算。',
  },
};

/** What a customer does with a complaint of theirs. Never a word that persuades, refuses or blames. */
export const complaintActs = {
  labels: {
    accept: '认可方案',
    acceptDecision: '认可处理决定',
    dispute: '不认可方案',
    supplement: '补充投诉',
    withdraw: '撤回投诉',
    review: '申请核查',
    reopen: '重新处理投诉',
    rate: '评价投诉处理',
  },
  which: '请问是哪一件投诉？点选，或者回复序号就可以。',
  notHere: '如果投诉是用其他方式提出的，核对身份后可以再查；也可以转人工帮您查。',
  promises: PROMISES,
  withdraw: {
    title: '撤回投诉',
    nothing: '没有查到可以撤回的投诉。',
    ask: (number: string) =>
      `确定要撤回投诉 ${number} 吗？撤回后今天就办结，不影响理赔和您的其他权利；以后需要，随时可以重新提出。`,
    yes: '确定撤回',
    no: '先不撤回',
    done: (number: string) =>
      `投诉 ${number} 已按您的要求撤回，今天办结。以后还需要的话，告诉我“我要投诉”就可以重新提出。`,
  },
  answer: {
    title: '答复处理方案',
    nothing: '没有查到正在等您答复的处理方案。',
    ask: (about: {
      readonly number: string;
      readonly plan: string | undefined;
      readonly isDecision: boolean;
    }) => {
      const what = about.isDecision ? '处理决定' : '处理方案';
      return about.plan === undefined
        ? `请问您是否认可投诉 ${about.number} 的${what}？`
        : `投诉 ${about.number} 的${what}是：${about.plan}\n请问您认可吗？`;
    },
    /** After words that may mean either. */
    either: '怎么选都可以：不认可的话，由上一级同事重新核实。您刚才说的，会原样交给同事。',
    eitherOfDecision:
      '怎么选都可以：不认可的话，可以申请核查，由上级机构重新审查。您刚才说的，会原样交给同事。',
    remarkKept: '您刚才说的条件和意见，也原样交给同事了。',
    later: '再想想',
    askReason:
      '好的，您不认可这个方案。请告诉我哪里不合适、希望怎么处理，我原样交给同事；不想说也可以。',
    noReason: '不想说',
    reasonNotSaid: '客户不认可，没有说明原因。',
    accepted: (number: string) =>
      `已记下：您认可投诉 ${number} 的处理方案。我们按方案办理，办结时会在这里告诉您。`,
    acceptedDecision: (number: string) =>
      `已记下：您认可投诉 ${number} 的处理决定。我们按决定办理，办结时会在这里告诉您。`,
    disputed: (number: string) =>
      `已记下：您不认可投诉 ${number} 的处理方案。这件投诉已升一级，由上一级同事重新核实。`,
    reviewInstead: (number: string) =>
      `投诉 ${number} 已经作出处理决定。不认可的话，可以在收到决定之日起 30 日内申请核查，我现在为您登记。`,
  },
  supplement: {
    title: '补充投诉',
    label: '补充内容',
    evidence: '补充材料',
    nothing: '没有查到可以补充的投诉。',
    askText: '请把要补充的情况写给我，照实说就可以；照片、单据也可以直接发在这里。',
    askFiles: '有照片、单据之类的材料，可以现在发给我；没有，点“没有了”就行。',
    askMore: '还有要发的吗？发完了点“没有了”，想说明的也可以直接写。',
    noted: '这一点也记下了。',
    askWhether: (number: string | undefined, told: string) =>
      `您刚才说的：“${told}”\n要原样转给负责${number === undefined ? '您投诉' : `投诉 ${number} `}的同事吗？`,
    pass: '转给同事',
    another: '这是另一件事',
    leave: '先不用',
    anotherBegun: '好的，这件事另外为您登记投诉。',
    empty: '没有收到要补充的内容，投诉照常处理。',
    filesOnly: (count: number) => `客户补充了 ${count} 个文件，没有文字说明。`,
    done: (number: string, files: number) =>
      `已补充到投诉 ${number}${files === 0 ? '' : `（含 ${files} 个文件）`}，负责的同事能看到，不用再重复。`,
  },
  review: {
    title: '申请核查',
    reason: '核查理由',
    nothing: '没有查到现在可以申请核查的投诉。核查在收到处理决定之日起 30 日内申请。',
    askReason:
      '好的，为您申请核查，由上级机构重新审查处理决定。请说说您对决定的哪一点有不同意见、理由是什么。',
    readBack: (number: string, reason: string) =>
      `请核对您的核查申请：\n投诉编号：${number}\n理由：${reason}\n没有问题的话就为您提交，可以吗？`,
    yes: '提交申请',
    change: '修改理由',
    done: (number: string) =>
      `投诉 ${number} 的核查申请已经提交，由没有处理过这件投诉的上级同事核查。`,
  },
  reopen: {
    title: '重新处理投诉',
    reason: '原因',
    nothing: '没有查到现在可以重新处理的投诉。办结超过 30 日的，可以重新登记投诉。',
    askWhether: (number: string, told: string) =>
      `您刚才说的：“${told}”\n投诉 ${number} 已经办结。要为您重新处理吗？沿用原来的编号，时限重新计算。`,
    yes: '重新处理',
    no: '先不用',
    askReason: '好的，为您重新处理。请说说哪里还没有解决，希望怎么处理。',
    done: (number: string) =>
      `投诉 ${number} 已重新处理，沿用原来的编号，之前说的都在，不用重复。时限从现在起重新计算。`,
  },
  rating: {
    title: '评价投诉处理',
    nothing: '没有查到等您评价的投诉。',
    askSolved: (number: string) =>
      `想请您评价一下投诉 ${number} 的处理：您反映的问题解决了吗？不方便就不用理会。`,
    /** Tried from the strictest: `没解决` holds `解决`. */
    solved: [
      {
        value: 'not_solved',
        label: '没有解决',
        pattern: /^(?:问题|还|完全|根本|都)*(?:没有?|未|不)(?:得到)?解决[了呢啊吧!。.]*$/,
      },
      {
        value: 'partly',
        label: '解决了一部分',
        pattern:
          /^(?:只|就|算是)?(?:解决了?(?:一?部分|一半|一些|一点)|部分解决|没(?:有)?(?:完全|全部)解决)[了呢啊吧!。.]*$/,
      },
      {
        value: 'solved',
        label: '已解决',
        pattern: /^(?:都|已经?|问题|算是|全部)*解决了?(?:已解决)?[了呢啊吧!。.]*$/,
      },
    ],
    askScore: '谢谢。对这次投诉处理的过程和态度，您满意吗？点一下，或者回复 1–5 分（5 分最满意）。',
    askWhatWrong: '没有让您满意，非常抱歉。方便说说还差在哪里吗？我原样交给主管；不想说也没关系。',
    thanks: '谢谢您的评价，已经记下。',
    declined: '好的，没关系。有需要随时告诉我。',
    low: '已经如实记下，会由主管查看。您可以把这件投诉重新打开，也可以请主管给您回电话。',
    callBack: '请主管回电',
    callBackTopic: (number: string) => `投诉 ${number} 办结后客户不满意，请主管回电`,
  },
} as const;
