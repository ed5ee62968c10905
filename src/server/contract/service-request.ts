import { z } from 'zod';
import { SERVICE_REQUEST_KINDS, SERVICE_REQUEST_STATUSES } from '../../domain/service-request.ts';
import {
  instant,
  instantInput,
  longText,
  numberInput,
  pageQuery,
  phoneInput,
  plateInput,
  shortText,
} from './common.ts';

export const serviceRequestParams = z.object({ no: numberInput });

export const serviceRequestQuery = pageQuery.extend({
  kind: z.enum(SERVICE_REQUEST_KINDS).optional(),
  status: z.enum(SERVICE_REQUEST_STATUSES).optional(),
});

/** Something that people, or the insurer's systems, carry out for a customer. Personal data is masked. */
export const serviceRequest = z.object({
  requestNo: z.string(),
  kind: z.enum(SERVICE_REQUEST_KINDS),
  status: z.enum(SERVICE_REQUEST_STATUSES),
  requestedAt: instant,
  conversationId: z.string(),
  /** Null for somebody who is no customer, or who was not proved to be one. */
  customerNo: z.string().nullable(),
  contactPhone: z.string().nullable(),
  plate: z.string().nullable(),
  isUrgent: z.boolean(),
  /** What this kind needs, such as `field` of a profile change. */
  details: z.record(z.string(), z.json()),
  /** Every step since it was registered, oldest first. */
  steps: z.array(
    z.object({
      at: instant,
      status: z.enum(SERVICE_REQUEST_STATUSES),
      by: z.string(),
      note: z.string().nullable(),
    }),
  ),
  updatedAt: instant,
});

const registered = z.object({
  conversationId: z.string().min(1).max(200),
  plate: plateInput.optional(),
  isUrgent: z.boolean().default(false),
});

/** What an agent registers for the customer of a conversation. */
export const serviceRequestInput = z.discriminatedUnion('kind', [
  registered.extend({
    kind: z.literal('task'),
    title: shortText(100),
    note: longText(1000).optional(),
    dueAt: instantInput.optional(),
    contactPhone: phoneInput.optional(),
  }),
  registered.extend({
    kind: z.literal('call_back'),
    topic: longText(500).optional(),
    /** The promised time, half-open. */
    callFrom: instantInput,
    callTo: instantInput,
    contactPhone: phoneInput,
  }),
]);

export const serviceRequestStatusInput = z.object({
  status: z.enum(SERVICE_REQUEST_STATUSES),
  note: shortText(500).optional(),
});

export const serviceRequestRevealInput = z.object({ reason: shortText(200) });

export const serviceRequestReveal = z.object({
  contactPhone: z.string().nullable(),
  plate: z.string().nullable(),
  details: z.record(z.string(), z.json()),
});
