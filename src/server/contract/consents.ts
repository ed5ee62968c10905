import { z } from 'zod';
import { CONSENT_PURPOSES, CONSENT_SOURCES, CONSENT_WAYS } from '../../domain/consent.ts';
import {
  instant,
  instantInput,
  longText,
  numberInput,
  pageQuery,
  phoneInput,
  shortText,
} from './common.ts';

export const consentQuery = pageQuery.extend({ customerNo: numberInput });

/** What proves a decision. */
export const consentEvidence = z.strictObject({
  text: longText(500).optional(),
  messageSeq: z.int().min(0).optional(),
  documentNo: shortText(100).optional(),
  recordingNo: shortText(100).optional(),
  note: longText(500).optional(),
});

/** One agreement or refusal; of each purpose and way the current one counts. */
export const consent = z.object({
  purpose: z.enum(CONSENT_PURPOSES),
  /** The only way that it is about; null: every way. */
  way: z.enum(CONSENT_WAYS).nullable(),
  isGranted: z.boolean(),
  isCurrent: z.boolean(),
  source: z.enum(CONSENT_SOURCES),
  textVersion: z.string(),
  /** Texts in it are masked. */
  evidence: consentEvidence,
  /** Who wrote it down; null: the customer decided in a chat. */
  recordedBy: z.string().nullable(),
  channelAccount: z.string(),
  conversationId: z.string().nullable(),
  decidedAt: instant,
});

/**
 * A decision that was made outside our chats. `phone` is for gateways, which know nobody's number but that: it is a
 * refusal of every customer who has it, and never an agreement.
 */
export const consentInput = z
  .object({
    customerNo: numberInput.optional(),
    phone: phoneInput.optional(),
    purpose: z.union([
      z.enum(CONSENT_PURPOSES),
      /** Everything that may be refused. */
      z.literal('all_messages'),
    ]),
    way: z.enum(CONSENT_WAYS).nullable().default(null),
    isGranted: z.boolean(),
    /** Not later than now. */
    decidedAt: instantInput.optional(),
    source: z.enum(CONSENT_SOURCES),
    evidence: consentEvidence.default({}),
    /** Which text was agreed to; `words` when somebody decided by their own. */
    textVersion: shortText(100).default('words'),
  })
  .refine(({ customerNo, phone }) => (customerNo === undefined) !== (phone === undefined), {
    message: 'say customerNo or phone, and not both',
  })
  .refine(({ phone, isGranted }) => phone === undefined || !isGranted, {
    path: ['phone'],
    message: 'an agreement is of one customer: use customerNo',
  })
  .refine(({ isGranted, evidence }) => !isGranted || Object.keys(evidence).length > 0, {
    path: ['evidence'],
    message: 'an agreement needs what proves it',
  });

/** How many customers it was written down for. */
export const consentRecorded = z.object({ customers: z.number().int() });
