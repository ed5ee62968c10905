import type { DemoRow } from './demo-row.ts';
import type { DemoComplaint } from './insurer.ts';

/** A row of table `complaints`. `handlerIds`: by the account's name. */
export function complaintRow(
  complaint: DemoComplaint,
  handlerIds: ReadonlyMap<string, string>,
): DemoRow {
  const { customer, claim, handlerUsername } = complaint;
  return {
    id: complaint.id,
    complaint_no: complaint.complaintNo,
    status: complaint.status,
    source: complaint.source,
    category: complaint.category,
    severity: complaint.severity,
    matter: complaint.matter,
    request: complaint.request ?? null,
    received_at: complaint.receivedAt,
    registered_at: complaint.registeredAt,
    first_feedback_due_at: complaint.firstFeedbackDueAt,
    resolution_due_at: complaint.resolutionDueAt,
    first_feedback_at: complaint.firstFeedbackAt ?? null,
    closed_at: complaint.closedAt ?? null,
    customer_id: customer.id,
    claim_no: claim?.claimNo ?? null,
    plate: claim?.vehicle.plate ?? null,
    contact_name: customer.name,
    contact_phone: customer.phone,
    handler_id: handlerUsername === undefined ? null : (handlerIds.get(handlerUsername) ?? null),
    evidence_ids: [],
    flags: complaint.flags,
    created_at: complaint.registeredAt,
    updated_at: complaint.closedAt ?? complaint.firstFeedbackAt ?? complaint.registeredAt,
  };
}
