import type { DecisionNotice } from '../../domain/complaint/case.ts';

type Parts = Pick<DecisionNotice, 'findings' | 'decision' | 'basis' | 'remedies'>;

const AUTOMATIC = '（系统自动提醒）';

/** The four parts that the law asks for, in its order (投诉处理管理办法 19). */
function parts(what: string, { findings, decision, basis, remedies }: Parts): readonly string[] {
  return [
    `一、核实情况：${findings}`,
    `二、${what}：${decision}`,
    `三、依据和理由：${basis}`,
    `四、您还可以：${remedies}`,
  ];
}

/** What customers are told about their complaint where they made it. Nothing that is for the desk only. */
export const complaintNewsText = {
  parts,
  planned: '处理方案',
  decided: '处理决定',
  reviewed: '核查决定',
  registered: (number: string) => `您的投诉已登记，编号 ${number}，请留好。`,
  assigned: (number: string, handler: string | undefined) =>
    handler === undefined
      ? `您的投诉 ${number} 已安排专员处理，专员会主动与您联系。`
      : `您的投诉 ${number} 已由专员${handler}负责，会主动与您联系，核对情况并说明处理安排。`,
  contacted: (given: {
    readonly number: string;
    readonly handler: string | undefined;
    readonly summary: string;
    readonly next: string;
  }) =>
    `${given.handler === undefined ? '专员' : `专员${given.handler}`}就投诉 ${given.number} 答复您：\n${given.summary}\n下一次联系您：最迟 ${given.next} 前。`,
  waiting: (number: string, request: string) =>
    `投诉 ${number} 需要您补充：\n${request}\n直接在这里发文字、照片都可以，或者发送“补充投诉”。收到之前，给您处理方案的时限暂停计算。`,
  appraisal: (number: string, request: string) =>
    `投诉 ${number} 正在等第三方鉴定：\n${request}\n鉴定所用的时间，按规定不计入作出处理决定的期限。有结果我们会告诉您。`,
  mediation: (number: string, request: string) =>
    `投诉 ${number} 正在调解：\n${request}\n调解所用的时间，按规定不计入作出处理决定的期限。有进展我们会告诉您。`,
  resumed: (number: string) => `投诉 ${number} 已继续处理，时限接着计算。`,
  plan: (number: string) => `投诉 ${number} 的处理方案：`,
  askPlan: (until: string) =>
    `请告诉我们您是否认可。不认可的话，由上一级同事重新核实；${until} 前没有收到您的答复，我们先按方案办理，之后有意见仍然可以提。`,
  decision: (number: string) => `投诉 ${number} 的处理决定：`,
  review: (number: string) => `投诉 ${number} 的核查结果：`,
  accepted: (number: string) =>
    `已记下：您认可投诉 ${number} 的处理意见。我们按此办理，办结时告诉您。`,
  disputed: (number: string) =>
    `已记下：您不认可投诉 ${number} 的处理方案。这件投诉已升一级，由上一级同事重新核实。`,
  expired: (number: string) =>
    `投诉 ${number} 的处理方案告知您后，还没有收到您的答复，我们先按方案办理。对方案有任何不同意见，随时可以在这里告诉我们。`,
  withdrawn: (number: string) =>
    `投诉 ${number} 已按您的要求撤回，今天办结。以后需要，随时可以重新提出。`,
  declined: (number: string, reason: string) =>
    `关于投诉 ${number}：${reason}\n如有不同意见，可以点“转人工”，也可以拨打银行保险消费者投诉维权热线 12378。`,
  merged: (number: string, into: string) =>
    `投诉 ${number} 和您之前的投诉 ${into} 是同一件事，已并入 ${into} 一起处理，时限按更早的那件计算，您不用重复说明。`,
  closed: (number: string, days: number) =>
    `投诉 ${number} 已办结。如果问题没有解决，${days} 日内可以在这里申请重新处理。`,
  reopened: (number: string) =>
    `投诉 ${number} 已重新处理，沿用原来的编号，之前说的都在，不用重复。时限从现在起重新计算。`,
  extended: (number: string, notice: string) => `关于投诉 ${number} 的处理时限：${notice}`,
  reviewRequested: (number: string) =>
    `投诉 ${number} 的核查申请已经收到，由没有处理过这件投诉的上级同事核查。`,
  supplemented: (number: string) => `您就投诉 ${number} 补充的内容已经收到，负责的同事能看到。`,
  suggestion: (number: string) => `${number} 已按您的意思作为建议处理，有结果会告诉您。`,
  report: (number: string) => `${number} 反映的是违规线索，已转给负责核查的部门处理。`,
  complaint: (number: string) => `${number} 已按投诉处理。`,
  remind: (number: string, request: string | undefined) =>
    `${AUTOMATIC}投诉 ${number} 还在等您补充${request === undefined ? '' : `：\n${request}`}\n直接在这里发文字、照片都可以。没有可以补充的，也请告诉我们，会按现有材料处理。`,
  askRating: (number: string) =>
    `${AUTOMATIC}您的投诉 ${number} 已经办结，想请您评价一下：您反映的问题解决了吗？不方便就不用理会。`,
} as const;
