import type { Sql } from './sql.ts';

/** One row that another system keeps current. Table and column names are ours, never a caller's. */
export interface PutRow {
  readonly table: 'customers' | 'policies' | 'claims';
  readonly keyColumn: string;
  readonly key: string;
  /** The id of the row if it is new. */
  readonly newId: string;
  /** By column; undefined leaves what is stored. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Written only where nothing is stored yet: since when something is so. */
  readonly since?: Readonly<Record<string, Date>>;
  /** Written only when the row is new. */
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly sourceUpdatedAt: Date;
  readonly now: Date;
}

export interface PutRowResult {
  readonly id: string;
  readonly kind: 'created' | 'updated' | 'older';
}

/**
 * Inserts or updates a row and keeps it locked for the rest of the transaction. The newest
 * `sourceUpdatedAt` wins whatever the order of arrival: an older PUT changes nothing.
 */
export async function putRow(sql: Sql, put: PutRow): Promise<PutRowResult> {
  const given = Object.entries(put.values).filter(([, value]) => value !== undefined);
  const since = Object.entries(put.since ?? {});
  const inserted: [string, unknown][] = [
    ['id', put.newId],
    [put.keyColumn, put.key],
    ...given,
    ...since,
    ...Object.entries(put.initial ?? {}).filter(([column]) => put.values[column] === undefined),
    ['source_updated_at', put.sourceUpdatedAt],
    ['created_at', put.now],
    ['updated_at', put.now],
  ];
  const columns = inserted.map(([column]) => column);
  const places = inserted.map((_, i) => `$${i + 1}`);
  const plain = [...given.map(([column]) => column), 'source_updated_at', 'updated_at'];
  const updates = [
    ...plain.map((column) => `${column} = excluded.${column}`),
    ...since.map(([column]) => `${column} = COALESCE(t.${column}, excluded.${column})`),
  ];
  const { rows } = await sql.query<{ id: string; is_new: boolean }>(
    `INSERT INTO ${put.table} AS t (${columns.join(', ')}) VALUES (${places.join(', ')})
     ON CONFLICT (${put.keyColumn}) DO UPDATE SET ${updates.join(', ')}
     WHERE t.source_updated_at IS NULL OR t.source_updated_at <= excluded.source_updated_at
     RETURNING id, xmax = 0 AS is_new`,
    inserted.map(([, value]) => value),
  );
  const row = rows[0];
  if (row !== undefined) return { id: row.id, kind: row.is_new ? 'created' : 'updated' };
  const found = await sql.query<{ id: string }>(
    `SELECT id FROM ${put.table} WHERE ${put.keyColumn} = $1`,
    [put.key],
  );
  return { id: found.rows[0]?.id ?? put.newId, kind: 'older' };
}
