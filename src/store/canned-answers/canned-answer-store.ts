import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import type { CannedAnswerRecord } from '../../domain/handoff/desk-setup.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, isUniqueViolation, type Sql } from '../sql.ts';

export type CannedAnswerWords = Pick<
  CannedAnswerRecord,
  'shortcut' | 'title' | 'category' | 'text'
>;

export interface CannedAnswerStore {
  /** By category and shortcut, at most a thousand. */
  list(): Promise<readonly CannedAnswerRecord[]>;
  find(id: string): Promise<CannedAnswerRecord | undefined>;
  create(input: CannedAnswerWords, actor: Actor): Promise<CannedAnswerRecord | 'shortcut_taken'>;
  change(
    id: string,
    input: CannedAnswerWords,
    actor: Actor,
  ): Promise<CannedAnswerRecord | 'not_found' | 'shortcut_taken'>;
  remove(id: string, actor: Actor): Promise<'removed' | 'not_found'>;
}

export interface CannedAnswerStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

const rowSchema = z.object({
  id: z.string(),
  shortcut: z.string(),
  title: z.string(),
  category: z.string(),
  text: z.string(),
  updated_by: z.string(),
  updated_at: z.date(),
});
const COLUMNS = Object.keys(rowSchema.shape).join(', ');
const SHORTCUT_CONSTRAINT = 'canned_answers_shortcut_key';

/** Texts that agents send often. */
export function makeCannedAnswerStore(deps: CannedAnswerStoreDeps): CannedAnswerStore {
  const { pool, clock } = deps;
  return {
    list: async () => {
      const { rows } = await pool.query(
        `SELECT ${COLUMNS} FROM canned_answers ORDER BY category, shortcut LIMIT 1000`,
      );
      return rows.map(toRecord);
    },
    find: async (id) => {
      const { rows } = await pool.query(`SELECT ${COLUMNS} FROM canned_answers WHERE id = $1`, [
        id,
      ]);
      return rows[0] === undefined ? undefined : toRecord(rows[0]);
    },
    create: (input, actor) =>
      unlessTaken(() => inTransaction(pool, (sql) => create(sql, deps, { input, actor }))),
    change: (id, input, actor) =>
      unlessTaken(() =>
        inTransaction(pool, (sql) => change(sql, { id, input, actor, now: clock.now() })),
      ),
    remove: (id, actor) =>
      inTransaction(pool, (sql) => remove(sql, { id, actor, now: clock.now() })),
  };
}

async function unlessTaken<T>(work: () => Promise<T>): Promise<T | 'shortcut_taken'> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, SHORTCUT_CONSTRAINT)) return 'shortcut_taken';
    throw error;
  }
}

async function create(
  sql: Sql,
  { clock, random }: CannedAnswerStoreDeps,
  { input, actor }: { readonly input: CannedAnswerWords; readonly actor: Actor },
): Promise<CannedAnswerRecord> {
  const now = clock.now();
  const id = newId('cannedAnswer', random);
  const { shortcut, title, category, text } = input;
  const { rows } = await sql.query(
    `INSERT INTO canned_answers (id, shortcut, title, category, text, updated_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7) RETURNING ${COLUMNS}`,
    [id, shortcut, title, category, text, actor.id, now],
  );
  await insertAudit(sql, [{ ...subjectOf(id, actor), action: 'canned_answer.created' }], now);
  return toRecord(rows[0]);
}

interface Change {
  readonly id: string;
  readonly actor: Actor;
  readonly now: Date;
}

async function change(
  sql: Sql,
  { id, input, actor, now }: Change & { readonly input: CannedAnswerWords },
): Promise<CannedAnswerRecord | 'not_found'> {
  const { shortcut, title, category, text } = input;
  const { rows } = await sql.query(
    `UPDATE canned_answers SET shortcut = $2, title = $3, category = $4, text = $5, updated_by = $6,
       updated_at = $7
     WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, shortcut, title, category, text, actor.id, now],
  );
  if (rows[0] === undefined) return 'not_found';
  await insertAudit(sql, [{ ...subjectOf(id, actor), action: 'canned_answer.changed' }], now);
  return toRecord(rows[0]);
}

async function remove(sql: Sql, { id, actor, now }: Change): Promise<'removed' | 'not_found'> {
  const { rowCount } = await sql.query('DELETE FROM canned_answers WHERE id = $1', [id]);
  if (rowCount !== 1) return 'not_found';
  await insertAudit(sql, [{ ...subjectOf(id, actor), action: 'canned_answer.removed' }], now);
  return 'removed';
}

function subjectOf(id: string, actor: Actor) {
  return { actor, subjectKind: 'canned_answer', subjectId: id };
}

function toRecord(row: unknown): CannedAnswerRecord {
  const { updated_by: updatedBy, updated_at: updatedAt, ...rest } = rowSchema.parse(row);
  return { ...rest, updatedBy, updatedAt };
}
