import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/** What the customer was asked for, or told, when a complaint stood still the last time. */
export async function readWaitingRequest(
  sql: Sql,
  complaintId: Id<'complaint'>,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ request: string | null }>(
    `SELECT data->>'request' AS request FROM complaint_events
     WHERE complaint_id = $1 AND kind = 'pause' ORDER BY seq DESC LIMIT 1`,
    [complaintId],
  );
  return rows[0]?.request ?? undefined;
}
