import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, startAdminApp } from './admin-app.ts';
import { idOf, insertTalk } from './handoff-rows.ts';

let desk: AdminApp;
let lead: string;
const agents: string[] = [];
const DAY = 86_400;
/** The days of the hand-offs below, in Shanghai. */
const RANGE = { from: '2026-06-18', to: '2026-06-19' };

beforeAll(async () => {
  desk = await startAdminApp();
  lead = await desk.signIn('supervisor');
  for (let i = 0; i < 3; i += 1) agents.push(await idOf(desk, await desk.signIn('agent')));
  const over = {
    state: 'closed',
    requested: 2 * DAY,
    accepted: 2 * DAY - 10,
    closed: DAY,
  } as const;
  for (let i = 0; i < 20; i += 1) await insertTalk(desk, { ...over, agentId: agents[0] ?? '' });
  for (let i = 0; i < 3; i += 1) await insertTalk(desk, { ...over, agentId: agents[1] ?? '' });
  // Nobody's, one that goes on, and one of another day: none of them is looked at.
  await insertTalk(desk, { state: 'closed', requested: 2 * DAY, closed: DAY });
  await insertTalk(desk, {
    state: 'with_agent',
    requested: 2 * DAY,
    accepted: DAY,
    agentId: agents[2] ?? '',
  });
  await insertTalk(desk, { ...over, closed: 0, agentId: agents[2] ?? '' });
});
afterAll(() => desk.stop());

interface Item {
  id: string;
  handoffId: string;
  agentId: string;
}
const sample = async (body: unknown, token = lead) => {
  const answer = await desk.call('POST', '/quality-samples', { token, body });
  return { ...answer, items: (answer.body.items ?? []) as Item[] };
};
const countOf = (items: readonly Item[], agentId: string | undefined) =>
  items.filter((one) => one.agentId === agentId).length;

describe('a sample', () => {
  it('takes its share of each agent, at least one, and nothing twice', async () => {
    const first = await sample({ ...RANGE, percent: 10 });
    expect(first.status).toBe(201);
    expect([countOf(first.items, agents[0]), countOf(first.items, agents[1])]).toEqual([2, 1]);
    expect(countOf(first.items, agents[2])).toBe(0);
    const second = await sample({ ...RANGE, percent: 100 });
    expect(second.items).toHaveLength(20);
    const all = [...first.items, ...second.items].map(({ handoffId }) => handoffId);
    expect(new Set(all).size).toBe(23);
    expect((await sample({ ...RANGE, percent: 100 })).items).toEqual([]);
  });

  it('is drawn once when two draw at the same time', async () => {
    const agentId = await idOf(desk, await desk.signIn('agent'));
    const over = {
      state: 'closed',
      requested: 2 * DAY,
      accepted: 2 * DAY,
      closed: DAY,
      agentId,
    } as const;
    for (let i = 0; i < 6; i += 1) await insertTalk(desk, over);
    const drawn = await Promise.all(
      [1, 2, 3].map(() => sample({ ...RANGE, percent: 100, agentId })),
    );
    expect(drawn.map(({ items }) => items.length).toSorted()).toEqual([0, 0, 6]);
  });

  it('of days in the wrong order is refused', async () => {
    const answer = await sample({ from: '2026-06-19', to: '2026-06-18', percent: 10 });
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'body.to']);
  });

  it('is written in the audit trail', async () => {
    const { rows } = await desk.db.pool.query(
      `SELECT data FROM audit WHERE action = 'quality.sampled' ORDER BY id LIMIT 1`,
    );
    expect(rows[0].data).toMatchObject({ ...RANGE, percent: 10 });
    expect(rows[0].data.handoffIds).toHaveLength(3);
  });
});

describe('a review', () => {
  const review = (
    id: string,
    token: string,
    body: unknown = { scores: { greeting: 90, promise: 0 } },
  ) => desk.call('PUT', `/quality-reviews/${id}`, { token, body });

  it('is written, replaced, and found among the reviewed', async () => {
    const page = await desk.call('GET', '/quality-reviews?isReviewed=false&limit=2', {
      token: lead,
    });
    expect(page.body.items).toHaveLength(2);
    expect(page.body.nextCursor).not.toBeNull();
    const [{ id }] = page.body.items;
    const written = await review(id, lead, { scores: { accuracy: 80 }, comment: '说得清楚' });
    expect(written.status).toBe(200);
    expect(written.body).toMatchObject({
      scores: { accuracy: 80 },
      comment: '说得清楚',
      reviewedBy: 'Test',
    });
    const again = await review(id, lead);
    expect(again.body).toMatchObject({ scores: { greeting: 90, promise: 0 }, comment: null });
    const done = await desk.call('GET', '/quality-reviews?isReviewed=true', { token: lead });
    expect(done.body.items).toEqual([again.body]);
  });

  it('pages through all of them once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await desk.call('GET', `/quality-reviews?limit=7${cursor}`, { token: lead });
      seen.push(...page.body.items.map(({ id }: Item) => id));
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toHaveLength(29);
    expect(new Set(seen).size).toBe(29);
  });

  it.each([
    { scores: {} },
    { scores: { greeting: 101 } },
    { scores: { charm: 50 } },
    { scores: { greeting: 1.5 } },
  ])('of %j is refused', async (body) => {
    expect((await review('qlr_any', lead, body)).status).toBe(400);
  });

  it('of an own conversation is refused, also of one that went on to somebody else', async () => {
    const leadId = await idOf(desk, lead);
    const other = await desk.signIn('supervisor');
    const otherId = await idOf(desk, other);
    const over = { state: 'closed', requested: 2 * DAY, accepted: 2 * DAY, closed: DAY } as const;
    const talk = await insertTalk(desk, { ...over, agentId: leadId });
    await desk.db.pool.query(
      `INSERT INTO handoff_events (handoff_id, conversation_id, at, name, from_state, to_state, actor_kind, actor_id, agent_id)
       VALUES ($1, $2, now(), 'accept', 'offered', 'with_agent', 'agent', $3, $3)`,
      [talk.handoffId, talk.conversationId, otherId],
    );
    const { items } = await sample({ ...RANGE, percent: 100, agentId: leadId });
    const id = items[0]?.id ?? '';
    for (const token of [lead, other]) {
      const refused = await review(id, token);
      expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    }
    const third = await desk.signIn('admin');
    expect((await review(id, third)).status).toBe(200);
    expect((await review('qlr_none', third)).status).toBe(404);
  });
});
