import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { maskName, maskText } from '../../domain/mask.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { FOLLOW_UP_KINDS, type FollowUpKind } from '../../domain/questionnaire/findings.ts';
import {
  FOLLOW_UP_RESULTS,
  FOLLOW_UP_STATES,
  type FollowUpResult,
  type FollowUpState,
  followUpVerdict,
} from '../../domain/questionnaire/follow-up.ts';
import type { FollowUpView } from '../../domain/questionnaire/follow-up-view.ts';
import type { Clock } from '../../lib/clock.ts';
import type { JsonObject } from '../../lib/json.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction, type Sql } from '../sql.ts';

export interface FollowUpQuery extends PageRequest {
  readonly status?: FollowUpState | undefined;
  readonly kind?: FollowUpKind | undefined;
  readonly ownerId?: string | undefined;
  readonly isOverdue?: boolean | undefined;
  readonly isDone?: boolean | undefined;
  readonly customerNo?: string | undefined;
}

/** Why somebody may not do it. */
export type FollowUpRefusal = 'not_found' | 'done' | 'excluded' | 'not_owner' | 'wrong_time';

export interface FollowUpActor {
  readonly actor: Actor;
  readonly isLead: boolean;
}

export interface FollowUpStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
}

const rowSchema = z.object({
  id: z.string(),
  kind: z.enum(FOLLOW_UP_KINDS),
  status: z.enum(FOLLOW_UP_STATES),
  invitation_id: z.string().nullable(),
  visit_id: z.string().nullable(),
  customer_no: z.string().nullable(),
  name: z.string().nullable(),
  conversation_id: z.string().nullable(),
  facts: z.record(z.string(), z.json()),
  owner_id: z.string().nullable(),
  owner_name: z.string().nullable(),
  created_at: z.date(),
  due_at: z.date(),
  contacted_at: z.date().nullable(),
  done_at: z.date().nullable(),
  result: z.enum(FOLLOW_UP_RESULTS).nullable(),
  note: z.string().nullable(),
  complaint_no: z.string().nullable(),
});

const ROWS = `SELECT f.id, f.kind, f.status, f.invitation_id, f.visit_id, c.customer_no, c.name, f.conversation_id,
    f.facts, f.owner_id, a.display_name AS owner_name, f.created_at, f.due_at, f.contacted_at, f.done_at, f.result,
    f.note, f.complaint_no
  FROM follow_ups f LEFT JOIN customers c ON c.id = f.customer_id LEFT JOIN agents a ON a.id = f.owner_id`;

/** What has to be seen to after an answer or a visit. */
export function makeFollowUpStore(deps: FollowUpStoreDeps) {
  return {
    list: (query: FollowUpQuery) => list(deps, query),
    find: (id: string) => find(deps, deps.pool, id),
    take: (id: string, by: FollowUpActor) => act(deps, { id, by, change: { name: 'taken' } }),
    contact: (
      id: string,
      input: { readonly at?: Date | undefined; readonly note?: string | undefined },
      by: FollowUpActor,
    ) => act(deps, { id, by, change: { name: 'contacted', ...input } }),
    finish: (
      id: string,
      input: {
        readonly result: FollowUpResult;
        readonly note?: string | undefined;
        readonly complaintNo?: string | undefined;
        readonly at?: Date | undefined;
      },
      by: FollowUpActor,
    ) => act(deps, { id, by, change: { name: 'finished', ...input } }),
  };
}

async function list(
  { pool, clock }: FollowUpStoreDeps,
  query: FollowUpQuery,
): Promise<Page<FollowUpView>> {
  const now = clock.now();
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const isTime = at !== undefined && !Number.isNaN(Date.parse(at));
  const { rows } = await pool.query(
    `${ROWS}
     WHERE ($1::timestamptz IS NULL OR (f.due_at, f.id) > ($1, $2)) AND ($3::text IS NULL OR f.status = $3)
       AND ($4::text IS NULL OR f.kind = $4) AND ($5::text IS NULL OR f.owner_id = $5)
       AND ($6::boolean IS NULL OR (f.status <> 'done' AND f.contacted_at IS NULL AND f.due_at <= $7) = $6)
       AND ($8::text IS NULL OR c.customer_no = $8) AND ($10::boolean IS NULL OR (f.status = 'done') = $10)
     ORDER BY f.due_at, f.id LIMIT $9`,
    [
      isTime ? new Date(at) : null,
      id ?? null,
      query.status ?? null,
      query.kind ?? null,
      query.ownerId ?? null,
      query.isOverdue ?? null,
      now,
      query.customerNo ?? null,
      query.limit + 1,
      query.isDone ?? null,
    ],
  );
  return toPage(
    rows.map((row) => toView(row, now)),
    {
      limit: query.limit,
      cursorOf: (one) => [one.dueAt.toISOString(), one.id],
      toItem: (one) => one,
    },
  );
}

async function find(
  { clock }: FollowUpStoreDeps,
  sql: Sql,
  id: string,
): Promise<FollowUpView | undefined> {
  const { rows } = await sql.query(`${ROWS} WHERE f.id = $1`, [id]);
  return rows[0] === undefined ? undefined : toView(rows[0], clock.now());
}

type Change =
  | { readonly name: 'taken' }
  | {
      readonly name: 'contacted';
      readonly at?: Date | undefined;
      readonly note?: string | undefined;
    }
  | {
      readonly name: 'finished';
      readonly result: FollowUpResult;
      readonly at?: Date | undefined;
      readonly note?: string | undefined;
      readonly complaintNo?: string | undefined;
    };

interface Act {
  readonly id: string;
  readonly by: FollowUpActor;
  readonly change: Change;
}

const lockedSchema = z.object({
  status: z.enum(FOLLOW_UP_STATES),
  owner_id: z.string().nullable(),
  created_at: z.date(),
  is_about: z.boolean(),
});

const LOCK = `SELECT f.status, f.owner_id, f.created_at,
    COALESCE(i.attributed_to->>'id' = $2 OR (i.attributed_to->>'id' IS NULL
      AND i.attributed_to->>'name' = (SELECT display_name FROM agents WHERE id = $2)), false) AS is_about
  FROM follow_ups f LEFT JOIN invitations i ON i.id = f.invitation_id WHERE f.id = $1 FOR UPDATE OF f`;

async function act(deps: FollowUpStoreDeps, { id, by, change }: Act) {
  const now = deps.clock.now();
  return inTransaction(deps.pool, async (sql): Promise<FollowUpView | FollowUpRefusal> => {
    const { rows } = await sql.query(LOCK, [id, by.actor.id]);
    if (rows[0] === undefined) return 'not_found';
    const refusal = refused(lockedSchema.parse(rows[0]), { by, change, now });
    if (refusal !== undefined) return refusal;
    await carryOut(sql, { id, by, change, now });
    const subject = { subjectKind: 'follow_up', subjectId: id };
    const data: JsonObject = change.name === 'finished' ? { result: change.result } : {};
    await insertAudit(
      sql,
      [{ actor: by.actor, action: `follow_up.${change.name}`, ...subject, data }],
      now,
    );
    const view = await find(deps, sql, id);
    return view ?? 'not_found';
  });
}

function refused(
  row: z.infer<typeof lockedSchema>,
  { by, change, now }: Omit<Act, 'id'> & { readonly now: Date },
): FollowUpRefusal | undefined {
  if (row.status === 'done') return 'done';
  // Nobody answers for what is about themselves, whatever their role.
  if (row.is_about) return 'excluded';
  if (change.name === 'taken') {
    const isTaken = row.owner_id !== null && row.owner_id !== by.actor.id;
    return isTaken && !by.isLead ? 'not_owner' : undefined;
  }
  if (row.owner_id !== by.actor.id && !by.isLead && by.actor.kind === 'agent') return 'not_owner';
  const { at } = change;
  return at !== undefined && (at > now || at < row.created_at) ? 'wrong_time' : undefined;
}

async function carryOut(
  sql: Sql,
  { id, by, change, now }: Act & { readonly now: Date },
): Promise<void> {
  switch (change.name) {
    case 'taken':
      await sql.query(
        `UPDATE follow_ups SET owner_id = $2, status = 'in_progress', updated_at = $3 WHERE id = $1`,
        [id, by.actor.id, now],
      );
      return;
    case 'contacted':
      // The first contact counts.
      await sql.query(
        `UPDATE follow_ups SET contacted_at = LEAST(contacted_at, $2), status = 'in_progress',
           note = COALESCE($3, note), updated_at = $4 WHERE id = $1`,
        [id, change.at ?? now, change.note ?? null, now],
      );
      return;
    case 'finished':
      await sql.query(
        `UPDATE follow_ups SET done_at = $2, status = 'done', result = $3, note = COALESCE($4, note),
           complaint_no = $5, updated_at = $6 WHERE id = $1`,
        [id, change.at ?? now, change.result, change.note ?? null, change.complaintNo ?? null, now],
      );
  }
}

function toView(given: unknown, now: Date): FollowUpView {
  const row = rowSchema.parse(given);
  const times = { dueAt: row.due_at, contactedAt: row.contacted_at, doneAt: row.done_at };
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    invitationId: row.invitation_id,
    visitId: row.visit_id,
    customer:
      row.customer_no === null
        ? null
        : { customerNo: row.customer_no, name: maskName(row.name ?? '') },
    conversationId: row.conversation_id,
    facts: maskedFacts(row.facts),
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    createdAt: row.created_at,
    ...times,
    result: row.result,
    note: row.note === null ? null : maskText(row.note),
    complaintNo: row.complaint_no,
    verdict: followUpVerdict(times, now),
  };
}

/** Customers write numbers of theirs into comments. */
function maskedFacts(facts: JsonObject): JsonObject {
  const words = facts['words'];
  if (!Array.isArray(words)) return facts;
  return {
    ...facts,
    words: words.map((text) => (typeof text === 'string' ? maskText(text) : text)),
  };
}
