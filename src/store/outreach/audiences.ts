import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { type AudienceRule, audienceRuleSchema } from '../../domain/outreach/audience.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction, isUniqueViolation } from '../sql.ts';

export interface AudienceStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  rule: audienceRuleSchema,
  created_by: z.string(),
  created_at: z.date(),
  updated_at: z.date(),
});
const COLUMNS = Object.keys(rowSchema.shape).join(', ');
const NAME_CONSTRAINT = 'audiences_name_key';

/** A rule with a name. */
export interface AudienceRow {
  readonly id: string;
  readonly name: string;
  readonly rule: AudienceRule;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface Input {
  readonly name: string;
  readonly rule: AudienceRule;
}

/** Saved audiences: who is meant, as a rule and not as a list. */
export function makeAudienceStore(deps: AudienceStoreDeps) {
  return {
    list: (request: PageRequest) => list(deps, request),
    create: (input: Input, actor: Actor) => unlessTaken(() => create(deps, input, actor)),
    change: (id: string, input: Input, actor: Actor) =>
      unlessTaken(() => change(deps, { id, input, actor })),
    remove: (id: string, actor: Actor) => remove(deps, id, actor),
  };
}

async function unlessTaken<T>(work: () => Promise<T>): Promise<T | 'name_taken'> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, NAME_CONSTRAINT)) return 'name_taken';
    throw error;
  }
}

async function list({ pool }: AudienceStoreDeps, request: PageRequest): Promise<Page<AudienceRow>> {
  const [after] = decodeCursor(request.cursor, 1) ?? [];
  const { rows } = await pool.query(
    `SELECT ${COLUMNS} FROM audiences WHERE ($1::text IS NULL OR name > $1) ORDER BY name LIMIT $2`,
    [after ?? null, request.limit + 1],
  );
  return toPage(rows.map(toRow), {
    limit: request.limit,
    cursorOf: ({ name }) => [name],
    toItem: (row) => row,
  });
}

function create(
  { pool, clock, random }: AudienceStoreDeps,
  { name, rule }: Input,
  actor: Actor,
): Promise<AudienceRow> {
  const now = clock.now();
  const id = newId('audience', random);
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query(
      `INSERT INTO audiences (id, name, rule, created_by, created_at, updated_at)
       VALUES ($1, $2, $3::jsonb, $4, $5, $5) RETURNING ${COLUMNS}`,
      [id, name, JSON.stringify(rule), actor.id, now],
    );
    await insertAudit(sql, [{ ...subjectOf(id, actor), action: 'audience.created' }], now);
    return toRow(rows[0]);
  });
}

function change(
  { pool, clock }: AudienceStoreDeps,
  { id, input, actor }: { readonly id: string; readonly input: Input; readonly actor: Actor },
): Promise<AudienceRow | 'not_found'> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query(
      `UPDATE audiences SET name = $2, rule = $3::jsonb, updated_at = $4 WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, input.name, JSON.stringify(input.rule), now],
    );
    if (rows[0] === undefined) return 'not_found';
    await insertAudit(sql, [{ ...subjectOf(id, actor), action: 'audience.changed' }], now);
    return toRow(rows[0]);
  });
}

function remove(
  { pool, clock }: AudienceStoreDeps,
  id: string,
  actor: Actor,
): Promise<'removed' | 'not_found'> {
  return inTransaction(pool, async (sql) => {
    const { rowCount } = await sql.query('DELETE FROM audiences WHERE id = $1', [id]);
    if (rowCount !== 1) return 'not_found';
    await insertAudit(sql, [{ ...subjectOf(id, actor), action: 'audience.removed' }], clock.now());
    return 'removed';
  });
}

function subjectOf(id: string, actor: Actor) {
  return { actor, subjectKind: 'audience', subjectId: id };
}

function toRow(given: unknown): AudienceRow {
  const {
    created_by: createdBy,
    created_at: createdAt,
    updated_at: updatedAt,
    ...rest
  } = rowSchema.parse(given);
  return { ...rest, createdBy, createdAt, updatedAt };
}
