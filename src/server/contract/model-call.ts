import { z } from 'zod';
import { MODEL_CALL_OUTCOMES, MODEL_PURPOSES } from '../../domain/language-model.ts';
import { instant, instantInput, pageQuery } from './common.ts';

/** Filters of the calls of the language model; `from` is included, `to` is not. */
export const modelCallQuery = pageQuery.extend({
  conversationId: z.string().min(1).max(200).optional(),
  purpose: z.enum(MODEL_PURPOSES).optional(),
  outcome: z.enum(MODEL_CALL_OUTCOMES).optional(),
  from: instantInput.optional(),
  to: instantInput.optional(),
});

/** One call: what was sent, with personal data as tokens, and what came back. Kept for six months. */
export const modelCall = z.object({
  id: z.string(),
  conversationId: z.string().nullable(),
  purpose: z.enum(MODEL_PURPOSES),
  model: z.string(),
  at: instant,
  durationMs: z.number().int(),
  /** `used`: it counted. Everything else cost the customer nothing but nuance. */
  outcome: z.enum(MODEL_CALL_OUTCOMES),
  reason: z.string().nullable(),
  sent: z.array(z.object({ role: z.enum(['system', 'user']), content: z.string() })),
  answered: z.string().nullable(),
  /** AI-written words keep their label in every export (domain.md 3.6). */
  generatedBy: z.literal('model'),
});
