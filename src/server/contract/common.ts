import { z } from 'zod';
import { normalizeNumber, normalizePhone, normalizePlate } from '../../domain/identifiers.ts';

/** A time in RFC 3339 with an offset; answers are in UTC. */
export const instantInput = z.iso
  .datetime({ offset: true, error: 'use RFC 3339 with an offset, such as 2026-06-10T08:00:00Z' })
  .transform((text) => new Date(text));

/** A time in an answer: RFC 3339 in UTC. */
export const instant = z.iso.datetime();

/** Money in fen, an integer. */
export const fen = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Control characters, and halves of characters: PostgreSQL keeps neither a zero byte nor a lone surrogate. */
const UNKEEPABLE = /[\p{Cc}\p{Cs}]/u;

/** A short text that people wrote: trimmed, not empty, no control characters. */
export function shortText(lengthMax: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .refine((text) => !UNKEEPABLE.test(text), 'remove control characters');
}

const LINE_BREAKS = /[\r\n\t]/g;

/** A text of several lines that people wrote: trimmed, not empty, no other control characters. */
export function longText(lengthMax: number) {
  return z.string().trim().min(1).max(lengthMax).refine(isPlain, 'remove control characters');
}

/** True for a text without control characters but line breaks and tabs, and of whole characters. */
export function isPlain(text: string): boolean {
  return !UNKEEPABLE.test(text.replace(LINE_BREAKS, ''));
}

/** A number that the insurer gave: opaque, upper case, letters, digits, `.`, `_` and `-`. */
export const numberInput = z
  .string()
  .min(1)
  .max(64)
  .transform(normalizeNumber)
  .refine((text) => /^[0-9A-Z._-]+$/.test(text), 'use letters, digits, ".", "_" and "-"');

/** A number plate in any writing; stored in upper case without separators. */
export const plateInput = z
  .string()
  .max(20)
  .transform((text, context) => normalizePlate(text) ?? refuse(context, 'not a number plate'));

/** A phone in any writing; stored as digits without the country code. */
export const phoneInput = z
  .string()
  .max(30)
  .transform((text, context) => normalizePhone(text) ?? refuse(context, 'not a phone number'));

function refuse(context: z.RefinementCtx, problem: string): never {
  context.addIssue(problem);
  return z.NEVER;
}

/** The query of every list. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(1000).optional(),
});

/** A page of a list: ask again with `cursor` set to `nextCursor` until it is null. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** Problem details (RFC 9457). Branch on `code`: it never changes its meaning. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), problem: z.string() })).optional(),
  requestId: z.string().optional(),
});

export type Problem = z.infer<typeof problem>;

/** What a PUT did. `ignored` is `older` when a newer version was stored already and nothing changed. */
export const putAnswer = z.object({
  result: z.enum(['created', 'updated', 'ignored']),
  ignored: z.enum(['older']).optional(),
  /** Stored, but worth a look: a check digit that is wrong. */
  warnings: z.array(z.object({ path: z.string(), problem: z.string() })),
});

export type Warning = z.infer<typeof putAnswer>['warnings'][number];
