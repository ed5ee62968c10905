import type { NewServiceRequest } from '../../domain/service-request.ts';
import type { WebhookEvent, WebhookPayload } from '../../domain/webhook.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { newId } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Sql } from '../sql.ts';
import { enqueue } from './enqueue.ts';

export interface QueueRescueDeps {
  readonly now: Date;
  readonly random: Random;
  /** False without RESCUE_WEBHOOK_URL: then a person calls the partner, and nothing is queued. */
  readonly hasRescuePartner?: boolean;
}

/**
 * Tells the rescue partner of a request for roadside assistance, in the transaction that registers it.
 * Of other kinds, and while there is no partner, nothing is queued.
 */
export async function queueRescueWebhook(
  sql: Sql,
  request: NewServiceRequest,
  deps: QueueRescueDeps,
): Promise<void> {
  const { details, requestNo } = request;
  if (details.kind !== 'roadside_assistance') return;
  const { kind: _, ...told } = details;
  await queue(sql, deps, {
    requestNo,
    conversationId: request.conversationId,
    event: {
      type: 'roadside.requested',
      timestamp: request.requestedAt.toISOString(),
      data: {
        requestNo,
        requestedAt: request.requestedAt.toISOString(),
        isUrgent: request.isUrgent,
        ...present({ contactPhone: request.contactPhone, plate: request.plate }),
        ...present(told),
      },
    },
  });
}

/** Tells the partner that nobody has to come any more; never overtakes the request itself. */
export async function queueRescueCancelled(
  sql: Sql,
  request: { readonly requestNo: string; readonly conversationId: Id<'conversation'> },
  deps: QueueRescueDeps,
): Promise<void> {
  const { requestNo, conversationId } = request;
  const timestamp = deps.now.toISOString();
  await queue(sql, deps, {
    requestNo,
    conversationId,
    event: {
      type: 'roadside.cancelled',
      timestamp,
      data: { requestNo, cancelledAt: timestamp },
    },
  });
}

async function queue(
  sql: Sql,
  { now, random, hasRescuePartner }: QueueRescueDeps,
  told: {
    readonly requestNo: string;
    readonly conversationId: Id<'conversation'>;
    readonly event: WebhookEvent;
  },
): Promise<void> {
  if (hasRescuePartner !== true) return;
  const { conversationId, event, requestNo } = told;
  const payload = {
    target: 'rescue_partner',
    conversationId,
    event: { type: event.type, timestamp: event.timestamp, data: event.data },
  } satisfies WebhookPayload & JsonObject;
  await enqueue(sql, {
    id: newId('outbox', random),
    kind: 'webhook',
    // One request's events in their order: a partner must not hear of a cancelled one after it ended.
    orderKey: `webhook:${requestNo}`,
    payload,
    now,
  });
}

function present(values: Readonly<Record<string, string | number | boolean | undefined>>) {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
