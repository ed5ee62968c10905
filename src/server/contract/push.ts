import { z } from 'zod';
import { PUSH_REFUSALS } from '../../domain/push/push.ts';
import { PUSH_CLASSES, PUSH_WAYS, pushSettingsSchema } from '../../domain/push/settings.ts';
import { instant, instantInput, numberInput } from './common.ts';

/** What the insurer decides of its pushes. */
export const pushSettings = pushSettingsSchema;

/** All of it but the reward of referrals, which compliance changes by itself. */
export const pushSettingsInput = pushSettingsSchema.omit({ referralReward: true });

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use HH:mm');

export const pushCheckInput = z.object({
  customerNo: numberInput,
  pushClass: z.enum(PUSH_CLASSES),
  /** In the order they would be tried. */
  ways: z
    .array(z.enum(PUSH_WAYS))
    .min(1)
    .max(PUSH_WAYS.length)
    .refine((ways) => new Set(ways).size === ways.length, 'each way once')
    .default([...PUSH_WAYS]),
  /** When it would be sent; absent: now. Consents, cases and windows are those of now. */
  at: instantInput.optional(),
  isUrgent: z.boolean().default(false),
  isAboutCase: z.boolean().default(false),
  isGreeting: z.boolean().default(false),
  /** The sender's own hours in Asia/Shanghai. */
  dailyFrom: clockTime.optional(),
  dailyUntil: clockTime.optional(),
  notAfter: instantInput.optional(),
});

const refusal = z.enum(PUSH_REFUSALS);

/** What would become of a push, and what counted. */
export const pushCheck = z.object({
  at: instant,
  decision: z.enum(['send', 'later', 'refuse']),
  /** Null: it would be sent. */
  reason: refusal.nullable(),
  /** Of `later`: when it is judged again. */
  until: instant.nullable(),
  /** Of `send`: by which way and account. */
  way: z.enum(PUSH_WAYS).nullable(),
  account: z.string().nullable(),
  /** Each place of each way by itself; a reason of null: nothing is against it. */
  ways: z.array(
    z.object({
      way: z.enum(PUSH_WAYS),
      account: z.string().nullable(),
      reason: refusal.nullable(),
      /** Of WeChat: sends that are left for pushes in its window; null: no limit. */
      sendsLeft: z.number().int().nullable(),
    }),
  ),
  caps: z.array(
    z.object({
      /** Of this class, or of everything that is not service. */
      scope: z.enum(['class', 'total']),
      count: z.number().int(),
      days: z.number().int(),
      used: z.number().int(),
      left: z.number().int(),
      /** When one more is allowed; null: now, or never when `count` is 0. */
      freeAt: instant.nullable(),
    }),
  ),
  /** The newest decision of each purpose and way. */
  consents: z.array(
    z.object({
      purpose: z.enum(['marketing', 'care', 'survey']),
      /** Null: every way. */
      way: z.enum([...PUSH_WAYS, 'phone']).nullable(),
      isGranted: z.boolean(),
      decidedAt: instant,
    }),
  ),
  /** What was sent within the days of the caps, newest first. */
  touches: z.array(
    z.object({ pushClass: z.enum(PUSH_CLASSES), way: z.enum(PUSH_WAYS), at: instant }),
  ),
});
export type PushCheckAnswer = z.infer<typeof pushCheck>;
