import { z } from 'zod';
import { DISASTER_KINDS, toCityName } from '../../domain/care/disaster.ts';
import { occasionSchema, plannedOccasionSchema } from '../../domain/care/occasions.ts';
import { SILENT_CLASSES } from '../../domain/care/silent-day.ts';
import { audienceRuleSchema } from '../../domain/outreach/audience.ts';
import { CAMPAIGN_STATES } from '../../domain/outreach/campaign.ts';
import { PUSH_WAYS } from '../../domain/push/settings.ts';
import { instant, longText, shortText } from './common.ts';

const day = z.iso.date();
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use HH:mm');
const ways = z
  .array(z.enum(PUSH_WAYS))
  .min(1)
  .max(PUSH_WAYS.length)
  .refine((all) => new Set(all).size === all.length, 'name each way once');
const DAY_MS = 86_400_000;

/** Two days, both included, at most so many apart. */
function days(daysMax: number) {
  return z
    .object({ from: day, to: day })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'not before from' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < daysMax * DAY_MS, {
      path: ['to'],
      message: `at most ${daysMax} days`,
    });
}

export const carePlanInput = z.object({
  occasion: plannedOccasionSchema,
  name: shortText(100),
  /** The newest approved version of it is sent. */
  templateCode: z.string().min(1).max(64),
  /** Narrows the people of the occasion; `{}`: all of them. */
  audienceRule: audienceRuleSchema.default({}),
  ways,
  dailyFrom: clockTime.default('09:00'),
  dailyUntil: clockTime.default('20:00'),
  /** Days after the occasion's day on which it may still be sent. */
  graceDays: z.number().int().min(0).max(14).default(0),
  isActive: z.boolean().default(true),
});

/** An approved version of the plan's template; null: there is none, and nothing is sent. */
const approvedTemplate = z
  .object({ id: z.string(), version: z.number().int(), title: z.string() })
  .nullable();

export const carePlan = z.object({
  id: z.string(),
  occasion: plannedOccasionSchema,
  name: z.string(),
  templateCode: z.string(),
  template: approvedTemplate,
  audienceRule: z.record(z.string(), z.json()),
  ways: z.array(z.enum(PUSH_WAYS)),
  dailyFrom: z.string(),
  dailyUntil: z.string(),
  graceDays: z.number().int(),
  isActive: z.boolean(),
  pushClass: z.enum(['service', 'care']),
  /** The last day that was planned. */
  plannedUntil: z.string().nullable(),
  updatedBy: z.string(),
  updatedAt: instant,
});

export const careCalendarQuery = days(62);

export const silentDay = z.object({
  /** `YYYY-MM-DD`, or `MM-DD` of every year. */
  day: z.string(),
  /** A city; empty: everywhere. */
  region: z.string(),
  name: z.string(),
  classes: z.array(z.enum(SILENT_CLASSES)),
  updatedBy: z.string(),
  updatedAt: instant,
});

/** What a plan does on a day: what it did when that is past, and what it will do. */
export const careCalendarItem = z.object({
  planId: z.string(),
  planName: z.string(),
  occasion: occasionSchema,
  templateCode: z.string(),
  hasApprovedTemplate: z.boolean(),
  /** Null: it is not planned yet. */
  campaign: z
    .object({
      id: z.string(),
      status: z.enum(CAMPAIGN_STATES),
      /** Why nothing is sent. */
      reason: z.string().nullable(),
      planned: z.number().int(),
      sent: z.number().int(),
      suppressed: z.number().int(),
    })
    .nullable(),
  /** People that it is for by what is known now; null when it is planned already, or was not counted. */
  expected: z.number().int().nullable(),
  /** True: at least so many, counting stopped there. */
  isAtLeast: z.boolean(),
  /** Why nothing will be sent, as known today. */
  skip: z.enum(['missed', 'greeting_free_day', 'no_approved_template']).nullable(),
  startsAt: instant,
  endsAt: instant,
});

export const careCalendarDay = z.object({
  date: z.string(),
  lunar: z.object({ month: z.number().int(), day: z.number().int(), isLeap: z.boolean() }),
  /** A public holiday or a make-up working day; null: what its weekday says. */
  holiday: z.object({ name: z.string(), isWorkday: z.boolean() }).nullable(),
  silent: z.array(silentDay.pick({ name: true, region: true, classes: true })),
  greetingFree: z.enum(['qingming', 'zhongyuan']).nullable(),
  /** For everybody; those of single people are due on every day. */
  occasions: z.array(occasionSchema),
  items: z.array(careCalendarItem),
});

export const careCalendar = z.object({
  items: z.array(careCalendarDay),
  /** The last day whose public holidays are known; a range beyond it needs its table uploaded. */
  holidaysKnownUntil: z.string().nullable(),
  isBeyondHolidays: z.boolean(),
});

export const careYearQuery = days(732);

const reasons = z.array(z.object({ reason: z.string(), count: z.number().int() }));

/** What became of everything that was due: `due` is the sum of all the others. */
export const careYear = z.object({
  /** Of care plans and of disaster notices, by the day of the occasion. */
  occasions: z.array(
    z.object({
      /** `YYYY-MM` */
      month: z.string(),
      occasion: z.string(),
      due: z.number().int(),
      /** Given to a channel, and not known to have failed. */
      sent: z.number().int(),
      waiting: z.number().int(),
      suppressed: z.number().int(),
      suppressedBy: reasons,
      failed: z.number().int(),
      unknown: z.number().int(),
      /** Nobody was there to send it, or there were no approved words for it. */
      missed: z.number().int(),
      missedBy: reasons,
    }),
  ),
  /** Of everything that is pushed on its own: invitations, visits, event reminders; by when it was due. */
  pushes: z.array(
    z.object({
      month: z.string(),
      pushClass: z.string(),
      due: z.number().int(),
      sent: z.number().int(),
      waiting: z.number().int(),
      suppressed: z.number().int(),
      suppressedBy: reasons,
      failed: z.number().int(),
      unknown: z.number().int(),
    }),
  ),
  /** By the month in which the visit was due. */
  visits: z.array(
    z.object({
      month: z.string(),
      kind: z.string(),
      due: z.number().int(),
      done: z.number().int(),
      open: z.number().int(),
      stopped: z.number().int(),
      stoppedBy: reasons,
      missed: z.number().int(),
      missedBy: reasons,
    }),
  ),
});

/** A day that there is, or `MM-DD` of every year. */
const silentDate = z.union([
  day,
  z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'use YYYY-MM-DD or MM-DD'),
]);
const region = z.string().trim().max(50).default('');

export const silentDayInput = z.object({
  day: silentDate,
  region,
  name: shortText(50),
  classes: z
    .array(z.enum(SILENT_CLASSES))
    .min(1)
    .max(SILENT_CLASSES.length)
    .refine((all) => new Set(all).size === all.length, 'name each class once'),
});
export const silentDayQuery = z.object({ day: silentDate, region });

export const disasterInput = z.object({
  /** As customers and vehicles have it: 上海市. */
  city: shortText(50).transform(toCityName),
  kind: z.enum(DISASTER_KINDS),
  /** What is coming, for the approved template; left out: the usual words of its kind. */
  warning: shortText(100).exactOptional(),
  /** Own words in place of the approved template; checked before anything is sent. */
  text: longText(500).exactOptional(),
  /** Left out: the insurer's own. */
  hotline: z
    .string()
    .regex(/^[\d-]{3,20}$/, 'use digits and "-"')
    .exactOptional(),
  ways: ways.default([...PUSH_WAYS]),
});

export const disasterNotice = z.object({
  campaignId: z.string(),
  /** False: it was pressed today already, and this is that one. */
  isNew: z.boolean(),
  status: z.enum(CAMPAIGN_STATES),
  people: z.number().int(),
  ways: z.array(z.enum(PUSH_WAYS)),
  byWay: z.array(z.object({ way: z.enum(PUSH_WAYS), people: z.number().int() })),
  unreachable: z.number().int(),
  /** Null: not foreseen. */
  doneBy: instant.nullable(),
});

export const holidayYearInput = z
  .object({
    rows: z
      .array(z.object({ date: day, isWorkday: z.boolean(), name: shortText(50) }))
      .min(1)
      .max(366),
  })
  .refine(({ rows }) => new Set(rows.map(({ date }) => date.slice(0, 4))).size === 1, {
    path: ['rows'],
    message: 'one year at a time',
  })
  .refine(({ rows }) => new Set(rows.map(({ date }) => date)).size === rows.length, {
    path: ['rows'],
    message: 'name each day once',
  });
/** What the upload did: days that were new, changed, and no longer there. */
export const holidayYearAnswer = z.object({
  year: z.string(),
  created: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  knownUntil: z.string().nullable(),
});
