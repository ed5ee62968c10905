import type { Pool } from 'pg';
import { addMs, type Clock, DAY_MS, MINUTE_MS } from '../lib/clock.ts';
import type { Json } from '../lib/json.ts';

/** What to do with a write that carries an Idempotency-Key. */
export type IdempotencyBegin =
  /** First time: do it, then `finish` or `forget`. */
  | { readonly kind: 'fresh' }
  | { readonly kind: 'replay'; readonly status: number; readonly body: Json }
  /** The same key came with another request. */
  | { readonly kind: 'mismatch' }
  /** The first one is still at work. */
  | { readonly kind: 'in_progress' };

export interface IdempotencyStore {
  /** `key` names the caller too: two callers may choose the same one. */
  begin(key: string, requestHash: string): Promise<IdempotencyBegin>;
  finish(key: string, answer: { readonly status: number; readonly body: Json }): Promise<void>;
  /** The write failed on our side: the caller may try again with the same key. */
  forget(key: string): Promise<void>;
}

const KEEP_MS = DAY_MS;
/** A write that did not finish within this long ended with its process. */
const ABANDONED_MS = MINUTE_MS;

interface Row {
  readonly request_hash: string;
  readonly status: number | null;
  readonly body: Json;
}

/** Answers to writes that carried an Idempotency-Key, kept for 24 hours. */
export function makeIdempotencyStore(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
}): IdempotencyStore {
  const { pool, clock } = deps;
  return {
    begin: async (key, requestHash) => {
      const now = clock.now();
      const { rowCount } = await pool.query(
        `INSERT INTO idempotency_keys AS i (key, request_hash, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (key) DO UPDATE SET request_hash = excluded.request_hash, status = NULL,
           body = NULL, created_at = excluded.created_at
         WHERE i.created_at <= $4 OR (i.status IS NULL AND i.created_at <= $5 AND i.request_hash = $2)`,
        [key, requestHash, now, addMs(now, -KEEP_MS), addMs(now, -ABANDONED_MS)],
      );
      return rowCount === 1 ? { kind: 'fresh' } : readExisting(pool, key, requestHash);
    },
    finish: async (key, answer) => {
      await pool.query('UPDATE idempotency_keys SET status = $2, body = $3 WHERE key = $1', [
        key,
        answer.status,
        JSON.stringify(answer.body),
      ]);
    },
    forget: async (key) => {
      await pool.query('DELETE FROM idempotency_keys WHERE key = $1 AND status IS NULL', [key]);
    },
  };
}

async function readExisting(
  pool: Pool,
  key: string,
  requestHash: string,
): Promise<IdempotencyBegin> {
  const { rows } = await pool.query<Row>(
    'SELECT request_hash, status, body FROM idempotency_keys WHERE key = $1',
    [key],
  );
  const row = rows[0];
  // Forgotten between the two statements: the first try failed, and this caller may try again.
  if (row === undefined) return { kind: 'in_progress' };
  if (row.request_hash !== requestHash) return { kind: 'mismatch' };
  if (row.status === null) return { kind: 'in_progress' };
  return { kind: 'replay', status: row.status, body: row.body };
}
