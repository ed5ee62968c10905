import { z } from 'zod';
import type { ComplaintEventView } from '../../domain/complaint/desk-view.ts';
import { COMPLAINT_STATUSES } from '../../domain/complaint/record.ts';
import { maskReference, maskText } from '../../domain/mask.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { Sql } from '../sql.ts';

const rowSchema = z.object({
  seq: z.number(),
  kind: z.string(),
  occurred_at: z.date(),
  recorded_at: z.date(),
  actor_kind: z.enum(['customer', 'agent', 'api_key', 'system']),
  actor_name: z.string().nullable(),
  from_status: z.enum(COMPLAINT_STATUSES).nullable(),
  to_status: z.enum(COMPLAINT_STATUSES),
  data: z.custom<JsonObject>(isJsonObject),
});

/** A complaint's history as it was written down, masked; undefined: there is no such complaint. */
export async function readComplaintEvents(
  sql: Sql,
  complaintNo: string,
): Promise<readonly ComplaintEventView[] | undefined> {
  const found = await sql.query<{ id: string }>(
    'SELECT id FROM complaints WHERE complaint_no = $1',
    [complaintNo],
  );
  if (found.rows[0] === undefined) return undefined;
  const { rows } = await sql.query(
    `SELECT seq, kind, occurred_at, recorded_at, actor_kind, actor_name, from_status, to_status, data
     FROM complaint_events WHERE complaint_id = $1 ORDER BY seq`,
    [found.rows[0].id],
  );
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      seq: row.seq,
      name: row.kind,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
      byKind: row.actor_kind,
      byName: row.actor_name,
      fromStatus: row.from_status,
      toStatus: row.to_status,
      data: maskWords(row.data),
    }));
}

/** Ids, codes, numbers of complaints and times are what they are: everything else may hold words. */
const NO_WORDS =
  /(?:^i|I)ds?$|No$|At$|On$|^(?:until|channel|reason_code|code|clock|category|severity|nature|source|why|name)$/;

function maskWords(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, maskField(key, value)]),
  );
}

function maskField(key: string, value: Json | undefined): Json | undefined {
  if (key === 'proof' && typeof value === 'string') return maskReference(value);
  return value === undefined || NO_WORDS.test(key) ? value : maskJson(value);
}

function maskJson(value: Json): Json {
  if (typeof value === 'string') return maskText(value);
  if (isJsonObject(value)) return maskWords(value);
  return Array.isArray(value) ? value.map(maskJson) : value;
}
