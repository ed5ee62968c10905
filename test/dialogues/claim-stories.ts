import type { ClaimStatus } from '../../src/domain/claim/status.ts';
import type { Story, StoryTurn } from './story.ts';
import { claim, SECOND_CLAIM } from './world.ts';

/** One turn of somebody fully known, for each stage of domain.md 1.4. */
function stage(
  status: ClaimStatus,
  facts: Parameters<typeof claim>[1],
  turn: Omit<StoryTurn, 'say'>,
): Story {
  return {
    name: `stage ${status}`,
    world: { level: 2, claims: [claim(status, facts)] },
    turns: [{ say: '我的理赔到哪了', audit: ['claim.read clm_1'], stack: [], ...turn }],
  };
}

const amounts = { assessedFen: 1_234_567, payableFen: 1_000_000, payeeLast4: '6666' };

const stageStories: readonly Story[] = [
  stage(
    'REPORTED',
    { facts: amounts },
    {
      card: '已报案',
      expect: ['已收到您的报案，报案号 RP202606110001', '第二十七条', '10 分钟'],
      never: ['12,345', '10,000.00'],
    },
  ),
  stage(
    'DISPATCHED',
    { facts: { contactWithinMinutes: 8 } },
    { card: '已派专员', expect: ['李明（13712345678）', '预计 8 分钟内'] },
  ),
  stage('SURVEYING', {}, { card: '查勘中', expect: ['正在核实事故情况', '驾驶证、行驶证'] }),
  stage('SURVEYED', {}, { card: '查勘完成', expect: ['查勘已完成', '定损地点'] }),
  stage(
    'ASSESSING',
    { facts: amounts },
    {
      card: '定损中',
      expect: ['正在核定车辆损失', '不要提前拆修', '1 个工作日'],
      never: ['12,345', '10,000.00', '6666'],
    },
  ),
  stage(
    'LOSS_REVIEW',
    { facts: amounts },
    { card: '定损复核中', expect: ['正在复核'], never: ['12,345'] },
  ),
  stage(
    'LOSS_CONFIRMED',
    { facts: amounts },
    {
      card: '损失已确认',
      expect: ['定损金额 12,345.67 元', '最终赔款以理算结果为准'],
      never: ['10,000.00'],
    },
  ),
  stage(
    'DOCS_PENDING',
    { facts: { missingDocuments: ['驾驶证', '维修发票', '收款账户'] } },
    { card: '待补材料', expect: ['驾驶证、维修发票、收款账户', '一次性', '第二十二条'] },
  ),
  stage(
    'DOCS_COMPLETE',
    { facts: { documentsCompleteAt: '2026-06-12T08:00:00+08:00' } },
    { card: '材料已收齐', expect: ['材料已收齐（6月12日）', '5 日内', '6月17日', '第二十九条'] },
  ),
  stage(
    'ADJUSTING',
    { facts: { expectedAt: '2026-06-15T18:00:00+08:00' } },
    { card: '理算中', expect: ['正在计算赔款，预计 6月15日 18:00 前有结果'] },
  ),
  stage('CLAIM_REVIEW', {}, { card: '审核中', expect: ['正在审核赔款'] }),
  stage(
    'REJECTION_REVIEW',
    { facts: amounts },
    { card: '审核中', expect: ['正在审核赔款'], never: ['拒', '12,345', '10,000.00'] },
  ),
  stage(
    'APPROVED',
    { facts: amounts },
    { card: '审核通过', expect: ['赔款 10,000.00 元将支付至尾号 6666', '10 日内'] },
  ),
  stage('PAYING', { facts: amounts }, { card: '支付中', expect: ['1–3 个工作日'] }),
  stage(
    'PAY_FAILED',
    { facts: amounts },
    { card: '付款未成功', expect: ['付款未成功', '更新收款账户'], quickReplies: ['转人工'] },
  ),
  stage(
    'PAID',
    { facts: amounts },
    { card: '已支付', expect: ['10,000.00 元已支付至尾号 6666', '以银行为准'] },
  ),
  stage('CLOSED_PAID', { facts: amounts }, { card: '已结案', expect: ['本次理赔已完成'] }),
  stage(
    'CLOSED_ZERO',
    { facts: amounts },
    { card: '已结案', expect: ['没有产生赔款'], never: ['12,345'] },
  ),
  stage('CANCELLED', {}, { card: '已注销', expect: ['注销', '恢复'] }),
  stage(
    'INVESTIGATING',
    { facts: { expectedAt: '2026-06-16T12:00:00+08:00' } },
    { card: '核实中', expect: ['我们会在 6月16日 12:00 前告知进展'] },
  ),
  stage('SUSPENDED', {}, { card: '等待处理', expect: ['每 3 个工作日'] }),
  stage(
    'REJECTED',
    { facts: { ...amounts, decisionChannel: '以快递方式' } },
    {
      card: '已作出书面决定',
      expect: ['书面决定，以快递方式送达', '复核、调解、仲裁或诉讼', '第二十四条'],
      never: ['拒赔', '12,345', '10,000.00'],
      quickReplies: ['转人工'],
    },
  ),
  stage('REOPENED', {}, { card: '已重新处理', expect: ['重新打开'] }),
];

export const claimStories: readonly Story[] = [
  ...stageStories,
  {
    name: 'level 1: the stage, no amounts, no list of documents, the plate masked',
    world: {
      level: 1,
      claims: [
        claim('DOCS_PENDING', { facts: { ...amounts, missingDocuments: ['驾驶证', '伤残鉴定'] } }),
      ],
    },
    turns: [
      {
        say: '理赔进度',
        card: '待补材料',
        expect: ['粤B****45', '2 项材料', '李明', '核对证件后四位'],
        never: ['12,345', '6666', '伤残', '粤B12345', '深南大道'],
        quickReplies: ['查看金额和材料'],
      },
    ],
  },
  {
    name: 'several claims: chosen by number',
    world: { level: 2, claims: [claim('ASSESSING'), SECOND_CLAIM] },
    turns: [
      {
        say: '理赔到哪了',
        expect: ['2 个案件', '1. 粤B12345', '2. 粤BD56789', '已结案'],
        audit: ['claim.read clm_1', 'claim.read clm_2'],
        stack: ['claim_status'],
      },
      {
        say: '第二个',
        card: '已结案',
        expect: ['1,800.00'],
        audit: ['claim.read clm_2'],
        quickReplies: ['看其他案件'],
      },
      { tap: '看其他案件', expect: ['2 个案件'] },
      { say: '1', card: '定损中' },
    ],
  },
  {
    name: 'several claims: chosen by plate, by day, by typing the label',
    world: { level: 2, claims: [claim('ASSESSING'), SECOND_CLAIM] },
    turns: [
      { say: '理赔到哪了' },
      { say: '粤bd56789那个', card: '已结案' },
      { say: '查进度' },
      { say: '1月5号那次', card: '已结案' },
      { say: '查进度' },
      { say: '昨天那个', card: '定损中' },
      { say: '查进度' },
      { say: '粤B12345，6月11日事故', card: '定损中' },
    ],
  },
  {
    name: 'several claims: a plate in the question is enough',
    world: { level: 2, claims: [claim('ASSESSING'), SECOND_CLAIM] },
    turns: [{ say: '粤BD56789的理赔款到账没', card: '已结案' }],
  },
  {
    name: 'several claims: something that is none of them, twice, then a person',
    world: { level: 2, claims: [claim('ASSESSING'), SECOND_CLAIM] },
    turns: [
      { say: '理赔到哪了' },
      { say: '第九个', expect: ['请点选'] },
      { say: '嘟嘟嘟', expect: ['转人工'], quickReplies: ['转人工'] },
      { say: '转人工', writes: ['requestHandoff:misunderstood_twice'] },
    ],
  },
  {
    name: 'no claim at all',
    world: { level: 2, claims: [] },
    turns: [
      {
        say: '理赔到哪了',
        expect: ['没有查到您名下的理赔案件', '400-000-0000'],
        quickReplies: ['用报案号查询', '转人工'],
        audit: [],
        card: false,
      },
    ],
  },
  {
    name: 'the number of somebody else and a number that does not exist read the same',
    world: { level: 2, claims: [claim('ASSESSING')] },
    turns: [
      {
        say: '查一下报案号RP209912310009的进度',
        expect: ['没有查到这个号码'],
        card: false,
        audit: [],
      },
      { say: '赔案号CL200001010001到哪了', expect: ['没有查到这个号码'], card: false, audit: [] },
    ],
  },
  {
    name: 'both covers at different stages, several losses shown one by one',
    world: {
      level: 2,
      claims: [
        claim('ASSESSING', {
          facts: { ...amounts, compulsoryStatus: 'PAID', commercialStatus: 'REJECTION_REVIEW' },
          lossItems: [
            { kind: 'OWN_VEHICLE', status: 'LOSS_CONFIRMED', amountFen: 300_000 },
            { kind: 'PERSON', status: 'ASSESSING', amountFen: 999_900 },
          ],
        }),
      ],
    },
    turns: [
      {
        say: '案子咋样了',
        expect: [
          '交强险部分：已支付；商业险部分：审核中',
          '本车损失：损失已确认，核定 3,000.00 元',
          '人员损失：定损中',
        ],
        never: ['9,999', '12,345', '拒'],
      },
    ],
  },
  {
    name: 'reported by somebody else: the insured sees it fully',
    world: {
      level: 2,
      claims: [claim('LOSS_CONFIRMED', { isReportedByOther: true, facts: amounts })],
    },
    turns: [{ say: '理赔进度', expect: ['由他人代您报案', '12,345.67'] }],
  },
  {
    name: 'an estimate that has passed is said honestly, with a person',
    world: {
      level: 2,
      claims: [claim('CLAIM_REVIEW', { facts: { expectedAt: '2026-06-11T18:00:00+08:00' } })],
    },
    turns: [
      {
        say: '怎么还没到账，都等了一个月了！',
        expect: ['非常抱歉', '原来预计 6月11日 18:00 前', '催办'],
        never: ['预计：6月11日'],
        quickReplies: ['转人工'],
      },
    ],
  },
  {
    name: 'no handler yet: the hotline',
    world: { level: 2, claims: [{ ...claim('REPORTED'), handler: { name: '待分配' } }] },
    turns: [{ say: '谁负责我的案子', expect: ['理赔专员：待分配'] }],
  },
  {
    name: 'the last answer is told again',
    world: { level: 2 },
    turns: [
      { say: '理赔进度', card: '定损中' },
      { say: '没看清，再说一遍', card: '定损中', audit: ['claim.read clm_1'] },
    ],
  },
];
