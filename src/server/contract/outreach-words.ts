import { z } from 'zod';
import { audienceRuleSchema } from '../../domain/outreach/audience.ts';
import { FINDING_CODES } from '../../domain/outreach/forbidden.ts';
import {
  ACTIONS_MAX,
  TEMPLATE_STATES,
  TEMPLATE_VARIABLES,
  TEXT_LENGTH_MAX,
  VARIANT_KEYS,
} from '../../domain/outreach/template.ts';
import { PUSH_CLASSES, PUSH_WAYS } from '../../domain/push/settings.ts';
import { instant, longText, numberInput, pageOf, pageQuery, shortText } from './common.ts';

const dayInput = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'use YYYY-MM-DD');

export const audienceInput = z.object({ name: shortText(60), rule: audienceRuleSchema });

/** A rule in words: the whole in one sentence, and each of its parts. */
export const ruleExplanation = z.object({
  sentence: z.string(),
  /** How the parts belong together; null: the rule has none and means everybody. */
  join: z.enum(['all', 'any']).nullable(),
  parts: z.array(
    z.object({
      text: z.string(),
      /** Of a group: how its parts belong together, and they. */
      join: z.enum(['all', 'any']).nullable(),
      parts: z.array(z.string()),
    }),
  ),
});

export const audience = z.object({
  id: z.string(),
  name: z.string(),
  rule: audienceRuleSchema,
  explanation: ruleExplanation,
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
export const audiencePage = pageOf(audience);

export const audiencePreviewInput = z.object({
  rule: audienceRuleSchema,
  /** The day that the rule's spans are counted from, in Asia/Shanghai; today when absent. */
  day: dayInput.exactOptional(),
});

export const audiencePreview = z.object({
  /** How many people there are. See `countKind`. */
  count: z.int(),
  /** exact; at_least: there are more, and nobody counted on; estimated: by a sample, since counting took too long. */
  countKind: z.enum(['exact', 'at_least', 'estimated']),
  /** Of those counted: for how many there is something to send to, whatever they agreed to. */
  reachable: z.object({ wechat: z.int(), web: z.int(), sms: z.int() }),
  examples: z.array(
    z.object({
      customerNo: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      plates: z.array(z.string()),
      tier: z.string(),
      city: z.string().nullable(),
    }),
  ),
  explanation: ruleExplanation,
});

const variantInput = z.object({
  key: z.enum(VARIANT_KEYS),
  text: longText(TEXT_LENGTH_MAX),
  smsText: longText(TEXT_LENGTH_MAX).exactOptional(),
});
const actionInput = z.object({ label: shortText(20), action: shortText(100) });

export const templateInput = z.object({
  pushClass: z.enum(PUSH_CLASSES),
  /** Of GET /outreach/calendar: what it is for; absent: no occasion of the calendar. */
  occasion: z
    .string()
    .regex(/^[a-z0-9_]{1,40}$/)
    .exactOptional(),
  title: shortText(60),
  variants: z
    .array(variantInput)
    .min(1)
    .max(VARIANT_KEYS.length)
    .refine((list) => list.every(({ key }, i) => key === VARIANT_KEYS[i]), 'A first, then B'),
  actions: z.array(actionInput).max(ACTIONS_MAX).default([]),
});
export const newTemplateInput = templateInput.extend({
  code: z.string().regex(/^[a-z0-9][a-z0-9_-]{1,59}$/, 'use a-z, 0-9, _ and -'),
});

/** Something about the words. `blocked`: it cannot be submitted so. */
export const templateFinding = z.object({
  variant: z.enum(VARIANT_KEYS).nullable(),
  field: z.enum(['text', 'smsText', 'actions']),
  code: z.enum(FINDING_CODES),
  kind: z.enum(['blocked', 'warning']),
  /** In Chinese: what is wrong and what to do. */
  why: z.string(),
  /** Where it stands in the field, in UTF-16 units; null: it is about the whole. */
  at: z.int().nullable(),
  length: z.int(),
  word: z.string(),
});

export const template = z.object({
  id: z.string(),
  code: z.string(),
  version: z.int(),
  isNewest: z.boolean(),
  pushClass: z.enum(PUSH_CLASSES),
  occasion: z.string().nullable(),
  title: z.string(),
  variants: z.array(
    z.object({
      key: z.enum(VARIANT_KEYS),
      text: z.string(),
      smsText: z.string().nullable(),
      /** Short messages that it takes as it stands, before anything is filled in. */
      smsSegments: z.int(),
    }),
  ),
  actions: z.array(z.object({ label: z.string(), action: z.string() })),
  status: z.enum(TEMPLATE_STATES),
  authorId: z.string(),
  /** Whoever wrote in it; none of them may approve it. */
  writerIds: z.array(z.string()),
  reviewerId: z.string().nullable(),
  reviewNote: z.string().nullable(),
  submittedAt: instant.nullable(),
  reviewedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  findings: z.array(templateFinding),
});

export const templateQuery = pageQuery.extend({
  code: z.string().max(60).optional(),
  status: z.enum(TEMPLATE_STATES).optional(),
  pushClass: z.enum(PUSH_CLASSES).optional(),
  occasion: z.string().max(40).optional(),
  /** Every version, not only the newest of each code. */
  allVersions: z.stringbool().default(false),
});

/** A list of templates, and what authors may use in them. */
export const templatePage = pageOf(template).extend({
  variables: z.array(z.object({ name: z.enum(TEMPLATE_VARIABLES), placeholder: z.string() })),
  actions: z.array(z.string()),
});

/** Words that were not saved yet, and what is found in them. */
export const templateFindings = z.object({ items: z.array(templateFinding) });

export const templateReview = z.object({ note: shortText(300).exactOptional() });
export const templateRejection = z.object({ note: shortText(300) });

export const templatePreviewInput = z.object({
  way: z.enum(PUSH_WAYS),
  variant: z.enum(VARIANT_KEYS).default('A'),
  /** Real customers; absent: the first that there are. */
  customerNos: z.array(numberInput).min(1).max(5).exactOptional(),
  /** What a campaign would give: `{ "region": "苏州市" }`. */
  values: z.partialRecord(z.enum(TEMPLATE_VARIABLES), shortText(200)).exactOptional(),
});

/** What customers would read, with names and numbers masked. */
export const templatePreview = z.object({
  items: z.array(
    z.object({
      customerNo: z.string(),
      name: z.string(),
      text: z.string(),
      taps: z.array(z.string()),
      /** Of a short message. */
      smsSegments: z.int().nullable(),
      /** Variables that nobody knows of this customer: it would not be sent. */
      missing: z.array(z.string()),
    }),
  ),
});
