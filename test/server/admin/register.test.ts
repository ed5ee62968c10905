import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, CLAIM, CUSTOMER, startAdminApp } from './admin-app.ts';
import { type Person, signInPerson, talk, trailOf } from './desk-people.ts';

let desk: AdminApp;
let wang: Person;
let conversation: string;

beforeAll(async () => {
  desk = await startAdminApp();
  const admin = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token: admin, body: CUSTOMER });
  await desk.call('PUT', '/claims/CL2026001', { token: admin, body: CLAIM });
  wang = await signInPerson(desk, 'agent');
  conversation = await talk(desk, { customerNo: 'C001' });
});
afterAll(() => desk.stop());

const hours = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 3_600_000;

describe('a complaint that an agent writes down', () => {
  it('gets its number, its category, its severity and its clocks from what was said', async () => {
    const filed = await wang.call('POST', '/complaints', {
      matter: '定损金额太低，修理厂说根本不够修',
      request: '重新定损',
      conversationId: conversation,
      claimNo: 'CL2026001',
      contactPhone: '138 0000 0001',
    });
    expect(filed.status).toBe(201);
    const { body } = filed;
    expect(body).toMatchObject({
      status: 'REGISTERED',
      severity: 'S3',
      category: 'CLAIM.ASSESS_AMOUNT',
      source: 'web',
      customerNo: 'C001',
      claimNo: 'CL2026001',
      conversationId: conversation,
      contactPhone: '138****0001',
      flags: [],
    });
    expect(body.complaintNo).toMatch(/^TS\d{14}$/);
    expect(hours(body.receivedAt, body.firstFeedbackDueAt)).toBe(48);
    expect(hours(body.receivedAt, body.resolutionDueAt)).toBe(72);
    expect(await trailOf(desk, body.complaintNo)).toContain('complaint.filed');
    const links = await wang.call('GET', `/conversations/${conversation}/links`);
    expect(links.body.items).toMatchObject([{ kind: 'complaint', ref: body.complaintNo }]);
  });

  it('is graver the second time within 90 days', async () => {
    const again = await wang.call('POST', '/complaints', {
      matter: '定损金额还是太低',
      category: 'CLAIM.ASSESS_AMOUNT',
      customerNo: 'C001',
      claimNo: 'CL2026001',
    });
    expect(again.body).toMatchObject({ severity: 'S2', flags: ['repeat'], source: 'phone' });
  });

  it('has clocks that run from when it was made, not from when it was written down', async () => {
    const receivedAt = new Date(desk.clock.now().getTime() - 5 * 3_600_000).toISOString();
    const { body } = await wang.call('POST', '/complaints', {
      matter: '理赔员态度恶劣，骂人',
      source: 'letter',
      receivedAt,
    });
    expect(body.receivedAt).toBe(receivedAt);
    expect(hours(receivedAt, body.firstFeedbackDueAt)).toBe(48);
    expect(body).toMatchObject({ customerNo: null, conversationId: null, source: 'letter' });
  });

  it.each([
    ['conversationId', { conversationId: 'con_none' }],
    ['customerNo', { customerNo: 'C404' }],
    ['claimNo', { claimNo: 'CL404' }],
    ['evidenceIds', { evidenceIds: ['fil_none'] }],
    ['respondents', { respondents: [{ kind: 'agent', id: 'demo.wang', name: '小王' }] }],
  ])('is refused with an unknown %s, and nothing is stored', async (field, wrong) => {
    const answer = await wang.call('POST', '/complaints', { matter: '太慢了，没人理', ...wrong });
    expect([answer.status, answer.body.errors[0].path]).toEqual([404, `body.${field}`]);
  });

  it.each([
    ['tomorrow', '2026-06-21T02:00:00Z'],
    ['two years ago', '2024-06-20T02:00:00Z'],
  ])('cannot have been made %s', async (_when, receivedAt) => {
    const answer = await wang.call('POST', '/complaints', { matter: '太慢了', receivedAt });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'body.receivedAt']);
  });

  it('may have been made a moment ahead of our clock, which counts as now', async () => {
    const now = desk.clock.now();
    const receivedAt = new Date(now.getTime() + 2_000).toISOString();
    const answer = await wang.call('POST', '/complaints', { matter: '太慢了', receivedAt });
    expect([answer.status, answer.body.receivedAt]).toEqual([201, now.toISOString()]);
  });

  it('is refused with half of a character, which no database keeps', async () => {
    const answer = await wang.call('POST', '/complaints', { matter: '太慢了\ud83d' });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'body.matter']);
  });

  it('has no severity or clock that anybody chooses', async () => {
    const { body } = await wang.call('POST', '/complaints', {
      matter: '业务员骗我，收了红包',
      severity: 'S4',
      firstFeedbackDueAt: '2027-01-01T00:00:00Z',
    });
    expect(body.severity).toBe('S1');
    expect(hours(body.receivedAt, body.firstFeedbackDueAt)).toBe(2);
  });

  it('is filed once however often it is sent with its key', async () => {
    const matter = { matter: '机器人答非所问' };
    const key = { 'idempotency-key': 'file-1' };
    const first = await wang.call('POST', '/complaints', matter, key);
    const again = await wang.call('POST', '/complaints', matter, key);
    expect(again.body.complaintNo).toBe(first.body.complaintNo);
  });

  it('is for the people of the desk and keys with the scope', async () => {
    const auditor = await signInPerson(desk, 'auditor');
    expect((await auditor.call('POST', '/complaints', { matter: '太慢了' })).status).toBe(403);
    const key = await desk.key(['complaints:read']);
    const body = { matter: '太慢了' };
    expect((await desk.call('POST', '/complaints', { token: key, body })).status).toBe(403);
  });
});

describe('what an agent registers', () => {
  it('a task is there for whoever carries it out, and linked', async () => {
    const made = await wang.call('POST', '/service-requests', {
      kind: 'task',
      conversationId: conversation,
      title: '补寄发票给陈先生',
      note: '电话13800000001',
      dueAt: '2026-06-22T02:00:00Z',
      isUrgent: true,
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      kind: 'task',
      status: 'open',
      customerNo: 'C001',
      isUrgent: true,
      details: { note: '电话138****0001', dueAt: '2026-06-22T02:00:00.000Z' },
    });
    const { requestNo } = made.body;
    expect(await trailOf(desk, requestNo)).toContain('service_request.registered');
    const links = await wang.call('GET', `/conversations/${conversation}/links`);
    expect(links.body.items).toContainEqual(expect.objectContaining({ ref: requestNo }));
    const { body } = await wang.call('GET', `/conversations/${conversation}/packet`);
    expect(body.promises).toContainEqual(expect.objectContaining({ ref: requestNo }));
  });

  it('a call-back has a number to call and a time that lies ahead of itself', async () => {
    const call = {
      kind: 'call_back',
      conversationId: conversation,
      contactPhone: '13800000001',
      callFrom: '2026-06-21T02:00:00Z',
      callTo: '2026-06-21T03:00:00Z',
    };
    expect((await wang.call('POST', '/service-requests', call)).body).toMatchObject({
      kind: 'call_back',
      contactPhone: '138****0001',
      details: { callFrom: '2026-06-21T02:00:00.000Z', callTo: '2026-06-21T03:00:00.000Z' },
    });
    const wrong = { ...call, callTo: call.callFrom };
    expect((await wang.call('POST', '/service-requests', wrong)).body.errors[0].path).toBe(
      'body.callTo',
    );
    const { contactPhone: _, ...without } = call;
    expect((await wang.call('POST', '/service-requests', without)).status).toBe(400);
  });

  it('needs a conversation that is there, and a kind that agents register', async () => {
    const task = { kind: 'task', conversationId: 'con_none', title: '回电' };
    expect((await wang.call('POST', '/service-requests', task)).status).toBe(404);
    const renewal = { kind: 'renewal', conversationId: conversation };
    expect((await wang.call('POST', '/service-requests', renewal)).status).toBe(400);
  });
});
