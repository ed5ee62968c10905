import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultTargets } from '../../../src/domain/sla/policy.ts';
import { rebuildClocks } from '../../../src/store/clocks/rebuild.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  emptyClocks,
  FEEDBACK_ONLY,
  happen,
  hours,
  insertPeople,
  makeLook,
  type NewCase,
  Now,
  openCase,
  readNotices,
  readTold,
  START,
} from './clock-world.ts';

let db: TestDatabase;
const now = new Now();
beforeAll(async () => {
  db = await startTestDatabase();
  await insertPeople(db.pool);
});
beforeEach(async () => {
  now.at = START;
  await emptyClocks(db.pool);
});
afterAll(() => db.stop());

const CLOCK = 'cmp_1:first_feedback:1';

const open = (given: Partial<NewCase> = {}): Promise<string> =>
  openCase(db.pool, { no: '1', targets: FEEDBACK_ONLY, ...given });

async function breaches(): Promise<readonly unknown[]> {
  const { rows } = await db.pool.query(
    `SELECT clock_id, due_at, withdrawn_at IS NOT NULL AS withdrawn FROM clock_breaches ORDER BY clock_id`,
  );
  return rows;
}

describe('the watch', () => {
  it('warns the handler at half and at four fifths, the lead too at the deadline, the manager a day later', async () => {
    await open();
    const look = makeLook(db.pool, now);
    await look.at(hours(24));
    expect(await readTold(db.pool)).toEqual([]);
    await look.at(hours(24.001));
    expect(await readTold(db.pool)).toEqual([`${CLOCK} 0 agt_handler`]);
    await look.at(hours(38.5));
    await look.at(hours(48));
    expect(await breaches()).toEqual([]);
    await look.at(new Date(hours(48).getTime() + 1));
    await look.at(hours(72.1));
    await look.at(hours(96.1));
    expect(await readTold(db.pool)).toEqual([
      `${CLOCK} 0 agt_handler`,
      `${CLOCK} 1 agt_handler`,
      `${CLOCK} 2 agt_handler`,
      `${CLOCK} 2 agt_lead`,
      `${CLOCK} 3 agt_handler`,
      `${CLOCK} 3 agt_lead`,
      `${CLOCK} 3 agt_manager`,
      `${CLOCK} 4 agt_handler`,
      `${CLOCK} 4 agt_lead`,
      `${CLOCK} 4 agt_manager`,
    ]);
    expect(await breaches()).toEqual([{ clock_id: CLOCK, due_at: hours(48), withdrawn: false }]);
    expect(await readNotices(db.pool)).toHaveLength(10);
  });

  it('says when the next clock has to be looked at', async () => {
    await open();
    const look = makeLook(db.pool, now);
    expect((await look.at(START)).nextAt).toEqual(hours(24));
    expect((await look.at(hours(25))).nextAt).toEqual(hours(38.4));
  });

  it('looks at nothing twice', async () => {
    await open();
    const look = makeLook(db.pool, now);
    await look.at(hours(49));
    const before = await readNotices(db.pool);
    expect(await look.again()).toMatchObject({ complaints: 0, breaches: 0, warnings: 0 });
    expect(await readNotices(db.pool)).toEqual(before);
  });

  it('tells consoles of the complaint and of the people who were told', async () => {
    await open();
    const look = makeLook(db.pool, now);
    await look.at(hours(25));
    expect(look.published).toEqual([
      { kind: 'complaint', complaintNo: '1' },
      { kind: 'notice', agentId: 'agt_handler' },
    ]);
  });

  it('makes up for an outage: every level has its rows, everybody one notice of the gravest', async () => {
    await open();
    await makeLook(db.pool, now).at(hours(73));
    expect(await readTold(db.pool)).toHaveLength(7);
    expect(
      (await readNotices(db.pool)).map(({ agent_id, data }) => [agent_id, data['level']]),
    ).toEqual([
      ['agt_handler', 3],
      ['agt_lead', 3],
      ['agt_manager', 3],
    ]);
    expect(await breaches()).toEqual([{ clock_id: CLOCK, due_at: hours(48), withdrawn: false }]);
  });

  it('takes an act one millisecond late for late though no worker ran for an hour', async () => {
    const id = await open();
    await happen(db.pool, {
      id,
      at: new Date(hours(48).getTime() + 1),
      happened: [{ kind: 'contacted' }],
    });
    expect(await breaches()).toEqual([{ clock_id: CLOCK, due_at: hours(48), withdrawn: false }]);
    await makeLook(db.pool, now).at(hours(49));
    const { rows } = await db.pool.query('SELECT verdict, done_at, wake_at FROM complaint_clocks');
    expect(rows).toEqual([
      { verdict: 'breached', done_at: new Date(hours(48).getTime() + 1), wake_at: null },
    ]);
  });

  it('takes an act at the very deadline for in time though it looked too late', async () => {
    const id = await open();
    await happen(db.pool, { id, at: hours(48), happened: [{ kind: 'contacted' }] });
    await makeLook(db.pool, now).at(hours(60));
    expect(await breaches()).toEqual([]);
  });

  it('takes a late second response between two looks for late', async () => {
    const id = await openCase(db.pool, { no: '1' });
    await happen(db.pool, { id, at: hours(1), happened: [{ kind: 'contacted' }] });
    await happen(db.pool, { id, at: hours(2), happened: [{ kind: 'customer_spoke' }] });
    await happen(db.pool, { id, at: hours(50.1), happened: [{ kind: 'contacted' }] });
    expect(await breaches()).toEqual([
      { clock_id: 'cmp_1:next_response:1', due_at: hours(50), withdrawn: false },
    ]);
  });

  it('takes a breach back, and keeps its row, when an earlier act is written down later', async () => {
    const id = await open();
    const look = makeLook(db.pool, now);
    await look.at(hours(49));
    await happen(db.pool, {
      id,
      at: hours(30),
      now: hours(50),
      happened: [{ kind: 'contacted' }],
    });
    expect(await breaches()).toEqual([{ clock_id: CLOCK, due_at: hours(48), withdrawn: true }]);
    expect(await look.at(hours(80))).toMatchObject({ complaints: 0 });
  });

  it('warns of a deadline that was moved only at the new one', async () => {
    const targets = defaultTargets('S3').filter(({ kind }) => kind === 'resolution');
    const id = await openCase(db.pool, { no: '1', targets });
    const look = makeLook(db.pool, now);
    await look.at(hours(37));
    await happen(db.pool, {
      id,
      at: hours(40),
      happened: [{ kind: 'paused', reason: 'waiting_customer' }],
    });
    expect(await look.at(hours(100))).toMatchObject({ complaints: 0, nextAt: undefined });
    await happen(db.pool, {
      id,
      at: hours(100),
      happened: [{ kind: 'resumed', reason: 'waiting_customer' }],
    });
    await look.at(hours(131));
    expect(await breaches()).toEqual([]);
    await look.at(hours(132.1));
    expect(await breaches()).toEqual([
      { clock_id: 'cmp_1:resolution:1', due_at: hours(132), withdrawn: false },
    ]);
    // Half was told once, before the pause.
    expect(await readTold(db.pool)).toEqual([
      'cmp_1:resolution:1 0 agt_handler',
      'cmp_1:resolution:1 1 agt_handler',
      'cmp_1:resolution:1 2 agt_handler',
      'cmp_1:resolution:1 2 agt_lead',
    ]);
  });

  it('writes the breach of an acknowledgement and warns nobody of it', async () => {
    const targets = defaultTargets('S3').filter(({ kind }) => kind === 'acknowledgement');
    const id = await openCase(db.pool, { no: '1', targets: [] });
    await happen(db.pool, {
      id,
      at: START,
      happened: [{ kind: 'opened', targets, calendars: {} }],
    });
    await makeLook(db.pool, now).at(hours(1));
    expect((await breaches()).length).toBe(1);
    expect(await readTold(db.pool)).toEqual([]);
  });

  it('goes on with the others when one history cannot be read', async () => {
    await open();
    await openCase(db.pool, { no: '2', targets: FEEDBACK_ONLY });
    await db.pool.query(
      `INSERT INTO complaint_events (complaint_id, seq, kind, occurred_at, recorded_at, actor_kind, actor_id, to_status,
         clock_events) VALUES ('cmp_1', 2, 'note', now(), now(), 'system', 'x', 'ASSIGNED', '[{"kind":"nonsense"}]')`,
    );
    const look = makeLook(db.pool, now);
    await look.at(hours(25));
    expect(await readTold(db.pool)).toEqual(['cmp_2:first_feedback:1 0 agt_handler']);
    expect(await look.again()).toMatchObject({ complaints: 0 });
  });

  it('passes over a complaint that an act holds, and finds it at the next look', async () => {
    await open();
    const holder = await db.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM complaints FOR NO KEY UPDATE');
    const look = makeLook(db.pool, now);
    expect(await look.at(hours(25))).toMatchObject({ complaints: 0, nextAt: hours(24) });
    await holder.query('COMMIT');
    holder.release();
    expect(await look.again()).toMatchObject({ complaints: 1 });
  });
});

describe('a rebuild', () => {
  it('finds nothing to change after everything that can happen', async () => {
    const id = await openCase(db.pool, { no: '1' });
    const look = makeLook(db.pool, now);
    await look.at(hours(25));
    await happen(db.pool, { id, at: hours(30), happened: [{ kind: 'contacted' }] });
    await happen(db.pool, { id, at: hours(31), happened: [{ kind: 'customer_spoke' }] });
    await look.at(hours(90));
    expect(await rebuildClocks({ pool: db.pool, clock: now.clock })).toEqual({
      complaints: 1,
      differing: 0,
    });
  });

  it('brings back what somebody deleted or changed', async () => {
    await openCase(db.pool, { no: '1' });
    const read = () => db.pool.query('SELECT * FROM complaint_clocks ORDER BY id');
    const before = (await read()).rows;
    await db.pool.query(`DELETE FROM complaint_clocks WHERE kind = 'resolution'`);
    await db.pool.query(
      `UPDATE complaint_clocks SET state = state || '{"verdict": "met"}' WHERE kind = 'regulator'`,
    );
    const rebuilt = await rebuildClocks({ pool: db.pool, clock: now.clock });
    expect(rebuilt.differing).toBe(2);
    expect((await read()).rows).toEqual(before);
  });

  it('of what is missing leaves the others alone', async () => {
    await openCase(db.pool, { no: '1' });
    await openCase(db.pool, { no: '2' });
    await db.pool.query(`DELETE FROM complaint_clocks WHERE complaint_id = 'cmp_2'`);
    const missing = { onlyMissing: true };
    const deps = { pool: db.pool, clock: now.clock };
    expect(await rebuildClocks(deps, missing)).toEqual({ complaints: 1, differing: 4 });
    expect(await rebuildClocks(deps, missing)).toEqual({ complaints: 0, differing: 0 });
  });
});
