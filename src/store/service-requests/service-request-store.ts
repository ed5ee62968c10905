import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { maskPhone, maskPlate } from '../../domain/mask.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import {
  mayBecome,
  SERVICE_REQUEST_KINDS,
  SERVICE_REQUEST_STATUSES,
  type ServiceRequestKind,
  type ServiceRequestReveal,
  type ServiceRequestStatus,
  type ServiceRequestStep,
  type ServiceRequestView,
  type StatusChanged,
} from '../../domain/service-request.ts';
import { maskDetails } from '../../domain/service-request-mask.ts';
import type { Clock } from '../../lib/clock.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction, type Sql } from '../sql.ts';

export interface ServiceRequestQuery extends PageRequest {
  readonly kind?: ServiceRequestKind | undefined;
  readonly status?: ServiceRequestStatus | undefined;
}

export interface StatusChange {
  readonly requestNo: string;
  readonly status: ServiceRequestStatus;
  readonly note?: string | undefined;
  readonly actor: Actor;
}

export interface ServiceRequestStore {
  /** The one that waits longest comes first. */
  list(query: ServiceRequestQuery): Promise<Page<ServiceRequestView>>;
  find(requestNo: string): Promise<ServiceRequestView | undefined>;
  /** The same status again adds a note and is no failure. */
  setStatus(change: StatusChange): Promise<StatusChanged>;
  /** Unmasked, for whoever carries it out; the audit row is written with it or nothing is shown. */
  reveal(request: {
    readonly requestNo: string;
    readonly reason: string;
    readonly actor: Actor;
  }): Promise<ServiceRequestReveal | undefined>;
}

/** What customers asked for and people carry out: masked. */
export function makeServiceRequestStore(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
}): ServiceRequestStore {
  const { pool, clock } = deps;
  return {
    list: (query) => list(pool, query),
    find: async (requestNo) => {
      const row = await findRow(pool, requestNo);
      return row === undefined ? undefined : toView(row);
    },
    setStatus: (change) => inTransaction(pool, (sql) => setStatus(sql, change, clock.now())),
    reveal: ({ requestNo, reason, actor }) =>
      inTransaction(pool, async (sql) => {
        const row = await findRow(sql, requestNo);
        if (row === undefined) return undefined;
        const subject = { subjectKind: 'service_request', subjectId: requestNo };
        const entry = { actor, action: 'service_request.revealed', ...subject, reason };
        await insertAudit(sql, [entry], clock.now());
        return { contactPhone: row.contact_phone, plate: row.plate, details: detailsOf(row) };
      }),
  };
}

const SELECT = `SELECT r.id, r.request_no, r.kind, r.status, r.requested_at, r.conversation_id, c.customer_no,
    r.contact_phone, r.plate, r.is_urgent, r.details, r.steps, r.updated_at
  FROM service_requests r LEFT JOIN customers c ON c.id = r.customer_id`;

interface Row {
  readonly id: string;
  readonly request_no: string;
  readonly kind: string;
  readonly status: string;
  readonly requested_at: Date;
  readonly conversation_id: string;
  readonly customer_no: string | null;
  readonly contact_phone: string | null;
  readonly plate: string | null;
  readonly is_urgent: boolean;
  readonly details: unknown;
  readonly steps: unknown;
  readonly updated_at: Date;
}

async function list(sql: Sql, query: ServiceRequestQuery): Promise<Page<ServiceRequestView>> {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const since = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query<Row>(
    `${SELECT}
     WHERE ($1::timestamptz IS NULL OR (r.requested_at, r.id) > ($1, $2))
       AND ($3::text IS NULL OR r.kind = $3) AND ($4::text IS NULL OR r.status = $4)
     ORDER BY r.requested_at, r.id LIMIT $5`,
    [since, id ?? null, query.kind ?? null, query.status ?? null, query.limit + 1],
  );
  return toPage(rows, {
    limit: query.limit,
    cursorOf: (row) => [row.requested_at.toISOString(), row.id],
    toItem: toView,
  });
}

async function findRow(sql: Sql, requestNo: string): Promise<Row | undefined> {
  const { rows } = await sql.query<Row>(`${SELECT} WHERE r.request_no = $1`, [requestNo]);
  return rows[0];
}

const statusSchema = z.enum(SERVICE_REQUEST_STATUSES);

async function setStatus(sql: Sql, change: StatusChange, now: Date): Promise<StatusChanged> {
  const { requestNo, status, note, actor } = change;
  const locked = await sql.query<{ status: string }>(
    'SELECT status FROM service_requests WHERE request_no = $1 FOR UPDATE',
    [requestNo],
  );
  if (locked.rows[0] === undefined) return { kind: 'not_found' };
  const before = statusSchema.parse(locked.rows[0].status);
  if (before !== status && !mayBecome(before, status)) return { kind: 'refused', status: before };
  const step = { at: now.toISOString(), status, by: `${actor.kind}:${actor.id}`, note };
  await sql.query(
    `UPDATE service_requests SET status = $2, steps = steps || $3::jsonb, updated_at = $4
     WHERE request_no = $1`,
    [requestNo, status, JSON.stringify([step]), now],
  );
  const subject = { subjectKind: 'service_request', subjectId: requestNo };
  const data = { from: before, to: status };
  await insertAudit(sql, [{ actor, action: 'service_request.changed', ...subject, data }], now);
  const row = await findRow(sql, requestNo);
  return row === undefined ? { kind: 'not_found' } : { kind: 'changed', request: toView(row) };
}

const kindSchema = z.enum(SERVICE_REQUEST_KINDS);
const stepsSchema = z
  .array(
    z.object({
      at: z.coerce.date(),
      status: statusSchema,
      by: z.string(),
      note: z.string().nullable().default(null),
    }),
  )
  .catch([]);

function detailsOf({ details }: Row): JsonObject {
  return isJsonObject(details) ? details : {};
}

function toView(row: Row): ServiceRequestView {
  const kind = kindSchema.parse(row.kind);
  const steps: readonly ServiceRequestStep[] = stepsSchema.parse(row.steps);
  return {
    requestNo: row.request_no,
    kind,
    status: statusSchema.parse(row.status),
    requestedAt: row.requested_at,
    conversationId: row.conversation_id,
    customerNo: row.customer_no,
    contactPhone: row.contact_phone === null ? null : maskPhone(row.contact_phone),
    plate: row.plate === null ? null : plateShown(row.plate),
    isUrgent: row.is_urgent,
    details: maskDetails(kind, detailsOf(row)),
    steps,
    updatedAt: row.updated_at,
  };
}

/** A new car has no plate to mask. */
function plateShown(plate: string): string {
  return plate === 'UNPLATED' ? plate : maskPlate(plate);
}
