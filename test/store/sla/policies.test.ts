import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultTargets } from '../../../src/domain/sla/policy.ts';
import { makeSlaPolicyStore } from '../../../src/store/sla/policy-store.ts';
import { readTargets } from '../../../src/store/sla/read-targets.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { emptyClocks, happen, hours, Now, openCase, START } from '../clocks/clock-world.ts';

let db: TestDatabase;
const now = new Now();
const ADMIN = { kind: 'agent', id: 'agt_admin' } as const;
beforeAll(async () => {
  db = await startTestDatabase();
  await db.pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at)
     VALUES ('agt_admin', 'admin', 'Admin Wang', 'admin', 'x', now())`,
  );
});
beforeEach(async () => {
  now.at = START;
  await emptyClocks(db.pool);
});
afterAll(() => db.stop());

const store = () => makeSlaPolicyStore({ pool: db.pool, clock: now.clock });

const FIRST_DAY = [
  {
    kind: 'first_feedback',
    length: { basis: 'continuous', minutes: 24 * 60 },
    pausedBy: [],
  },
] as const;
const POLICY = {
  name: 'one day',
  priority: 10,
  fits: { severities: ['S3'], categories: ['CLAIM'] },
  targets: FIRST_DAY,
  isActive: true,
  appliesToOpen: false,
} as const;

describe('the policies that come with the desk', () => {
  it.each(['S1', 'S2', 'S3', 'S4'] as const)(
    'promise for %s what the code promises',
    async (severity) => {
      const policies = await store().list();
      const own = policies.find(({ id }) => id === severity.toLowerCase());
      expect(own?.targets).toEqual(defaultTargets(severity));
      expect(own?.fits).toEqual({ severities: [severity] });
    },
  );
});

describe('a policy', () => {
  it('gets a version with every change, and the old ones stay', async () => {
    const first = await store().put('day', POLICY, ADMIN);
    const second = await store().put('day', { ...POLICY, name: 'a day' }, ADMIN);
    expect([first.policy.version, second.policy.version]).toEqual([1, 2]);
    expect((await store().versions('day')).map(({ name }) => name)).toEqual(['a day', 'one day']);
    expect((await store().list())[0]).toMatchObject({ id: 'day', version: 2 });
    const { rows } = await db.pool.query(
      `SELECT action, data->>'version' AS version FROM audit WHERE subject_id = 'day' ORDER BY id`,
    );
    expect(rows).toEqual([
      { action: 'sla_policy.put', version: '1' },
      { action: 'sla_policy.put', version: '2' },
    ]);
  });

  it('of two changes at once gets two versions', async () => {
    const put = await Promise.all([1, 2, 3].map(() => store().put('race', POLICY, ADMIN)));
    expect(put.map(({ policy }) => policy.version).sort()).toEqual([1, 2, 3]);
  });

  it('names only calendars that there are', async () => {
    const length = { basis: 'working', minutes: 60, calendarId: 'nowhere' } as const;
    const targets = [{ kind: 'first_feedback', length, pausedBy: [] }] as const;
    await expect(store().put('bad', { ...POLICY, targets }, ADMIN)).rejects.toMatchObject({
      code: 'unprocessable',
      details: [{ path: 'body.targets.0.length.calendarId', problem: 'no such calendar' }],
    });
  });

  it('counts for new complaints by its priority, and not when it is switched off', async () => {
    await store().put('day', POLICY, ADMIN);
    const subject = {
      severity: 'S3',
      category: 'CLAIM.DELAY',
      source: 'web',
      nature: 'complaint',
    } as const;
    // The law's own clock is there whatever a policy leaves out.
    const law = defaultTargets('S3').filter(({ kind }) => kind === 'regulator');
    expect((await readTargets(db.pool))(subject).targets).toEqual([...FIRST_DAY, ...law]);
    await store().put('day', { ...POLICY, isActive: false }, ADMIN);
    await store().put('race', { ...POLICY, isActive: false }, ADMIN);
    expect((await readTargets(db.pool))(subject).targets).toEqual(defaultTargets('S3'));
  });

  it('has no clock of the law for what is no complaint', async () => {
    const subject = {
      severity: 'S4',
      category: 'OTHER',
      source: 'web',
      nature: 'suggestion',
    } as const;
    const { targets } = (await readTargets(db.pool))(subject);
    expect(targets.map(({ kind }) => kind)).not.toContain('regulator');
  });

  it('leaves open complaints alone unless it is said to apply to them', async () => {
    await openCase(db.pool, { no: '1' });
    expect(await store().put('day', POLICY, ADMIN)).toMatchObject({ retargeted: 0 });
  });

  it('gives open complaints that it fits its clocks, once, and says how many', async () => {
    const id = await openCase(db.pool, { no: '1' });
    await openCase(db.pool, { no: '2', severity: 'S1' });
    const closed = await openCase(db.pool, { no: '3' });
    await happen(db.pool, { id: closed, at: START, happened: [{ kind: 'ended', why: 'closed' }] });
    await db.pool.query(
      `UPDATE complaints SET status = 'CLOSED', closed_at = received_at WHERE id = $1`,
      [closed],
    );
    now.at = hours(2);
    const targets = [
      ...FIRST_DAY,
      ...defaultTargets('S3').filter(({ kind }) => kind === 'regulator'),
    ];
    const applied = { ...POLICY, targets, appliesToOpen: true };
    expect(await store().put('day', applied, ADMIN)).toMatchObject({ retargeted: 1 });
    expect(await store().put('day', applied, ADMIN)).toMatchObject({ retargeted: 0 });
    const { rows } = await db.pool.query(
      `SELECT first_feedback_due_at, last_seq FROM complaints WHERE id = $1`,
      [id],
    );
    expect(rows).toEqual([{ first_feedback_due_at: hours(24), last_seq: 2 }]);
    const events = await db.pool.query(
      `SELECT kind, actor_id, actor_name, data FROM complaint_events WHERE complaint_id = $1 AND seq = 2`,
      [id],
    );
    expect(events.rows).toEqual([
      {
        kind: 'policy_changed',
        actor_id: 'agt_admin',
        actor_name: 'Admin Wang',
        data: { policyId: 'day', policyName: 'one day', version: expect.any(Number) },
      },
    ]);
  });

  it('never makes a promise longer', async () => {
    const id = await openCase(db.pool, { no: '1' });
    const length = { basis: 'continuous', minutes: 90 * 60 } as const;
    const targets = [{ kind: 'first_feedback', length, pausedBy: [] }] as const;
    await store().put('day', { ...POLICY, targets, appliesToOpen: true }, ADMIN);
    const { rows } = await db.pool.query(
      'SELECT first_feedback_due_at FROM complaints WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ first_feedback_due_at: hours(48) }]);
  });
});
