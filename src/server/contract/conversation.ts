import { z } from 'zod';
import { instant, instantInput, numberInput, pageQuery } from './common.ts';

export const conversationParams = z.object({ id: z.string().min(1).max(200) });

export const conversationQuery = pageQuery.extend({
  mode: z.enum(['bot', 'queued', 'agent']).optional(),
  customerNo: numberInput.optional(),
});

export const conversation = z.object({
  id: z.string(),
  channelAccount: z.string(),
  mode: z.enum(['bot', 'queued', 'agent']),
  displayName: z.string().nullable(),
  customerNo: z.string().nullable(),
  /** What was proved; levels 2 and 3 lapse after half an hour of silence. */
  level: z.number().int(),
  messageCount: z.number().int(),
  lastMessageAt: instant,
  lastInboundAt: instant.nullable(),
  endedAt: instant.nullable(),
  createdAt: instant,
});

/** Without `before` and `after`: from the beginning, by cursor. The answer is always oldest first. */
export const messageQuery = pageQuery.extend({
  /** The newest `limit` messages whose number is below this one; 2147483647 asks for the end of the transcript. */
  before: z.coerce.number().int().min(1).optional(),
  /** The oldest `limit` messages whose number is above this one. */
  after: z.coerce.number().int().min(0).optional(),
});

/** One message of a transcript, oldest first. Texts and cards are masked. */
export const transcriptMessage = z.object({
  seq: z.number().int(),
  at: instant,
  direction: z.enum(['in', 'out']),
  author: z.enum(['customer', 'bot', 'agent', 'system']),
  authorName: z.string().nullable(),
  type: z.string(),
  text: z.string().nullable(),
  attachments: z.array(
    z.object({
      contentType: z.string(),
      name: z.string().nullable(),
      fileId: z.string().nullable(),
      content: z.json(),
    }),
  ),
  /** WGS-84, when a place was shared. */
  place: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  /** The text is what a voice message was heard to say. */
  isTranscribed: z.literal(true).optional(),
  replyToSeq: z.number().int().nullable(),
  generatedBy: z.enum(['template', 'person', 'model']).nullable(),
  delivery: z.string().nullable(),
  deliveryReason: z.string().nullable(),
});

export const historyQuery = pageQuery.extend({
  /** Only what was said before this time. */
  before: instantInput.optional(),
});

/** One message of another conversation of the same person, newest first. Masked as every other. */
export const historyMessage = transcriptMessage.extend({
  conversationId: z.string(),
  channelAccount: z.string(),
});
