import { z } from 'zod/mini';

// zod/mini, because this file is part of the customers' page, where every kilobyte is waited for.

const fact = z.object({
  label: z.string(),
  value: z.string(),
  phone: z.exactOptional(z.string()),
});

const progressCard = z.object({
  kind: z.literal('progress'),
  title: z.string(),
  subtitle: z.exactOptional(z.string()),
  status: z.string(),
  tone: z.enum(['neutral', 'good', 'attention']),
  steps: z.array(
    z.object({
      label: z.string(),
      state: z.enum(['done', 'current', 'todo']),
      at: z.exactOptional(z.string()),
    }),
  ),
  facts: z.array(fact),
});

const checklistCard = z.object({
  kind: z.literal('checklist'),
  title: z.string(),
  items: z.array(
    z.object({ label: z.string(), state: z.enum(['missing', 'received', 'rejected']) }),
  ),
});

const receiptCard = z.object({
  kind: z.literal('receipt'),
  title: z.string(),
  facts: z.array(fact),
  total: z.exactOptional(fact),
});

/** `channelData.careline.card` of a message: the mirror of Card in domain/reply.ts, read by the page. */
export const cardSchema = z.discriminatedUnion('kind', [progressCard, checklistCard, receiptCard]);

export type CardPayload = z.infer<typeof cardSchema>;
