import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, CUSTOMER, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let token: string;

beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.signIn('agent');
  const admin = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token: admin, body: CUSTOMER });
  await desk.call('PUT', '/customers/C002', { token: admin, body: CUSTOMER });
  for (const [id, who] of Object.entries(PEOPLE)) await person(id, who);
});
afterAll(() => desk.stop());

interface Who {
  readonly account: string;
  readonly isCustomer?: true | 'another';
  readonly subject?: 'reporter';
  readonly level?: number;
  readonly union?: string;
  /** When their messages were written, as hours of the day. */
  readonly hours: readonly number[];
}

/** One conversation each. */
const PEOPLE: Readonly<Record<string, Who>> = {
  web: { account: 'web', isCustomer: true, level: 2, hours: [9, 12] },
  kf: { account: 'wechat-kf:main', isCustomer: true, level: 1, union: 'u-1', hours: [10, 13] },
  oa: { account: 'wechat-oa:main', union: 'u-1', hours: [11] },
  unproved: { account: 'web', isCustomer: true, level: 0, hours: [14] },
  reporter: { account: 'web', isCustomer: true, subject: 'reporter', level: 1, hours: [15] },
  spouse: {
    account: 'wechat-oa:second',
    isCustomer: 'another',
    level: 1,
    union: 'u-1',
    hours: [17],
  },
  stranger: { account: 'wechat-oa:main', union: 'u-2', hours: [16] },
};

async function person(id: string, who: Who): Promise<void> {
  const { pool } = desk.db;
  await pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, subject_kind, level, union_id,
       created_at) SELECT $1, $2, $1, (SELECT id FROM customers WHERE customer_no = $3),
       $4, $5, $6, now()`,
    [
      `idn_${id}`,
      who.account,
      who.isCustomer === undefined ? null : who.isCustomer === true ? 'C001' : 'C002',
      who.subject ?? (who.isCustomer === undefined ? null : 'customer'),
      who.level ?? 0,
      who.union ?? null,
    ],
  );
  await pool.query(
    `INSERT INTO conversations (id, channel_account, identity_id, last_seq, last_message_at, created_at)
     VALUES ($1, $2, $3, $4, now(), now())`,
    [`con_${id}`, who.account, `idn_${id}`, who.hours.length],
  );
  for (const [index, hour] of who.hours.entries()) {
    const activity = { type: 'message', text: `${hour}点，电话13800000001` };
    await pool.query(
      `INSERT INTO messages (conversation_id, seq, direction, author, at, activity)
       VALUES ($1, $2, 'in', 'customer', $3, $4)`,
      [`con_${id}`, index + 1, new Date(Date.UTC(2026, 5, 1, hour)), JSON.stringify(activity)],
    );
  }
  await pool.query(
    `INSERT INTO messages (conversation_id, seq, direction, author, at, activity)
     VALUES ($1, 99, 'out', 'system', now(), '{"type":"event","name":"x"}')`,
    [`con_${id}`],
  );
}

interface Item {
  readonly conversationId: string;
  readonly channelAccount: string;
  readonly text: string;
}

async function history(of: string, query = '') {
  const answer = await desk.call('GET', `/conversations/con_${of}/history${query}`, { token });
  const items: Item[] = answer.body.items ?? [];
  const said = items.map((one) => `${one.conversationId} ${one.text.split('点')[0]}`);
  return { answer, items, said };
}

describe('the history of one person', () => {
  it('holds what they said on every channel on which they proved who they are, newest first', async () => {
    const { said, items } = await history('web');
    expect(said).toEqual(['con_kf 13', 'con_kf 10']);
    expect(items[0]).toMatchObject({
      channelAccount: 'wechat-kf:main',
      text: '13点，电话138****0001',
    });
  });

  it('joins the accounts of one person by the union id, and nobody by somebody else', async () => {
    expect((await history('kf')).said).toEqual(['con_web 12', 'con_oa 11', 'con_web 9']);
    expect((await history('oa')).said).toEqual(['con_spouse 17', 'con_kf 13', 'con_kf 10']);
  });

  it('keeps apart two customers who write from one WeChat', async () => {
    expect((await history('spouse')).said).toEqual(['con_oa 11']);
  });

  it.each(['unproved', 'reporter', 'stranger'])('shows nothing of others to %s', async (who) => {
    const { answer, said } = await history(who);
    expect([answer.status, said]).toEqual([200, []]);
  });

  it('is read in pages, and from a time on backwards', async () => {
    const first = await history('kf', '?limit=2');
    expect(first.said).toEqual(['con_web 12', 'con_oa 11']);
    const cursor = encodeURIComponent(first.answer.body.nextCursor);
    const second = await history('kf', `?limit=2&cursor=${cursor}`);
    expect(second.said).toEqual(['con_web 9']);
    expect(second.answer.body.nextCursor).toBeNull();
    expect((await history('kf', '?before=2026-06-01T12:00:00Z')).said).toEqual([
      'con_oa 11',
      'con_web 9',
    ]);
  });

  it('is written down with the conversations that were shown', async () => {
    await history('web');
    const { rows } = await desk.db.pool.query(
      `SELECT subject_id, data FROM audit WHERE action = 'history.read' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows).toEqual([
      { subject_id: 'con_web', data: { found: 2, conversations: ['con_kf'] } },
    ]);
  });

  it('is not there for a conversation that is not', async () => {
    expect((await history('nobody')).answer.status).toBe(404);
  });
});
