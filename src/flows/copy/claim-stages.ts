import type { ClaimStatus } from '../../domain/claim/status.ts';
import type { ProgressCard } from '../../domain/reply.ts';

/** What a stage's text may use: already written for people, and only what this reader may see. */
export interface StageFacts {
  readonly reportNo?: string | undefined;
  readonly handler?: { readonly name: string; readonly phone?: string } | undefined;
  readonly contactWithinMinutes?: number | undefined;
  /** `12,345.67` */
  readonly assessedYuan?: string | undefined;
  readonly payableYuan?: string | undefined;
  readonly payeeLast4?: string | undefined;
  readonly missing?: readonly string[] | undefined;
  readonly missingCount: number;
  readonly completeDay?: string | undefined;
  /** When the next result is expected. */
  readonly expected?: string | undefined;
  /** True when that moment has passed. */
  readonly isLate: boolean;
  /** The last day of the five for the compulsory cover. */
  readonly compulsoryDueDay?: string | undefined;
  readonly decisionChannel?: string | undefined;
}

export interface StageCopy {
  readonly badge: string;
  readonly tone: ProgressCard['tone'];
  readonly text: (facts: StageFacts) => string;
  readonly next?: (facts: StageFacts) => string;
  /** On what it rests: law or clause, in plain words (互联网保险业务监管办法 27(3)). */
  readonly basis?: (facts: StageFacts) => string;
  /** What we usually take, when the insurer's system gave no time. */
  readonly promise?: string;
}

const decisionBasis = (facts: StageFacts): string => {
  const due = facts.compulsoryDueDay === undefined ? '' : `（最迟 ${facts.compulsoryDueDay}）`;
  // 交强险条例 29; 保险法 23.
  return `交强险部分在收齐材料之日起 5 日内作出核定${due}（《机动车交通事故责任强制保险条例》第二十九条）；商业险部分及时核定，情形复杂的一般在 30 日内（《保险法》第二十三条）。`;
};
// 保险法 23; 交强险条例 29.
const paymentBasis = (): string =>
  '与您就赔款达成一致后 10 日内支付（《保险法》第二十三条、《机动车交通事故责任强制保险条例》第二十九条）。';
const missingText = (facts: StageFacts): string => {
  if (facts.missing !== undefined && facts.missing.length > 0) {
    return `还需您补充以下材料（一次性告知）：${facts.missing.join('、')}。`;
  }
  return facts.missingCount > 0
    ? `还需您补充 ${facts.missingCount} 项材料。`
    : '还需您补充理赔材料，具体清单由专员一次性告知您。';
};
const expectedText = (facts: StageFacts): string =>
  facts.expected === undefined || facts.isLate ? '请稍候' : `预计 ${facts.expected} 前有结果`;
const tellBy = (facts: StageFacts): string =>
  facts.expected === undefined || facts.isLate
    ? '案件还需核实，每 3 个工作日内会向您告知一次进展。'
    : `案件还需核实，我们会在 ${facts.expected} 前告知进展。`;
const payee = (facts: StageFacts): string =>
  facts.payeeLast4 === undefined ? '您登记的收款账户' : `尾号 ${facts.payeeLast4} 的账户`;
const reported = (facts: StageFacts): string =>
  facts.reportNo === undefined ? '已收到您的报案' : `已收到您的报案，报案号 ${facts.reportNo}`;

const review: Omit<StageCopy, 'badge' | 'text'> = {
  tone: 'neutral',
  next: () => '暂时不需要您做什么，有结果会马上通知您。',
  basis: decisionBasis,
  promise: '交强险部分 5 日内核定，商业险部分尽快核定。',
};

/** Text of every stage (domain.md 1.4). REJECTION_REVIEW reads like any review; REJECTED gives no reason. */
export const claimStages: Readonly<Record<ClaimStatus, StageCopy>> = {
  REPORTED: {
    badge: '已报案',
    tone: 'neutral',
    text: (f) => `${reported(f)}。请先确保人身安全。理赔专员会尽快与您联系。`,
    next: () => '等待专员来电，可先拍好现场和车损照片。',
    // 交强险条例 27.
    basis: () =>
      '收到报案后立即答复，并告知理赔程序（《机动车交通事故责任强制保险条例》第二十七条）。',
    promise: '专员一般在 10 分钟内与您联系。',
  },
  DISPATCHED: {
    badge: '已派专员',
    tone: 'neutral',
    text: (f) => {
      const who =
        f.handler === undefined
          ? '已安排理赔专员'
          : `已安排理赔专员 ${f.handler.name}${f.handler.phone === undefined ? '' : `（${f.handler.phone}）`}`;
      const when =
        f.contactWithinMinutes === undefined
          ? '会尽快与您联系'
          : `预计 ${f.contactWithinMinutes} 分钟内与您联系`;
      return `${who}为您服务，${when}。`;
    },
    next: () => '保持电话畅通，和专员确认查勘地点。',
    promise: '专员一般在 10 分钟内与您联系。',
  },
  SURVEYING: {
    badge: '查勘中',
    tone: 'neutral',
    text: () => '专员正在核实事故情况，请配合提供证件和现场照片。',
    next: () => '准备好驾驶证、行驶证。',
    promise: '市区一般 30 至 60 分钟内到达现场。',
  },
  SURVEYED: {
    badge: '查勘完成',
    tone: 'neutral',
    text: () => '查勘已完成，接下来确定维修方案和损失。',
    next: () => '和专员确认定损地点或修理厂。',
    promise: '约定好地点后尽快定损。',
  },
  ASSESSING: {
    badge: '定损中',
    tone: 'neutral',
    text: () => '正在核定车辆损失，完成后会请您确认定损项目。',
    next: () => '请不要提前拆修；发现新的损失请及时告诉专员。',
    promise: '小额案件一般 1 个工作日内完成定损。',
  },
  LOSS_REVIEW: {
    badge: '定损复核中',
    tone: 'neutral',
    text: () => '定损结果正在复核，请稍候。',
    next: () => '暂时不需要您做什么，复核完成会通知您。',
    promise: '一般 1 个工作日内完成复核。',
  },
  LOSS_CONFIRMED: {
    badge: '损失已确认',
    tone: 'good',
    text: (f) =>
      f.assessedYuan === undefined
        ? '损失已确认，最终赔款以理算结果为准。'
        : `损失已确认，定损金额 ${f.assessedYuan} 元（最终赔款以理算结果为准）。`,
    next: () => '可以开始维修，并按清单准备材料。',
    promise: '材料交齐后开始计算赔款。',
  },
  DOCS_PENDING: {
    badge: '待补材料',
    tone: 'attention',
    text: missingText,
    next: () => '请尽快把材料交给您的理赔专员；哪一项暂时没有，请告诉专员原因。',
    // 保险法 22(2).
    basis: () => '材料不完整的，我们会及时一次性通知您补充（《保险法》第二十二条）。',
    promise: '材料交齐后开始计算赔款。',
  },
  DOCS_COMPLETE: {
    badge: '材料已收齐',
    tone: 'good',
    text: (f) =>
      `材料已收齐${f.completeDay === undefined ? '' : `（${f.completeDay}）`}，进入赔款计算。`,
    next: () => '暂时不需要您做什么，有结果会马上通知您。',
    basis: decisionBasis,
    promise: '交强险部分 5 日内核定，商业险部分尽快核定。',
  },
  ADJUSTING: { ...review, badge: '理算中', text: (f) => `正在计算赔款，${expectedText(f)}。` },
  CLAIM_REVIEW: { ...review, badge: '审核中', text: (f) => `正在审核赔款，${expectedText(f)}。` },
  REJECTION_REVIEW: {
    ...review,
    badge: '审核中',
    text: (f) => `正在审核赔款，${expectedText(f)}。`,
  },
  APPROVED: {
    badge: '审核通过',
    tone: 'good',
    text: (f) =>
      f.payableYuan === undefined
        ? `赔案审核通过，赔款将支付至${payee(f)}。`
        : `赔案审核通过，赔款 ${f.payableYuan} 元将支付至${payee(f)}。`,
    next: () => '请核对收款账户是否正确。',
    basis: paymentBasis,
    promise: '一般在 3 日内付款。',
  },
  PAYING: {
    badge: '支付中',
    tone: 'good',
    text: (f) =>
      f.payableYuan === undefined
        ? `赔款正在支付至${payee(f)}，付款后预计 1–3 个工作日到账，以银行为准。`
        : `赔款 ${f.payableYuan} 元正在支付至${payee(f)}，付款后预计 1–3 个工作日到账，以银行为准。`,
    next: () => '请留意银行到账通知。',
    basis: paymentBasis,
    promise: '付款后 1–3 个工作日到账。',
  },
  PAY_FAILED: {
    badge: '付款未成功',
    tone: 'attention',
    text: () => '付款未成功（账户信息需核对），请更新收款账户。',
    // Changing the payee's account takes a person (domain.md 3.4, L3).
    next: () => '收款账户需要由人工核实后更新，请点“转人工”或联系您的理赔专员。',
    basis: paymentBasis,
    promise: '账户更新当天会重新付款。',
  },
  PAID: {
    badge: '已支付',
    tone: 'good',
    text: (f) =>
      f.payableYuan === undefined
        ? '赔款已支付，预计 1–3 个工作日到账，以银行为准。'
        : `赔款 ${f.payableYuan} 元已支付至${payee(f)}，预计 1–3 个工作日到账，以银行为准。`,
    next: () => '超过 3 个工作日仍未到账，请联系我们。',
  },
  CLOSED_PAID: {
    badge: '已结案',
    tone: 'good',
    text: (f) =>
      f.payableYuan === undefined
        ? '本次理赔已完成，赔款已支付。'
        : `本次理赔已完成，赔款 ${f.payableYuan} 元已支付至${payee(f)}。`,
    next: () => '如果还有疑问，可以随时找我们。',
  },
  CLOSED_ZERO: {
    badge: '已结案',
    tone: 'neutral',
    text: () => '本次理赔已完成结案，没有产生赔款。',
    next: () => '如果对结果有疑问，可以转人工，由同事为您说明。',
  },
  CANCELLED: {
    badge: '已注销',
    tone: 'neutral',
    text: () => '该报案已按您的要求或因没有损失注销。如有疑问可以申请恢复。',
    next: () => '需要恢复请转人工办理。',
  },
  INVESTIGATING: {
    badge: '核实中',
    tone: 'neutral',
    text: tellBy,
    next: () => '如果专员请您补充情况，请予以配合；有进展会通知您。',
    promise: '每 3 个工作日内告知一次进展。',
  },
  SUSPENDED: {
    badge: '等待处理',
    tone: 'neutral',
    text: tellBy,
    next: () => '如果已拿到事故认定书、判决书等文件，请告诉您的理赔专员。',
    promise: '每 3 个工作日内告知一次进展。',
  },
  REJECTED: {
    badge: '已作出书面决定',
    tone: 'attention',
    text: (f) =>
      `公司已就您的索赔作出书面决定，${f.decisionChannel ?? '以书面方式'}送达。您对结果有异议，可以申请复核、调解、仲裁或诉讼，也可以由人工为您说明依据。`,
    next: () => '请查收书面决定；需要说明或有异议，请点“转人工”。',
    // 保险法 24.
    basis: () => '书面决定在作出核定之日起 3 日内发出，并说明理由（《保险法》第二十四条）。',
  },
  REOPENED: {
    badge: '已重新处理',
    tone: 'neutral',
    text: () => '案件已重新打开处理，后续进展会及时告诉您。',
    next: () => '请保持电话畅通，专员会和您联系。',
    promise: '每 3 个工作日内告知一次进展。',
  },
};
