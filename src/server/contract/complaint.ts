import { z } from 'zod';
import {
  CASE_NATURES,
  COMPLAINANT_ROLES,
  CUSTOMER_ANSWERS,
  NOTICE_CHANNELS,
  RESPONDENT_KINDS,
  ROOT_CAUSE_CODES,
} from '../../domain/complaint/case.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_SEVERITIES,
  COMPLAINT_SOURCES,
  COMPLAINT_STATUSES,
} from '../../domain/complaint/record.ts';
import { CLOCK_KINDS, PAUSE_REASONS } from '../../domain/sla/clock.ts';
import {
  fen,
  instant,
  instantInput,
  longText,
  numberInput,
  pageQuery,
  phoneInput,
  plateInput,
  shortText,
} from './common.ts';
import { categoryOrBranch, clockLength } from './sla.ts';

export const complaintParams = z.object({ no: numberInput });
export const complaintFileParams = complaintParams.extend({ fileId: z.string().min(1).max(64) });

const isTrue = z.stringbool();

export const COMPLAINT_SORTS = ['received', 'due'] as const;

/** Comma-separated values of an enum. */
function several<const T extends readonly [string, ...string[]]>(values: T) {
  return z
    .string()
    .max(500)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1).max(values.length));
}

export const complaintQuery = pageQuery.extend({
  /** One state, or several with commas between; `open` is every state before the end. */
  status: several([...COMPLAINT_STATUSES, 'open']).optional(),
  severity: several(COMPLAINT_SEVERITIES).optional(),
  /** Whole, or a branch of the tree. */
  category: categoryOrBranch.optional(),
  source: several(COMPLAINT_SOURCES).optional(),
  /** An agent's id, `me`, or `none`. */
  handlerId: z.string().min(1).max(64).optional(),
  /** True: a clock of it is past its deadline and still waits. */
  isOverdue: isTrue.optional(),
  /** Open, nothing overdue, and the next deadline within so many hours from now. */
  dueWithinHours: z.coerce.number().int().min(1).max(168).optional(),
  customerNo: numberInput.optional(),
  claimNo: numberInput.optional(),
  groupKey: z.string().min(1).max(200).optional(),
  /** Received from, and before. */
  from: instantInput.optional(),
  to: instantInput.optional(),
  /** `due`: the earliest deadline first, those without one at the end. */
  sort: z.enum(COMPLAINT_SORTS).default('received'),
});

/** One clock of a complaint. */
export const complaintClock = z.object({
  kind: z.enum(CLOCK_KINDS),
  cycle: z.number().int(),
  length: clockLength,
  pausedBy: z.array(z.enum(PAUSE_REASONS)),
  startedAt: instant,
  firstDueAt: instant.nullable(),
  /** Null while it stands still. */
  dueAt: instant.nullable(),
  pausedAt: instant.nullable(),
  pausedMs: z.number().int(),
  doneAt: instant.nullable(),
  verdict: z.enum(['met', 'breached']).nullable(),
  breachedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
  /** From start to done by the wall, and without what it stood still. */
  grossMs: z.number().int().nullable(),
  netMs: z.number().int().nullable(),
  halfAt: instant.nullable(),
  mostAt: instant.nullable(),
  changes: z.array(
    z.object({
      at: instant,
      why: z.enum(['pause', 'resume', 'extension', 'target', 'calendar']),
      from: instant.nullable(),
      to: instant.nullable(),
    }),
  ),
});

/** The clock that a list counts down. */
const nextClock = complaintClock.pick({
  kind: true,
  startedAt: true,
  dueAt: true,
  pausedAt: true,
  verdict: true,
});

/** A complaint in a list. Texts, plate and names of customers are masked. */
export const complaintSummary = z.object({
  complaintNo: z.string(),
  status: z.enum(COMPLAINT_STATUSES),
  severity: z.enum(COMPLAINT_SEVERITIES),
  category: z.enum(COMPLAINT_CATEGORIES),
  source: z.string(),
  matter: z.string(),
  customerNo: z.string().nullable(),
  claimNo: z.string().nullable(),
  plate: z.string().nullable(),
  handlerId: z.string().nullable(),
  handlerName: z.string().nullable(),
  flags: z.array(z.string()),
  /** A clock is past its deadline and still waits. */
  isOverdue: z.boolean(),
  isExtended: z.boolean(),
  /** How many levels up it was taken. */
  escalation: z.number().int(),
  /** When it was said: its clocks run from here. */
  receivedAt: instant,
  registeredAt: instant,
  firstFeedbackDueAt: instant,
  resolutionDueAt: instant,
  firstFeedbackAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** The open clock whose deadline comes first, standing clocks last; null: none is open. */
  nextClock: nextClock.nullable(),
  /** Open clocks that stand still now and are not late. */
  standingClocks: z.array(z.enum(CLOCK_KINDS)),
});

const decisionNotice = z.object({
  findings: z.string(),
  decision: z.string(),
  basis: z.string(),
  remedies: z.string(),
  channel: z.enum(NOTICE_CHANNELS),
  proof: z.string(),
  at: instant,
});

const respondent = z.object({
  kind: z.enum(RESPONDENT_KINDS),
  id: z.string().min(1).max(64).optional(),
  name: shortText(60),
});

const rootCause = z.object({
  code: z.enum(ROOT_CAUSE_CODES),
  department: z.string(),
  action: z.string(),
  ownerId: z.string(),
  dueOn: z.string(),
  doneAt: instant.nullable(),
});

/** A complaint whole, masked. `may` names the acts that whoever asks may do now. */
export const complaint = complaintSummary.extend({
  nature: z.enum(CASE_NATURES),
  complainantRole: z.enum(COMPLAINANT_ROLES),
  sourceRef: z.string().nullable(),
  request: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  conversationId: z.string().nullable(),
  respondents: z.array(respondent),
  branch: z.string().nullable(),
  repairShop: z.string().nullable(),
  amountClaimedFen: fen.nullable(),
  evidenceIds: z.array(z.string()),
  excluded: z.array(z.object({ id: z.string(), name: z.string() })),
  supervisorName: z.string().nullable(),
  notice: decisionNotice.nullable(),
  answer: z.enum(CUSTOMER_ANSWERS).nullable(),
  answeredAt: instant.nullable(),
  rootCause: rootCause.nullable(),
  compensationFen: fen.nullable(),
  closeReason: z.string().nullable(),
  mergedIntoNo: z.string().nullable(),
  repeatOfNo: z.string().nullable(),
  groupKey: z.string().nullable(),
  /** Complaints of the same cause within seven days, this one counted. */
  groupSize: z.number().int(),
  rating: z
    .object({
      score: z.number().int(),
      solved: z.enum(['solved', 'partly', 'not_solved']),
      comment: z.string().nullable(),
      at: instant,
    })
    .nullable(),
  /** When the first automatic answer went out, and when a person first spoke: counted apart. */
  acknowledgedAt: instant.nullable(),
  clocks: z.array(complaintClock),
  may: z.array(z.string()),
  updatedAt: instant,
});

/** One line of a complaint's history. */
export const complaintEvent = z.object({
  seq: z.number().int(),
  name: z.string(),
  occurredAt: instant,
  /** Later than `occurredAt`: written down afterwards. */
  recordedAt: instant,
  byKind: z.enum(['customer', 'agent', 'api_key', 'system']),
  byName: z.string().nullable(),
  fromStatus: z.enum(COMPLAINT_STATUSES).nullable(),
  toStatus: z.enum(COMPLAINT_STATUSES),
  /** What was written, asked or decided; texts are masked. */
  data: z.record(z.string(), z.json()),
});

/** A complaint as an agent writes it down. Its severity and its clocks are not for anybody to choose. */
export const complaintInput = z.object({
  matter: longText(2000),
  /** What the customer asks for (诉求). */
  request: longText(1000).optional(),
  /** Left out: proposed from the words. */
  category: z.enum(COMPLAINT_CATEGORIES).optional(),
  nature: z.enum(CASE_NATURES).optional(),
  /** Left out: the channel of the conversation, or `phone`. */
  source: z.enum(COMPLAINT_SOURCES).optional(),
  /** The number under which a regulator, association or platform passed it on. */
  sourceRef: shortText(64).optional(),
  complainantRole: z.enum(COMPLAINANT_ROLES).optional(),
  /** When it was made, at most a year ago: its clocks run from here. Left out: now. */
  receivedAt: instantInput.optional(),
  conversationId: z.string().min(1).max(200).optional(),
  customerNo: numberInput.optional(),
  claimNo: numberInput.optional(),
  plate: plateInput.optional(),
  contactName: shortText(50).optional(),
  contactPhone: phoneInput.optional(),
  /** Whom it is about: our own people among them never handle it. */
  respondents: z.array(respondent).max(10).optional(),
  branch: shortText(60).optional(),
  repairShop: shortText(60).optional(),
  amountClaimedFen: fen.optional(),
  /** People who came together. */
  groupCount: z.number().int().min(1).max(100_000).optional(),
  /** Files of the conversation. */
  evidenceIds: z.array(z.string().min(1).max(64)).max(20).optional(),
});
