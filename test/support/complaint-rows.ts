import type { Pool } from 'pg';
import { expect } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { rebuildClocks } from '../../src/store/clocks/rebuild.ts';

/** What a test asks PostgreSQL about complaints; each but the last of one ($1: its number), in lines. */
const COMPLAINT_QUERIES = {
  /** Its history in order: what, by whom, to where. */
  events: `
  SELECT concat_ws(' ', e.kind, e.actor_kind, e.to_status) AS line FROM complaint_events e
  JOIN complaints c ON c.id = e.complaint_id WHERE c.complaint_no = $1 ORDER BY e.seq`,

  /** How each of its clocks came out, and what it was that it waited for. */
  clocks: `
  SELECT concat(k.kind, ' ', k.cycle, ' ', k.verdict,
    CASE WHEN (k.state->>'pausedMs')::bigint > 0 THEN ' after standing still' END,
    ', done by ', e.kind, ' of ', e.actor_kind) AS line
  FROM complaint_clocks k JOIN complaints c ON c.id = k.complaint_id
  LEFT JOIN complaint_events e ON e.complaint_id = c.id AND e.occurred_at = k.done_at AND e.kind <> 'register'
  WHERE c.complaint_no = $1 ORDER BY k.started_at, k.kind, k.cycle`,

  /** What was done to it by the audit trail, reading left out. */
  audit: `
  SELECT concat_ws(' ', substr(a.action, 11), a.actor_kind) AS line FROM audit a
  WHERE a.subject_id = $1 AND a.subject_kind = 'complaint' AND a.action NOT LIKE '%read' ORDER BY a.id`,

  /** Whose bell rang for what. */
  notices: `
  SELECT concat_ws(' ', n.kind, n.data->>'act', a.display_name) AS line FROM desk_notices n
  JOIN agents a ON a.id = n.agent_id WHERE n.complaint_no = $1 ORDER BY n.created_at, a.display_name`,

  /** The text of the message that is the proof of its notice. */
  noticeProof: `
  SELECT m.activity->>'text' AS line FROM complaints c JOIN messages m ON m.conversation_id = c.conversation_id
  WHERE c.complaint_no = $1 AND c.notice->>'proof' = c.conversation_id || '#' || m.seq`,

  /** Warnings of clocks of all complaints: that there are some, how many twice, how many that no bell rang for. */
  warnings: `
  SELECT count(*) > 0 AS some, (count(*) - count(DISTINCT (k.clock_id, k.level, k.agent_id)))::int AS doubled,
    count(*) FILTER (WHERE n.id IS NULL)::int AS untold
  FROM clock_notices k LEFT JOIN desk_notices n ON n.id = k.notice_id AND n.agent_id = k.agent_id`,
} as const;

/** What PostgreSQL knows of the complaint afterwards is what both sides saw; replayed, every clock is as it is. */
export async function expectComplaintRows(pool: Pool, no: string): Promise<void> {
  const lines = async (text: string): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ line: string }>(text, [no]);
    return rows.map(({ line }) => line);
  };
  expect(await lines(COMPLAINT_QUERIES.events)).toEqual([
    'register customer REGISTERED',
    'answered system REGISTERED',
    'assign agent ASSIGNED',
    'contact agent INVESTIGATING',
    'pause agent WAITING_CUSTOMER',
    'supplement customer INVESTIGATING',
    'propose agent PROPOSED',
    'dispute customer DISPUTED',
    'decide agent DECIDED',
    'confirm customer DECIDED',
    'close agent CLOSED',
  ]);
  expect(await lines(COMPLAINT_QUERIES.clocks)).toEqual([
    'acknowledgement 1 met, done by answered of system',
    'first_feedback 1 met, done by contact of agent',
    'regulator 1 met, done by decide of agent',
    'resolution 1 met after standing still, done by propose of agent',
    'next_response 1 met, done by propose of agent',
    'next_response 2 met, done by decide of agent',
  ]);
  expect(await lines(COMPLAINT_QUERIES.audit)).toEqual([
    'filed customer',
    'assigned agent',
    'contacted agent',
    'paused agent',
    'supplemented customer',
    'proposed agent',
    'disputed customer',
    'decided agent',
    'confirmed customer',
    'closed agent',
  ]);
  expect(await lines(COMPLAINT_QUERIES.notices)).toEqual([
    'assigned assign 邹明',
    'answered supplement 万芳',
    'answered supplement 邹明',
    'answered dispute 万芳',
    'answered dispute 邹明',
    'answered confirm 邹明',
  ]);
  expect(await lines(COMPLAINT_QUERIES.noticeProof)).toEqual([
    expect.stringMatching(/一、核实情况.*二、处理决定.*三、依据和理由.*四、您还可以/s),
  ]);
  const warnings = await pool.query(COMPLAINT_QUERIES.warnings);
  expect(warnings.rows).toEqual([{ doubled: 0, untold: 0, some: true }]);
  const rebuilt = await rebuildClocks({ pool, clock: systemClock });
  expect(rebuilt.complaints).toBeGreaterThan(20);
  expect(rebuilt.differing).toBe(0);
}
