import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let admin: string;
beforeAll(async () => {
  desk = await startAdminApp();
  admin = await desk.signIn('admin');
});
afterAll(() => desk.stop());

const create = (body: unknown) => desk.call('POST', '/teams', { token: admin, body });

it('makes, renames, lists and removes a team, each in the audit trail', async () => {
  const made = await create({ name: '理赔组', skills: ['claims', 'claims'] });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ name: '理赔组', skills: ['claims'], agentCount: 0 });
  const { id } = made.body;
  const body = { name: '理赔一组', skills: ['claims', 'injury'] };
  const renamed = await desk.call('PUT', `/teams/${id}`, { token: admin, body });
  expect(renamed.body).toMatchObject({ id, ...body });
  const agent = await desk.signIn('agent');
  const listed = await desk.call('GET', '/teams', { token: agent });
  expect(listed.body.items).toEqual([renamed.body]);
  expect((await desk.call('DELETE', `/teams/${id}`, { token: admin })).status).toBe(204);
  expect((await desk.call('DELETE', `/teams/${id}`, { token: admin })).status).toBe(404);
  expect((await desk.call('PUT', `/teams/${id}`, { token: admin, body })).status).toBe(404);
  const { rows } = await desk.db.pool.query(
    `SELECT action FROM audit WHERE subject_kind = 'team' AND subject_id = $1 ORDER BY id`,
    [id],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'team.created',
    'team.changed',
    'team.removed',
  ]);
});

it('refuses a name that another team has', async () => {
  await create({ name: '甲组' });
  const other = await create({ name: '乙组' });
  expect((await create({ name: '甲组' })).status).toBe(409);
  const body = { name: '甲组' };
  expect((await desk.call('PUT', `/teams/${other.body.id}`, { token: admin, body })).status).toBe(
    409,
  );
});

it('keeps a team that somebody belongs to', async () => {
  const { body: team } = await create({ name: '有人的组' });
  await desk.signIn('agent');
  const { rows } = await desk.db.pool.query(`SELECT id FROM agents WHERE role = 'agent' LIMIT 1`);
  await desk.call('PUT', `/agents/${rows[0].id}`, { token: admin, body: { teamId: team.id } });
  const refused = await desk.call('DELETE', `/teams/${team.id}`, { token: admin });
  expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
  const listed = await desk.call('GET', '/teams', { token: admin });
  expect(listed.body.items.find((one: { id: string }) => one.id === team.id).agentCount).toBe(1);
});

it('never leaves somebody in a team that was removed at the same time', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { body: team } = await create({ name: `赛跑${round}` });
    await desk.signIn('agent');
    const { rows } = await desk.db.pool.query(
      `SELECT id FROM agents WHERE team_id IS NULL AND role = 'agent' LIMIT 1`,
    );
    const [joined, removed] = await Promise.all([
      desk.call('PUT', `/agents/${rows[0].id}`, { token: admin, body: { teamId: team.id } }),
      desk.call('DELETE', `/teams/${team.id}`, { token: admin }),
    ]);
    expect([
      [200, 409],
      [422, 204],
    ]).toContainEqual([joined.status, removed.status]);
  }
});

it('does a creation with an idempotency key once', async () => {
  const options = {
    token: admin,
    body: { name: '一次' },
    headers: { 'idempotency-key': 'team-1' },
  };
  const first = await desk.call('POST', '/teams', options);
  const again = await desk.call('POST', '/teams', options);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
});
