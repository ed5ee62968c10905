import { z } from 'zod';
import { audienceRuleSchema } from '../../domain/outreach/audience.ts';
import { CAMPAIGN_STATES } from '../../domain/outreach/campaign.ts';
import { DELIVERY_STATES } from '../../domain/outreach/delivery.ts';
import { PUSH_CLASSES, PUSH_WAYS } from '../../domain/push/settings.ts';
import { instant, instantInput, numberInput, pageOf, pageQuery, shortText } from './common.ts';
import { ruleExplanation } from './outreach-words.ts';

const DAYS_MAX = 366;
const DAY_MS = 86_400_000;
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use HH:mm');
const id = z.string().min(1).max(64);
const ways = z
  .array(z.enum(PUSH_WAYS))
  .min(1)
  .max(PUSH_WAYS.length)
  .refine((all) => new Set(all).size === all.length, 'name each way once');

const campaignFields = z.object({
  name: shortText(100),
  pushClass: z.enum(PUSH_CLASSES),
  isUrgent: z.boolean().default(false),
  templateId: id,
  values: z.record(z.string().min(1).max(50), shortText(500)).default({}),
  audienceRule: audienceRuleSchema,
  ways,
  shareOfB: z.number().int().min(0).max(100).default(0),
  startsAt: instantInput,
  endsAt: instantInput,
  dailyFrom: clockTime.default('09:00'),
  dailyUntil: clockTime.default('20:00'),
  perMinute: z.number().int().min(1).max(1_000_000).nullable().default(null),
});

interface Window {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

function isWindow({ startsAt, endsAt }: Window): boolean {
  const ms = endsAt.getTime() - startsAt.getTime();
  return ms > 0 && ms <= DAYS_MAX * DAY_MS;
}
const NO_WINDOW = {
  path: ['endsAt'],
  message: 'use a time after startsAt, and within a year of it',
};

/** Of class `service` only: quiet hours are kept for everything else. */
function mayBeUrgent(input: { readonly isUrgent: boolean; readonly pushClass: string }): boolean {
  return !input.isUrgent || input.pushClass === 'service';
}
const NOT_URGENT = { path: ['isUrgent'], message: 'only of class service' };

export const campaignInput = campaignFields
  .refine(isWindow, NO_WINDOW)
  .refine(mayBeUrgent, NOT_URGENT);

export const campaignEstimateInput = campaignFields
  .omit({ name: true, templateId: true, values: true, shareOfB: true })
  .refine(isWindow, NO_WINDOW)
  .refine(mayBeUrgent, NOT_URGENT);

export const campaignDecisionInput = z.discriminatedUnion('decision', [
  z
    .object({ decision: z.literal('extend'), startsAt: instantInput, endsAt: instantInput })
    .refine(isWindow, NO_WINDOW),
  z.object({ decision: z.literal('drop') }),
]);

export const campaignParams = z.object({ id });

export const campaignQuery = pageQuery.extend({
  status: z.enum(CAMPAIGN_STATES).optional(),
  pushClass: z.enum(PUSH_CLASSES).optional(),
});

export const campaign = z.object({
  id: z.string(),
  name: z.string(),
  occasionKey: z.string(),
  pushClass: z.enum(PUSH_CLASSES),
  isUrgent: z.boolean(),
  carePlanId: z.string().nullable(),
  occasionOn: z.string().nullable(),
  templateId: z.string().nullable(),
  values: z.record(z.string(), z.string()),
  audienceRule: z.record(z.string(), z.json()),
  ways: z.array(z.enum(PUSH_WAYS)),
  shareOfB: z.number().int(),
  status: z.enum(CAMPAIGN_STATES),
  /** Why it is paused, asks or was cancelled. */
  reason: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  dailyFrom: z.string(),
  dailyUntil: z.string(),
  perMinute: z.number().int().nullable(),
  /** People who have a row; all of them when `isPlanned`. */
  planned: z.number().int(),
  isPlanned: z.boolean(),
  createdBy: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  updatedAt: instant,
});

export const campaignPage = pageOf(campaign);

export const campaignDetail = campaign.extend({
  /** Its audience in words; null: a rule of an older shape. */
  audience: ruleExplanation.nullable(),
  counts: z.array(
    z.object({
      status: z.enum(DELIVERY_STATES),
      reason: z.string().nullable(),
      count: z.number().int(),
    }),
  ),
  /** When it will be done at the present rates; null: nothing is left, or not within its window. */
  doneBy: instant.nullable(),
});

/** A share of `n` with its 95 percent interval (Wilson). */
const share = z.object({
  count: z.number().int(),
  n: z.number().int(),
  share: z.number().nullable(),
  low: z.number(),
  high: z.number(),
});

/** B minus A with its 95 percent interval (Newcombe); not shown: the interval holds 0. */
const difference = z.object({
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  isShown: z.boolean(),
});

export const campaignResults = z.object({
  variants: z.array(
    z.object({
      variant: z.string(),
      planned: z.number().int(),
      sent: z.number().int(),
      opened: share,
      answered: share,
    }),
  ),
  comparison: z.object({ opened: difference, answered: difference }).nullable(),
});

export const campaignEstimate = z.object({
  people: z.number().int(),
  byAccount: z.array(
    z.object({
      way: z.enum(PUSH_WAYS),
      account: z.string(),
      people: z.number().int(),
      perMinute: z.number().int(),
      perDay: z.number().int(),
    }),
  ),
  unreachable: z.number().int(),
  sampled: z.number().int(),
  refusedInSample: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  sendAtMost: z.number().int(),
  startsAt: instant,
  /** Null: it does not fit its window; `leftOver` are then not written to. */
  doneBy: instant.nullable(),
  leftOver: z.number().int(),
});

export const outreachDeliveryQuery = pageQuery.extend({
  campaignId: id.optional(),
  status: z.enum(DELIVERY_STATES).optional(),
  reason: z.string().min(1).max(64).optional(),
  customerNo: numberInput.optional(),
  pushClass: z.enum(PUSH_CLASSES).optional(),
  from: instantInput.optional(),
  to: instantInput.optional(),
});

export const outreachDelivery = z.object({
  id: z.string(),
  campaignId: z.string().nullable(),
  campaignName: z.string().nullable(),
  occasionKey: z.string(),
  customerNo: z.string(),
  /** Masked. */
  customerName: z.string(),
  pushClass: z.enum(PUSH_CLASSES),
  variant: z.string().nullable(),
  status: z.enum(DELIVERY_STATES),
  reason: z.string().nullable(),
  way: z.enum(PUSH_WAYS).nullable(),
  account: z.string().nullable(),
  conversationId: z.string().nullable(),
  notBefore: instant,
  releasedAt: instant.nullable(),
  settledAt: instant.nullable(),
  openedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  createdAt: instant,
});

export const outreachDeliveryPage = pageOf(outreachDelivery);

const MS_MAX = 3_600_000;
export const outreachAccountInput = z
  .object({
    perMinute: z.number().int().min(1).max(1_000_000),
    perDay: z.number().int().min(0).max(100_000_000),
    perChatMs: z.number().int().min(0).max(MS_MAX).default(1_000),
    switchMinMs: z.number().int().min(0).max(MS_MAX).default(0),
    switchMaxMs: z.number().int().min(0).max(MS_MAX).default(0),
  })
  .refine(({ switchMinMs, switchMaxMs }) => switchMinMs <= switchMaxMs, {
    path: ['switchMaxMs'],
    message: 'not below switchMinMs',
  });

/** A channel account, its part before the `:` (for all of that kind without a row of their own), or `sms`. */
export const outreachAccountParams = z.object({
  account: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[a-z0-9][a-z0-9_:.-]*$/i, 'use letters, digits, ":", ".", "_" and "-"'),
});

export const outreachAccount = z.object({
  account: z.string(),
  perMinute: z.number().int(),
  perDay: z.number().int(),
  perChatMs: z.number().int(),
  switchMinMs: z.number().int(),
  switchMaxMs: z.number().int(),
  sentToday: z.number().int(),
  updatedBy: z.string(),
});
