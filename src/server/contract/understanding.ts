import { z } from 'zod';
import { instantInput } from './common.ts';

/** The longest text that is parsed, in characters. */
const TEXT_LENGTH_MAX = 2_000;

export const parseInput = z.object({
  text: z
    .string()
    .refine((text) => text.trim() !== '', 'say something')
    .refine(
      (text) => [...text].length <= TEXT_LENGTH_MAX,
      `use at most ${TEXT_LENGTH_MAX} characters`,
    ),
  /** What 昨天 and 上周六 are counted from; the desk's own time when absent. */
  now: instantInput.optional(),
});

const scoredIntent = z.object({ intent: z.string(), confidence: z.number().min(0).max(1) });

/** What the bot makes of a sentence, and why. Intents and entities are those of the README. */
export const parseAnswer = scoredIntent.extend({
  /** The three likeliest, the best first. */
  alternatives: z.array(scoredIntent).max(3),
  /** What the text holds; what it does not hold is absent. */
  entities: z.record(z.string(), z.unknown()),
  /** What a conversation in which nothing was asked would do with it. */
  commands: z.array(z.looseObject({ do: z.string() })),
  by: z.enum(['rule', 'button', 'embedded', 'model']),
  /** Pieces of the text (`~`: their sound) that decided for the intent, and how much each weighed. */
  features: z.array(z.object({ feature: z.string(), weight: z.number() })).optional(),
});

export type ParseAnswer = z.infer<typeof parseAnswer>;
