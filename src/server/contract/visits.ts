import { z } from 'zod';
import { valuesSchema } from '../../domain/questionnaire/answer.ts';
import { VISIT_RATE_GROUPS } from '../../domain/visit/desk-view.ts';
import {
  IDENTITY_QUESTIONS,
  VISIT_KINDS,
  VISIT_REASONS,
  VISIT_RESULTS,
  VISIT_SLOTS,
  VISIT_STATUSES,
  VISIT_WAYS,
} from '../../domain/visit/visit.ts';
import { instant, instantInput, longText, numberInput, pageOf, pageQuery } from './common.ts';

const dayInput = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'use YYYY-MM-DD')
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)), 'no such day');

const statuses = z
  .string()
  .max(100)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum([...VISIT_STATUSES, 'open'])).min(1));

export const visitQuery = pageQuery.extend({
  /** One state, or several with commas between; `open` is every state before the end. */
  status: statuses.optional(),
  kind: z.enum(VISIT_KINDS).optional(),
  /** An agent's id, `me`, or `none`. */
  ownerId: z.string().min(1).max(64).optional(),
  /** `today`: to be called before midnight; `overdue`: its time to call has passed. */
  due: z.enum(['today', 'overdue']).optional(),
  customerNo: numberInput.optional(),
  /** Whose window overlaps [from, to). */
  from: instantInput.optional(),
  to: instantInput.optional(),
});

const rate = z.object({
  numerator: z.number().int(),
  denominator: z.number().int(),
  /** Null: nothing was due; shown as a dash. */
  rate: z.number().nullable(),
});

/** Names are masked. */
export const visitSummary = z.object({
  id: z.string(),
  kind: z.enum(VISIT_KINDS),
  status: z.enum(VISIT_STATUSES),
  customerNo: z.string(),
  customerName: z.string(),
  tier: z.string(),
  branch: z.string().nullable(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  dueFrom: instant,
  dueUntil: instant,
  /** Of `calling`: the earliest time to call. */
  nextAttemptAt: instant.nullable(),
  attempts: z.number().int(),
  attemptsMax: z.number().int(),
  lastWay: z.enum(VISIT_WAYS).nullable(),
  result: z.enum(VISIT_RESULTS).nullable(),
  reason: z.enum(VISIT_REASONS).nullable(),
  resultAt: instant.nullable(),
});
export const visitPage = pageOf(visitSummary);

const identityProof = z.object({
  asked: z.array(z.enum(IDENTITY_QUESTIONS)).min(1),
  ok: z.boolean(),
});

/** One try; its note is masked. */
export const visitTry = z.object({
  nth: z.number().int(),
  way: z.enum(VISIT_WAYS),
  slot: z.enum(VISIT_SLOTS),
  at: instant,
  result: z.enum(VISIT_RESULTS).nullable(),
  reason: z.string().nullable(),
  byName: z.string().nullable(),
  note: z.string().nullable(),
  identity: identityProof.nullable(),
});

export const visitQuestion = z.object({
  id: z.string(),
  kind: z.enum(['csat', 'nps', 'ces', 'choice', 'text']),
  text: z.string(),
  isOptional: z.boolean(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  isMultiple: z.boolean(),
});

/** A visit whole, masked. `may` names what whoever asks may do now. */
export const visitDetail = visitSummary.extend({
  phone: z.string().nullable(),
  invitationId: z.string().nullable(),
  tries: z.array(visitTry),
  script: z.object({
    introduction: z.string(),
    identity: z.array(z.object({ asks: z.enum(IDENTITY_QUESTIONS), text: z.string() })),
    questions: z.array(visitQuestion),
    closing: z.string(),
  }),
  isIdentified: z.boolean(),
  /** Null until the present call was proved to be with the customer; masked. */
  about: z
    .object({
      plate: z.string().nullable(),
      policyNo: z.string().nullable(),
      policyKind: z.string().nullable(),
      startsAt: instant.nullable(),
      endsAt: instant.nullable(),
      claimNo: z.string().nullable(),
      complaintNo: z.string().nullable(),
    })
    .nullable(),
  isExcluded: z.boolean(),
  may: z.array(z.enum(['take', 'identify', 'result'])),
  createdAt: instant,
  updatedAt: instant,
});

export const visitIdentifyInput = identityProof;

export const visitResultInput = z
  .object({
    result: z.enum(VISIT_RESULTS),
    note: longText(1000).optional(),
    /** Of CALL_LATER, and only of it: when the customer wants to be called. */
    callLaterAt: instantInput.optional(),
    /** What was answered, by question. */
    values: valuesSchema.optional(),
    /** From systems that call by themselves: how the person was proved to be the customer. */
    identity: identityProof.optional(),
  })
  .refine((input) => (input.result === 'CALL_LATER') === (input.callLaterAt !== undefined), {
    path: ['callLaterAt'],
    message: 'CALL_LATER needs callLaterAt, and nothing else has it',
  });

const periodQuery = z.object({
  /** `YYYY-MM-DD` in Asia/Shanghai, both inclusive; at most 400 days. */
  from: dayInput,
  to: dayInput,
});

export const visitRatesQuery = periodQuery.extend({
  kind: z.enum(VISIT_KINDS).optional(),
  groupBy: z.enum(VISIT_RATE_GROUPS).optional(),
});

const visitRate = z.object({
  /** Null: of all. Otherwise the owner's id, the branch or `YYYY-MM`; empty: of nobody. */
  key: z.string().nullable(),
  name: z.string().nullable(),
  due: z.number().int(),
  /** Whose reason went away: policy cancelled, renewed, car sold, bereavement. Not in `due`. */
  away: z.number().int(),
  coverage: rate,
  success: rate,
  timeliness: rate,
});
/** Of visits whose window ended in the period (domain.md 4.4). */
export const visitRates = z.object({ total: visitRate, groups: z.array(visitRate) });

export const visitCalendarQuery = periodQuery;

/** Of the visits whose window begins on a day: where they stand now. */
export const visitCalendar = z.object({
  items: z.array(
    z.object({
      day: z.string(),
      kind: z.enum(VISIT_KINDS),
      due: z.number().int(),
      open: z.number().int(),
      done: z.number().int(),
      missed: z.number().int(),
      stopped: z.number().int(),
    }),
  ),
});
