import type { AuditEntry } from '../domain/audit.ts';
import type { Sql } from './sql.ts';

/** Writes audit rows; inside a transaction they stand or fall with what they tell about. */
export async function insertAudit(
  sql: Sql,
  entries: readonly AuditEntry[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return;
  await sql.query(
    `INSERT INTO audit (at, actor_kind, actor_id, action, subject_kind, subject_id, reason, data)
     SELECT $1, a->'actor'->>'kind', a->'actor'->>'id', a->>'action', a->>'subjectKind', a->>'subjectId',
       a->>'reason', COALESCE(a->'data', '{}') FROM jsonb_array_elements($2::jsonb) AS a`,
    [now, JSON.stringify(entries)],
  );
}
