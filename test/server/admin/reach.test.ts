import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import { type AdminApp, CUSTOMER, startAdminApp } from './admin-app.ts';
import { ask, type Person, signInPerson, talk } from './desk-people.ts';

let desk: AdminApp;
let wang: Person;

beforeAll(async () => {
  desk = await startAdminApp();
  const admin = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token: admin, body: CUSTOMER });
  wang = await signInPerson(desk, 'agent');
});
afterAll(() => desk.stop());

/** A conversation of mine on another channel. */
async function talkOn(channelAccount: string): Promise<string> {
  const id = await talk(desk);
  const { pool } = desk.db;
  await pool.query('UPDATE conversations SET channel_account = $2 WHERE id = $1', [
    id,
    channelAccount,
  ]);
  await wang.call('POST', `/handoffs/${await ask(desk, id)}/accept`);
  return id;
}

/** The customer wrote so long ago: what that allows, and when. */
async function wroteBefore(id: string, ms: number): Promise<void> {
  const { pool } = desk.db;
  const at = addMs(desk.clock.now(), -ms);
  await pool.query('UPDATE conversations SET last_inbound_at = $2 WHERE id = $1', [id, at]);
  await pool.query(
    `INSERT INTO channel_grants (conversation_id, kind, granted_at, expires_at, allowed)
     VALUES ($1, 'message', $2, $3, 5)
     ON CONFLICT (conversation_id, kind) DO UPDATE SET granted_at = $2, expires_at = $3`,
    [id, at, addMs(at, 48 * HOUR_MS)],
  );
}

const send = (id: string) => wang.call('POST', `/conversations/${id}/messages`, { text: '您好' });
const countOut = async (id: string) => {
  const { rows } = await desk.db.pool.query(
    "SELECT 1 FROM messages WHERE conversation_id = $1 AND author = 'agent'",
    [id],
  );
  return rows.length;
};

describe('a message that would not arrive', () => {
  it('is refused when the window of the channel is over, and nothing is written', async () => {
    const id = await talkOn('wechat-oa:main');
    await wroteBefore(id, 0);
    expect((await send(id)).status).toBe(201);
    await wroteBefore(id, 48 * HOUR_MS);
    const refused = await send(id);
    expect([refused.status, refused.body.code]).toEqual([409, 'channel_closed']);
    expect(refused.body.detail).toContain('time');
    expect(await countOut(id)).toBe(1);
  });

  it('is refused when the messages of the channel are used up', async () => {
    const id = await talkOn('wechat-kf:main');
    await wroteBefore(id, 0);
    const answers = [];
    for (let i = 0; i < 7; i += 1) answers.push(await send(id));
    const codes = answers.map(({ body }) => body.code ?? 'sent');
    const sent = codes.filter((code) => code === 'sent').length;
    // They wait to be sent, and so does the line that somebody joined.
    expect(sent).toBe(4);
    expect(codes.slice(sent)).toEqual(Array(7 - sent).fill('channel_closed'));
    expect(answers.at(-1)?.body.detail).toContain('as many messages');
  });

  it('is no matter on channels without a window', async () => {
    const id = await talkOn('web');
    await wroteBefore(id, 72 * HOUR_MS);
    expect((await send(id)).status).toBe(201);
  });
});

describe('what a list shows of a talk', () => {
  const lastText = async (id: string) =>
    (await wang.call('GET', `/handoffs?conversationId=${id}`)).body.items[0]?.lastText;

  it('is what the customer wants rather than that they want a person', async () => {
    const id = await talk(desk, { said: ['我的车被追尾了', '转人工'] });
    const handoff = await ask(desk, id);
    expect(await lastText(id)).toBe('我的车被追尾了');
    // Not the line that somebody joined.
    await wang.call('POST', `/handoffs/${handoff}/accept`);
    expect(await lastText(id)).toBe('我的车被追尾了');
    await send(id);
    expect(await lastText(id)).toBe('您好');
  });

  it('is the call for a person when nothing else was said', async () => {
    const id = await talk(desk, { said: ['转人工'] });
    await ask(desk, id);
    expect(await lastText(id)).toBe('转人工');
  });

  it('names who is known, masked', async () => {
    const id = await talk(desk, { customerNo: 'C001' });
    expect((await wang.call('GET', `/conversations/${id}`)).body.displayName).toBe('陈*');
  });
});
