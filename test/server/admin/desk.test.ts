import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, CUSTOMER, startAdminApp } from './admin-app.ts';

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
  for (const [i, state] of ['queued', 'closed', 'queued'].entries()) {
    await pool.query(
      `INSERT INTO handoffs (id, conversation_id, reason, state, requested_at) VALUES ($1, 'con_1', 'asked', $2, $3)`,
      [`hof_${i}`, state, new Date(Date.UTC(2026, 5, 1, i))],
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

describe('hand-offs', () => {
  it('are listed by state, the one that waits longest first', async () => {
    const { body } = await get('/handoffs?state=queued');
    expect(body.items.map((h: { id: string }) => h.id)).toEqual(['hof_0', 'hof_2']);
    const page = await get('/handoffs?limit=1');
    expect((await get(`/handoffs?limit=5&cursor=${page.body.nextCursor}`)).body.items).toHaveLength(
      2,
    );
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
