import { ago, ahead } from './admin-samples.ts';
import { type Complaint, sampleClock, sampleComplaint, sampleEvent } from './complaint-samples.ts';
import type { FakeAdminApi } from './fake-admin-api.ts';

/** Mine. */
export const COMPLAINT_NO = 'TS20261122001';

/** Mine, one that nobody has, one that is late, one that stands still. */
export function fillComplaints({ complaints }: FakeAdminApi): void {
  complaints.add(sampleComplaint(COMPLAINT_NO), [
    sampleEvent(1, 'register', {
      byKind: 'customer',
      byName: null,
      fromStatus: null,
      toStatus: 'REGISTERED',
    }),
    sampleEvent(2, 'answered', { byKind: 'system', byName: null, toStatus: 'REGISTERED' }),
    sampleEvent(3, 'assign', {
      byName: '李静',
      fromStatus: 'REGISTERED',
      toStatus: 'ASSIGNED',
      data: { handlerId: 'agt_chen', note: '赵强回避，请陈晓处理' },
    }),
    sampleEvent(4, 'note', {
      data: { text: '已向 4S 店要报价明细' },
      recordedAt: ago(60),
    }),
  ]);
  complaints.add(
    sampleComplaint('TS20261122002', {
      status: 'REGISTERED',
      severity: 'S1',
      category: 'PRIVACY.LEAK',
      handlerId: null,
      handlerName: null,
      source: 'regulator_12378',
      flags: ['regulator_risk', 'media_risk'],
      matter: '报案后第二天就接到十几个陌生修理厂电话，怀疑个人信息被泄露。',
      clocks: [sampleClock('first_feedback', { startedAt: ago(4800), dueAt: ahead(40) })],
    }),
  );
  complaints.add(
    sampleComplaint('TS20261120002', {
      status: 'INVESTIGATING',
      severity: 'S2',
      isOverdue: true,
      firstFeedbackAt: ago(90_000),
      matter: '提交材料已经四十天，赔款还没到账，每次都说在流程中。',
      category: 'CLAIM.DELAY',
      clocks: [
        sampleClock('resolution', {
          startedAt: ago(81 * 3600),
          dueAt: ago(754),
          firstDueAt: ago(754),
          verdict: 'breached',
          breachedAt: ago(754),
        }),
      ],
    }),
  );
  complaints.add(
    sampleComplaint('TS20261121009', {
      status: 'WAITING_CUSTOMER',
      firstFeedbackAt: ago(40_000),
      clocks: [
        sampleClock('resolution', {
          dueAt: null,
          pausedAt: ago(7200),
          pausedBy: ['waiting_customer'],
          halfAt: null,
          mostAt: null,
        }),
      ],
    }),
  );
}

/** What became of a case that took too long. */
export function finishedCase(): Partial<Complaint> {
  return {
    status: 'CLOSED',
    may: ['rate', 'reopen', 'rectify'],
    nextClock: null,
    firstFeedbackAt: ago(100_000),
    closedAt: ago(600),
    clocks: [
      sampleClock('first_feedback', {
        startedAt: ago(200_000),
        doneAt: ago(100_000),
        verdict: 'met',
        dueAt: ago(30_000),
        grossMs: 100_000_000,
        netMs: 100_000_000,
      }),
      sampleClock('resolution', {
        startedAt: ago(300_000),
        dueAt: ago(20_800),
        doneAt: ago(10_000),
        verdict: 'breached',
        breachedAt: ago(20_800),
        pausedMs: 14_400_000,
        grossMs: 290_000_000,
        netMs: 275_600_000,
        changes: [
          { at: ago(200_000), why: 'pause', from: ago(35_200), to: null },
          { at: ago(185_600), why: 'resume', from: null, to: ago(20_800) },
        ],
      }),
      sampleClock('regulator', { endedAt: ago(600), endedBy: 'closed' }),
    ],
    notice: {
      findings: '查勘员未向您说明扣减项目，报价与定损差额为 3,500 元。',
      decision: '按 5,200 元重新定损，三个工作日内支付。',
      basis: '机动车商业保险条款第十四条；公司查勘服务规范第八条。',
      remedies: '如您不认可，可在 30 日内书面申请核查。监管投诉维权热线 12378。',
      channel: 'phone',
      proof: 'LY-20261123-07',
      at: ago(10_000),
    },
    answer: 'accepted',
    answeredAt: ago(5000),
    rootCause: {
      code: 'process',
      department: '车险理赔部',
      action: '定损有差异时当日电话说明',
      ownerId: 'agt_li',
      dueOn: '2026-12-31',
      doneAt: null,
    },
    compensationFen: 20_000,
    rating: { score: 2, solved: 'partly', comment: '拖得太久了', at: ago(60) },
  };
}
