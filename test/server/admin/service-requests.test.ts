import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewServiceRequest } from '../../../src/domain/service-request.ts';
import { addMs, MINUTE_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { applyRegisterRequest } from '../../../src/store/service-requests/apply-register-request.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { type AdminApp, CUSTOMER, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let agent: string;
let auditor: string;

const base = { identityId: 'idn_1', conversationId: 'con_1', isUrgent: false } as const;
const START = new Date('2026-06-20T01:00:00Z');

function register(request: Omit<NewServiceRequest, keyof typeof base>): Promise<void> {
  return inTransaction(desk.db.pool, (sql) =>
    applyRegisterRequest(
      sql,
      { kind: 'registerServiceRequest', request: { ...base, ...request } },
      { now: START, random: systemRandom },
    ),
  );
}

const ADDRESS = '深圳市福田区深南大道 6001 号 802';

beforeAll(async () => {
  desk = await startAdminApp();
  agent = await desk.signIn('agent');
  auditor = await desk.signIn('auditor');
  const admin = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token: admin, body: CUSTOMER });
  const { rows } = await desk.db.pool.query<{ id: string }>('SELECT id FROM customers');
  const customerId = rows[0]?.id ?? '';
  await register({
    requestNo: 'SR20260620000001',
    requestedAt: START,
    customerId,
    contactPhone: '13800000001',
    plate: '沪A12345',
    details: { kind: 'renewal', wishes: '三者300万，电话13911112222', callAt: '上午' },
  });
  await register({
    requestNo: 'SR20260620000002',
    requestedAt: addMs(START, MINUTE_MS),
    status: 'done',
    customerId,
    details: { kind: 'profile_change', field: 'address', value: ADDRESS },
  });
  await register({
    requestNo: 'SR20260620000003',
    requestedAt: addMs(START, 1.5 * MINUTE_MS),
    contactPhone: '13911112222',
    plate: 'UNPLATED',
    details: {
      kind: 'roadside_assistance',
      problem: 'tow',
      place: '上海市浦东新区世纪大道 100 号',
      latitude: 31.2,
      longitude: 121.5,
      isDangerous: false,
    },
  });
  await register({
    requestNo: 'SR20260620000004',
    requestedAt: addMs(START, 2 * MINUTE_MS),
    details: {
      kind: 'policy_document',
      deliverTo: 'zhang@example.com',
      policyNos: ['PDAA202511010000123456'],
    },
  });
});
afterAll(() => desk.stop());

const get = (url: string, token = agent) => desk.call('GET', url, { token });
const numbersOf = (body: { items: { requestNo: string }[] }) =>
  body.items.map(({ requestNo }) => requestNo.slice(-1));

describe('service requests', () => {
  it('are listed in pages, the longest waiting first, by kind and by status', async () => {
    const first = await get('/service-requests?limit=2');
    expect(numbersOf(first.body)).toEqual(['1', '2']);
    const second = await get(`/service-requests?limit=2&cursor=${first.body.nextCursor}`);
    expect(numbersOf(second.body)).toEqual(['3', '4']);
    expect(second.body.nextCursor).toBeNull();
    expect(numbersOf((await get('/service-requests?kind=renewal')).body)).toEqual(['1']);
    expect(numbersOf((await get('/service-requests?status=done')).body)).toEqual(['2']);
    expect((await get('/service-requests?kind=other')).status).toBe(400);
    expect((await get('/service-requests?cursor=nonsense')).status).toBe(400);
  });

  it('show nobody’s phone, plate, address, place or mailbox', async () => {
    const { body } = await get('/service-requests');
    const text = JSON.stringify(body);
    for (const secret of ['13800000001', '13911112222', '沪A12345', '6001', '世纪大道', 'zhang@']) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain('31.2');
    expect(body.items).toMatchObject([
      { customerNo: 'C001', contactPhone: '138****0001', plate: '沪A****45' },
      { status: 'done', details: { field: 'address', value: '深圳市福田区***' } },
      { customerNo: null, plate: 'UNPLATED', details: { problem: 'tow', isDangerous: false } },
      { details: { deliverTo: 'z***@example.com', policyNos: ['PDAA****3456'] } },
    ]);
  });

  it('are read one by one, and each reading is in the trail', async () => {
    expect((await get('/service-requests/SR20260620000001')).body).toMatchObject({
      kind: 'renewal',
      status: 'open',
      steps: [],
      details: { callAt: '上午' },
    });
    expect((await get('/service-requests/NONE')).status).toBe(404);
    const trail = await desk.call('GET', '/audit?action=service_request.read', { token: auditor });
    expect(trail.body.items).toMatchObject([{ subjectId: 'SR20260620000001' }]);
  });

  it('go from open to done with every step kept, and stay done', async () => {
    const url = '/service-requests/SR20260620000004/status';
    const post = (body: object, token = agent) => desk.call('POST', url, { token, body });
    const key = await desk.key(['service-requests:write']);
    const taken = await post({ status: 'in_progress', note: '已联系客户' });
    expect(taken).toMatchObject({ status: 200, body: { status: 'in_progress' } });
    const finished = await post({ status: 'done' }, key);
    expect(finished.body.steps).toMatchObject([
      { status: 'in_progress', note: '已联系客户' },
      { status: 'done', note: null },
    ]);
    expect(finished.body.steps[0].by).toMatch(/^agent:agt_/);
    expect(finished.body.steps[1].by).toMatch(/^api_key:key_/);
    expect((await post({ status: 'open' })).status).toBe(409);
    expect((await post({ status: 'done', note: '再发一次' })).body.steps).toHaveLength(3);
    expect((await post({ status: 'gone' })).status).toBe(400);
    const other = await desk.call('POST', '/service-requests/NONE/status', {
      token: agent,
      body: { status: 'done' },
    });
    expect(other.status).toBe(404);
    const about = '/audit?action=service_request.changed&subjectId=SR20260620000004';
    const trail = await desk.call('GET', about, { token: auditor });
    expect(trail.body.items.map(({ data }: { data: object }) => data)).toEqual([
      { from: 'done', to: 'done' },
      { from: 'in_progress', to: 'done' },
      { from: 'open', to: 'in_progress' },
    ]);
  });

  it('are shown unmasked to whoever carries them out, for a reason that is kept', async () => {
    const key = await desk.key(['service-requests:write']);
    const url = '/service-requests/SR20260620000002/reveal';
    const shown = await desk.call('POST', url, { token: key, body: { reason: '同步核心系统' } });
    expect(shown.body).toEqual({
      contactPhone: null,
      plate: null,
      details: { field: 'address', value: ADDRESS },
    });
    expect((await desk.call('POST', url, { token: key, body: {} })).status).toBe(400);
    const trail = await desk.call('GET', '/audit?action=service_request.revealed', {
      token: auditor,
    });
    expect(trail.body.items).toMatchObject([
      { actorKind: 'api_key', subjectId: 'SR20260620000002', reason: '同步核心系统' },
    ]);
  });
});

describe('registering', () => {
  it('refuses a number that was given out before, with nothing half written', async () => {
    const again = register({
      requestNo: 'SR20260620000001',
      requestedAt: START,
      details: { kind: 'expedite', caseNo: 'RP20260620000001' },
    });
    await expect(again).rejects.toThrow(/duplicate key/);
    const { rows } = await desk.db.pool.query('SELECT count(*)::int AS n FROM service_requests');
    expect(rows).toEqual([{ n: 4 }]);
  });
});
