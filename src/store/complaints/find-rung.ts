import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import { addMs, SECOND_MS } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';

/** A turn is committed within this time of its writes. */
const JUST_NOW_MS = 30 * SECOND_MS;

/** What consoles are to hear of a complaint that a customer's turn has just written: it, and the bells that it rang. */
export async function findRung(
  sql: Sql,
  complaintNo: string,
  now: Date,
): Promise<readonly DeskEvent[]> {
  const { rows } = await sql.query<{ agent_id: string }>(
    'SELECT DISTINCT agent_id FROM desk_notices WHERE complaint_no = $1 AND created_at >= $2',
    [complaintNo, addMs(now, -JUST_NOW_MS)],
  );
  const bells = rows.map(({ agent_id }) => ({ kind: 'notice', agentId: agent_id }) as const);
  return [{ kind: 'complaint', complaintNo }, ...bells];
}
