import { z } from 'zod';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_SEVERITIES,
  COMPLAINT_SOURCES,
  COMPLAINT_STATUSES,
} from '../../domain/complaint/record.ts';
import { CONSENT_PURPOSES } from '../../domain/consent.ts';
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

export const complaintParams = z.object({ no: numberInput });

export const complaintQuery = pageQuery.extend({
  status: z.enum(COMPLAINT_STATUSES).optional(),
  severity: z.enum(COMPLAINT_SEVERITIES).optional(),
  category: z.enum(COMPLAINT_CATEGORIES).optional(),
});

/** A complaint in a list. Texts, plate and names of customers are masked. */
export const complaintSummary = z.object({
  complaintNo: z.string(),
  status: z.enum(COMPLAINT_STATUSES),
  severity: z.enum(COMPLAINT_SEVERITIES),
  category: z.enum(COMPLAINT_CATEGORIES),
  source: z.string(),
  matter: z.string(),
  customerNo: z.string().nullable(),
  claimNo: z.string().nullable(),
  plate: z.string().nullable(),
  handlerName: z.string().nullable(),
  flags: z.array(z.string()),
  /** When it was said: its clocks run from here. */
  receivedAt: instant,
  registeredAt: instant,
  firstFeedbackDueAt: instant,
  resolutionDueAt: instant,
  firstFeedbackAt: instant.nullable(),
  closedAt: instant.nullable(),
});

export const complaint = complaintSummary.extend({
  request: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  conversationId: z.string().nullable(),
  evidenceIds: z.array(z.string()),
  updatedAt: instant,
});

/** A complaint as an agent writes it down. Its severity and its clocks are not for anybody to choose. */
export const complaintInput = z.object({
  matter: longText(2000),
  /** What the customer asks for (诉求). */
  request: longText(1000).optional(),
  /** Left out: proposed from the words. */
  category: z.enum(COMPLAINT_CATEGORIES).optional(),
  /** Left out: the channel of the conversation, or `phone`. */
  source: z.enum(COMPLAINT_SOURCES).optional(),
  /** When it was made, at most a year ago: its clocks run from here. Left out: now. */
  receivedAt: instantInput.optional(),
  conversationId: z.string().min(1).max(200).optional(),
  customerNo: numberInput.optional(),
  claimNo: numberInput.optional(),
  plate: plateInput.optional(),
  contactName: shortText(50).optional(),
  contactPhone: phoneInput.optional(),
  /** Files of the conversation. */
  evidenceIds: z.array(z.string().min(1).max(64)).max(20).optional(),
});

export const consentQuery = pageQuery.extend({ customerNo: numberInput });

/** One agreement or refusal; of each purpose the current one counts. */
export const consent = z.object({
  purpose: z.enum(CONSENT_PURPOSES),
  isGranted: z.boolean(),
  isCurrent: z.boolean(),
  textVersion: z.string(),
  channelAccount: z.string(),
  conversationId: z.string().nullable(),
  decidedAt: instant,
});
