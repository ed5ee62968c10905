import { z } from 'zod';
import { AGENT_ROLES } from '../../domain/agent.ts';
import { PRESENCES, SKILLS } from '../../domain/handoff/settings.ts';
import { agent } from './access.ts';
import { instant, pageQuery, shortText } from './common.ts';

/** An agent as administrators see and change them. */
export const agentDetail = agent.extend({
  teamId: z.string().nullable(),
  branch: z.string().nullable(),
  skills: z.array(z.enum(SKILLS)),
  languages: z.array(z.string()),
  capacity: z.number().int(),
  presence: z.enum(PRESENCES),
  /** May switch what only compliance switches, whatever the role. */
  isCompliance: z.boolean(),
});

export const agentChange = z.object({
  displayName: shortText(50).exactOptional(),
  role: z.enum(AGENT_ROLES).exactOptional(),
  teamId: z.string().min(1).max(64).nullable().exactOptional(),
  branch: shortText(100).nullable().exactOptional(),
  skills: z.array(z.enum(SKILLS)).max(SKILLS.length).exactOptional(),
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/))
    .min(1)
    .max(10)
    .exactOptional(),
  capacity: z.number().int().min(0).max(50).exactOptional(),
  /** Nobody gives it to themselves. */
  isCompliance: z.boolean().exactOptional(),
});

export const ownPasswordInput = z.object({
  current: z.string().min(1).max(256),
  next: z.string().min(12, 'use at least 12 characters').max(256),
});

export const teamInput = z.object({
  name: shortText(50),
  skills: z.array(z.enum(SKILLS)).max(SKILLS.length).default([]),
});
export const team = teamInput.extend({
  id: z.string(),
  agentCount: z.number().int(),
  createdAt: instant,
});

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'use HH:MM');
const interval = z.tuple([timeOfDay, timeOfDay]);
const intervals = z.array(interval).max(6);
export const weekly = z.object({
  mon: intervals,
  tue: intervals,
  wed: intervals,
  thu: intervals,
  fri: intervals,
  sat: intervals,
  sun: intervals,
});

/** Weekly hours in Asia/Shanghai; intervals are half-open, in order, and do not overlap. */
export const calendarInput = z.object({
  name: shortText(50),
  weekly,
  keepsHolidays: z.boolean().default(true),
});
export const calendar = calendarInput.extend({
  id: z.string(),
  version: z.number().int(),
  updatedBy: z.string(),
  updatedAt: instant,
  /** The last day for which public holidays are known; after it a warning is shown. */
  holidaysKnownUntil: z.string().nullable(),
});
export const calendarParams = z.object({ id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/) });

const day = z.iso.date();
export const holidayParams = z.object({ date: day });
export const holidayInput = z.object({ isWorkday: z.boolean(), name: shortText(50) });
export const holiday = holidayInput.extend({ date: z.string(), updatedAt: instant });
export const holidayQuery = z.object({ from: day.optional(), to: day.optional() });

export const deskSettings = z.object({
  offerSeconds: z.number().int().min(5).max(600),
  goneSeconds: z.number().int().min(10).max(600),
  remindMinutes: z.number().int().min(1).max(1440),
  closeMinutes: z.number().int().min(1).max(1440),
  wrapUpMinutes: z.number().int().min(1).max(120),
  firstReplySeconds: z.number().int().min(5).max(86_400),
  nextReplySeconds: z.number().int().min(5).max(86_400),
});

export const cannedAnswerInput = z.object({
  shortcut: z.string().regex(/^[\p{L}\p{N}_-]{1,30}$/u, 'use letters, digits, "_" and "-"'),
  title: shortText(50),
  category: shortText(30),
  /** `{{customer.name}}`, `{{claim.no}}` and the others that GET /canned-answers names. */
  text: z.string().trim().min(1).max(2000),
});
export const cannedAnswer = cannedAnswerInput.extend({
  id: z.string(),
  updatedBy: z.string(),
  updatedAt: instant,
});
export const cannedAnswerList = z.object({
  items: z.array(cannedAnswer),
  nextCursor: z.null(),
  variables: z.array(z.object({ name: z.string(), label: z.string() })),
});
export const renderInput = z.object({ conversationId: z.string().min(1).max(200) });
/** `missing` names variables that this conversation has no value for; they stay in the text. */
export const rendered = z.object({ text: z.string(), missing: z.array(z.string()) });

export const qualitySampleInput = z.object({
  /** `YYYY-MM-DD`, Asia/Shanghai; `to` is included. */
  from: day,
  to: day,
  /** Of each agent's closed hand-offs, at least one. */
  percent: z.number().min(1).max(100),
  agentId: z.string().min(1).max(64).optional(),
});
export const qualityQuery = pageQuery.extend({
  isReviewed: z.stringbool().optional(),
  agentId: z.string().min(1).max(64).optional(),
});
export const QUALITY_CRITERIA = [
  'greeting',
  'accuracy',
  'empathy',
  'promise',
  'privacy',
  'closing',
] as const;
export const qualityInput = z.object({
  scores: z
    .partialRecord(z.enum(QUALITY_CRITERIA), z.number().int().min(0).max(100))
    .refine((scores) => Object.keys(scores).length > 0, { error: 'score at least one criterion' }),
  comment: z.string().trim().max(1000).optional(),
});
export const qualityReview = z.object({
  id: z.string(),
  handoffId: z.string(),
  conversationId: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  sampledAt: instant,
  closedAt: instant.nullable(),
  resultCode: z.string().nullable(),
  scores: z.record(z.string(), z.number()).nullable(),
  comment: z.string().nullable(),
  reviewedAt: instant.nullable(),
  reviewedBy: z.string().nullable(),
});

/** What a supervisor sees of the desk, now. */
export const board = z.object({
  now: instant,
  isOpen: z.boolean(),
  waiting: z.number().int(),
  longestWaitMs: z.number().int().nullable(),
  withAgents: z.number().int(),
  /** Conversations of the bot that were active in the last 15 minutes. */
  withBot: z.number().int(),
  atRisk: z.array(
    z.object({
      handoffId: z.string(),
      conversationId: z.string(),
      customerName: z.string(),
      agentName: z.string().nullable(),
      kind: z.enum(['queue', 'first_reply', 'next_reply']),
      waitingMs: z.number().int(),
      limitMs: z.number().int(),
      isBreached: z.boolean(),
    }),
  ),
  agents: z.array(
    z.object({
      id: z.string(),
      displayName: z.string(),
      teamName: z.string().nullable(),
      presence: z.enum(PRESENCES),
      isHere: z.boolean(),
      active: z.number().int(),
      capacity: z.number().int(),
      unanswered: z.number().int(),
      closedToday: z.number().int(),
      /** Of today's; null: none yet. */
      firstReplyMedianMs: z.number().int().nullable(),
      ratingAverage: z.number().nullable(),
    }),
  ),
  today: z.object({
    requested: z.number().int(),
    accepted: z.number().int(),
    returned: z.number().int(),
    closed: z.number().int(),
    withdrawn: z.number().int(),
    waitMedianMs: z.number().int().nullable(),
    waitP90Ms: z.number().int().nullable(),
    ratingAverage: z.number().nullable(),
    ratingCount: z.number().int(),
  }),
  byReason: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  /** Requests, acceptances and ends of each of the last 12 hours, oldest first. */
  byHour: z.array(
    z.object({
      from: instant,
      requested: z.number().int(),
      accepted: z.number().int(),
      closed: z.number().int(),
    }),
  ),
});

export const searchQuery = z.object({ q: z.string().trim().min(2).max(100) });
export const searchAnswer = z.object({
  items: z.array(
    z.object({
      kind: z.enum([
        'customer',
        'policy',
        'claim',
        'report',
        'complaint',
        'service_request',
        'conversation',
        'article',
      ]),
      /** What the API calls it by. */
      ref: z.string(),
      title: z.string(),
      detail: z.string(),
      at: instant.nullable(),
    }),
  ),
});
