import { z } from 'zod';
import type { SendPart } from '../../domain/wechat/ports.ts';
import { grantKindSchema } from './grant-rows.ts';

const wireSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({
    kind: z.literal('menu'),
    head: z.string(),
    options: z.array(z.object({ id: z.string(), label: z.string() })),
    tail: z.exactOptional(z.string()),
  }),
  z.object({
    kind: z.literal('media'),
    media: z.enum(['image', 'voice', 'video', 'file']),
    fileId: z.string(),
    name: z.string(),
  }),
]);

/** A part that is settled has no words left: what it said is in the transcript. */
const EMPTIED = { kind: 'text', text: '' } as const;
const isEmptied = (wire: unknown): boolean =>
  typeof wire === 'object' && wire !== null && Object.keys(wire).length === 0;

const rowSchema = z.object({
  part: z.number(),
  wire: z.unknown(),
  grant_kind: grantKindSchema.nullable(),
  status: z.enum(['planned', 'sending', 'sent', 'failed', 'suppressed', 'unknown']),
});

export function toPart(value: unknown): SendPart {
  const row = rowSchema.parse(value);
  return {
    part: row.part,
    wire: isEmptied(row.wire) ? EMPTIED : wireSchema.parse(row.wire),
    status: row.status,
    ...(row.grant_kind === null ? {} : { grantKind: row.grant_kind }),
  };
}
