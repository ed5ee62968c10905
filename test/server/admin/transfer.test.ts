import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, startAdminApp } from './admin-app.ts';
import { ask, type Person, signInPerson, talk } from './desk-people.ts';

const TEAM = 'tea_one';
let desk: AdminApp;
let li: Person;
let lead: Person;

beforeAll(async () => {
  desk = await startAdminApp();
  li = await signInPerson(desk, 'agent');
  lead = await signInPerson(desk, 'supervisor');
});
afterAll(() => desk.stop());

it('takes a request that announces JSON and brings none', async () => {
  const id = await ask(desk, await talk(desk));
  const empty = (action: string, by: Person) =>
    desk.app.inject({
      method: 'POST',
      url: `/api/v1/handoffs/${id}/${action}`,
      headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/json' },
      payload: '',
    });
  const answers = [await empty('take-over', lead), await empty('transfer', lead)];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 400]);
  expect(answers[1]?.json()).toMatchObject({ errors: [{ path: 'body' }] });
  expect((await empty('close', lead)).json()).toMatchObject({ state: 'closed' });
});

describe('a customer', () => {
  it.each<readonly [string, (at: { readonly li: string; readonly team: string }) => unknown]>([
    ['an agent', ({ li: id }) => ({ to: { kind: 'agent', agentId: id } })],
    ['an agent without a kind', ({ li: id }) => ({ to: { agentId: id } })],
    ['an agent, shortly', ({ li: id }) => ({ agentId: id, note: '请跟进' })],
    ['an agent by the id alone', ({ li: id }) => ({ to: id })],
    ['a team', ({ team }) => ({ to: { kind: 'team', teamId: team } })],
    ['a team, shortly', ({ team }) => ({ teamId: team })],
    ['a team by the id alone', ({ team }) => ({ to: team })],
    ['a supervisor', () => ({ to: { kind: 'supervisor' } })],
    ['a supervisor by the word alone', () => ({ to: 'supervisor' })],
  ])('is given to %s', async (_what, bodyFor) => {
    await li.call('PUT', '/presence', { presence: 'online' });
    await desk.db.pool.query(
      "INSERT INTO teams (id, name, created_at) VALUES ($1, '一组', now()) ON CONFLICT DO NOTHING",
      [TEAM],
    );
    const id = await ask(desk, await talk(desk));
    await lead.call('POST', `/handoffs/${id}/take-over`);
    const given = await lead.call(
      'POST',
      `/handoffs/${id}/transfer`,
      bodyFor({ li: li.id, team: TEAM }),
    );
    expect(given).toMatchObject({ status: 200, body: { state: 'queued', agentId: null } });
    await lead.call('POST', `/handoffs/${id}/close`);
  });

  it.each([
    [{}, 400, 'bad_request'],
    [{ to: 7 }, 400, 'bad_request'],
    [{ to: { kind: 'friend' } }, 400, 'bad_request'],
    [{ to: 'agt_nobody' }, 404, 'not_found'],
    [{ teamId: 'tea_none' }, 404, 'not_found'],
  ])('is not given by %j', async (body, status, code) => {
    const id = await ask(desk, await talk(desk));
    await lead.call('POST', `/handoffs/${id}/take-over`);
    const given = await lead.call('POST', `/handoffs/${id}/transfer`, body);
    expect(given).toMatchObject({ status, body: { code } });
    await lead.call('POST', `/handoffs/${id}/close`);
  });
});
