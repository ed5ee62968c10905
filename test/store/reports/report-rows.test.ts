import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listComplaints } from '../../../src/store/complaints/list-complaints.ts';
import { readAftermaths, readAnalysedClocks } from '../../../src/store/reports/report-rows.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

/** A busy insurer's month. */
const COMPLAINTS = 4_000;
/** Sound reading takes a tenth of it here; asking complaint by complaint took fifteen seconds. */
const READ_WITHIN_MS = 2_000;

const RECEIVED = {
  from: new Date('2026-06-01T00:00:00Z'),
  before: new Date('2026-07-01T00:00:00Z'),
};
const NOW = new Date('2026-07-01T00:00:00Z');

/** Every tenth came again through the regulator, every fourth was told a plan, one clock each. */
const MONTH = `
  INSERT INTO complaints (id, complaint_no, status, source, category, severity, matter, received_at, registered_at,
      first_feedback_due_at, resolution_due_at, repeat_of_no, next_due_at, created_at, updated_at)
    SELECT 'cmp_' || n, 'TS' || lpad(n::text, 6, '0'), 'REGISTERED',
      CASE WHEN n % 10 = 0 THEN 'regulator_12378' ELSE 'phone' END, 'CLAIM.DELAY', 'S3', '慢', at, at,
      at + interval '48 hours', at + interval '72 hours',
      CASE WHEN n % 10 = 0 THEN 'TS' || lpad((n - 1)::text, 6, '0') END, at + interval '48 hours', at, at
    FROM generate_series(1, ${COMPLAINTS}) AS n,
      LATERAL (SELECT timestamptz '2026-06-01Z' + n * interval '10 minutes' AS at) t;
  INSERT INTO complaint_events (complaint_id, seq, kind, occurred_at, recorded_at, actor_kind, actor_id, to_status,
      data, clock_events)
    SELECT id, 1, CASE WHEN right(complaint_no, 1) IN ('4', '8') THEN 'propose' ELSE 'register' END, received_at,
      received_at, 'agent', 'agt_he', 'REGISTERED', '{}', '[]' FROM complaints;
  INSERT INTO complaint_clocks (id, complaint_id, kind, cycle, state, started_at, due_at, wake_level)
    SELECT id || ':first_feedback:1', id, 'first_feedback', 1, '{"pausedMs": 0}', received_at,
      received_at + interval '48 hours', 0 FROM complaints;
  ANALYZE complaints, complaint_events, complaint_clocks`;

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(MONTH);
});
afterAll(() => db.stop());

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly ms: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, ms: performance.now() - begun };
}

describe('a month of four thousand complaints', () => {
  it('shows what became of each in the time of one look', async () => {
    const { value, ms } = await timed(() => readAftermaths(db.pool, RECEIVED));
    expect(value).toHaveLength(COMPLAINTS);
    expect(value.filter(({ cameThroughRegulator }) => cameThroughRegulator)).toHaveLength(400);
    expect(value.filter(({ wasTold }) => wasTold)).toHaveLength(800);
    expect(ms).toBeLessThan(READ_WITHIN_MS);
  });

  it('has clocks to the millisecond', async () => {
    const clocks = await readAnalysedClocks(db.pool, RECEIVED);
    expect(clocks).toHaveLength(COMPLAINTS);
    const [first] = clocks.filter(({ complaintNo }) => complaintNo === 'TS000001');
    expect(first).toMatchObject({
      startedAt: new Date('2026-06-01T00:10:00.000Z'),
      dueAt: new Date('2026-06-03T00:10:00.000Z'),
      doneAt: null,
      breachedAt: null,
    });
  });

  it('is listed by deadline page after page, each complaint once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 200, sort: 'due', cursor } as const;
      const page = await listComplaints(db.pool, query, NOW);
      seen.push(...page.items.map(({ complaintNo }) => complaintNo));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(COMPLAINTS);
    expect(seen).toEqual([...seen].sort());
  });
});
