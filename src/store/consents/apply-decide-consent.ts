import type { DecideConsent } from '../../domain/write.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/**
 * Keeps a decision; the newest of a purpose counts. It is the chat identity's, and the customer's too once this
 * identity proved to be one: a refusal then holds on every channel.
 */
export async function applyDecideConsent(
  sql: Sql,
  { decision }: DecideConsent,
  deps: { readonly now: Date; readonly random: Random },
): Promise<void> {
  await sql.query(
    `INSERT INTO consents (id, identity_id, customer_id, conversation_id, channel_account, purpose,
       is_granted, text_version, decided_at, way, evidence)
     VALUES ($1, $2, COALESCE($3, (SELECT customer_id FROM channel_identities
         WHERE id = $2 AND subject_kind = 'customer')), $4, $5, $6, $7, $8, $9, $10,
       $11::jsonb)`,
    [
      newId('consent', deps.random),
      decision.identityId,
      decision.customerId ?? null,
      decision.conversationId,
      decision.channelAccount,
      decision.purpose,
      decision.isGranted,
      decision.textVersion,
      decision.decidedAt,
      decision.way ?? null,
      JSON.stringify(decision.evidence ?? {}),
    ],
  );
}
