import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const utterance = z.object({
  text: z.string(),
  intent: z.string(),
  /** Who wrote it. */
  hand: z.string(),
  hard: z.boolean().optional(),
  /** Labels that are right as well. */
  also: z.array(z.string()).optional(),
});

const heldOut = z.object({
  now: z.coerce.date(),
  utterances: z.array(utterance),
  entities: z.array(
    z.object({ text: z.string(), expect: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
});

export type HeldOut = z.infer<typeof heldOut>;
export type Labelled = z.infer<typeof utterance>;

/** The blind test: written by others, never read while tuning. Only figures of it are ever printed. */
export function readHeldOut(): HeldOut {
  const file = join(import.meta.dirname, 'understanding', 'held-out.json');
  return heldOut.parse(JSON.parse(readFileSync(file, 'utf8')));
}
