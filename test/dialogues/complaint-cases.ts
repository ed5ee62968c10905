import type { ComplaintCase } from '../../src/domain/complaint/case.ts';
import type { ClockHappening } from '../../src/domain/sla/clock-event.ts';
import { defaultTargets } from '../../src/domain/sla/policy.ts';
import { from } from './complaint-stories.ts';
import { historyOf, type WorldComplaint } from './world-complaints.ts';

export const OPEN_NO = 'TS20260610000007';
export const PLAN = '补付定损差额 1,200.00 元，6月20日前到账';

const opened: ClockHappening = { kind: 'opened', targets: defaultTargets('S3'), calendars: {} };

/** A complaint of two days ago that a person has answered. Of the first turn of a story it is 10:00 on 12 June. */
const base: ComplaintCase = {
  id: 'cpl_1',
  complaintNo: OPEN_NO,
  status: 'INVESTIGATING',
  nature: 'complaint',
  severity: 'S3',
  category: 'CLAIM.ASSESS_AMOUNT',
  source: 'web',
  flags: ['suspected_proxy', 'media_risk'],
  receivedAt: from(-48),
  handlerId: 'agt_1',
  excludedIds: [],
  firstFeedbackAt: from(-40),
  disputes: 0,
  escalation: 0,
  regulatorDays: 15,
  since: from(-40),
  lastSeq: 3,
};

const begun: readonly (readonly [number, ...ClockHappening[]])[] = [
  [-48, opened, { kind: 'answered' }],
  [-40, { kind: 'contacted' }],
];

function world(
  complaint: Partial<ComplaintCase>,
  more: readonly (readonly [number, ...ClockHappening[]])[] = [],
  view: WorldComplaint['view'] = {},
): WorldComplaint {
  return {
    complaint: { ...base, ...complaint },
    matter: '定损只给三千，4S店报价四千二',
    events: historyOf(from(0), [...begun, ...more]),
    view: { handlerName: '何晓彤', ...view },
  };
}

const notice = (hours: number) => ({
  findings: '定损时漏计了前杠支架和喷漆工时',
  decision: PLAN,
  basis: '机动车损失保险条款第十八条',
  remedies: '自收到本决定之日起 30 日内向上级机构书面申请核查。监管投诉维权热线 12378。',
  channel: 'chat' as const,
  proof: 'con_1#9',
  at: from(hours),
});

/** Being worked on. */
export const investigated = (more: Partial<ComplaintCase> = {}): WorldComplaint => world(more);

/** A plan that was told so many hours ago; negative, since then the customer may have written. */
export const proposed = (hours = -2, more: Partial<ComplaintCase> = {}): WorldComplaint =>
  world(
    {
      status: 'PROPOSED',
      notice: notice(hours),
      proposedAt: from(hours),
      since: from(hours),
      lastSeq: 4,
      ...more,
    },
    [[hours, { kind: 'proposed' }]],
  );

export const decided = (hours = -2, more: Partial<ComplaintCase> = {}): WorldComplaint =>
  world(
    {
      status: 'DECIDED',
      notice: notice(hours),
      decidedAt: from(hours),
      since: from(hours),
      lastSeq: 4,
      ...more,
    },
    [[hours, { kind: 'decided' }]],
  );

/** A plan that nobody answered stands. */
export const noReply = (): WorldComplaint =>
  world(
    {
      status: 'NO_REPLY',
      notice: notice(-80),
      proposedAt: from(-80),
      answer: 'no_reply',
      answeredAt: from(-8),
      since: from(-8),
      lastSeq: 5,
    },
    [
      [-80, { kind: 'proposed' }],
      [-8, { kind: 'settled' }],
    ],
  );

/** Waits for what the customer was asked for. */
export const waiting = (hours = -2): WorldComplaint =>
  world(
    { status: 'WAITING_CUSTOMER', since: from(hours), lastSeq: 4 },
    [[hours, { kind: 'paused', reason: 'waiting_customer' }]],
    {
      waiting: {
        reason: 'waiting_customer',
        since: from(hours),
        request: '请发一下4S店的报价单照片和车架号。',
      },
    },
  );

/** Decided and closed so many hours ago. */
export const closed = (hours = -30, more: Partial<ComplaintCase> = {}): WorldComplaint =>
  world(
    {
      status: 'CLOSED',
      notice: notice(hours - 1),
      decidedAt: from(hours - 1),
      answer: 'accepted',
      closedAt: from(hours),
      closeReason: 'accepted',
      since: from(hours),
      lastSeq: 6,
      ...more,
    },
    [
      [hours - 1, { kind: 'decided' }],
      [hours, { kind: 'ended', why: 'closed' }],
    ],
  );
