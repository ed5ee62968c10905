import type { LossItemKind } from '../../domain/claim/view.ts';
import type { Brand } from '../flow.ts';

const LOSS_ITEMS: Readonly<Record<LossItemKind, string>> = {
  OWN_VEHICLE: '本车损失',
  THIRD_VEHICLE: '对方车辆损失',
  PROPERTY: '其他财产损失',
  PERSON: '人员损失',
};

/** Telling where a claim stands (domain.md 1.3, 1.4). */
export const claim = {
  /** What the flow is called where one resumes or cancels it, and what the card is headed. */
  title: '查理赔进度',
  cardTitle: '理赔进度',
  slotLabel: '案件',
  labels: {
    amounts: '查看金额和材料',
    others: '看其他案件',
    byReport: '用报案号查询',
    again: '再查一次进度',
  },
  lossItem: (kind: LossItemKind) => LOSS_ITEMS[kind],
  steps: ['报案', '查勘', '定损', '材料', '审核', '赔付'],
  endStep: { rejected: '书面决定', cancelled: '注销', zero: '结案' },
  heading: (about: string) => `${about}的理赔进度`,
  aboutPlate: (plate: string) => plate,
  aboutAccident: (day: string) => `${day}事故`,
  aboutReport: (day: string) => `${day}报案`,
  lines: {
    stage: (badge: string, since: string) => `当前进度：${badge}（${since} 起）`,
    next: (text: string) => `下一步：${text}`,
    basis: (text: string) => `依据：${text}`,
    expected: (when: string) => `预计：${when} 前有结果`,
    late: (when: string) =>
      `原来预计 ${when} 前有结果，现在已经超过，非常抱歉。您可以转人工，请同事为您催办。`,
    promise: (text: string) => `预计：${text}`,
    handler: (name: string, phone?: string) =>
      `您的理赔专员：${name}${phone === undefined ? '' : `，电话 ${phone}`}`,
    noHandler: (brand: Brand) => `专员信息还没有登记，需要联系请拨打 ${brand.hotline}。`,
    covers: (compulsory: string, commercial: string) =>
      `交强险部分：${compulsory}；商业险部分：${commercial}`,
    item: (kind: LossItemKind, badge: string, amount?: string) =>
      `· ${LOSS_ITEMS[kind]}：${badge}${amount === undefined ? '' : `，核定 ${amount} 元`}`,
    itemsTitle: '各项损失的进度：',
    reportedByOther: '这起案件由他人代您报案。',
    limited: '金额和材料清单需要再核对证件后四位才能查看，点“查看金额和材料”即可。',
    reporterOnly: '您是报案人，可以查看案件进度；金额、保单和材料由被保险人本人查看。',
    missing: (list: string) => `还缺材料：${list}`,
    alsoMissing: (count: number) => `还有 ${count} 项材料待补`,
  },
  facts: {
    claimNo: '赔案号',
    reportNo: '报案号',
    accidentAt: '出险时间',
    reportedAt: '报案时间',
    place: '出险地点',
    handler: '理赔专员',
    expected: '预计有结果',
    assessed: '定损金额',
    payable: '赔款金额',
    payee: '收款账户',
    payeeValue: (last4: string) => `尾号 ${last4}`,
    missing: '待补材料',
    missingCount: (count: number) => `${count} 项`,
    compulsory: '交强险部分',
    commercial: '商业险部分',
    before: (when: string) => `${when} 前`,
  },
  list: (count: number) => `您名下有 ${count} 个案件，请问想看哪一个？可以点选，也可以回复序号。`,
  listLine: (index: number, about: string, badge: string) => `${index}. ${about}，${badge}`,
  option: (about: string) => about,
  openWord: '没结的',
  optionDay: (about: string, suffix: string) => `${about} · ${suffix}`,
  chooseAgain: '没有找到您说的那一个，请点选，或者回复序号，例如“1”。',
  none: (brand: Brand) =>
    `没有查到您名下的理赔案件。可能是刚报案还没有登记好，或者报案时用的是其他人的信息。如果还没有报案，请拨打 ${brand.hotline}（24 小时）；如果是您替别人报的案，可以用报案号查询，也可以转人工。`,
  /** The same words whether the number does not exist or belongs to somebody else (law 8). */
  notFound: (brand: Brand) =>
    `在您可以查看的案件里没有查到这个号码或车牌。请核对后再发一次；如果案件是您替别人报的，可以用报案号查询，也可以转人工或拨打 ${brand.hotline}。`,
  news: '您的理赔案件有新进展：',
} as const;
