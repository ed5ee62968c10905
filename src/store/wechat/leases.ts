import type { Pool } from 'pg';

/** What one process may do at a time, such as holding the session of a wechaty account. */
export interface Leases {
  /** True when this process has it now; free when nobody has it, or when whoever has it is gone. */
  take(name: string): Promise<boolean>;
  /** Gives it back; what another has stays theirs. */
  release(name: string): Promise<void>;
}

export interface LeasesDeps {
  readonly pool: Pool;
  /** This process, as its presence in the database is named (process-connection.ts). */
  readonly processId: string;
}

/** Leases on PostgreSQL, held as long as the holder's presence: no time-out, so no clock that could be wrong. */
export function makeLeases({ pool, processId }: LeasesDeps): Leases {
  return {
    take: async (name) => {
      const { rowCount } = await pool.query({ ...TAKE, values: [name, processId] });
      return rowCount === 1;
    },
    release: async (name) => {
      await pool.query('DELETE FROM leases WHERE name = $1 AND holder = $2', [name, processId]);
    },
  };
}

/** The presence of a holder that is gone can be locked by somebody else: see turn-store.ts. */
const TAKE = {
  name: 'lease-take',
  text: `INSERT INTO leases AS l (name, holder, since) VALUES ($1, $2, now())
    ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder,
      since = CASE WHEN l.holder = EXCLUDED.holder THEN l.since ELSE EXCLUDED.since END
    WHERE l.holder = EXCLUDED.holder OR pg_try_advisory_xact_lock(hashtextextended(l.holder, 0))`,
};
