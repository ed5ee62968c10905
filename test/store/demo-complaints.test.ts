import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINT_STATUSES } from '../../src/domain/complaint/record.ts';
import { rebuildClocks } from '../../src/store/clocks/rebuild.ts';
import { makeComplaintStore } from '../../src/store/complaints/complaint-store.ts';
import { loadDemo } from '../../src/store/demo/load-demo.ts';
import { makeDemoInsurer } from '../../src/store/demo/make-demo-insurer.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeManualClock } from '../support/manual-clock.ts';

const NOW = new Date('2026-06-11T02:30:00.000Z');
const HOUR_MS = 3_600_000;
const log = pino({ level: 'silent' });
const deskPassword = 'a long enough password';
const clock = makeManualClock(NOW);
let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  await loadDemo({ pool: db.pool, log, deskPassword }, NOW);
});
afterAll(() => db.stop());

const count = (values: readonly unknown[]): number => new Set(values).size;
const list = async (query = {}) =>
  (await makeComplaintStore({ pool: db.pool, clock }).list({ limit: 100, ...query })).items;

describe('the demo complaints', () => {
  const { complaints } = makeDemoInsurer(NOW);

  it('are in every state that a complaint rests in, of every severity and of many categories', async () => {
    const all = await list();
    expect(all).toHaveLength(complaints.length);
    // Received is registered at once, and withdrawn is closed in the same act.
    const resting = COMPLAINT_STATUSES.filter((one) => one !== 'RECEIVED' && one !== 'WITHDRAWN');
    expect([...new Set(all.map(({ status }) => status))].sort()).toEqual([...resting].sort());
    expect(count(all.map(({ severity }) => severity))).toBe(4);
    expect(count(all.map(({ category }) => category))).toBeGreaterThanOrEqual(15);
  });

  it('are near a promise, past one, and kept', async () => {
    const open = await list({ status: ['open'] });
    const hoursLeft = open.flatMap(({ nextClock }) =>
      nextClock?.dueAt == null ? [] : [(nextClock.dueAt.getTime() - NOW.getTime()) / HOUR_MS],
    );
    expect(hoursLeft.filter((hours) => hours > 0 && hours < 3).length).toBeGreaterThanOrEqual(3);
    expect((await list({ isOverdue: true })).length).toBeGreaterThanOrEqual(1);
    expect((await list({ isOverdue: true })).length).toBeLessThan(open.length / 2);
    const { rows } = await db.pool.query(
      "SELECT verdict, count(*)::int AS count FROM complaint_clocks WHERE kind = 'resolution' GROUP BY 1",
    );
    const verdicts = new Map(rows.map((row) => [row.verdict, row.count]));
    expect(verdicts.get('met')).toBeGreaterThan(verdicts.get('breached') ?? 0);
    expect(verdicts.get('breached')).toBeGreaterThanOrEqual(1);
  });

  it('have a history that says the same as their rows, and clocks that a replay makes again', async () => {
    const { rows } = await db.pool.query(
      `SELECT c.complaint_no FROM complaints c
       LEFT JOIN LATERAL (SELECT max(seq) AS seq, (array_agg(to_status ORDER BY seq DESC))[1] AS status,
         max(recorded_at) AS at FROM complaint_events e WHERE e.complaint_id = c.id) e ON true
       WHERE e.seq IS DISTINCT FROM c.last_seq OR e.status IS DISTINCT FROM c.status OR e.at > $1`,
      [NOW],
    );
    expect(rows).toEqual([]);
    // Brought up to now, as the watch does; after that there is nothing left to change.
    await rebuildClocks({ pool: db.pool, clock });
    expect((await rebuildClocks({ pool: db.pool, clock })).differing).toBe(0);
  });

  it('have a group about one shop whose last one warned the leads, and one that is a repeat', async () => {
    const group = await list({ groupKey: 'shop:申江汽修' });
    expect(group).toHaveLength(5);
    expect(group.filter(({ flags }) => flags.includes('group'))).toHaveLength(1);
    const told = await db.pool.query(
      "SELECT DISTINCT complaint_no FROM desk_notices WHERE kind = 'group'",
    );
    expect(told.rows).toEqual([{ complaint_no: group[0]?.complaintNo }]);
    const repeats = await db.pool.query(
      'SELECT repeat_of_no FROM complaints WHERE repeat_of_no IS NOT NULL',
    );
    expect(repeats.rows.length).toBeGreaterThanOrEqual(1);
  });

  it('have transfers by regulators, ratings, and causes with somebody to put them right', async () => {
    const passedOn = await list({ source: ['regulator_12378', '12315'] });
    expect(passedOn.map(({ severity }) => severity).every((one) => one <= 'S2')).toBe(true);
    expect(passedOn).toHaveLength(2);
    const { rows } = await db.pool.query(
      `SELECT count(rating_score)::int AS ratings, count(root_cause)::int AS causes,
         count(*) FILTER (WHERE root_cause ? 'doneAt')::int AS done FROM complaints`,
    );
    expect(rows[0].ratings).toBeGreaterThanOrEqual(3);
    expect(rows[0].causes).toBeGreaterThanOrEqual(5);
    expect(rows[0].done).toBe(1);
  });

  it('name claims of their own customer only', () => {
    for (const { claim, customer } of complaints) {
      if (claim !== undefined) expect(claim.customer).toBe(customer);
    }
  });

  it('are the same at every first start', async () => {
    const other = await startTestDatabase();
    try {
      await loadDemo({ pool: other.pool, log, deskPassword }, NOW);
      const all = 'SELECT complaint_id, seq, kind, occurred_at, data FROM complaint_events';
      const order = `${all} ORDER BY complaint_id, seq`;
      expect((await other.pool.query(order)).rows).toEqual((await db.pool.query(order)).rows);
    } finally {
      await other.stop();
    }
  });

  it('load without anybody who may sign in yet', async () => {
    const other = await startTestDatabase();
    try {
      expect(await loadDemo({ pool: other.pool, log }, NOW)).toBe('loaded');
    } finally {
      await other.stop();
    }
  });
});
