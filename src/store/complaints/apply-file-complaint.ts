import type { FileComplaint } from '../../domain/write.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/**
 * Registers a complaint under its number; a number that exists is refused, and the turn is run again with another.
 * It belongs to the customer whom this chat identity proved to be, never to somebody whom it only names: a stranger
 * who gives a plate must not write into another customer's file.
 */
export async function applyFileComplaint(
  sql: Sql,
  { complaint }: FileComplaint,
  deps: { readonly now: Date; readonly random: Random },
): Promise<void> {
  await sql.query(
    `INSERT INTO complaints (id, complaint_no, status, source, category, severity, matter, request,
       received_at, registered_at, first_feedback_due_at, resolution_due_at, identity_id,
       conversation_id, customer_id, claim_no, plate, contact_name, contact_phone, evidence_ids, flags,
       created_at, updated_at)
     VALUES ($1, $2, 'REGISTERED', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
       COALESCE($14, (SELECT customer_id FROM channel_identities
         WHERE id = $12 AND subject_kind = 'customer')),
       $15, $16, $17, $18, $19::jsonb, $20::jsonb, $21, $21)`,
    [
      newId('complaint', deps.random),
      complaint.complaintNo,
      complaint.source,
      complaint.category,
      complaint.severity,
      complaint.matter,
      complaint.request ?? null,
      complaint.receivedAt,
      complaint.registeredAt,
      complaint.firstFeedbackDueAt,
      complaint.resolutionDueAt,
      complaint.identityId,
      complaint.conversationId,
      complaint.customerId ?? null,
      complaint.claimNo ?? null,
      complaint.plate ?? null,
      complaint.contactName ?? null,
      complaint.contactPhone ?? null,
      JSON.stringify(complaint.evidenceIds),
      JSON.stringify(complaint.flags),
      deps.now,
    ],
  );
}
