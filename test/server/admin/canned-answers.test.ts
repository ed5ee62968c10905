import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, CLAIM, CUSTOMER, startAdminApp } from './admin-app.ts';
import { insertTalk } from './handoff-rows.ts';

let desk: AdminApp;
let lead: string;
let agent: string;
let customerId: string;
beforeAll(async () => {
  desk = await startAdminApp();
  lead = await desk.signIn('supervisor');
  agent = await desk.signIn('agent');
  const token = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token, body: { ...CUSTOMER, gender: 'male' } });
  await desk.call('PUT', '/claims/K001', { token, body: CLAIM });
  const { rows } = await desk.db.pool.query('SELECT id FROM customers');
  customerId = rows[0].id;
});
afterAll(() => desk.stop());

const TEXT = {
  shortcut: 'jd',
  title: '进度',
  category: '理赔',
  text: '{{customer.name}}，您的案件 {{claim.no}} 目前{{claim.stage}}。{{agent.name}}，{{brand}} {{hotline}}',
};
let serial = 0;
const create = (patch: object = {}) => {
  serial += 1;
  const body = { ...TEXT, shortcut: `t${serial}`, ...patch };
  return desk.call('POST', '/canned-answers', { token: lead, body });
};
const render = (id: string, conversationId: string) =>
  desk.call('POST', `/canned-answers/${id}/render`, { token: agent, body: { conversationId } });
const waiting = (patch: object = {}) =>
  insertTalk(desk, { state: 'queued', requested: 60, said: [50], ...patch });

describe('a canned answer', () => {
  it('is created, changed, listed with its variables, and removed, each in the audit trail', async () => {
    const created = await create();
    expect(created.status).toBe(201);
    const { id } = created.body;
    const body = { ...TEXT, shortcut: '进度', text: '请稍等。' };
    const changed = await desk.call('PUT', `/canned-answers/${id}`, { token: lead, body });
    expect(changed.body).toMatchObject({ id, ...body });
    const listed = await desk.call('GET', '/canned-answers', { token: agent });
    expect(listed.body.items).toContainEqual(changed.body);
    expect(listed.body.variables).toContainEqual({ name: 'brand', label: '公司名称' });
    const gone = () => desk.call('DELETE', `/canned-answers/${id}`, { token: lead });
    expect([(await gone()).status, (await gone()).status]).toEqual([204, 404]);
    const { rows } = await desk.db.pool.query(
      'SELECT action FROM audit WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'canned_answer.created',
      'canned_answer.changed',
      'canned_answer.removed',
    ]);
  });

  it.each([
    ['您好{{customer.phone}}', 'unknown variable: customer.phone'],
    ['您好{{customer.name}', 'braces that open or close nothing'],
    ['您放心，保证赔付', 'never sent: 保证赔'],
  ])('with %j is refused', async (text, problem) => {
    const refused = await create({ text });
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'body.text']);
    expect(refused.body.errors[0].problem).toContain(problem);
  });

  it('shares its shortcut with no other', async () => {
    const { body } = await create({ shortcut: 'taken' });
    expect((await create({ shortcut: 'taken' })).status).toBe(409);
    const other = await create();
    const change = { ...TEXT, shortcut: body.shortcut };
    const refused = await desk.call('PUT', `/canned-answers/${other.body.id}`, {
      token: lead,
      body: change,
    });
    expect(refused.status).toBe(409);
  });
});

describe('rendering', () => {
  it('fills in what is known of the customer, and is audited', async () => {
    const { body } = await create();
    const talk = await waiting({ customerId });
    const answer = await render(body.id, talk.conversationId);
    expect(answer.body).toEqual({
      text: '陈先生，您的案件 K001 目前已报案。Test，示例车险 95000',
      missing: [],
    });
    const { rows } = await desk.db.pool.query(
      `SELECT action FROM audit WHERE subject_kind = 'conversation' AND subject_id = $1`,
      [talk.conversationId],
    );
    expect(rows).toEqual([{ action: 'canned_answer.rendered' }]);
  });

  it('says nothing personal to whom nobody knows', async () => {
    const { body } = await create({ text: '{{claim.no}} {{plate}} {{complaint.no}}' });
    const talk = await waiting();
    const answer = await render(body.id, talk.conversationId);
    expect(answer.body.missing).toEqual(['claim.no', 'plate', 'complaint.no']);
    expect(answer.body.text).toBe('{{claim.no}} {{plate}} {{complaint.no}}');
  });

  it('tells whoever reported one accident of that claim alone', async () => {
    const { body } = await create({ text: '{{customer.name}} {{claim.no}} {{policy.end}}' });
    const talk = await waiting();
    await desk.db.pool.query(
      `UPDATE channel_identities i SET subject_kind = 'reporter', reporter_claim_no = 'K001', level = 1
       FROM conversations c WHERE c.identity_id = i.id AND c.id = $1`,
      [talk.conversationId],
    );
    const answer = await render(body.id, talk.conversationId);
    expect(answer.body.text).toContain('K001');
    expect(answer.body.text).not.toContain('陈');
    expect(answer.body.missing).toEqual(['policy.end']);
  });

  it('of what is not there is refused', async () => {
    const { body } = await create();
    expect((await render(body.id, 'con_none')).status).toBe(404);
    const talk = await waiting();
    expect((await render('can_none', talk.conversationId)).status).toBe(404);
  });
});

describe('the text check', () => {
  it('names what is forbidden and what had better not be said', async () => {
    const check = (text: string) =>
      desk.call('POST', '/texts/check', { token: agent, body: { text } });
    const bad = await check('您放心，保证全赔，把验证码告诉我');
    expect(bad.body.items.length).toBeGreaterThan(0);
    expect(bad.body.items[0].kind).toBe('blocked');
    expect((await check('好的，我马上为您查询。')).body.items).toEqual([]);
  });
});
