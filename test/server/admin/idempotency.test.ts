import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/lib/clock.ts';
import { type AdminApp, CLAIM, CUSTOMER, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let token: string;

beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token, body: CUSTOMER });
  await desk.call('PUT', '/claims/CL00000001', { token, body: CLAIM });
});
afterAll(() => desk.stop());

const agentBody = (username: string) => ({
  username,
  displayName: 'x',
  role: 'agent',
  password: 'long enough password',
});
const create = (key: string, body: unknown, by = token) =>
  desk.call('POST', '/agents', { token: by, body, headers: { 'idempotency-key': key } });

describe('an Idempotency-Key', () => {
  it('makes a repeated write answer the same and happen once', async () => {
    const first = await create('k1', agentBody('one'));
    const again = await create('k1', agentBody('one'));
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    const { rows } = await desk.db.pool.query(`SELECT 1 FROM agents WHERE username = 'one'`);
    expect(rows).toHaveLength(1);
  });

  it('is refused for another request', async () => {
    await create('k2', agentBody('two'));
    const other = await create('k2', agentBody('three'));
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('belongs to its caller', async () => {
    await create('k3', agentBody('four'));
    const other = await create('k3', agentBody('five'), await desk.signIn('admin'));
    expect(other.status).toBe(201);
  });

  it('in twenty requests at once lets one happen', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create('k4', agentBody('six'))),
    );
    const made = answers.filter((answer) => answer.status === 201);
    expect(made.length).toBeGreaterThanOrEqual(1);
    expect(
      made.filter((answer) => answer.headers['idempotent-replayed'] === undefined),
    ).toHaveLength(1);
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
    expect((await create('k4', agentBody('six'))).body).toEqual(made[0]?.body);
  });

  it('keeps a refusal that would be the same again, and not one that would not', async () => {
    const body = { sourceEventId: 'e', status: 'DISPATCHED', occurredAt: '2026-06-10T00:05:00Z' };
    const send = () =>
      desk.call('POST', '/claims/CL00000001/events', {
        token,
        body,
        headers: { 'idempotency-key': 'k5' },
      });
    desk.news.isBroken = true;
    expect((await send()).status).toBe(500);
    desk.news.isBroken = false;
    const now = await send();
    expect([now.status, now.headers['idempotent-replayed']]).toEqual([201, undefined]);
    const again = await send();
    // Without the key this would be the 200 of a duplicate.
    expect([again.status, again.body.duplicate]).toEqual([201, false]);
  });

  it('keeps an empty answer too', async () => {
    const { id } = (await create('k6', agentBody('seven'))).body;
    const disable = () =>
      desk.call('POST', `/agents/${id}/disable`, { token, headers: { 'idempotency-key': 'k7' } });
    expect([(await disable()).status, (await disable()).status]).toEqual([204, 204]);
  });

  it('never keeps a secret', async () => {
    const body = { name: 'core', scopes: ['claims:read'] };
    const make = () =>
      desk.call('POST', '/api-keys', { token, body, headers: { 'idempotency-key': 'k8' } });
    const [one, two] = [await make(), await make()];
    expect(one.body.secret).not.toBe(two.body.secret);
    const { rows } = await desk.db.pool.query('SELECT body FROM idempotency_keys');
    expect(JSON.stringify(rows)).not.toContain('ck_');
  });

  it.each(['', 'two words', 'x'.repeat(201)])('of the form "%s" is refused', async (key) => {
    const answer = await create(key, agentBody('nine'));
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'headers.idempotency-key']);
  });

  it('is forgotten after a day, though its row is still there', async () => {
    await create('k9', agentBody('eight'));
    expect((await create('k9', agentBody('nine'))).status).toBe(422);
    desk.clock.pass(DAY_MS);
    token = await desk.signIn('admin');
    expect((await create('k9', agentBody('nine'))).status).toBe(201);
  });
});
