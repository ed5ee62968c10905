import { z } from 'zod';
import type { ComplaintCase } from '../../domain/complaint/case.ts';
import { REGULATOR_DAYS } from '../../domain/sla/policy.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { caseRowSchema, toCase } from './complaint-row.ts';
import { findWhereToTell } from './find-where-to-tell.ts';

/** A complaint whose row this transaction has locked. */
export interface LockedComplaint {
  readonly complaint: ComplaintCase;
  /** What is not the machine's to know. */
  readonly identityId: Id<'identity'> | null;
  readonly customerId: Id<'customer'> | null;
  readonly contactPhone: string | null;
  readonly plate: string | null;
  readonly claimNo: string | null;
  readonly evidenceIds: readonly string[];
  /** As customers read the name of whoever handles it. */
  readonly handlerName: string | undefined;
  /** Where the customer is told about it; undefined: nowhere, or they are not told by whoever locked it. */
  readonly toldIn: Id<'conversation'> | undefined;
}

const rowSchema = caseRowSchema.extend({
  identity_id: z.string().nullable(),
  customer_id: z.string().nullable(),
  contact_phone: z.string().nullable(),
  plate: z.string().nullable(),
  claim_no: z.string().nullable(),
  evidence_ids: z.array(z.string()),
});

/**
 * Locks a complaint against other acts and against the watch. Locks are taken in one order everywhere: conversation,
 * complaint, clocks; so with `isTold`, the one in which its customer is told is locked first. Undefined: there is none
 * of this number.
 */
export async function lockComplaint(
  sql: Sql,
  complaintNo: string,
  { isTold }: { readonly isTold: boolean },
): Promise<LockedComplaint | undefined> {
  const toldIn = isTold ? await lockWhereToTell(sql, complaintNo) : undefined;
  const { rows } = await sql.query({
    name: 'complaint-lock',
    text: 'SELECT * FROM complaints WHERE complaint_no = $1 FOR NO KEY UPDATE',
    values: [complaintNo],
  });
  if (rows[0] === undefined) return undefined;
  const row = rowSchema.parse(rows[0]);
  return {
    complaint: toCase(row, await readHistory(sql, row)),
    identityId: row.identity_id,
    customerId: row.customer_id,
    contactPhone: row.contact_phone,
    plate: row.plate,
    claimNo: row.claim_no,
    evidenceIds: row.evidence_ids,
    handlerName: await readName(sql, row.handler_id),
    toldIn,
  };
}

/** A complaint and the one that it is merged into, locked in one order whoever merges which. */
export async function lockPair(
  sql: Sql,
  of: { readonly complaintNo: string; readonly intoNo: string; readonly isTold: boolean },
): Promise<{
  readonly locked: LockedComplaint | undefined;
  readonly into: LockedComplaint | undefined;
}> {
  const { complaintNo, intoNo, isTold } = of;
  const toldIn = isTold ? await lockWhereToTell(sql, complaintNo) : undefined;
  const nos = [...new Set([complaintNo, intoNo])].sort();
  const found = new Map<string, LockedComplaint | undefined>();
  for (const no of nos) found.set(no, await lockComplaint(sql, no, { isTold: false }));
  const locked = found.get(complaintNo);
  return { locked: locked && { ...locked, toldIn }, into: found.get(intoNo) };
}

async function lockWhereToTell(
  sql: Sql,
  complaintNo: string,
): Promise<Id<'conversation'> | undefined> {
  const id = await findWhereToTell(sql, complaintNo);
  if (id === undefined) return undefined;
  await sql.query({
    name: 'complaint-lock-conversation',
    text: 'SELECT 1 FROM conversations WHERE id = $1 FOR NO KEY UPDATE',
    values: [id],
  });
  return id;
}

/** A complaint as it is, without a lock: for what may be done with it, and for merging into it. */
export async function readCase(sql: Sql, complaintNo: string): Promise<ComplaintCase | undefined> {
  const { rows } = await sql.query('SELECT * FROM complaints WHERE complaint_no = $1', [
    complaintNo,
  ]);
  if (rows[0] === undefined) return undefined;
  const row = caseRowSchema.parse(rows[0]);
  return toCase(row, await readHistory(sql, row));
}

/** When it came into its state, the contacts since, and the days that the regulator's clock was given since it last began. */
export async function readHistory(
  sql: Sql,
  row: { readonly id: string; readonly received_at: Date },
): Promise<Pick<ComplaintCase, 'regulatorDays' | 'since' | 'contactsInState'>> {
  const { rows } = await sql.query<{
    since: Date | null;
    contacts: number;
    regulator_days: number | null;
  }>({
    name: 'complaint-history',
    text: `SELECT
        (SELECT e.occurred_at FROM complaint_events e
          WHERE e.complaint_id = $1 AND e.from_status IS DISTINCT FROM e.to_status
          ORDER BY e.seq DESC LIMIT 1) AS since,
        (SELECT count(*)::int FROM complaint_events e
          WHERE e.complaint_id = $1 AND e.kind = 'contact' AND e.from_status = e.to_status
            AND e.seq > (SELECT max(m.seq) FROM complaint_events m
              WHERE m.complaint_id = $1 AND m.from_status IS DISTINCT FROM m.to_status)) AS contacts,
        (SELECT (h->'to'->>'days')::int
          FROM complaint_events e, jsonb_array_elements(e.clock_events) WITH ORDINALITY AS x(h, nth)
          WHERE e.complaint_id = $1 AND (h->>'kind' IN ('opened', 'new_facts')
            OR (h->>'kind' = 'extended' AND h->>'clock' = 'regulator'))
          ORDER BY e.seq DESC, x.nth DESC LIMIT 1) AS regulator_days`,
    values: [row.id],
  });
  const [initial] = REGULATOR_DAYS;
  return {
    since: rows[0]?.since ?? row.received_at,
    contactsInState: rows[0]?.contacts ?? 0,
    regulatorDays: rows[0]?.regulator_days ?? initial,
  };
}

/** The name of an agent as customers read it. */
export async function readName(
  sql: Sql,
  agentId: string | null | undefined,
): Promise<string | undefined> {
  if (agentId == null) return undefined;
  const { rows } = await sql.query<{ display_name: string }>({
    name: 'agent-display-name',
    text: 'SELECT display_name FROM agents WHERE id = $1',
    values: [agentId],
  });
  return rows[0]?.display_name;
}
