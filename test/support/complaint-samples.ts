import type { z } from 'zod';
import type {
  complaint,
  complaintClock,
  complaintEvent,
} from '../../src/server/contract/complaint.ts';
import type { deskNotice, slaPolicy } from '../../src/server/contract/sla.ts';
import { ago, ahead } from './admin-samples.ts';

export type Complaint = z.infer<typeof complaint>;
export type ComplaintClock = z.infer<typeof complaintClock>;
export type ComplaintEvent = z.infer<typeof complaintEvent>;
export type DeskNotice = z.infer<typeof deskNotice>;
export type SlaPolicy = z.infer<typeof slaPolicy>;

const HOUR_S = 3600;

/** A clock that has run for twenty hours and has as many and more before it. */
export function sampleClock(
  kind: ComplaintClock['kind'],
  change: Partial<ComplaintClock> = {},
): ComplaintClock {
  return {
    kind,
    cycle: 1,
    length: { basis: 'continuous', minutes: 72 * 60 },
    pausedBy: [],
    startedAt: ago(20 * HOUR_S),
    firstDueAt: ahead(52 * 60),
    dueAt: ahead(52 * 60),
    pausedAt: null,
    pausedMs: 0,
    doneAt: null,
    verdict: null,
    breachedAt: null,
    endedAt: null,
    endedBy: null,
    grossMs: null,
    netMs: null,
    halfAt: ahead(16 * 60),
    mostAt: ahead(37 * 60),
    changes: [],
    ...change,
  };
}

const FIRST_FEEDBACK = sampleClock('first_feedback', {
  length: { basis: 'continuous', minutes: 48 * 60 },
  dueAt: ahead(28 * 60),
  firstDueAt: ahead(28 * 60),
  halfAt: ahead(4 * 60),
  mostAt: ahead(18.4 * 60),
});
const REGULATOR = sampleClock('regulator', {
  length: { basis: 'natural_days', days: 15 },
  pausedBy: ['external_appraisal', 'mediation'],
  dueAt: ahead(14 * 24 * 60),
  firstDueAt: ahead(14 * 24 * 60),
  halfAt: ahead(6 * 24 * 60),
  mostAt: ahead(11 * 24 * 60),
});
const RESOLUTION = sampleClock('resolution', { pausedBy: ['waiting_customer'] });
const ACKNOWLEDGED = sampleClock('acknowledgement', {
  length: { basis: 'continuous', minutes: 1 },
  dueAt: ago(20 * HOUR_S - 60),
  doneAt: ago(20 * HOUR_S - 1),
  verdict: 'met',
  grossMs: 1000,
  netMs: 1000,
});

/** A complaint that was just given to whoever is signed in. */
export function sampleComplaint(no: string, change: Partial<Complaint> = {}): Complaint {
  const clocks = change.clocks ?? [ACKNOWLEDGED, FIRST_FEEDBACK, RESOLUTION, REGULATOR];
  const [next] = clocks
    .filter(({ doneAt, endedAt }) => doneAt === null && endedAt === null)
    .toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
  return {
    ...BASE,
    complaintNo: no,
    nextClock: next ?? null,
    standingClocks: clocks
      .filter(({ doneAt, endedAt }) => doneAt === null && endedAt === null)
      .flatMap(({ kind, dueAt, pausedAt }) => (pausedAt !== null && dueAt === null ? [kind] : [])),
    clocks,
    may: ['contact', 'assign', 'escalate', 'relabel', 'supplement', 'withdraw', 'merge', 'note'],
    updatedAt: ago(60),
    ...change,
  };
}

const BASE: Omit<
  Complaint,
  'complaintNo' | 'nextClock' | 'standingClocks' | 'clocks' | 'may' | 'updatedAt'
> = {
  status: 'ASSIGNED',
  severity: 'S3',
  category: 'CLAIM.ASSESS_AMOUNT',
  source: 'web',
  matter: '定损只给了 2,300 元，4S 店报价 5,800 元，查勘员说不认就别修，态度很差。',
  customerNo: 'C000017',
  claimNo: 'CL2026110300012',
  plate: '京A1***5',
  handlerId: 'agt_me',
  handlerName: '陈晓',
  flags: ['repeat'],
  isOverdue: false,
  isExtended: false,
  escalation: 0,
  receivedAt: ago(20 * HOUR_S),
  registeredAt: ago(20 * HOUR_S),
  firstFeedbackDueAt: ahead(28 * 60),
  resolutionDueAt: ahead(52 * 60),
  firstFeedbackAt: null,
  closedAt: null,
  nature: 'complaint',
  complainantRole: 'self',
  sourceRef: null,
  request: '按 4S 店报价赔付，并要求查勘员道歉。',
  contactName: '王*明',
  contactPhone: '138****8000',
  conversationId: 'con_hof_mine',
  respondents: [{ kind: 'adjuster', name: '赵强' }],
  branch: '北京分公司',
  repairShop: null,
  amountClaimedFen: 350_000,
  evidenceIds: ['fil_1', 'fil_2'],
  excluded: [{ id: 'agt_zhao', name: '赵强' }],
  supervisorName: '李静',
  notice: null,
  answer: null,
  answeredAt: null,
  rootCause: null,
  compensationFen: null,
  closeReason: null,
  mergedIntoNo: null,
  repeatOfNo: null,
  groupKey: null,
  groupSize: 1,
  rating: null,
  acknowledgedAt: ago(20 * HOUR_S - 1),
};

/** One line of a history. */
export function sampleEvent(
  seq: number,
  name: string,
  change: Partial<ComplaintEvent> = {},
): ComplaintEvent {
  const at = ago(20 * HOUR_S - seq * 600);
  return {
    seq,
    name,
    occurredAt: at,
    recordedAt: at,
    byKind: 'agent',
    byName: '陈晓',
    fromStatus: 'ASSIGNED',
    toStatus: 'ASSIGNED',
    data: {},
    ...change,
  };
}

/** A warning in the bell. */
export function sampleNotice(id: string, change: Partial<DeskNotice> = {}): DeskNotice {
  return {
    id,
    kind: 'clock',
    complaintNo: 'TS20261122001',
    clock: 'first_feedback',
    level: 1,
    dueAt: ahead(120),
    role: 'handler',
    count: 1,
    complaintNos: [],
    createdAt: ago(300),
    updatedAt: ago(300),
    readAt: null,
    ...change,
  };
}

export const SAMPLE_POLICY: SlaPolicy = {
  id: 'media',
  version: 3,
  name: '媒体和监管来源加急',
  priority: 100,
  fits: { severities: ['S1', 'S2'], categories: ['CLAIM'], sources: ['media', 'regulator_12378'] },
  targets: [
    {
      kind: 'first_feedback',
      length: { basis: 'working', minutes: 240, calendarId: 'standard' },
      pausedBy: [],
    },
    {
      kind: 'resolution',
      length: { basis: 'continuous', minutes: 48 * 60 },
      pausedBy: ['waiting_customer'],
    },
    {
      kind: 'regulator',
      length: { basis: 'natural_days', days: 15 },
      pausedBy: ['external_appraisal', 'mediation'],
    },
  ],
  isActive: true,
  createdBy: 'agent:agt_me',
  createdAt: ago(86_400),
};
