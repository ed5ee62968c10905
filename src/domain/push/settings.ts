import { z } from 'zod';

/** The classes of pushes (domain.md 3.7). SERVICE: progress, clocks, dangers; nothing is sold in it. */
export const PUSH_CLASSES = ['service', 'care', 'survey', 'marketing'] as const;
export type PushClass = (typeof PUSH_CLASSES)[number];

/** The ways by which a push reaches a customer; a person on the phone is not one of them (domain/visit). */
export const PUSH_WAYS = ['wechat', 'web', 'sms'] as const;
export type PushWay = (typeof PUSH_WAYS)[number];

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** From later than until: over midnight. Half-open. */
const hours = z.object({ from: clockTime, until: clockTime });
/** At most `count` in any `days` times 24 hours that end now. */
const cap = z.object({ count: z.int().min(0).max(1_000), days: z.int().min(1).max(366) });

/**
 * What the insurer decides of its pushes; the default of each value is that of domain.md 3.7. `consent`: `granted`
 * means that silence is a refusal, `not_refused` that only a refusal is one.
 */
export const pushSettingsSchema = z.object({
  /** When a class may be sent, in Asia/Shanghai: on working days, and on days off. */
  hours: z
    .object({
      service: z.object({ workday: hours, dayOff: hours }),
      others: z.object({ workday: hours, dayOff: hours }),
    })
    .default({
      service: {
        workday: { from: '08:00', until: '21:00' },
        dayOff: { from: '08:00', until: '21:00' },
      },
      others: {
        workday: { from: '09:00', until: '20:00' },
        dayOff: { from: '10:00', until: '19:00' },
      },
    }),
  caps: z
    .object({
      marketing: z.array(cap),
      care: z.array(cap),
      survey: z.array(cap),
      /** Of everything that is not service. */
      total: z.array(cap),
    })
    .default({
      marketing: [
        { count: 1, days: 7 },
        { count: 2, days: 30 },
      ],
      care: [
        { count: 1, days: 1 },
        { count: 4, days: 30 },
      ],
      survey: [{ count: 1, days: 30 }],
      total: [{ count: 5, days: 30 }],
    }),
  consent: z
    .object({
      marketing: z.enum(['granted', 'not_refused']),
      care: z.enum(['granted', 'not_refused']),
      survey: z.enum(['granted', 'not_refused']),
    })
    .default({ marketing: 'granted', care: 'granted', survey: 'granted' }),
  /** After a claim was rejected nothing but service is sent for so long. */
  quietDaysAfterRejection: z.int().min(0).max(90).default(7),
  /** Whoever refused a visit is not asked again for so long. */
  surveySilentMonths: z.int().min(1).max(60).default(12),
  /** What a customer gets for a friend. Only compliance changes it (domain.md 5.5). */
  referralReward: z.enum(['NONE', 'THANKS', 'SERVICE_POINTS']).default('NONE'),
  /** Within how many hours a low score is followed up. */
  followUpHours: z.int().min(1).max(240).default(24),
});

/** See pushSettingsSchema; stored under the key `outreach` of the settings. */
export type PushSettings = z.infer<typeof pushSettingsSchema>;
