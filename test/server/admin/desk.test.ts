import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, CUSTOMER, startAdminApp } from './admin-app.ts';
import { ask, signInPerson, talk } from './desk-people.ts';

let desk: AdminApp;
let token: string;

beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.signIn('supervisor');
  const admin = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token: admin, body: CUSTOMER });
  const { pool } = desk.db;
  await pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, display_name, customer_id, level,
       verified_at, verified_by, created_at)
     SELECT 'idn_1', 'web', 'u1', '陈明', id, 2, now(), 'plate_phone_id', now() FROM customers`,
  );
  for (const [i, mode] of ['bot', 'queued', 'bot'].entries()) {
    await pool.query(
      `INSERT INTO conversations (id, channel_account, identity_id, mode, last_seq, last_message_at, created_at)
       VALUES ($1, 'web', 'idn_1', $2, 3, $3, now())`,
      [`con_${i}`, mode, new Date(Date.UTC(2026, 5, 1, i))],
    );
  }
  const activities = [
    { type: 'message', text: '我是沪A12345，电话13800000001' },
    {
      type: 'message',
      text: '好的',
      attachments: [{ contentType: 'card', content: { facts: [{ value: '13800000001' }] } }],
    },
    { type: 'event', name: 'x' },
  ];
  for (const [i, activity] of activities.entries()) {
    await pool.query(
      `INSERT INTO messages (conversation_id, seq, direction, author, at, activity, generated_by)
       VALUES ('con_0', $1, $2, $3, now(), $4, $5)`,
      [
        i + 1,
        i === 1 ? 'out' : 'in',
        i === 1 ? 'bot' : 'customer',
        JSON.stringify(activity),
        i === 1 ? 'template' : null,
      ],
    );
  }
});
afterAll(() => desk.stop());

const get = (url: string) => desk.call('GET', url, { token });

describe('conversations', () => {
  it('are listed newest first, in pages and filtered, with the customer masked', async () => {
    const first = await get('/conversations?limit=2');
    expect(first.body.items.map((c: { id: string }) => c.id)).toEqual(['con_2', 'con_1']);
    expect(first.body.items[0]).toMatchObject({ displayName: '陈*', customerNo: 'C001', level: 2 });
    const second = await get(`/conversations?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.items.map((c: { id: string }) => c.id)).toEqual(['con_0']);
    expect(second.body.nextCursor).toBeNull();
    expect((await get('/conversations?mode=queued')).body.items).toHaveLength(1);
    expect((await get('/conversations?customerNo=C999')).body.items).toEqual([]);
    expect((await get('/conversations?mode=other')).status).toBe(400);
  });

  it('are read masked, text and cards, and the reading is in the trail', async () => {
    const { body } = await get('/conversations/con_0/messages');
    expect(body.items.map((m: { seq: number; text: string | null }) => [m.seq, m.text])).toEqual([
      [1, '我是沪A****45，电话138****0001'],
      [2, '好的'],
      [3, null],
    ]);
    expect(body.items[1]).toMatchObject({
      generatedBy: 'template',
      attachments: [{ content: { facts: [{ value: '138****0001' }] } }],
    });
    expect(JSON.stringify(body)).not.toContain('13800000001');
    const paged = await get('/conversations/con_0/messages?limit=2');
    expect(paged.body.items).toHaveLength(2);
    const rest = await get(`/conversations/con_0/messages?limit=2&cursor=${paged.body.nextCursor}`);
    expect(rest.body.items.map((m: { seq: number }) => m.seq)).toEqual([3]);
    const auditor = await desk.signIn('auditor');
    const trail = await desk.call('GET', '/audit?action=conversation.read', { token: auditor });
    expect(trail.body.items[0]).toMatchObject({
      actorKind: 'agent',
      subjectKind: 'conversation',
      subjectId: 'con_0',
      data: { from: 3, to: 3 },
    });
    expect(trail.body.items).toHaveLength(3);
  });

  it('that do not exist are not found', async () => {
    expect((await get('/conversations/none')).status).toBe(404);
    expect((await get('/conversations/none/messages')).status).toBe(404);
    expect((await get('/conversations/..%2f..%2fetc')).status).toBe(404);
  });

  it('show up on the page of their customer', async () => {
    const { body } = await get('/customers/C001');
    expect(body.contacts.map((c: { conversationId: string }) => c.conversationId)).toEqual([
      'con_2',
      'con_1',
      'con_0',
    ]);
    expect(body.identities).toMatchObject([
      { channelAccount: 'web', level: 2, verifiedBy: 'plate_phone_id' },
    ]);
  });
});

describe('the desk', () => {
  it('tells whoever sits at it who they are, whether it is open and who waits', async () => {
    const wang = await signInPerson(desk, 'agent');
    await ask(desk, await talk(desk));
    const { status, body } = await wang.call('GET', '/desk');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      me: { id: wang.id, role: 'agent', presence: 'online', isHere: true, active: 0 },
      waiting: 1,
      longestWaitSince: desk.clock.now().toISOString(),
      settings: { offerSeconds: 30, firstReplySeconds: 60, nextReplySeconds: 120 },
      brandName: '示例车险',
      now: desk.clock.now().toISOString(),
    });
    expect(body.isOpen ? body.opensAt : 'closed').toBe(body.isOpen ? null : 'closed');
    expect(body.resultCodes).toContain('solved');
  });

  it('has a roster of everybody but auditors, with what each of them has', async () => {
    const [wang, li] = [await signInPerson(desk, 'agent'), await signInPerson(desk, 'agent')];
    const auditor = await signInPerson(desk, 'auditor');
    const { pool } = desk.db;
    await pool.query(
      `INSERT INTO teams (id, name, skills, created_at) VALUES ('tea_1', '理赔组', '["claims"]', now())`,
    );
    await pool.query(
      `UPDATE agents SET team_id = 'tea_1', skills = '["injury", "claims"]' WHERE id = $1`,
      [wang.id],
    );
    await wang.call('POST', `/handoffs/${await ask(desk, await talk(desk))}/accept`);
    const { items } = (await li.call('GET', '/roster')).body;
    const of = (id: string) => items.find((agent: { id: string }) => agent.id === id);
    expect(of(wang.id)).toMatchObject({
      teamName: '理赔组',
      skills: ['injury', 'claims'],
      active: 1,
      capacity: 5,
    });
    expect(of(li.id)).toMatchObject({ active: 0, teamId: null });
    expect(of(auditor.id)).toBeUndefined();
  });

  it('lets people say whether they are there, and those who lead say it for others', async () => {
    const wang = await signInPerson(desk, 'agent');
    const lead = await signInPerson(desk, 'supervisor');
    const id = await ask(desk, await talk(desk));
    await wang.call('POST', `/handoffs/${id}/accept`);
    const away = await wang.call('PUT', '/presence', { presence: 'away' });
    expect(away.body).toMatchObject({ id: wang.id, presence: 'away', active: 0 });
    expect((await wang.call('GET', `/handoffs/${id}`)).body.state).toBe('queued');
    const url = `/agents/${wang.id}/presence`;
    expect((await wang.call('PUT', url, { presence: 'online' })).status).toBe(403);
    expect((await lead.call('PUT', url, { presence: 'busy' })).body.presence).toBe('busy');
    expect((await lead.call('PUT', url, { presence: 'asleep' })).status).toBe(400);
    const none = '/agents/agt_none/presence';
    expect((await lead.call('PUT', none, { presence: 'busy' })).status).toBe(404);
  });
});

describe('the trail', () => {
  it('is read in pages, newest first, by whom and about what', async () => {
    const auditor = await desk.signIn('auditor');
    const all = await desk.call('GET', '/audit?limit=2', { token: auditor });
    expect(all.body.items).toHaveLength(2);
    const next = await desk.call('GET', `/audit?limit=2&cursor=${all.body.nextCursor}`, {
      token: auditor,
    });
    expect(BigInt(next.body.items[0].id)).toBeLessThan(BigInt(all.body.items[1].id));
    const about = await desk.call('GET', '/audit?subjectKind=customer&subjectId=C001', {
      token: auditor,
    });
    expect(about.body.items.map((row: { action: string }) => row.action)).toContain(
      'customer.created',
    );
    const none = await desk.call('GET', '/audit?to=2020-01-01T00:00:00Z', { token: auditor });
    expect(none.body.items).toEqual([]);
  });
});

describe('somebody who is not known', () => {
  it('is called the same in conversations as in the list of hand-offs', async () => {
    const id = await talk(desk);
    await ask(desk, id);
    const handoffs = (await get(`/handoffs?conversationId=${id}`)).body.items;
    const conversation = (await get(`/conversations/${id}`)).body;
    expect(conversation.displayName).toMatch(/^访客[0-9A-Z]{4}$/);
    expect(conversation.displayName).toBe(handoffs[0].customerName);
  });
});
