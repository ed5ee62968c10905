import { z } from 'zod';
import { maskText } from '../../domain/mask.ts';
import type { EventToTell, WebhookPayload } from '../../domain/webhook.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Json, JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { Sql } from '../sql.ts';

const wantingSchema = z.array(z.object({ id: z.string(), has_personal: z.boolean() }));

/** Prepared once by each connection: it is asked in the transaction of every message and every hand-off. */
const WHO_WANTS = {
  name: 'webhook-who-wants',
  text: `SELECT id, has_personal FROM webhook_endpoints
    WHERE disabled_at IS NULL AND (events = '[]' OR events ? $1) ORDER BY id`,
};

/**
 * Queues an event for each enabled endpoint that wants its type, in the caller's transaction. Answers the
 * order keys of what it queued, to wake the delivery of once the transaction has committed; the sweep finds
 * them within a second in any case.
 */
export async function queueWebhooks(
  sql: Sql,
  told: EventToTell,
  random: Random,
): Promise<readonly string[]> {
  const { rows } = await sql.query({ ...WHO_WANTS, values: [told.type] });
  const keys: string[] = [];
  for (const { id, has_personal: hasPersonal } of wantingSchema.parse(rows)) {
    const payload = {
      target: id,
      event: {
        type: told.type,
        timestamp: told.at.toISOString(),
        data: hasPersonal ? { ...told.data, ...told.personal } : maskObject(told.data),
      },
    } satisfies WebhookPayload & JsonObject;
    // One conversation's events in their order; another's never wait for them.
    const orderKey = `webhook:${id}:${aboutOf(told)}`;
    await enqueue(sql, {
      id: newId('outbox', random),
      kind: 'webhook',
      orderKey,
      payload,
      now: told.at,
    });
    keys.push(orderKey);
  }
  return keys;
}

function aboutOf({ data }: EventToTell): Json {
  return data.complaintNo ?? data.conversationId ?? '';
}

/** The same object with everything that looks personal masked in its texts, and its ids as they are. */
function maskObject(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      inner === undefined || isId(key, inner) ? inner : maskJson(inner),
    ]),
  );
}

function maskJson(value: Json): Json {
  if (typeof value === 'string') return maskText(value);
  if (isJsonObject(value)) return maskObject(value);
  return Array.isArray(value) ? value.map(maskJson) : value;
}

/** Our own ids are random letters and digits, which by chance look like a vehicle's number; a complaint's number is ours too. */
function isId(key: string, value: Json): boolean {
  if (key === 'complaintNo') return true;
  return /(?:^i|I)d$/.test(key) && typeof value === 'string' && /^[a-z]{3}_[0-9a-z]+$/.test(value);
}
