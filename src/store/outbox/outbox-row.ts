import { z } from 'zod';
import { OUTBOX_KINDS, type OutboxRow } from '../../domain/outbox.ts';

const rowSchema = z.object({
  id: z.string(),
  kind: z.enum(OUTBOX_KINDS),
  conversation_id: z.string().nullable(),
  seq: z.number().nullable(),
  order_key: z.string(),
  payload: z.unknown(),
  address: z.unknown(),
  attempts: z.number(),
  created_at: z.date(),
  delivery_id: z.string().nullable(),
});

/** A row of `outbox` with its conversation's address. */
export function toOutboxRow(value: unknown): OutboxRow {
  const row = rowSchema.parse(value);
  const message =
    row.conversation_id === null || row.seq === null
      ? {}
      : { message: { conversationId: row.conversation_id, seq: row.seq } };
  return {
    id: row.id,
    kind: row.kind,
    orderKey: row.order_key,
    payload: row.payload,
    address: row.address,
    attempt: row.attempts,
    createdAt: row.created_at,
    ...message,
    ...(row.delivery_id === null ? {} : { deliveryId: BigInt(row.delivery_id) }),
  };
}
