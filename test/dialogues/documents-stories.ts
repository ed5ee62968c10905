import type { Story } from './story.ts';
import { claim, SECOND_CLAIM } from './world.ts';

const attach = 'attachClaimDocument';
const consent = 'decideConsent';
const photo = 'image/jpeg';
const at = (text: string): Date => new Date(`${text}+08:00`);
const REPORT_NO = 'RP20260611000009';

/** Somebody who reported in this very chat and proved nothing. */
const reported = {
  reports: [
    {
      reportNo: REPORT_NO,
      plate: '粤B12345',
      reportedAt: at('2026-06-11T18:00:00'),
      accidentAt: at('2026-06-11T17:30:00'),
      accidentKind: 'single' as const,
      hasInjury: false,
      documents: ['行驶证', '驾驶证', '收款账户'],
    },
  ],
};

const pending = (missingDocuments: readonly string[]) => ({
  level: 2 as const,
  claims: [claim('DOCS_PENDING', { facts: { missingDocuments } })],
});

const attached = (document: string, fileIds: readonly string[], caseNo = REPORT_NO) => ({
  kind: 'attachClaimDocument' as const,
  identityId: 'idn_1',
  conversationId: 'con_1',
  document: { caseNo, document, fileIds },
});

/** Papers of a claim: all that is missing at once, handed in one by one, each written as it comes. */
export const documentsStories: readonly Story[] = [
  {
    name: 'whoever reported here hands in one by one, without proving anything',
    world: reported,
    turns: [
      {
        say: '我要上传理赔材料',
        expect: [
          '还需要 3 项材料，一次列全',
          '· 行驶证',
          '· 驾驶证',
          '· 收款账户',
          '请问先传哪一项',
        ],
        quickReplies: ['按顺序一项项传', '行驶证', '驾驶证', '收款账户'],
        stack: ['claim_documents'],
      },
      {
        tap: '按顺序一项项传',
        expect: ['请发“行驶证”的照片', '正本和副本'],
        quickReplies: ['没有这一项', '都发完了', '转人工'],
      },
      {
        files: [photo],
        expect: ['收到 1 张照片', '“行驶证”已登记 1 个文件', '这一项还有的话请接着发'],
        quickReplies: ['下一项：驾驶证', '都发完了'],
        writes: [attach],
        wrote: [attached('行驶证', ['fil_0'])],
        audit: [`claim_document.received ${REPORT_NO}`],
      },
      { files: [photo], writes: [attach], wrote: [attached('行驶证', ['fil_0'])] },
      { tap: '下一项：驾驶证', expect: ['请发“驾驶证”的照片'] },
      { files: [photo, photo], writes: [attach], wrote: [attached('驾驶证', ['fil_0', 'fil_1'])] },
      {
        tap: '下一项：收款账户',
        expect: ['需要您单独同意', '敏感的金融账户信息', '不影响其他材料'],
        quickReplies: ['同意', '不同意'],
      },
      {
        tap: '同意',
        expect: ['请发“收款账户”的照片', '不要拍背面的安全码'],
        writes: [consent],
        wrote: [
          {
            kind: consent,
            decision: {
              purpose: 'account_documents',
              isGranted: true,
              textVersion: 'claim-documents-1',
            },
          },
        ],
      },
      {
        files: [photo],
        expect: ['没有了就点“都发完了”'],
        writes: [attach],
        wrote: [attached('收款账户', ['fil_0'])],
      },
      {
        say: '都发完了',
        expect: ['这次收到 3 项：行驶证、驾驶证、收款账户', '清单上的材料都有了', '原件请留好'],
        stack: [],
      },
      { say: '上传理赔材料', expect: ['清单上的材料都有了'], never: ['还需要 3 项'], stack: [] },
    ],
  },
  {
    name: 'photos sent without saying which are asked about and lost by nobody',
    world: reported,
    turns: [
      { say: '我要上传理赔材料' },
      {
        files: [photo, photo],
        expect: ['收到 2 个文件，请问是哪一项材料', '1. 行驶证'],
        quickReplies: ['行驶证', '驾驶证', '收款账户'],
      },
      {
        say: '是驾照',
        expect: ['“驾驶证”已登记 2 个文件'],
        writes: [attach],
        wrote: [attached('驾驶证', ['fil_0', 'fil_1'])],
      },
    ],
  },
  {
    name: 'photos that came before the wish are taken along',
    world: reported,
    turns: [
      { files: [photo], expect: ['已经保存在本次会话里'] },
      { say: '我要上传理赔材料', expect: ['一并放进来了', '是哪一项材料'] },
      { tap: '行驶证', writes: [attach], wrote: [attached('行驶证', ['fil_0'])] },
    ],
  },
  {
    name: 'another paper first, by its everyday name',
    world: reported,
    turns: [
      { say: '我要上传理赔材料' },
      { say: '先传银行卡', expect: ['单独同意'] },
      { say: '同意', expect: ['请发“收款账户”的照片'], writes: [consent] },
      { say: '还是先发行驶证吧', expect: ['请发“行驶证”的照片'] },
      { files: [photo], writes: [attach], wrote: [attached('行驶证', ['fil_0'])] },
    ],
  },
  {
    name: 'a refusal is written, respected for all papers of its kind and not asked again',
    world: pending(['身份证复印件', '行驶证']),
    turns: [
      { say: '我来传理赔材料' },
      { tap: '身份证复印件', expect: ['单独同意', '敏感个人信息'] },
      {
        tap: '不同意',
        expect: ['“身份证复印件”不在这里收', '请发“行驶证”的照片'],
        writes: [consent],
        wrote: [{ kind: consent, decision: { purpose: 'identity_documents', isGranted: false } }],
      },
      { files: [photo], writes: [attach], never: ['单独同意'] },
      { tap: '都发完了', expect: ['还缺：身份证复印件'], stack: [] },
    ],
  },
  {
    name: 'medical papers are agreed to before the photos sent for them are kept',
    world: pending(['病历', '行驶证']),
    turns: [
      { say: '我来传理赔材料' },
      { files: [photo], expect: ['是哪一项材料'], writes: [] },
      { tap: '病历', expect: ['单独同意', '敏感的健康信息'], writes: [] },
      {
        say: '同意',
        expect: ['“病历”已登记 1 个文件'],
        writes: [consent, attach],
        wrote: [
          { kind: consent, decision: { purpose: 'medical_documents', isGranted: true } },
          attached('病历', ['fil_0'], 'CL202606110001'),
        ],
      },
    ],
  },
  {
    name: 'a paper that is lost: what to do, and the next one',
    world: reported,
    turns: [
      { say: '我要上传理赔材料' },
      { tap: '行驶证' },
      {
        say: '行驶证丢了',
        expect: ['“行驶证”先记下没有', '交管12123', '请发“驾驶证”的照片'],
        writes: [],
      },
      { tap: '没有这一项', expect: ['“驾驶证”先记下没有', '单独同意'] },
      { tap: '不同意', writes: [consent], expect: ['还缺：行驶证、驾驶证、收款账户'], stack: [] },
    ],
  },
  {
    name: 'the insurer’s own list at L2, and what was handed in is not asked for again',
    world: pending(['行驶证', '维修发票']),
    turns: [
      {
        say: '我的案子还需要什么材料',
        expect: ['粤B12345', '· 行驶证', '· 维修发票'],
        audit: ['claim.read clm_1'],
      },
      { tap: '维修发票', expect: ['请发“维修发票”', 'PDF'] },
      {
        files: ['application/pdf'],
        writes: [attach],
        wrote: [attached('维修发票', ['fil_0'], 'CL202606110001')],
      },
      { tap: '都发完了', expect: ['还缺：行驶证'] },
      {
        say: '继续传材料',
        expect: ['还需要 1 项材料', '已收到 1 项，不用再交', '请发“行驶证”的照片'],
        never: ['· 维修发票'],
      },
    ],
  },
  {
    name: 'at L1 the list waits for the last four of the ID, and comes by itself afterwards',
    world: { ...pending(['行驶证']), level: 1 },
    turns: [
      {
        say: '我的案子还缺什么材料要传',
        never: ['· 行驶证'],
        stack: ['claim_documents', 'identify'],
      },
      { say: '123X', expect: ['· 行驶证'], writes: ['bindIdentity:2:id_last4'] },
    ],
  },
  {
    name: 'several open cases are chosen from',
    world: {
      level: 2,
      claims: [
        claim('DOCS_PENDING', { facts: { missingDocuments: ['行驶证'] } }),
        { ...SECOND_CLAIM, status: 'DOCS_PENDING', facts: { missingDocuments: ['驾驶证'] } },
      ],
    },
    turns: [
      {
        say: '上传理赔材料',
        expect: ['2 个没办完的案件'],
        audit: ['claim.read clm_1', 'claim.read clm_2'],
      },
      { say: '第二个', expect: ['请发“驾驶证”的照片'] },
      {
        files: [photo],
        writes: [attach],
        wrote: [attached('驾驶证', ['fil_0'], 'CL202601050002')],
      },
    ],
  },
  {
    name: 'a case with nothing missing says so',
    world: { level: 2 },
    turns: [{ say: '我要上传理赔材料', expect: ['目前没有需要您补的材料'], stack: [] }],
  },
];
