import { z } from 'zod';
import { instant, numberInput, pageQuery } from './common.ts';

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
  replyToSeq: z.number().int().nullable(),
  generatedBy: z.enum(['template', 'person', 'model']).nullable(),
  delivery: z.string().nullable(),
  deliveryReason: z.string().nullable(),
});

export const handoffQuery = pageQuery.extend({
  state: z.string().min(1).max(30).optional(),
});

export const handoff = z.object({
  id: z.string(),
  conversationId: z.string(),
  reason: z.string(),
  state: z.string(),
  requestedAt: instant,
  closedAt: instant.nullable(),
});
