import type { RegisterServiceRequest } from '../../domain/write.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { queueRescueWebhook } from '../outbox/queue-rescue-webhook.ts';
import type { Sql } from '../sql.ts';

/** Registers a request and queues what leaves because of it. A number that exists is refused: the turn runs again. */
export async function applyRegisterRequest(
  sql: Sql,
  { request }: RegisterServiceRequest,
  deps: { readonly now: Date; readonly random: Random; readonly hasRescuePartner?: boolean },
): Promise<void> {
  const { kind, ...details } = request.details;
  await sql.query(
    `INSERT INTO service_requests (id, request_no, kind, status, requested_at, identity_id,
       conversation_id, customer_id, contact_phone, plate, is_urgent, details, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13)`,
    [
      newId('serviceRequest', deps.random),
      request.requestNo,
      kind,
      request.status ?? 'open',
      request.requestedAt,
      request.identityId,
      request.conversationId,
      request.customerId ?? null,
      request.contactPhone ?? null,
      request.plate ?? null,
      request.isUrgent,
      JSON.stringify(details),
      deps.now,
    ],
  );
  await queueRescueWebhook(sql, request, deps);
}
