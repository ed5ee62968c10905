import type { CancelRescue } from '../../domain/write.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { queueRescueCancelled } from '../outbox/queue-rescue-webhook.ts';
import type { Sql } from '../sql.ts';

/** Ends a request for roadside assistance that this chat identity made and that nobody has finished. */
export async function applyCancelRescue(
  sql: Sql,
  { requestNo, identityId }: CancelRescue,
  deps: { readonly now: Date; readonly random: Random; readonly hasRescuePartner?: boolean },
): Promise<void> {
  const { rows } = await sql.query<{ conversation_id: Id<'conversation'> }>(
    `UPDATE service_requests SET status = 'cancelled', updated_at = $3
     WHERE request_no = $1 AND identity_id = $2 AND kind = 'roadside_assistance'
       AND status IN ('open', 'in_progress')
     RETURNING conversation_id`,
    [requestNo, identityId, deps.now],
  );
  const row = rows[0];
  if (row === undefined) return;
  await queueRescueCancelled(sql, { requestNo, conversationId: row.conversation_id }, deps);
}
