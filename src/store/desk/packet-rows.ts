import { z } from 'zod';
import { COMPLAINT_STATUSES } from '../../domain/complaint/record.ts';
import { HANDOFF_REASONS } from '../../domain/handoff/handoff.ts';
import type { PacketComplaint, PacketPolicy } from '../../domain/handoff/packet.ts';
import type { PromisedRequest } from '../../domain/handoff/promises.ts';
import { SERVICE_REQUEST_KINDS, SERVICE_REQUEST_STATUSES } from '../../domain/service-request.ts';
import { textField } from '../../lib/json.ts';
import type { Sql } from '../sql.ts';

/** Rows of one kind in a packet: the newest. Whoever needs more opens the customer's own page. */
const ROWS_MAX = 20;
/** Messages of the customer that a packet looks at: enough for the mood and for what they want. */
const TEXTS_MAX = 8;

const headSchema = z.object({
  id: z.string(),
  channel_account: z.string(),
  state: z.unknown(),
  last_inbound_at: z.date().nullable(),
  identity_id: z.string(),
  display_name: z.string().nullable(),
  subject_kind: z.string().nullable(),
  reporter_claim_no: z.string().nullable(),
  level: z.number(),
  verified_at: z.date().nullable(),
  verified_by: z.string().nullable(),
  customer_id: z.string().nullable(),
  customer_no: z.string().nullable(),
  customer_name: z.string().nullable(),
  tier: z.string().nullable(),
  tags: z.array(z.string()).nullable(),
  relationship_manager: z.string().nullable(),
  phone: z.string().nullable(),
  notes: z.number(),
  handoffs: z.number(),
  reason: z.enum(HANDOFF_REASONS).nullable(),
});
export type PacketHead = z.infer<typeof headSchema>;

const HEAD = {
  name: 'packet-head',
  text: `SELECT c.id, c.channel_account, c.state, c.last_inbound_at, i.id AS identity_id, i.display_name,
      i.subject_kind, i.reporter_claim_no, i.level, i.verified_at, i.verified_by, u.id AS customer_id, u.customer_no,
      u.name AS customer_name, u.tier, u.tags, u.relationship_manager, u.phone,
      (SELECT count(*) FROM conversation_notes n WHERE n.conversation_id = c.id)::int AS notes,
      (SELECT count(*) FROM handoffs h JOIN conversations o ON o.id = h.conversation_id
        WHERE o.identity_id = c.identity_id AND h.state IN ('returned', 'closed'))::int AS handoffs,
      (SELECT h.reason FROM handoffs h WHERE h.conversation_id = c.id
        ORDER BY h.requested_at DESC LIMIT 1) AS reason
    FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
    LEFT JOIN customers u ON u.id = i.customer_id
    WHERE c.id = $1`,
};

/** Whose conversation it is; undefined when there is none. */
export async function readHead(sql: Sql, id: string): Promise<PacketHead | undefined> {
  const { rows } = await sql.query({ ...HEAD, values: [id] });
  return rows[0] === undefined ? undefined : headSchema.parse(rows[0]);
}

/** The customer's newest words, oldest first, unmasked: for the mood. */
export async function readTexts(sql: Sql, id: string): Promise<readonly string[]> {
  const { rows } = await sql.query<{ text: string }>(
    `SELECT activity->>'text' AS text FROM messages
     WHERE conversation_id = $1 AND author = 'customer' AND activity->>'type' = 'message'
       AND activity->>'text' <> '' ORDER BY seq DESC LIMIT ${TEXTS_MAX}`,
    [id],
  );
  return rows.map(({ text }) => text).reverse();
}

export async function readVehicles(
  sql: Sql,
  customerId: string,
): Promise<readonly { readonly plate: string | null; readonly model: string | null }[]> {
  const { rows } = await sql.query<{ plate: string | null; model: string | null }>(
    `SELECT plate, model FROM vehicles WHERE customer_id = $1 ORDER BY created_at, id LIMIT ${ROWS_MAX}`,
    [customerId],
  );
  return rows;
}

/** Those that end last come first. */
export async function readPolicies(sql: Sql, customerId: string): Promise<readonly PacketPolicy[]> {
  const { rows } = await sql.query<{
    policy_no: string;
    kind: string;
    status: string;
    ends_at: Date;
  }>(
    `SELECT policy_no, kind, status, ends_at FROM policies WHERE customer_id = $1
     ORDER BY ends_at DESC, policy_no LIMIT ${ROWS_MAX}`,
    [customerId],
  );
  return rows.map((row) => ({
    policyNo: row.policy_no,
    kind: row.kind,
    status: row.status,
    endsAt: row.ends_at,
  }));
}

const complaintSchema = z.object({
  complaint_no: z.string(),
  status: z.enum(COMPLAINT_STATUSES),
  severity: z.string(),
  first_feedback_due_at: z.date(),
  first_feedback_at: z.date().nullable(),
  resolution_due_at: z.date(),
  next_due_at: z.date().nullable(),
  closed_at: z.date().nullable(),
});

/** Of this chat identity and of the customer it proved to be, newest first. */
export async function readComplaints(
  sql: Sql,
  of: Pick<PacketHead, 'identity_id' | 'customer_id'>,
): Promise<readonly PacketComplaint[]> {
  const { rows } = await sql.query(
    `SELECT complaint_no, status, severity, first_feedback_due_at, first_feedback_at, resolution_due_at,
       next_due_at, closed_at
     FROM complaints WHERE identity_id = $1 OR customer_id = $2
     ORDER BY received_at DESC, complaint_no LIMIT ${ROWS_MAX}`,
    [of.identity_id, of.customer_id],
  );
  return z
    .array(complaintSchema)
    .parse(rows)
    .map((row) => ({
      complaintNo: row.complaint_no,
      status: row.status,
      severity: row.severity,
      firstFeedbackDueAt: row.first_feedback_due_at,
      firstFeedbackAt: row.first_feedback_at,
      resolutionDueAt: row.resolution_due_at,
      nextDueAt: row.next_due_at,
      closedAt: row.closed_at,
    }));
}

const requestSchema = z.object({
  request_no: z.string(),
  kind: z.enum(SERVICE_REQUEST_KINDS),
  status: z.enum(SERVICE_REQUEST_STATUSES),
  requested_at: z.date(),
  details: z.unknown(),
});

/** What is still to be done for them. */
export async function readOpenRequests(
  sql: Sql,
  of: Pick<PacketHead, 'identity_id' | 'customer_id'>,
): Promise<readonly PromisedRequest[]> {
  const { rows } = await sql.query(
    `SELECT request_no, kind, status, requested_at, details FROM service_requests
     WHERE (identity_id = $1 OR customer_id = $2) AND status IN ('open', 'in_progress')
     ORDER BY requested_at DESC LIMIT ${ROWS_MAX}`,
    [of.identity_id, of.customer_id],
  );
  return z
    .array(requestSchema)
    .parse(rows)
    .map((row) => {
      const due = textField(row.details, 'callTo') ?? textField(row.details, 'dueAt');
      const base = { requestNo: row.request_no, kind: row.kind, status: row.status };
      const isTime = due !== undefined && !Number.isNaN(Date.parse(due));
      return {
        ...base,
        requestedAt: row.requested_at,
        ...(isTime ? { dueAt: new Date(due) } : {}),
      };
    });
}
