import { z } from 'zod';
import type { ComplaintDetail, ComplaintSummary } from '../../domain/complaint/desk-view.ts';
import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_SEVERITIES,
  COMPLAINT_STATUSES,
} from '../../domain/complaint/record.ts';
import { maskName, maskPhone, maskPlate, maskText } from '../../domain/mask.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';

export interface ComplaintQuery extends PageRequest {
  readonly status?: string | undefined;
  readonly severity?: string | undefined;
  readonly category?: string | undefined;
}

export interface ComplaintStore {
  /** Newest first. */
  list(query: ComplaintQuery): Promise<Page<ComplaintSummary>>;
  find(complaintNo: string): Promise<ComplaintDetail | undefined>;
}

const rowSchema = z.object({
  complaint_no: z.string(),
  status: z.enum(COMPLAINT_STATUSES),
  severity: z.enum(COMPLAINT_SEVERITIES),
  category: z.enum(COMPLAINT_CATEGORIES),
  source: z.string(),
  matter: z.string(),
  request: z.string().nullable(),
  customer_no: z.string().nullable(),
  claim_no: z.string().nullable(),
  plate: z.string().nullable(),
  contact_name: z.string().nullable(),
  contact_phone: z.string().nullable(),
  conversation_id: z.string().nullable(),
  handler_name: z.string().nullable(),
  evidence_ids: z.array(z.string()),
  flags: z.array(z.string()),
  received_at: z.date(),
  registered_at: z.date(),
  first_feedback_due_at: z.date(),
  resolution_due_at: z.date(),
  first_feedback_at: z.date().nullable(),
  closed_at: z.date().nullable(),
  updated_at: z.date(),
});
type Row = z.infer<typeof rowSchema>;

const COMPLAINTS = `SELECT c.complaint_no, c.status, c.severity, c.category, c.source, c.matter, c.request,
    u.customer_no, c.claim_no, c.plate, c.contact_name, c.contact_phone, c.conversation_id,
    a.display_name AS handler_name, c.evidence_ids, c.flags, c.received_at, c.registered_at,
    c.first_feedback_due_at, c.resolution_due_at, c.first_feedback_at, c.closed_at, c.updated_at
  FROM complaints c LEFT JOIN customers u ON u.id = c.customer_id
  LEFT JOIN agents a ON a.id = c.handler_id`;

/** Complaints as the people at the desk read them: masked. */
export function makeComplaintStore({ pool }: { readonly pool: Sql }): ComplaintStore {
  return {
    list: (query) => list(pool, query),
    find: async (complaintNo) => {
      const { rows } = await pool.query(`${COMPLAINTS} WHERE c.complaint_no = $1`, [complaintNo]);
      return rows[0] === undefined ? undefined : toDetail(rowSchema.parse(rows[0]));
    },
  };
}

async function list(sql: Sql, query: ComplaintQuery): Promise<Page<ComplaintSummary>> {
  const [at, number] = decodeCursor(query.cursor, 2) ?? [];
  const before = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query(
    `${COMPLAINTS}
     WHERE ($1::timestamptz IS NULL OR (c.received_at, c.complaint_no) < ($1, $2))
       AND ($3::text IS NULL OR c.status = $3) AND ($4::text IS NULL OR c.severity = $4)
       AND ($5::text IS NULL OR c.category = $5)
     ORDER BY c.received_at DESC, c.complaint_no DESC LIMIT $6`,
    [
      before,
      number ?? null,
      query.status ?? null,
      query.severity ?? null,
      query.category ?? null,
      query.limit + 1,
    ],
  );
  return toPage(z.array(rowSchema).parse(rows), {
    limit: query.limit,
    cursorOf: (row) => [row.received_at.toISOString(), row.complaint_no],
    toItem: toSummary,
  });
}

function toSummary(row: Row): ComplaintSummary {
  return {
    complaintNo: row.complaint_no,
    status: row.status,
    severity: row.severity,
    category: row.category,
    source: row.source,
    matter: maskText(row.matter),
    customerNo: row.customer_no,
    claimNo: row.claim_no,
    plate: row.plate === null ? null : maskPlate(row.plate),
    handlerName: row.handler_name,
    flags: row.flags,
    receivedAt: row.received_at,
    registeredAt: row.registered_at,
    firstFeedbackDueAt: row.first_feedback_due_at,
    resolutionDueAt: row.resolution_due_at,
    firstFeedbackAt: row.first_feedback_at,
    closedAt: row.closed_at,
  };
}

function toDetail(row: Row): ComplaintDetail {
  return {
    ...toSummary(row),
    request: row.request === null ? null : maskText(row.request),
    contactName: row.contact_name === null ? null : maskName(row.contact_name),
    contactPhone: row.contact_phone === null ? null : maskPhone(row.contact_phone),
    conversationId: row.conversation_id,
    evidenceIds: row.evidence_ids,
    updatedAt: row.updated_at,
  };
}
