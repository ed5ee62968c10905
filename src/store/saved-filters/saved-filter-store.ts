import type { Pool } from 'pg';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import { inTransaction, type Sql } from '../sql.ts';

/** More on one page are no shortcut any more. */
const FILTERS_MAX = 30;

const rowSchema = z.object({
  id: z.string(),
  page: z.string(),
  name: z.string(),
  query: z.record(z.string(), z.string()),
});
type SavedFilter = z.infer<typeof rowSchema>;

type Put =
  | { readonly kind: 'created' | 'updated'; readonly filter: SavedFilter }
  | { readonly kind: 'full' };

export interface SavedFilterStore {
  /** By page and name. */
  list(agentId: Id<'agent'>, page: string | undefined): Promise<readonly SavedFilter[]>;
  /** One of the same page and name is replaced; `full`: there are thirty on that page. */
  put(
    agentId: Id<'agent'>,
    input: {
      readonly page: string;
      readonly name: string;
      readonly query: Readonly<Record<string, string>>;
    },
  ): Promise<Put>;
  remove(agentId: Id<'agent'>, id: string): Promise<'removed' | 'not_found'>;
}

interface Deps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

/** Lists as people want to find them again, each their own. */
export function makeSavedFilterStore(deps: Deps): SavedFilterStore {
  const { pool } = deps;
  return {
    list: async (agentId, page) => {
      const { rows } = await pool.query(
        `SELECT id, page, name, query FROM saved_filters
         WHERE agent_id = $1 AND ($2::text IS NULL OR page = $2) ORDER BY page, name LIMIT 1000`,
        [agentId, page ?? null],
      );
      return z.array(rowSchema).parse(rows);
    },
    put: (agentId, input) => inTransaction(pool, (sql) => put(sql, deps, { agentId, ...input })),
    remove: async (agentId, id) => {
      const { rowCount } = await pool.query(
        'DELETE FROM saved_filters WHERE id = $1 AND agent_id = $2',
        [id, agentId],
      );
      return rowCount === 1 ? 'removed' : 'not_found';
    },
  };
}

async function put(
  sql: Sql,
  { clock, random }: Deps,
  input: Omit<SavedFilter, 'id'> & { readonly agentId: Id<'agent'> },
): Promise<Put> {
  const { agentId, page, name, query } = input;
  // Two tabs of one person count one after the other.
  await sql.query('SELECT 1 FROM agents WHERE id = $1 FOR UPDATE', [agentId]);
  const { rows: others } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM saved_filters WHERE agent_id = $1 AND page = $2 AND name <> $3`,
    [agentId, page, name],
  );
  if ((others[0]?.count ?? 0) >= FILTERS_MAX) return { kind: 'full' };
  const id = newId('savedFilter', random);
  const { rows } = await sql.query(
    `INSERT INTO saved_filters (id, agent_id, page, name, query, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (agent_id, page, name) DO UPDATE SET query = EXCLUDED.query
     RETURNING id, page, name, query`,
    [id, agentId, page, name, JSON.stringify(query), clock.now()],
  );
  const filter = rowSchema.parse(rows[0]);
  return { kind: filter.id === id ? 'created' : 'updated', filter };
}
