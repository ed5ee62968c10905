import { z } from 'zod';
import {
  IDENTITY_QUESTIONS,
  VISIT_KINDS,
  VISIT_REASONS,
  VISIT_RESULTS,
  VISIT_SLOTS,
  VISIT_STATUSES,
  VISIT_WAYS,
  type Visit,
  type VisitTry,
} from '../../domain/visit/visit.ts';
import type { Sql } from '../sql.ts';

/** How somebody on the phone was proved to be the customer, as JSON columns hold it. */
export const identitySchema = z.object({
  asked: z.array(z.enum(IDENTITY_QUESTIONS)),
  ok: z.boolean(),
});

const visitRow = z.object({
  id: z.string(),
  kind: z.enum(VISIT_KINDS),
  event_key: z.string(),
  customer_id: z.string(),
  policy_no: z.string().nullable(),
  claim_no: z.string().nullable(),
  complaint_no: z.string().nullable(),
  due_from: z.date(),
  due_until: z.date(),
  status: z.enum(VISIT_STATUSES),
  owner_id: z.string().nullable(),
  excluded_ids: z.array(z.string()),
  ways: z.array(z.enum(VISIT_WAYS)),
  attempts_max: z.number().int(),
  next_attempt_at: z.date().nullable(),
  result: z.enum(VISIT_RESULTS).nullable(),
  reason: z.enum(VISIT_REASONS).nullable(),
  invitation_id: z.string().nullable(),
});
const VISIT_COLUMNS = Object.keys(visitRow.shape).join(', ');

const tryRow = z.object({
  nth: z.number().int(),
  way: z.enum(VISIT_WAYS),
  slot: z.enum(VISIT_SLOTS),
  at: z.date(),
  result: z.enum(VISIT_RESULTS).nullable(),
  reason: z.string().nullable(),
  by_id: z.string().nullable(),
  note: z.string().nullable(),
  identity_check: identitySchema.nullable(),
});

/** A visit with what it is about. */
export interface StoredVisit extends Visit {
  readonly policyNo?: string | undefined;
  readonly claimNo?: string | undefined;
  readonly complaintNo?: string | undefined;
}

const LOCK_CUSTOMER = {
  name: 'visits-lock-customer',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('return_visits:' || v.customer_id, 0))
    FROM return_visits v WHERE v.id = $1`,
};
const LOCK = {
  name: 'visits-lock',
  text: `SELECT ${VISIT_COLUMNS} FROM return_visits WHERE id = $1 FOR UPDATE`,
};
const TRIES = {
  name: 'visits-tries',
  text: `SELECT ${Object.keys(tryRow.shape).join(', ')} FROM visit_attempts WHERE visit_id = $1 ORDER BY nth`,
};

/**
 * A visit, until the end of the transaction nobody else's. Whoever works on another visit of the same customer waits
 * first: what one of them ends, such as by a refusal, the other must see.
 */
export async function lockVisit(sql: Sql, id: string): Promise<StoredVisit | undefined> {
  await sql.query({ ...LOCK_CUSTOMER, values: [id] });
  return readLocked(sql, id);
}

async function readLocked(sql: Sql, id: string): Promise<StoredVisit | undefined> {
  const { rows } = await sql.query({ ...LOCK, values: [id] });
  if (rows[0] === undefined) return undefined;
  const tries = await sql.query({ ...TRIES, values: [id] });
  return toVisit(visitRow.parse(rows[0]), z.array(tryRow).parse(tries.rows).map(toTry));
}

function toVisit(row: z.infer<typeof visitRow>, tries: readonly VisitTry[]): StoredVisit {
  return {
    id: row.id,
    kind: row.kind,
    eventKey: row.event_key,
    customerId: row.customer_id,
    policyNo: row.policy_no ?? undefined,
    claimNo: row.claim_no ?? undefined,
    complaintNo: row.complaint_no ?? undefined,
    dueFrom: row.due_from,
    dueUntil: row.due_until,
    status: row.status,
    ownerId: row.owner_id ?? undefined,
    excludedIds: row.excluded_ids,
    ways: row.ways,
    attemptsMax: row.attempts_max,
    nextAttemptAt: row.next_attempt_at ?? undefined,
    result: row.result ?? undefined,
    reason: row.reason ?? undefined,
    invitationId: row.invitation_id ?? undefined,
    tries,
  };
}

function toTry(row: z.infer<typeof tryRow>): VisitTry {
  return {
    nth: row.nth,
    way: row.way,
    slot: row.slot,
    at: row.at,
    result: row.result ?? undefined,
    reason: row.reason ?? undefined,
    byId: row.by_id ?? undefined,
    note: row.note ?? undefined,
    identity: row.identity_check ?? undefined,
  };
}
