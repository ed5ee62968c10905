import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let admin: string;
beforeAll(async () => {
  desk = await startAdminApp();
  admin = await desk.signIn('admin');
});
afterAll(() => desk.stop());

const PASSWORD = 'a long enough password';

async function make(username: string, role = 'agent'): Promise<string> {
  const body = { username, displayName: '周到', role, password: PASSWORD };
  const made = await desk.call('POST', '/agents', { token: admin, body });
  return made.body.id;
}
const change = (id: string, body: unknown, token = admin) =>
  desk.call('PUT', `/agents/${id}`, { token, body });
const list = async () => (await desk.call('GET', '/agents', { token: admin })).body.items;

async function audited(id: string): Promise<{ action: string; data: unknown }[]> {
  const { rows } = await desk.db.pool.query(
    `SELECT action, data FROM audit WHERE subject_id = $1 ORDER BY id`,
    [id],
  );
  return rows;
}

describe('an account', () => {
  it('is listed with what its person can do', async () => {
    const id = await make('listed');
    const found = (await list()).find((one: { id: string }) => one.id === id);
    expect(found).toMatchObject({
      username: 'listed',
      teamId: null,
      branch: null,
      skills: [],
      languages: ['zh'],
      capacity: 5,
      presence: 'away',
    });
    expect(JSON.stringify(found)).not.toContain('argon2');
  });

  it('changes what is given and nothing else', async () => {
    const id = await make('changed');
    const team = await desk.call('POST', '/teams', { token: admin, body: { name: '甲组' } });
    const first = await change(id, {
      displayName: '周密',
      teamId: team.body.id,
      branch: '上海分公司',
      skills: ['claims', 'injury', 'claims'],
      languages: ['zh', 'en'],
      capacity: 3,
    });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      displayName: '周密',
      teamId: team.body.id,
      branch: '上海分公司',
      skills: ['claims', 'injury'],
      languages: ['zh', 'en'],
      capacity: 3,
      role: 'agent',
    });
    const second = await change(id, { branch: null, teamId: null });
    expect(second.body).toMatchObject({
      branch: null,
      teamId: null,
      capacity: 3,
      displayName: '周密',
    });
    const [, , last] = await audited(id);
    expect(last).toMatchObject({
      action: 'agent.changed',
      data: { branch: { from: '上海分公司', to: null }, teamId: { from: team.body.id, to: null } },
    });
  });

  it.each([
    [{ capacity: 51 }, 'body.capacity'],
    [{ capacity: -1 }, 'body.capacity'],
    [{ skills: ['magic'] }, 'body.skills.0'],
    [{ languages: [] }, 'body.languages'],
    [{ role: 'root' }, 'body.role'],
  ])('refuses %j', async (body, path) => {
    const id = await make(
      `refused${JSON.stringify(body).length}-${path.length}-${Object.keys(body)[0]?.toLowerCase()}`,
    );
    const answer = await change(id, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe(path);
  });

  it('belongs to teams that exist only', async () => {
    const id = await make('teamless');
    const answer = await change(id, { teamId: 'tea_none' });
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'body.teamId']);
    expect((await change('agt_none', {})).status).toBe(404);
  });
});

describe('a role', () => {
  it('ends every session of its person when it changes, and only then', async () => {
    const id = await make('promoted');
    const signedIn = await desk.call('POST', '/sessions', {
      body: { username: 'promoted', password: PASSWORD },
    });
    const { token } = signedIn.body;
    const whoAmI = () => desk.call('GET', '/sessions/current', { token });
    await change(id, { displayName: '周全', role: 'agent' });
    expect((await whoAmI()).status).toBe(200);
    await change(id, { role: 'supervisor' });
    expect((await whoAmI()).status).toBe(401);
  });

  it('of the last administrator stays', async () => {
    const other = await startAdminApp();
    try {
      const token = await other.signIn('admin');
      const { rows } = await other.db.pool.query('SELECT id FROM agents');
      const own = rows[0].id;
      const lose = { token, body: { role: 'agent' } };
      const refused = await other.call('PUT', `/agents/${own}`, lose);
      expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
      expect(
        (await other.call('PUT', `/agents/${own}`, { token, body: { role: 'admin' } })).status,
      ).toBe(200);
      const second = await other.signIn('admin');
      expect((await other.call('PUT', `/agents/${own}`, { ...lose, token: second })).status).toBe(
        200,
      );
    } finally {
      await other.stop();
    }
  });

  it('is never lost by both of two administrators at once', async () => {
    const other = await startAdminApp();
    try {
      const tokens = [await other.signIn('admin'), await other.signIn('admin')];
      const { rows } = await other.db.pool.query('SELECT id FROM agents ORDER BY id');
      await Promise.all(
        rows.map(({ id }, i) =>
          other.call('PUT', `/agents/${id}`, { token: tokens[i] ?? '', body: { role: 'agent' } }),
        ),
      );
      const left = await other.db.pool.query(`SELECT 1 FROM agents WHERE role = 'admin'`);
      expect(left.rows).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });
});

describe('the right of compliance', () => {
  it('is given by another administrator, and by nobody to themselves', async () => {
    const other = await startAdminApp();
    try {
      const token = await other.signIn('admin');
      const { body } = await other.call('GET', '/agents', { token });
      const own = body.items[0].id;
      const give = { body: { isCompliance: true } };
      expect((await other.call('PUT', `/agents/${own}`, { ...give, token })).status).toBe(403);
      const second = await other.signIn('admin');
      const given = await other.call('PUT', `/agents/${own}`, { ...give, token: second });
      expect(given.body.isCompliance).toBe(true);
      // Whoever has it may write the rest of their own account, and give it up.
      const rest = { isCompliance: true, capacity: 3 };
      expect((await other.call('PUT', `/agents/${own}`, { body: rest, token })).status).toBe(200);
      const none = { isCompliance: false };
      expect((await other.call('PUT', `/agents/${own}`, { body: none, token })).status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});
