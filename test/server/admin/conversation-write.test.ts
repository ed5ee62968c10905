import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMs } from '../../../src/lib/clock.ts';
import { multipartOf } from '../../support/multipart.ts';
import { type AdminApp, startAdminApp, UPLOAD_BYTES_MAX } from './admin-app.ts';
import { ask, type Person, signInPerson, talk, trailOf } from './desk-people.ts';

let desk: AdminApp;
let wang: Person;
let li: Person;
let lead: Person;
let conversation: string;
let other: string;

beforeAll(async () => {
  desk = await startAdminApp();
  wang = await signInPerson(desk, 'agent');
  li = await signInPerson(desk, 'agent');
  lead = await signInPerson(desk, 'supervisor');
  conversation = await talk(desk, { said: ['我的电话是13800000001'] });
  await wang.call('POST', `/handoffs/${await ask(desk, conversation)}/accept`);
  other = await talk(desk);
  await li.call('POST', `/handoffs/${await ask(desk, other)}/accept`);
});
afterAll(() => desk.stop());

/** The first bytes of a photo, by which it is known. */
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

const send = (who: Person, body: unknown, id = conversation, headers?: Record<string, string>) =>
  who.call('POST', `/conversations/${id}/messages`, body, headers);

const transcript = async (id = conversation) =>
  (await wang.call('GET', `/conversations/${id}/messages?limit=200`)).body.items;

const countMessages = async () => (await transcript()).length;

/** One file as a browser sends it. */
async function upload(
  who: Person,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly type?: string },
  id = conversation,
) {
  const { contentType, payload } = await multipartOf(file);
  const answer = await desk.app.inject({
    method: 'POST',
    url: `/api/v1/conversations/${id}/files`,
    headers: {
      authorization: `Bearer ${who.token}`,
      'content-type': contentType,
    },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}

describe("an agent's message", () => {
  it('is appended under their name, and told with its number', async () => {
    const sent = await send(wang, { text: '您好，我帮您查一下。' });
    expect(sent.status).toBe(201);
    expect(sent.body.delivery).toBe('sent');
    const last = (await transcript()).at(-1);
    expect(last).toMatchObject({
      seq: sent.body.seq,
      author: 'agent',
      authorName: `客服${wang.id.slice(-3)}`,
      generatedBy: 'person',
      text: '您好，我帮您查一下。',
    });
  });

  it('is sent once however often it is repeated with its key', async () => {
    const key = { 'idempotency-key': 'once-1' };
    const before = await countMessages();
    const first = await send(wang, { text: '请稍等。' }, conversation, key);
    const again = await send(wang, { text: '请稍等。' }, conversation, key);
    expect(again.body).toEqual(first.body);
    expect(await countMessages()).toBe(before + 1);
  });

  it.each([
    ['nothing', {}],
    ['blanks', { text: '   ' }],
    ['a zero byte', { text: 'a\u0000b' }],
    ['too much', { text: '长'.repeat(4001) }],
  ])('with %s is refused', async (_what, body) => {
    expect((await send(wang, body)).status).toBe(400);
  });

  it('keeps its line breaks, and mark-up stays text', async () => {
    const text = '一、身份证\n二、<img src=x onerror=alert(1)>';
    await send(wang, { text });
    expect((await transcript()).at(-1).text).toBe(text);
  });

  it('with forbidden words is never sent, and says which words and why', async () => {
    const before = await countMessages();
    const refused = await send(wang, { text: '这个案子保证全赔', acceptsWarnings: true });
    expect([refused.status, refused.body.code]).toEqual([422, 'forbidden_words']);
    expect(refused.body.errors[0]).toMatchObject({ path: 'body.text' });
    expect(refused.body.errors[0].problem).toMatch(/^.+: .+/);
    expect(await countMessages()).toBe(before);
  });

  it('with words that need a second look is sent when the agent means it', async () => {
    const text = '这是您自己的问题，请重新提交材料。';
    const key = { 'idempotency-key': 'warned-1' };
    const warned = await send(wang, { text }, conversation, key);
    expect([warned.status, warned.body.code]).toEqual([409, 'warning_words']);
    const meant = await send(wang, { text, acceptsWarnings: true }, conversation, key);
    expect(meant.status).toBe(201);
    expect(await trailOf(desk, conversation)).toContain('message.source_told');
  });

  it.each([
    ['not theirs', () => other, 'owned_by_another', 409],
    ['in the hands of the bot', () => talk(desk), 'not_with_agent', 409],
    ['nowhere', () => 'con_none', 'not_found', 404],
  ])('is refused in a conversation that is %s', async (_where, idOf, code, status) => {
    const id = await idOf();
    const answer = await send(wang, { text: '您好' }, id);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    const typing = await wang.call('POST', `/conversations/${id}/typing`);
    expect([typing.status, typing.body.code]).toEqual([status, code]);
    const file = await upload(wang, { name: 'a.jpg', bytes: JPEG }, id);
    expect([file.status, file.body.code]).toEqual([status, code]);
  });

  it('is refused to a supervisor who did not take it over, and to an auditor', async () => {
    expect((await send(lead, { text: '您好' })).body.code).toBe('owned_by_another');
    const auditor = await signInPerson(desk, 'auditor');
    expect((await send(auditor, { text: '您好' })).status).toBe(403);
  });
});

describe('typing', () => {
  it('is shown to whoever reads the conversation', async () => {
    let shown = 0;
    const stop = desk.feed.subscribe(conversation, { grew: () => {}, typing: () => (shown += 1) });
    expect((await wang.call('POST', `/conversations/${conversation}/typing`)).status).toBe(204);
    stop();
    expect(shown).toBe(1);
  });
});

describe('files', () => {
  it('are stored by what their bytes are, sent by id, and read back', async () => {
    const stored = await upload(wang, { name: '../../etc/定损照片.html', bytes: JPEG });
    expect(stored.status).toBe(201);
    expect(stored.body).toMatchObject({ name: '定损照片.html', contentType: 'image/jpeg' });
    const { fileId } = stored.body;
    expect((await send(wang, { fileIds: [fileId] })).status).toBe(201);
    const last = (await transcript()).at(-1);
    expect(last.attachments).toMatchObject([{ contentType: 'image/jpeg', fileId }]);
    const read = await desk.app.inject({
      url: `/api/v1/conversations/${conversation}/files/${fileId}`,
      headers: { authorization: `Bearer ${lead.token}` },
    });
    expect(read.statusCode).toBe(200);
    expect(read.rawPayload.equals(JPEG)).toBe(true);
    expect(read.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('定损照片.html')}`,
    });
    expect(await trailOf(desk, fileId)).toEqual(['file.read']);
    expect(await trailOf(desk, conversation)).toContain('file.stored');
  });

  it('of another conversation are none, to read and to send', async () => {
    const { fileId } = (await upload(li, { name: 'a.jpg', bytes: JPEG }, other)).body;
    expect((await wang.call('GET', `/conversations/${conversation}/files/${fileId}`)).status).toBe(
      404,
    );
    const sent = await send(wang, { text: '见附件', fileIds: [fileId] });
    expect([sent.status, sent.body.errors?.[0]?.path]).toEqual([404, 'body.fileIds.0']);
  });

  it.each([
    ['a page', { name: 'a.jpg', bytes: Buffer.from('<html><script>1</script></html>') }, 415],
    ['a drawing with script', { name: 'a.svg', bytes: Buffer.from('<svg onload="x()"/>') }, 415],
    ['a program', { name: 'a.png', bytes: Buffer.from('MZ\u0090\u0000\u0003') }, 415],
    ['an empty one', { name: 'a.jpg', bytes: Buffer.alloc(0) }, 415],
    ['too large', { name: 'a.jpg', bytes: Buffer.alloc(UPLOAD_BYTES_MAX + 1) }, 413],
    ['far too large', { name: 'a.jpg', bytes: Buffer.alloc(3 * UPLOAD_BYTES_MAX) }, 413],
  ])('that are %s are refused', async (_what, file, status) => {
    expect((await upload(wang, file)).status).toBe(status);
  });

  it('are refused when the body is broken, or no form at all', async () => {
    const post = async (type: string, payload: string) =>
      (
        await desk.app.inject({
          method: 'POST',
          url: `/api/v1/conversations/${conversation}/files`,
          headers: { authorization: `Bearer ${wang.token}`, 'content-type': type },
          payload,
        })
      ).statusCode;
    expect(await post('multipart/form-data; boundary=x', 'nothing of the kind')).toBe(400);
    expect(await post('application/json', '{}')).toBe(415);
    expect(await post('multipart/form-data; boundary=x', '--x--\r\n')).toBe(400);
  });

  it.each(['..%2f..%2fetc%2fpasswd', 'fil_none', '%00'])('at %s are none', async (id) => {
    const { status } = await wang.call('GET', `/conversations/${conversation}/files/${id}`);
    expect([400, 404]).toContain(status);
  });
});

describe('one message', () => {
  it('is shown unmasked with a reason, in the trail', async () => {
    const url = `/conversations/${conversation}/messages/1/reveal`;
    expect((await wang.call('POST', url, {})).status).toBe(400);
    const shown = await wang.call('POST', url, { reason: '回电核实' });
    expect(shown.body).toEqual({ seq: 1, text: '我的电话是13800000001' });
    expect(await trailOf(desk, conversation)).toContain('message.revealed');
    const none = `/conversations/${conversation}/messages/999/reveal`;
    expect((await wang.call('POST', none, { reason: '回电' })).status).toBe(404);
  });
});

describe('the transcript', () => {
  it('is read from its end backwards, and on from a number', async () => {
    const all = (await transcript()).map((message: { seq: number }) => message.seq);
    const get = async (query: string) =>
      (await wang.call('GET', `/conversations/${conversation}/messages?${query}`)).body.items.map(
        (message: { seq: number }) => message.seq,
      );
    expect(await get('before=2147483647&limit=3')).toEqual(all.slice(-3));
    expect(await get('before=3&limit=2')).toEqual([1, 2]);
    expect(await get('after=2&limit=2')).toEqual([3, 4]);
    expect(await get(`after=${all.length}`)).toEqual([]);
  });
});

describe('the window of a channel', () => {
  it('has no end on the web, and one on WeChat', async () => {
    const web = await wang.call('GET', `/conversations/${conversation}/window`);
    expect(web.body).toEqual({
      channelAccount: 'web',
      windowEndsAt: null,
      quotaLeft: null,
      maySend: true,
    });
    const id = await talk(desk);
    await desk.db.pool.query(
      "UPDATE conversations SET channel_account = 'wechat-oa:x' WHERE id = $1",
      [id],
    );
    const window = async () => (await wang.call('GET', `/conversations/${id}/window`)).body;
    // Nothing of the customer's is known there yet.
    expect(await window()).toMatchObject({ windowEndsAt: null, quotaLeft: 0, maySend: false });
    const { clock, db } = desk;
    await db.pool.query(
      `INSERT INTO channel_grants (conversation_id, kind, granted_at, expires_at, allowed, used)
       VALUES ($1, 'message', $2, $3, 5, 2)`,
      [id, clock.now(), addMs(clock.now(), 1)],
    );
    const windowEndsAt = addMs(clock.now(), 1).toISOString();
    expect(await window()).toMatchObject({ windowEndsAt, quotaLeft: 3, maySend: true });
    expect((await wang.call('GET', '/conversations/con_none/window')).status).toBe(404);
  });
});
