import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  addAgent,
  addCustomer,
  at,
  emptyVisits,
  makeVisitWorld,
  visitLines,
} from './visit-world.ts';

let db: TestDatabase;
let world: ReturnType<typeof makeVisitWorld>;

beforeAll(async () => {
  db = await startTestDatabase();
});
beforeEach(async () => {
  await emptyVisits(db.pool);
  world = makeVisitWorld(db.pool);
  await addAgent(db.pool, 'agt_handler', '张处理');
  await addAgent(db.pool, 'agt_lead', '陈主管', 'supervisor');
  await addCustomer(db.pool, 'c1');
  await world.tick('2026-06-01 09:00');
});
afterAll(() => db.stop());

/** A complaint that was closed on the 1st at ten; its own desk asks a day later. */
async function close(
  no: string,
  given: { severity?: string; reason?: string; isTold?: boolean } = {},
): Promise<void> {
  const { severity = 'S3', reason = 'accepted', isTold = true } = given;
  await db.pool.query(
    `INSERT INTO complaints (id, complaint_no, status, category, severity, matter, source, received_at, registered_at,
       first_feedback_due_at, resolution_due_at, closed_at, close_reason, customer_id, handler_id, supervisor_id,
       created_at, updated_at)
     VALUES ('cmp_' || $1, $1, 'CLOSED', 'CLAIM.DELAY', $2, 'x', 'web', $3, $3, $4, $4, $4, $5, 'c1', 'agt_handler',
       'agt_lead', $3, $3)`,
    [no, severity, at('2026-05-28 10:00'), at('2026-06-01 10:00'), reason],
  );
  await db.pool.query(
    `INSERT INTO complaint_events (complaint_id, seq, kind, occurred_at, recorded_at, actor_kind, actor_id, to_status, data)
     VALUES ('cmp_' || $1, 1, 'ask_rating', $2, $2, 'system', 'timers', 'CLOSED', $3)`,
    [no, at('2026-06-02 10:00'), JSON.stringify({ isTold })],
  );
}

/** What the complaint's own desk does a day after closing. */
const ask = (no: string) =>
  db.pool.query('UPDATE complaints SET rating_asked_at = $2 WHERE complaint_no = $1', [
    no,
    at('2026-06-02 10:00'),
  ]);

const states = async (): Promise<readonly string[]> =>
  (await visitLines(db.pool)).map((one) =>
    [one.status, one.result, one.reason, one.attempts].filter((part) => part !== null).join(' '),
  );

describe('a visit after a complaint', () => {
  it('takes the answer that was given in the chat, and sends nothing of its own', async () => {
    await close('K1');
    await world.tick('2026-06-01 11:00');
    await world.run('2026-06-02 10:00', 6);
    await ask('K1');
    await world.run('2026-06-02 20:00', 4);
    await db.pool.query('UPDATE complaints SET rated_at = $1, rating_score = 5', [world.now()]);
    await world.tick('2026-06-02 21:00');
    expect(await states()).toEqual(['done SUCCESS rated_in_chat 1']);
    const { rows } = await db.pool.query('SELECT count(*)::int AS n FROM outreach_deliveries');
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('is missed when a light one is not answered, and called when it was severe: by who leads it', async () => {
    await close('K2', { severity: 'S1' });
    await close('K3');
    await world.tick('2026-06-01 11:00');
    await ask('K2');
    await ask('K3');
    await world.run('2026-06-03 15:00', 4);
    expect(await states()).toEqual(['calling 1', 'planned 1']);
    const [severe] = await visitLines(db.pool);
    expect(severe?.owner_id).toBe('agt_lead');
    const handler = { actor: { kind: 'agent', id: 'agt_handler' }, isLead: true } as const;
    expect(await world.desk.take(severe?.id ?? '', handler)).toMatchObject({ why: 'excluded' });
    await world.run('2026-06-04 14:00', 4);
    expect(await states()).toEqual(['missed not_called 1', 'missed NO_ANSWER no_answer 1']);
  });

  it('is called when they have no chat', async () => {
    await close('K4', { isTold: false });
    await world.tick('2026-06-01 11:00');
    await ask('K4');
    await world.tick('2026-06-02 11:00');
    expect(await states()).toEqual(['calling 0']);
  });

  it('is not planned for one that was withdrawn', async () => {
    await close('K5', { reason: 'withdrawn' });
    await world.tick('2026-06-01 11:00');
    expect(await states()).toEqual([]);
  });
});
