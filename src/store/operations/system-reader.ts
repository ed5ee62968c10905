import type { Pool } from 'pg';
import { z } from 'zod';
import type { SystemState } from '../../domain/system-state.ts';
import type { Clock } from '../../lib/clock.ts';
import { PROCESS_CONNECTION } from '../process-connection.ts';

/** What the database knows of an installation. */
export type StoredState = Pick<
  SystemState,
  'database' | 'processes' | 'outbox' | 'conversations' | 'audit'
> & {
  readonly languageModel: { readonly calls24h: number; readonly failures24h: number };
  /** The last day for which public holidays are known, `YYYY-MM-DD`. */
  readonly holidaysKnownUntil?: string;
  /** Complaints that promise a working time beyond the last day for which holidays are known. */
  readonly promisesBeyond?: number;
  /** Endpoints that get nothing. */
  readonly webhooksDisabled: number;
};

/** A look that takes longer is given up: the page must show that the database is slow. */
const STATEMENT_TIMEOUT_MS = 5_000;

const READ = `SELECT current_setting('server_version') AS version,
  pg_database_size(current_database())::float8 AS size_bytes,
  (SELECT count(*)::int FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = $2) AS processes,
  (SELECT count(*)::int FROM outbox WHERE status IN ('queued', 'sending')) AS queued,
  (SELECT min(created_at) FROM outbox WHERE status IN ('queued', 'sending')) AS oldest_queued_at,
  (SELECT count(*)::int FROM outbox WHERE status = 'failed') AS failed,
  (SELECT count(*)::int FROM outbox WHERE status = 'unknown') AS unknown,
  (SELECT count(*)::int FROM conversations WHERE last_inbound_seq > handled_seq
    AND last_inbound_at < $1::timestamptz - interval '10 seconds') AS unhandled,
  (SELECT count(*)::int FROM conversations WHERE ended_at IS NULL) AS open,
  (SELECT count(*)::int FROM model_calls WHERE at > $1::timestamptz - interval '1 day') AS calls,
  (SELECT count(*)::int FROM model_calls WHERE at > $1::timestamptz - interval '1 day'
    AND outcome IN ('timeout', 'unreachable', 'refused', 'malformed', 'circuit_open')) AS failures,
  (SELECT max(n)::float8 FROM audit_chain) AS audit_rows,
  (SELECT hash FROM audit_chain ORDER BY n DESC LIMIT 1) AS audit_hash,
  (SELECT max(left(date, 4)) FROM holidays WHERE date LIKE '____-10-01' AND NOT is_workday)
    AS holidays_year,
  (SELECT count(DISTINCT complaint_id)::int FROM complaint_clocks WHERE done_at IS NULL AND ended_at IS NULL
    AND state->'target'->'length'->>'basis' = 'working' AND due_at > COALESCE(
      (SELECT max(left(date, 4) || '-12-31 24:00+08') FROM holidays WHERE date LIKE '____-10-01' AND NOT is_workday)
        ::timestamptz, '-infinity')) AS promises_beyond,
  (SELECT count(*)::int FROM webhook_endpoints WHERE disabled_at IS NOT NULL) AS webhooks_disabled`;

const rowSchema = z.object({
  version: z.string(),
  size_bytes: z.number(),
  processes: z.number(),
  queued: z.number(),
  oldest_queued_at: z.date().nullable(),
  failed: z.number(),
  unknown: z.number(),
  unhandled: z.number(),
  open: z.number(),
  calls: z.number(),
  failures: z.number(),
  audit_rows: z.number().nullable(),
  audit_hash: z.string().nullable(),
  holidays_year: z.string().nullable(),
  promises_beyond: z.number(),
  webhooks_disabled: z.number(),
});

/** Reads the state of an installation; a database that does not answer is part of the answer. */
export function makeSystemReader(deps: { readonly pool: Pool; readonly clock: Clock }): {
  read(): Promise<StoredState>;
} {
  return {
    read: async () => {
      const client = await deps.pool.connect().catch(() => undefined);
      if (client === undefined) return UNREACHABLE;
      try {
        await client.query(`SET statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
        const asked = deps.clock.now();
        await client.query('SELECT 1');
        const latencyMs = deps.clock.now().getTime() - asked.getTime();
        const { rows } = await client.query(READ, [asked, PROCESS_CONNECTION]);
        return toState(rowSchema.parse(rows[0]), latencyMs);
      } catch {
        return UNREACHABLE;
      } finally {
        const isClean = await client.query('RESET statement_timeout').then(
          () => true,
          () => false,
        );
        client.release(!isClean);
      }
    },
  };
}

const UNREACHABLE: StoredState = {
  database: { isReachable: false },
  processes: 0,
  outbox: { queued: 0, failed: 0, unknown: 0 },
  conversations: { unhandled: 0, open: 0 },
  languageModel: { calls24h: 0, failures24h: 0 },
  audit: { rows: 0 },
  webhooksDisabled: 0,
};

function toState(row: z.infer<typeof rowSchema>, latencyMs: number): StoredState {
  const { version, queued, failed, unknown, unhandled, open } = row;
  return {
    database: { isReachable: true, latencyMs, sizeBytes: row.size_bytes, version },
    processes: row.processes,
    outbox: {
      queued,
      failed,
      unknown,
      ...(row.oldest_queued_at === null ? {} : { oldestQueuedAt: row.oldest_queued_at }),
    },
    conversations: { unhandled, open },
    languageModel: { calls24h: row.calls, failures24h: row.failures },
    audit: {
      rows: row.audit_rows ?? 0,
      ...(row.audit_hash === null ? {} : { headHash: row.audit_hash }),
    },
    // A year is known when its National Day is (domain/calendar/holiday-table.ts).
    ...(row.holidays_year === null ? {} : { holidaysKnownUntil: `${row.holidays_year}-12-31` }),
    promisesBeyond: row.promises_beyond,
    webhooksDisabled: row.webhooks_disabled,
  };
}
