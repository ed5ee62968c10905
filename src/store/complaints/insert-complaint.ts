import { promisesOf } from '../../domain/complaint/promises.ts';
import type { Sql } from '../sql.ts';
import type { Assessed, Registration } from './registration.ts';

const INSERT = {
  name: 'complaint-insert',
  text: `INSERT INTO complaints (id, complaint_no, status, source, source_ref, nature, complainant_role, category,
      severity, matter, request, received_at, registered_at, first_feedback_due_at, resolution_due_at, identity_id,
      conversation_id, customer_id, claim_no, plate, contact_name, contact_phone, evidence_ids, flags, respondents,
      branch, repair_shop, amount_claimed_fen, excluded_ids, repeat_of_no, group_key, created_at, updated_at)
    VALUES ($1, $2, 'REGISTERED', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
      $21, $22::jsonb, $23::jsonb, $24::jsonb, $25, $26, $27, $28::jsonb, $29, $30, $12, $12)`,
};

/** The row of a new complaint. Its two deadlines are those of its severity until its clocks are saved. */
export async function insertComplaint(
  sql: Sql,
  row: { readonly registration: Registration; readonly assessed: Assessed; readonly now: Date },
): Promise<void> {
  const { registration, assessed, now } = row;
  const promises = promisesOf(assessed.severity, registration.receivedAt);
  await sql.query({
    ...INSERT,
    values: [
      assessed.id,
      registration.complaintNo,
      registration.source,
      registration.sourceRef ?? null,
      registration.nature ?? 'complaint',
      registration.complainantRole ?? 'self',
      registration.category,
      assessed.severity,
      registration.matter,
      registration.request ?? null,
      registration.receivedAt,
      now,
      promises.firstFeedbackDueAt,
      promises.resolutionDueAt,
      ...whose(registration),
      JSON.stringify([...new Set(registration.evidenceIds ?? [])]),
      JSON.stringify(assessed.flags),
      JSON.stringify(registration.respondents ?? []),
      assessed.branch ?? null,
      assessed.repairShop ?? null,
      registration.amountClaimedFen ?? null,
      JSON.stringify(assessed.excludedIds),
      assessed.likeness.repeatOfNo ?? null,
      assessed.groupKey ?? null,
    ],
  });
}

function whose(registration: Registration): unknown[] {
  return [
    registration.identityId ?? null,
    registration.conversationId ?? null,
    registration.customerId ?? null,
    registration.claimNo ?? null,
    registration.plate ?? null,
    registration.contactName ?? null,
    registration.contactPhone ?? null,
  ];
}
