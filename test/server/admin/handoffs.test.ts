import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listHandoffs } from '../../../src/store/desk/handoff-list.ts';
import type { Sql } from '../../../src/store/sql.ts';
import { type AdminApp, CLAIM, CUSTOMER, startAdminApp } from './admin-app.ts';
import { ask, type Person, signInPerson, talk, trailOf } from './desk-people.ts';

let desk: AdminApp;
let wang: Person;
let li: Person;
let lead: Person;

beforeAll(async () => {
  desk = await startAdminApp();
  const admin = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token: admin, body: CUSTOMER });
  await desk.call('PUT', '/claims/CL2026001', { token: admin, body: CLAIM });
  wang = await signInPerson(desk, 'agent');
  li = await signInPerson(desk, 'agent');
  lead = await signInPerson(desk, 'supervisor');
});
afterAll(() => desk.stop());

const idsOf = (answer: { body: { items: { id: string }[] } }) =>
  answer.body.items.map(({ id }) => id);

describe('the list of hand-offs', () => {
  it('shows who waits in the order of the queue, with their place, masked', async () => {
    const plain = await ask(desk, await talk(desk, { said: ['我是陈明，电话13800000001'] }));
    const hurt = await ask(desk, await talk(desk, { customerNo: 'C001' }), 'injury');
    const answer = await wang.call('GET', '/handoffs?state=queued,offered');
    expect(idsOf(answer)).toEqual([hurt, plain]);
    expect(answer.body.items[0]).toMatchObject({
      position: 1,
      isInjury: true,
      customerName: '陈*',
      customerNo: 'C001',
      level: 2,
      agentId: null,
    });
    expect(answer.body.items[1]).toMatchObject({
      position: 2,
      customerNo: null,
      level: 0,
      lastText: '我是陈明，电话138****0001',
      lastSeq: 1,
    });
    expect(answer.body.items[1].customerName).toMatch(/^访客[0-9A-Z]{4}$/);
    expect(answer.body.items[1].waitingSince).toBe(desk.clock.now().toISOString());
  });

  it('is read page by page without losing or repeating any', async () => {
    const all = idsOf(await wang.call('GET', '/handoffs?state=open'));
    const first = await wang.call('GET', '/handoffs?state=open&limit=1');
    const rest = await wang.call(
      'GET',
      `/handoffs?state=open&limit=50&cursor=${first.body.nextCursor}`,
    );
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(all);
  });

  it('shows as queued whoever nobody accepted yet, offered or not', async () => {
    const [offered, waiting] = [
      await ask(desk, await talk(desk)),
      await ask(desk, await talk(desk)),
    ];
    await desk.db.pool.query(
      `UPDATE handoffs SET state = 'offered', offered_to = $2, offered_until = now() WHERE id = $1`,
      [offered, wang.id],
    );
    const queued = idsOf(await wang.call('GET', '/handoffs?state=queued'));
    expect(queued).toContain(offered);
    expect(queued).toContain(waiting);
    expect(idsOf(await wang.call('GET', '/handoffs?state=offered'))).toEqual([offered]);
    for (const id of [offered, waiting]) await lead.call('POST', `/handoffs/${id}/close`);
  });

  it('shows my own, and ended ones newest first', async () => {
    const mine = await ask(desk, await talk(desk));
    await wang.call('POST', `/handoffs/${mine}/accept`);
    expect(idsOf(await wang.call('GET', '/handoffs?state=open&agentId=me'))).toEqual([mine]);
    expect(idsOf(await li.call('GET', '/handoffs?state=open&agentId=me'))).toEqual([]);
    await wang.call('POST', `/handoffs/${mine}/close`, { resultCode: 'solved' });
    const ended = await wang.call('GET', '/handoffs?state=closed&agentId=me');
    expect(ended.body.items).toMatchObject([{ id: mine, resultCode: 'solved', position: null }]);
  });

  it('leaves one row a minute in the trail, however often a console asks', async () => {
    const fresh = await signInPerson(desk, 'agent');
    for (let i = 0; i < 3; i += 1) await fresh.call('GET', '/handoffs?state=open');
    const count = async () => {
      const { rows } = await desk.db.pool.query(
        "SELECT 1 FROM audit WHERE actor_id = $1 AND action = 'handoffs.listed'",
        [fresh.id],
      );
      return rows.length;
    };
    expect(await count()).toBe(1);
    desk.clock.pass(61_000);
    await fresh.call('GET', '/handoffs?state=open');
    expect(await count()).toBe(2);
  });

  it.each(['state=nonsense', 'limit=0', 'cursor=abc'])('refuses %s', async (query) => {
    expect((await wang.call('GET', `/handoffs?${query}`)).status).toBe(400);
  });
});

describe('the rating', () => {
  it('is shown in the list and in the hand-off', async () => {
    const conversation = await talk(desk, { said: ['你好'] });
    const id = await ask(desk, conversation);
    await desk.db.pool.query(
      `INSERT INTO handoff_ratings (handoff_id, asked_at, score, comment, answered_at)
       VALUES ($1, now(), 2, '等得太久了', now())`,
      [id],
    );
    const list = await wang.call('GET', `/handoffs?conversationId=${conversation}`);
    expect(list.body.items).toMatchObject([{ id, ratingScore: 2 }]);
    const { body } = await wang.call('GET', `/handoffs/${id}`);
    expect(body.rating).toEqual({ score: 2, comment: '等得太久了' });
  });
});

describe('the packet', () => {
  const state = {
    v: 1,
    stack: [
      {
        flow: 'claim_status',
        version: 1,
        slots: { plate: '沪A12345' },
        openedAt: '2026-06-20T01:00:00Z',
      },
    ],
  };

  it('tells the next person who it is, what is open, what was asked and how they sound', async () => {
    const said = ['沪A12345的理赔怎么还没动静，你们太差了', '我要投诉你们'];
    const conversation = await talk(desk, { said, customerNo: 'C001', state });
    const id = await ask(desk, conversation, 'complaint');
    const { status, body } = await wang.call('GET', `/handoffs/${id}`);
    expect(status).toBe(200);
    expect(body.steps).toMatchObject([{ name: 'request', toState: 'queued' }]);
    expect(body.rating).toBeNull();
    expect(body.packet).toMatchObject({
      conversationId: conversation,
      level: 2,
      verifiedBy: 'plate_phone_id',
      customerNo: 'C001',
      customerName: '陈*',
      phone: '138****0001',
      vehicles: [{ plate: '沪A****45', model: '途观' }],
      claims: [{ claimNo: 'CL2026001', status: 'REPORTED', stage: '已报案', hasInjury: false }],
      asked: ['沪A****45的理赔怎么还没动静，你们太差了', '我要投诉你们'],
      summary: { by: 'template' },
    });
    expect(body.packet.underway).toMatchObject({ flow: 'claim_status' });
    expect(['upset', 'angry']).toContain(body.packet.mood.level);
    expect(body.packet.summary.text).toContain('陈*');
    expect(JSON.stringify(body)).not.toMatch(/13800000001|沪A12345|310101198001011234|LSVAA/);
    expect(await trailOf(desk, id)).toContain('handoff.read');
  });

  it('of somebody unknown says so, and its reading is in the trail', async () => {
    const conversation = await talk(desk);
    const { body } = await lead.call('GET', `/conversations/${conversation}/packet`);
    expect(body).toMatchObject({ customerNo: null, level: 0, claims: [], underway: null });
    expect(await trailOf(desk, conversation)).toEqual(['packet.read']);
  });

  it('of what is not there is not found', async () => {
    expect((await wang.call('GET', '/handoffs/hof_none')).status).toBe(404);
    expect((await wang.call('GET', '/conversations/con_none/packet')).status).toBe(404);
  });
});

describe('what people do with hand-offs', () => {
  it('goes from the queue over a colleague back to the bot', async () => {
    await li.call('PUT', '/presence', { presence: 'online' });
    const conversation = await talk(desk);
    const id = await ask(desk, conversation);
    const accepted = await wang.call('POST', `/handoffs/${id}/accept`);
    expect(accepted.body).toMatchObject({ state: 'with_agent', agentId: wang.id });
    const moved = await wang.call('POST', `/handoffs/${id}/transfer`, {
      to: { kind: 'agent', agentId: li.id },
      note: '客户要改地址',
    });
    expect(moved.body).toMatchObject({ state: 'queued', agentId: null });
    expect((await wang.call('POST', `/handoffs/${id}/accept`)).body.code).toBe(
      'offered_to_another',
    );
    expect((await li.call('POST', `/handoffs/${id}/accept`)).body.agentId).toBe(li.id);
    const back = await li.call('POST', `/handoffs/${id}/return-to-bot`, { note: '已说明' });
    expect(back.body).toMatchObject({ state: 'returned', outcome: 'returned_to_bot' });
    const steps = (await lead.call('GET', `/handoffs/${id}`)).body.steps;
    expect(steps.map((step: { name: string }) => step.name)).toEqual([
      'request',
      'accept',
      'transfer',
      'accept',
      'return_to_bot',
    ]);
    expect(desk.wokenTurns).toContain(conversation);
  });

  it('is refused by its own code to whoever does not have it', async () => {
    const id = await ask(desk, await talk(desk));
    expect((await wang.call('POST', `/handoffs/${id}/close`)).status).toBe(409);
    await wang.call('POST', `/handoffs/${id}/accept`);
    const to = { kind: 'supervisor' };
    const tried = [
      await li.call('POST', `/handoffs/${id}/accept`),
      await li.call('POST', `/handoffs/${id}/transfer`, { to }),
      await li.call('POST', `/handoffs/${id}/return-to-bot`),
      await li.call('POST', `/handoffs/${id}/close`, { resultCode: 'solved' }),
    ];
    expect(tried.map(({ status, body }) => [status, body.code])).toEqual(
      Array(4).fill([409, 'owned_by_another']),
    );
    expect((await li.call('POST', `/handoffs/${id}/take-over`)).status).toBe(403);
    expect((await lead.call('POST', `/handoffs/${id}/take-over`)).body.agentId).toBe(lead.id);
    await lead.call('POST', `/handoffs/${id}/close`, { resultCode: 'solved' });
    expect((await lead.call('POST', `/handoffs/${id}/close`)).body.code).toBe('ended');
    expect((await wang.call('POST', '/handoffs/hof_none/accept')).status).toBe(404);
  });

  it('is refused to whoever has no room', async () => {
    const full = await signInPerson(desk, 'agent');
    await desk.db.pool.query('UPDATE agents SET capacity = 1 WHERE id = $1', [full.id]);
    const [one, two] = [await ask(desk, await talk(desk)), await ask(desk, await talk(desk))];
    expect((await full.call('POST', `/handoffs/${one}/accept`)).status).toBe(200);
    const second = await full.call('POST', `/handoffs/${two}/accept`);
    expect([second.status, second.body.code]).toEqual([409, 'at_capacity']);
  });

  it('lets a supervisor take a conversation from the bot, and nobody else', async () => {
    const conversation = await talk(desk);
    const url = `/conversations/${conversation}/take-over`;
    expect((await wang.call('POST', url)).status).toBe(403);
    expect((await lead.call('POST', url)).body).toMatchObject({
      state: 'with_agent',
      agentId: lead.id,
      reason: 'taken_over',
    });
    expect((await lead.call('POST', '/conversations/con_none/take-over')).status).toBe(404);
  });

  it('is done by another desk with its key as by an agent', async () => {
    const key = await desk.key(['handoffs:read', 'handoffs:write']);
    const id = await ask(desk, await talk(desk));
    const accepted = await desk.call('POST', `/handoffs/${id}/accept`, { token: key });
    expect(accepted.body).toMatchObject({ state: 'with_agent', agentName: 'test' });
    const mine = await desk.call('GET', '/handoffs?agentId=me', { token: key });
    expect(idsOf(mine)).toEqual([id]);
    expect((await wang.call('POST', `/handoffs/${id}/close`)).body.code).toBe('owned_by_another');
  });
});

describe('two hundred open hand-offs', () => {
  it('are read in one statement', async () => {
    for (let i = 0; i < 200; i += 1) await ask(desk, await talk(desk));
    let statements = 0;
    const { pool } = desk.db;
    const counting: Sql = {
      query: (statement, values) => {
        statements += 1;
        // 45 ms over HTTP on two busy cores, measured when this was written.
        return typeof statement === 'string'
          ? pool.query(statement, values)
          : pool.query(statement);
      },
    };
    const page = await listHandoffs(
      { pool: counting, clock: desk.clock },
      { limit: 200, states: ['queued', 'offered', 'with_agent', 'wrapping_up'] },
    );
    expect(page.items).toHaveLength(200);
    expect(statements).toBe(1);
  });
});
