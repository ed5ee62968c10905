import type { Pool } from 'pg';
import type { Clock } from '../../lib/clock.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { saveManyClocks } from './save-clocks.ts';

/** Complaints that one transaction rebuilds. */
const BATCH_MAX = 200;

/** What a rebuild found. */
export interface Rebuilt {
  readonly complaints: number;
  /** Rows of clocks that were not what their history makes of them. */
  readonly differing: number;
}

/**
 * Replays the history of every complaint, or only of those without clocks, and stores what comes out. Of rows that were
 * right none is written, so `differing` is 0 unless somebody changed rows by hand, restored a part, or a deadline
 * passed that no worker has looked at yet.
 */
export async function rebuildClocks(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  { onlyMissing = false }: { readonly onlyMissing?: boolean } = {},
): Promise<Rebuilt> {
  let after = '';
  let sum: Rebuilt = { complaints: 0, differing: 0 };
  for (;;) {
    const start = after;
    const batch = await inTransaction(pool, async (sql) => {
      const ids = await lockNext(sql, start);
      const last = ids.at(-1);
      if (last === undefined) return undefined;
      const complaintIds = onlyMissing ? await withoutClocks(sql, ids) : ids;
      if (complaintIds.length === 0) return { last, complaints: 0, changed: 0 };
      const { changed } = await saveManyClocks(sql, { complaintIds, now: clock.now() });
      return { last, complaints: complaintIds.length, changed };
    });
    if (batch === undefined) return sum;
    after = batch.last;
    sum = {
      complaints: sum.complaints + batch.complaints,
      differing: sum.differing + batch.changed,
    };
  }
}

async function lockNext(sql: Sql, after: string): Promise<readonly string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'SELECT id FROM complaints WHERE id > $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE',
    [after, BATCH_MAX],
  );
  return rows.map(({ id }) => id);
}

async function withoutClocks(sql: Sql, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT given.id FROM unnest($1::text[]) AS given(id)
     WHERE NOT EXISTS (SELECT 1 FROM complaint_clocks k WHERE k.complaint_id = given.id) ORDER BY 1`,
    [ids],
  );
  return rows.map(({ id }) => id);
}
