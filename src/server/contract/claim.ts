import { z } from 'zod';
import { claimFactsSchema } from '../../domain/claim/facts.ts';
import { LOSS_ITEM_KINDS } from '../../domain/claim/record.ts';
import { CLAIM_STATUSES } from '../../domain/claim/status.ts';
import {
  fen,
  instant,
  instantInput,
  numberInput,
  phoneInput,
  plateInput,
  shortText,
} from './common.ts';

export const claimParams = z.object({ claimNo: numberInput });

const handlerInput = z.object({
  name: shortText(50),
  phone: phoneInput.or(z.string().regex(/^[0-9-]{3,20}$/)).exactOptional(),
});

const itemNo = z.string().trim().min(1).max(64);

/** `PUT /claims/:claimNo`: fields that are absent stay as they are, null clears one. */
export const claimInput = z
  .object({
    reportNo: numberInput.nullish(),
    customerNo: numberInput,
    policyNo: numberInput.nullish(),
    plate: plateInput.nullish(),
    accidentAt: instantInput.nullish(),
    accidentPlace: shortText(300).nullish(),
    accidentKind: shortText(30).nullish(),
    hasInjury: z.boolean().optional(),
    /** Now when absent. */
    reportedAt: instantInput.exactOptional(),
    /** Who reported it, when that was not the insured. */
    reporter: z
      .object({ name: shortText(50), phone: phoneInput, relation: shortText(30).exactOptional() })
      .nullish(),
    /** Where the claim stands: one of our stages, or the source's own code in `rawStatus`. */
    status: z.enum(CLAIM_STATUSES).optional(),
    rawStatus: shortText(64).optional(),
    statusAt: instantInput.optional(),
    handler: handlerInput.optional(),
    facts: claimFactsSchema.optional(),
    lossItems: z
      .array(
        z.object({
          itemNo,
          kind: z.enum(LOSS_ITEM_KINDS),
          status: z.enum(CLAIM_STATUSES),
          amountFen: fen.optional(),
        }),
      )
      .max(100)
      .optional(),
    /** When the source system last changed it; now when absent. */
    updatedAt: instantInput.exactOptional(),
  })
  .refine((claim) => claim.status === undefined || claim.rawStatus === undefined, {
    path: ['rawStatus'],
    error: 'give status or rawStatus, not both',
  });

/** One event. A `status` that is none of our stages is kept as `rawStatus`, and the last known stage stays. */
export const claimEventInput = z
  .object({
    /** The source's own id of this event: a repeated one is recorded once. */
    sourceEventId: z.string().trim().min(1).max(128),
    status: z.string().trim().min(1).max(64).optional(),
    rawStatus: z.string().trim().min(1).max(64).optional(),
    /** When it happened there, not when it was sent. */
    occurredAt: instantInput,
    /** Absent: about the whole case. */
    lossItemNo: itemNo.optional(),
    kind: z.enum(LOSS_ITEM_KINDS).optional(),
    facts: claimFactsSchema.optional(),
    handler: handlerInput.optional(),
    /** Who did it, in the source system. */
    actor: shortText(100).optional(),
    source: shortText(50).default('core'),
  })
  .refine((event) => [event.status, event.rawStatus, event.facts, event.handler].some(Boolean), {
    path: ['status'],
    error: 'give status, rawStatus, facts or handler',
  })
  .refine((event) => event.source !== 'snapshot', { path: ['source'], error: 'reserved' });

export type ClaimEventBody = z.infer<typeof claimEventInput>;

export const CLAIM_EVENTS_MAX = 500;

export const claimEventsInput = z.union([
  z.object({ events: z.array(claimEventInput).min(1).max(CLAIM_EVENTS_MAX) }),
  claimEventInput,
]);

const lossItem = z.object({
  itemNo: z.string(),
  kind: z.enum(LOSS_ITEM_KINDS),
  status: z.enum(CLAIM_STATUSES),
  amountFen: z.number().optional(),
});

const claimState = z.object({
  claimNo: z.string(),
  status: z.enum(CLAIM_STATUSES),
  statusAt: instant,
  /** The newest event's code, while it is none of our stages. */
  rawStatus: z.string().nullable(),
  lossItems: z.array(lossItem),
  facts: claimFactsSchema,
});

/** `201` when at least one event was new, `200` when all were known already. */
export const claimEventsAnswer = z.object({
  /** True when every event was known already and nothing changed. */
  duplicate: z.boolean(),
  /** Of a single event: the step that the table of stages does not know. It is recorded all the same. */
  anomaly: z.string().nullable(),
  customerTold: z.boolean(),
  claim: claimState,
  events: z.array(
    z.object({
      sourceEventId: z.string(),
      duplicate: z.boolean(),
      anomaly: z.string().nullable(),
    }),
  ),
});

/** A claim with its history. The plate and the reporter are masked. */
export const claim = claimState.extend({
  reportNo: z.string().nullable(),
  customerNo: z.string(),
  policyNo: z.string().nullable(),
  plate: z.string().nullable(),
  reportedAt: instant,
  accidentAt: instant.nullable(),
  accidentPlace: z.string().nullable(),
  accidentKind: z.string().nullable(),
  hasInjury: z.boolean(),
  reporter: z
    .object({ name: z.string(), phone: z.string(), relation: z.string().nullable() })
    .nullable(),
  handler: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  /** The stages of the case, oldest first. */
  stages: z.array(z.object({ status: z.enum(CLAIM_STATUSES), at: instant })),
  events: z.array(
    z.object({
      sourceEventId: z.string(),
      source: z.string(),
      status: z.enum(CLAIM_STATUSES).nullable(),
      rawStatus: z.string().nullable(),
      lossItemNo: z.string().nullable(),
      occurredAt: instant,
      receivedAt: instant,
      anomaly: z.string().nullable(),
      facts: claimFactsSchema,
      actor: z.string().nullable(),
    }),
  ),
  anomalies: z.array(z.object({ sourceEventId: z.string(), anomaly: z.string() })),
});
