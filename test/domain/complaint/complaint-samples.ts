import type { ComplaintActor } from '../../../src/domain/complaint/acts.ts';
import type { ComplaintCase, DecisionNotice } from '../../../src/domain/complaint/case.ts';
import type { ActGiven } from '../../../src/domain/complaint/machine.ts';
import type { ComplaintStatus } from '../../../src/domain/complaint/record.ts';
import type { ClockKind, ClockTarget, SlaClock } from '../../../src/domain/sla/clock.ts';
import { defaultTargets } from '../../../src/domain/sla/policy.ts';
import { addMs, DAY_MS, HOUR_MS } from '../../../src/lib/clock.ts';

export const RECEIVED_AT = new Date('2026-06-01T02:00:00.000Z');
/** When it came into the state that it is in. */
export const SINCE = addMs(RECEIVED_AT, 2 * HOUR_MS);
/** Late enough for a plan to expire, early enough to open it again. */
export const LATER = addMs(SINCE, 4 * DAY_MS);

export const agent = (id: string, isLead = false): ComplaintActor => ({
  kind: 'agent',
  id,
  name: id,
  isLead,
});

export const ACTORS = {
  handler: agent('handler'),
  lead: agent('lead', true),
  other: agent('other'),
  excluded: agent('excluded', true),
  api_key: { kind: 'api_key', id: 'key', name: 'core' },
  customer: { kind: 'customer', id: 'idn' },
  system: { kind: 'system', id: 'watch' },
} as const satisfies Readonly<Record<string, ComplaintActor>>;
export type ActorName = keyof typeof ACTORS;

export const NOTICE: DecisionNotice = {
  findings: '已核实',
  decision: '补付差额',
  basis: '保险条款',
  remedies: '核查、调解、仲裁、诉讼',
  channel: 'chat',
  proof: 'con_1#7',
  at: SINCE,
};

export const ROOT_CAUSE = {
  code: 'process',
  department: '理赔部',
  action: '增加一次复核',
  ownerId: 'owner',
  dueOn: '2026-07-01',
} as const;

const NEW: ComplaintCase = {
  id: 'cmp_1',
  complaintNo: 'TS20260601000002',
  status: 'REGISTERED',
  nature: 'complaint',
  severity: 'S3',
  category: 'CLAIM.DELAY',
  source: 'web',
  flags: [],
  receivedAt: RECEIVED_AT,
  handlerId: 'handler',
  excludedIds: ['excluded'],
  conversationId: 'con_1',
  disputes: 0,
  escalation: 0,
  regulatorDays: 15,
  since: SINCE,
  lastSeq: 3,
};

const TOLD: ReadonlySet<ComplaintStatus> = new Set([
  'PROPOSED',
  'CONFIRMED',
  'NO_REPLY',
  'DISPUTED',
  'DECIDED',
  'REVIEW_REQUESTED',
  'REVIEW_DECIDED',
  'CLOSED',
]);
const DECIDED: ReadonlySet<ComplaintStatus> = new Set([
  'DECIDED',
  'REVIEW_REQUESTED',
  'REVIEW_DECIDED',
]);
const ANSWERS: Partial<Record<ComplaintStatus, ComplaintCase['answer']>> = {
  CONFIRMED: 'accepted',
  NO_REPLY: 'no_reply',
  DISPUTED: 'rejected',
  REVIEW_REQUESTED: 'rejected',
  REVIEW_DECIDED: 'rejected',
  CLOSED: 'accepted',
};

/** A complaint as the machine itself would have brought it there. */
export function complaintIn(
  status: ComplaintStatus,
  patch: Partial<ComplaintCase> = {},
): ComplaintCase {
  const isTold = TOLD.has(status);
  return {
    ...NEW,
    status,
    ...(isTold ? { notice: NOTICE, proposedAt: SINCE, firstFeedbackAt: SINCE } : {}),
    ...(DECIDED.has(status) ? { decidedAt: SINCE } : {}),
    answer: ANSWERS[status],
    ...(status === 'CLOSED'
      ? { closedAt: SINCE, closeReason: 'accepted', rootCause: ROOT_CAUSE, ratingAskedAt: SINCE }
      : {}),
    ...patch,
  };
}

const TARGET: ClockTarget = {
  kind: 'regulator',
  length: { basis: 'natural_days', days: 15 },
  pausedBy: [],
};

/** A clock that runs until `dueAt`. */
export function clockOf(
  kind: ClockKind,
  dueAt: Date | null,
  patch: Partial<SlaClock> = {},
): SlaClock {
  return {
    kind,
    cycle: 1,
    target: { ...TARGET, kind },
    calendarVersion: null,
    startedAt: RECEIVED_AT,
    firstDueAt: dueAt,
    dueAt,
    pausedAt: null,
    pausedMs: 0,
    doneAt: null,
    verdict: null,
    breachedAt: null,
    endedAt: null,
    endedBy: null,
    grossMs: null,
    netMs: null,
    changes: [],
    halfAt: null,
    mostAt: null,
    ...patch,
  };
}

export const FAR = addMs(RECEIVED_AT, 60 * DAY_MS);

export const EARLIER_ONE: ComplaintCase = {
  ...NEW,
  id: 'cmp_0',
  complaintNo: 'TS20260531000001',
  status: 'INVESTIGATING',
  receivedAt: addMs(RECEIVED_AT, -DAY_MS),
};

/** What an act is judged by, with every clock still running. */
export function givenBy(by: ComplaintActor, patch: Partial<ActGiven> = {}): ActGiven {
  const at = patch.at ?? LATER;
  return {
    by,
    at,
    now: at,
    targetsOf: ({ severity, nature }) => ({
      targets: defaultTargets(severity).filter(
        ({ kind }) => nature === 'complaint' || kind !== 'regulator',
      ),
      calendars: {},
    }),
    clocks: [clockOf('resolution', FAR), clockOf('regulator', FAR)],
    remediesOf: () => '核查、调解、仲裁、诉讼',
    into: EARLIER_ONE,
    ...patch,
  };
}
