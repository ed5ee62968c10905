import { z } from 'zod';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_SEVERITIES,
  COMPLAINT_SOURCES,
} from '../../domain/complaint/record.ts';
import { CLOCK_KINDS, PAUSE_REASONS } from '../../domain/sla/clock.ts';
import { REGULATOR_DAYS } from '../../domain/sla/policy.ts';
import { instant, pageQuery, shortText } from './common.ts';

/** A year: longer is no promise. */
const MINUTES_MAX = 366 * 24 * 60;
const DAYS_MAX = 366;

/** How long a clock runs, and by which time. */
export const clockLength = z.discriminatedUnion('basis', [
  /** Day and night. */
  z.object({
    basis: z.literal('continuous'),
    minutes: z.number().int().min(1).max(MINUTES_MAX),
  }),
  /** Working time of a calendar of `/calendars`. */
  z.object({
    basis: z.literal('working'),
    minutes: z.number().int().min(1).max(MINUTES_MAX),
    calendarId: z.string().min(1).max(64),
  }),
  /** Whole days in Asia/Shanghai, the first not counted, until 24:00 of the last. */
  z.object({ basis: z.literal('natural_days'), days: z.number().int().min(1).max(DAYS_MAX) }),
]);

export const clockTarget = z.object({
  kind: z.enum(CLOCK_KINDS),
  length: clockLength,
  pausedBy: z.array(z.enum(PAUSE_REASONS)).max(PAUSE_REASONS.length),
});

const CATEGORY_BRANCHES = new Set<string>(
  COMPLAINT_CATEGORIES.flatMap((one) => [one, one.split('.')[0] ?? one]),
);

/** `CLAIM.DELAY`, or a whole branch of the tree: `CLAIM`. */
export const categoryOrBranch = z
  .string()
  .max(64)
  .refine((one) => CATEGORY_BRANCHES.has(one), 'no such category');

/** Which complaints a policy is for: of what is absent, all. */
export const policyFits = z.object({
  severities: z.array(z.enum(COMPLAINT_SEVERITIES)).min(1).max(4).optional(),
  categories: z.array(categoryOrBranch).min(1).max(COMPLAINT_CATEGORIES.length).optional(),
  sources: z.array(z.enum(COMPLAINT_SOURCES)).min(1).max(COMPLAINT_SOURCES.length).optional(),
});

export const slaPolicyParams = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z0-9][a-z0-9_-]*$/, 'use lower-case letters, digits, "_" and "-"'),
});

const MINUTES_A_DAY = 24 * 60;

/** An insurer may promise a decision sooner than the law, never later (投诉处理管理办法 18). */
function keepsLaw({ kind, length }: z.infer<typeof clockTarget>): boolean {
  if (kind !== 'regulator') return true;
  const [daysMax] = REGULATOR_DAYS;
  if (length.basis === 'working') return false;
  return length.basis === 'natural_days'
    ? length.days <= daysMax
    : length.minutes <= daysMax * MINUTES_A_DAY;
}

export const slaPolicyInput = z.object({
  name: shortText(100),
  priority: z.number().int().min(0).max(1000).default(0),
  fits: policyFits.default({}),
  targets: z
    .array(clockTarget)
    .min(1)
    .max(CLOCK_KINDS.length)
    .refine(
      (targets) => new Set(targets.map(({ kind }) => kind)).size === targets.length,
      'each kind of clock once',
    )
    .refine(
      (targets) => targets.every(({ kind }) => kind !== 'review'),
      'the length of a review is the law’s',
    )
    .refine(
      (targets) => targets.every(keepsLaw),
      `a decision takes at most ${REGULATOR_DAYS[0]} natural days; longer ones are extensions of a case`,
    ),
  isActive: z.boolean().default(true),
  /** True: complaints that are open get these clocks too, and none becomes longer. */
  appliesToOpen: z.boolean().default(false),
});

/** A policy in one of its versions. */
export const slaPolicy = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  priority: z.number().int(),
  fits: policyFits,
  targets: z.array(clockTarget),
  isActive: z.boolean(),
  createdBy: z.string(),
  createdAt: instant,
});

/** The newest version, and those before it, newest first. */
export const slaPolicyDetail = slaPolicy.extend({ versions: z.array(slaPolicy) });

/** What a PUT did: how many open complaints got new clocks. */
export const slaPolicyPut = slaPolicy.extend({ retargeted: z.number().int() });

export const noticeQuery = pageQuery.extend({
  /** Only those that were not read. */
  unread: z.stringbool().optional(),
});

/** What somebody is told in the bell of the console; masked. */
export const deskNotice = z.object({
  id: z.string(),
  kind: z.enum([
    'clock',
    'digest',
    'assigned',
    'answered',
    'group',
    'rating',
    'escalated',
    /** The customer has not sent for days what they were asked for, and was reminded. */
    'waiting',
    'rating_call',
    /** A friend of a customer asked to be called. */
    'referral',
    /** A return visit is theirs to call. */
    'return_visit',
    /** An answer to a questionnaire is theirs to follow up. */
    'follow_up',
    /** Nobody began it in time. */
    'follow_up_overdue',
    /** The window of a campaign is over, and somebody was not written to: it asks. */
    'outreach',
  ]),
  complaintNo: z.string().nullable(),
  /** `clock`: the clock's kind and the level reached, 0 at 50 %, 1 at 80 %, 2 at the deadline, 3 a day later, ... */
  clock: z.enum(CLOCK_KINDS).nullable(),
  level: z.number().int().nullable(),
  dueAt: instant.nullable(),
  /** As whom they are told. */
  role: z.enum(['handler', 'supervisor', 'manager']).nullable(),
  /** `digest`: how many warnings it stands for, and of which complaints. */
  count: z.number().int(),
  complaintNos: z.array(z.string()),
  createdAt: instant,
  updatedAt: instant,
  readAt: instant.nullable(),
});

export const noticePage = z.object({
  items: z.array(deskNotice),
  nextCursor: z.string().nullable(),
  unread: z.number().int(),
});

/** Left out: all. */
export const noticesRead = z.object({ ids: z.array(z.string().max(64)).max(200).optional() });
/** How many are unread then. */
export const noticesUnread = z.object({ unread: z.number().int() });

export const savedFilterInput = z.object({
  page: z.string().min(1).max(40),
  name: shortText(40),
  /** The address's query, as the page writes it. */
  query: z.record(z.string().max(40), z.string().max(200)),
});

export const savedFilter = savedFilterInput.extend({ id: z.string() });
export const savedFilterQuery = z.object({ page: z.string().min(1).max(40).optional() });
