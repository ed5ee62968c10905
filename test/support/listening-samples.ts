import type { z } from 'zod';
import type { followUp } from '../../src/server/contract/follow-ups.ts';
import type { eventSignUp, ownerEvent } from '../../src/server/contract/owner-events.ts';
import type { results } from '../../src/server/contract/survey-results.ts';
import type { questionnaire } from '../../src/server/contract/surveys.ts';
import type { visitDetail } from '../../src/server/contract/visits.ts';
import { ago, ahead } from './admin-samples.ts';

export type Visit = z.infer<typeof visitDetail>;
type Figures = z.infer<typeof results>['all'];

/** A call that is due. */
export const SAMPLE_VISIT: Visit = {
  ...{ id: 'rv_1', kind: 'POST_CLAIM', status: 'calling', customerNo: 'C000017', tier: 'gold' },
  ...{ customerName: '王*明', branch: '北京分公司', ownerId: 'agt_me', ownerName: '陈晓' },
  ...{ dueFrom: ago(86_400), dueUntil: ahead(4320), nextAttemptAt: ago(60), attempts: 1 },
  ...{ attemptsMax: 3, lastWay: 'wechat', result: null },
  ...{ resultAt: null, phone: '138****5678', invitationId: null, isIdentified: false },
  reason: null,
  tries: [
    {
      ...{ nth: 1, way: 'wechat', slot: 'morning', at: ago(80_000), result: null, byName: null },
      ...{ reason: 'unreachable', note: null, identity: null },
    },
  ],
  script: {
    introduction: '您好，这里是安途车险客户服务中心，本次通话会录音，请问您现在方便吗？',
    identity: [
      { asks: 'name', text: '请问怎么称呼您，您的全名是？' },
      { asks: 'plate', text: '请您报一下投保车辆的车牌号。' },
    ],
    questions: [
      {
        ...{ id: 'q1', kind: 'csat', text: '您对这次理赔总体满意吗？', isOptional: false },
        ...{ options: [], isMultiple: false },
      },
      {
        ...{ id: 'q2', kind: 'choice', text: '哪里最需要改进？', isOptional: true },
        options: [
          { value: 'slow', label: '时间太长' },
          { value: 'docs', label: '材料太多' },
        ],
        isMultiple: false,
      },
    ],
    closing: '感谢您的评价，再见。',
  },
  about: null,
  isExcluded: false,
  may: ['identify', 'result'],
  ...{ createdAt: ago(90_000), updatedAt: ago(60) },
};

export const SAMPLE_FOLLOW_UP: z.infer<typeof followUp> = {
  ...{ id: 'fu_1', kind: 'low_score', status: 'in_progress', invitationId: 'inv_1' },
  ...{ visitId: null, customer: { customerNo: 'C000017', name: '王*明' } },
  conversationId: 'con_1',
  facts: {
    questionnaire: 'POST_CLAIM',
    subject: { kind: 'claim', no: 'CL2026110300012' },
    low: [{ questionId: 'q1', kind: 'csat', score: 1 }],
    words: ['等了三个星期，没人告诉我进度'],
  },
  owner: { id: 'agt_me', name: '陈晓' },
  ...{ createdAt: ago(7200), dueAt: ahead(95), contactedAt: null, doneAt: null },
  ...{ result: null, note: null, complaintNo: null, verdict: 'open' },
};

export const SAMPLE_QUESTIONNAIRE: z.infer<typeof questionnaire> = {
  ...{ id: 'qn_1', code: 'POST_CLAIM', version: 2, status: 'published', purpose: 'POST_CLAIM' },
  title: '理赔服务评价',
  content: {
    turns: 1,
    whole: { csat: 'q1' },
    questions: [
      {
        id: 'q1',
        kind: 'csat',
        texts: { 'zh-CN': '您对这次理赔总体满意吗？' },
        next: [{ when: { questionId: 'q1', op: 'gte', value: 4 }, goTo: 'end' }],
      },
      { id: 'q2', kind: 'text', texts: { 'zh-CN': '哪里让您不满意？' } },
    ],
  },
  ...{ offersAnonymity: false, expiresAfterDays: 14, remindAfterDays: 3, createdBy: 'agt_1' },
  ...{ createdAt: ago(9e5), publishedBy: 'agt_2', publishedAt: ago(8e5) },
};

function figures(n: number, topTwo: number): Figures {
  return {
    funnel: {
      ...{ invited: n * 3, sent: n * 3 - 8, delivered: n * 3 - 12, opened: n * 2 },
      ...{ answered: n + 4, completed: n, refused: 3, expired: 9, notSent: 8 },
      ...{ responseRate: n / (n * 3 - 12), completionRate: 0.5, medianSeconds: 41 },
    },
    csat: { n, topTwo, mean: 4.1, low: topTwo - 0.12, high: topTwo + 0.08, isSmall: n < 30 },
    nps: {
      ...{ n, promoters: n - 10, passives: 4, detractors: 6, score: 32, margin: 14 },
      isSmall: n < 30,
    },
    ces: { n: 0, mean: null, easy: null, low: null, high: null, isSmall: true },
  };
}

export const SAMPLE_RESULTS: z.infer<typeof results> = {
  ...{ questionnaireId: 'qn_1', code: 'POST_CLAIM', from: '2026-08-26', to: '2026-11-23' },
  all: figures(120, 0.82),
  byWay: [],
  questions: [
    {
      ...{ id: 'q1', kind: 'csat', text: '您对这次理赔总体满意吗？', n: 120, skipped: 2 },
      shares: [5, 8, 9, 40, 58].map((count, at) => ({
        ...{ id: String(at + 1), label: `${at + 1} 分`, count, share: count / 120 },
      })),
      ...{ csat: null, nps: null, ces: null },
    },
  ],
  groups: [
    { key: 'agt_1', label: '李静', isHidden: false, figures: figures(64, 0.85) },
    { key: 'agt_2', label: '张伟', isHidden: false, figures: figures(18, 0.7) },
  ],
  comments: [{ text: '查勘很快，赔款等得久', csat: 3, at: ago(5000) }],
};

export const SAMPLE_EVENT: z.infer<typeof ownerEvent> = {
  ...{ id: 'oev_1', eventNo: 'E12', title: '冬季养车课堂', city: '北京', status: 'published' },
  ...{ description: '讲冬季胎压、电瓶和玻璃水。', place: '朝阳区安途服务中心' },
  ...{ startsAt: ahead(30), endsAt: ahead(150), signUpUntil: ahead(20), capacity: 30 },
  ...{ waitingMax: 10, questionnaireCode: 'EVENT', signedUp: 27, waiting: 2, checkedIn: 3 },
  ...{ noShow: 0, cancelled: 1, createdAt: ago(9e5), updatedAt: ago(9e4) },
};

export const SAMPLE_SIGN_UP: z.infer<typeof eventSignUp> = {
  ...{ id: 'esu_1', number: 7, name: '李*', phone: '139****0001', customerNo: 'C000018' },
  ...{ status: 'signed_up', signedUpAt: ago(80_000), promotedAt: null, cancelledAt: null },
  ...{ checkedInAt: null, checkedInBy: null, photoConsent: false },
};
