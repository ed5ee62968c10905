import { z } from 'zod';
import { SERVICE_REQUEST_KINDS, SERVICE_REQUEST_STATUSES } from '../../domain/service-request.ts';
import { instant, numberInput, pageQuery, shortText } from './common.ts';

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
