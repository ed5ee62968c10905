import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeDeskWorld } from './desk-world.ts';

let db: TestDatabase;
let world: ReturnType<typeof makeDeskWorld>;

beforeAll(async () => {
  db = await startTestDatabase();
  world = makeDeskWorld(db);
});
afterAll(() => db.stop());

describe('requestHandoff', () => {
  test('leaves the conversation to the bot until somebody comes', async () => {
    const { id, conversationId } = await world.aWaiting();
    expect(await world.modeOf(conversationId)).toBe('queued');
    expect(await world.stateOf(id)).toMatchObject({ state: 'queued' });
  });

  test('asks once, and moves whoever is hurt forward', async () => {
    const first = await world.aWaiting();
    const again = await world.request(first.conversationId);
    expect(again).toEqual(first);
    const hurt = await world.request(first.conversationId, 'injury');
    expect(hurt).toMatchObject({ id: first.id, isInjury: true, reason: 'injury' });
    expect(hurt.rankAt.getTime()).toBeLessThan(first.rankAt.getTime());
    const { rows } = await db.pool.query('SELECT name FROM handoff_events WHERE handoff_id = $1', [
      first.id,
    ]);
    expect(rows).toHaveLength(2);
  });
});

describe('an agent', () => {
  test('accepts, talks and closes; the bot has the last word', async () => {
    const wang = await world.anAgent({ name: '王芳' });
    const { id, conversationId } = await world.aWaiting();
    expect(await world.desk.accept(id, wang)).toMatchObject({
      kind: 'done',
      handoff: { state: 'with_agent', agentName: '王芳' },
    });
    expect(await world.modeOf(conversationId)).toBe('agent');
    const sent = await world.desk.send(conversationId, wang, { type: 'message', text: '您好' });
    expect(sent).toMatchObject({ kind: 'sent', delivery: 'sent', message: { author: 'agent' } });
    expect(await world.desk.close(id, wang, { resultCode: 'solved' })).toMatchObject({
      kind: 'done',
      handoff: { state: 'closed', outcome: 'agent_closed', resultCode: 'solved' },
    });
    expect(await world.modeOf(conversationId)).toBe('bot');
    expect(await world.textsOf(conversationId)).toEqual([
      'customer: 转人工',
      'system: handoff.status',
      'system: 王芳 joined',
      'agent: 您好',
      'system: handoff.status',
      'system: careline.handoff',
    ]);
    expect(world.woken).toContain(conversationId);
  });

  test('clicks twice and greets once', async () => {
    const wang = await world.anAgent();
    const { id, conversationId } = await world.aWaiting();
    await Promise.all([world.desk.accept(id, wang), world.desk.accept(id, wang)]);
    expect(await world.textsOf(conversationId)).toHaveLength(3);
  });

  test('is refused what another has, what is full, and what is not there', async () => {
    const [one, other, full] = [
      await world.anAgent(),
      await world.anAgent(),
      await world.anAgent({ capacity: 0 }),
    ];
    const { id, conversationId } = await world.aWaiting();
    expect(await world.desk.accept(id, full)).toEqual({ kind: 'refused', why: 'at_capacity' });
    await world.desk.accept(id, one);
    const activity = { type: 'message', text: '我来' };
    const refused = { kind: 'refused', why: 'owned_by_another' };
    expect(await world.desk.accept(id, other)).toEqual(refused);
    expect(await world.desk.send(conversationId, other, activity)).toEqual(refused);
    expect(await world.desk.close(id, other, {})).toEqual(refused);
    expect(await world.desk.returnToBot(id, other, undefined)).toEqual(refused);
    expect(await world.desk.accept('hof_none', one)).toEqual({ kind: 'refused', why: 'not_found' });
  });

  test('a colleague who is quicker takes what is offered to another', async () => {
    const [wang, li] = [await world.anAgent(), await world.anAgent()];
    const { id } = await world.aWaiting();
    await db.pool.query(
      `UPDATE handoffs SET state = 'offered', offered_to = $2, offered_until = now() + interval '1 day' WHERE id = $1`,
      [id, wang.actor.id],
    );
    expect(await world.desk.accept(id, li)).toMatchObject({ kind: 'done' });
    const refused = { kind: 'refused', why: 'owned_by_another' };
    expect(await world.desk.accept(id, wang)).toEqual(refused);
  });

  test('what went to a supervisor can be given back to an agent', async () => {
    const [wang, lead] = [await world.anAgent(), await world.anAgent({ role: 'supervisor' })];
    const { id } = await world.aWaiting();
    await world.desk.accept(id, wang);
    await world.desk.transfer(id, wang, { to: { kind: 'supervisor' } });
    expect(await world.desk.accept(id, wang)).toMatchObject({ why: 'offered_to_another' });
    await world.desk.accept(id, { ...lead, isSupervisor: true });
    const to = { kind: 'agent', agentId: wang.actor.id } as const;
    await world.desk.transfer(id, { ...lead, isSupervisor: true }, { to });
    expect(await world.desk.accept(id, wang)).toMatchObject({ kind: 'done' });
  });

  test('who is away and takes a customer is there again', async () => {
    const wang = await world.anAgent({ presence: 'away' });
    const { id } = await world.aWaiting();
    await world.desk.accept(id, wang);
    const { rows } = await db.pool.query('SELECT presence FROM agents WHERE id = $1', [
      wang.actor.id,
    ]);
    expect(rows).toEqual([{ presence: 'busy' }]);
  });

  test('closes for good without a code when none is waited for', async () => {
    const wang = await world.anAgent();
    const { id, conversationId } = await world.aWaiting();
    await world.desk.accept(id, wang);
    await world.desk.send(conversationId, wang, { type: 'message', text: '好了' });
    expect(await world.desk.close(id, wang, {})).toMatchObject({ handoff: { state: 'closed' } });
    expect(await world.modeOf(conversationId)).toBe('bot');
  });

  test('waits for the code: the talk is over and can go on until the code is there', async () => {
    const wang = await world.anAgent();
    const { id, conversationId } = await world.aWaiting();
    await world.desk.accept(id, wang);
    await world.desk.send(conversationId, wang, { type: 'message', text: '好了' });
    expect(await world.desk.close(id, wang, { wrapUp: true })).toMatchObject({
      handoff: { state: 'wrapping_up' },
    });
    expect(await world.modeOf(conversationId)).toBe('agent');
    await world.desk.send(conversationId, wang, { type: 'message', text: '还有一句' });
    expect(await world.stateOf(id)).toMatchObject({ state: 'with_agent' });
  });

  test('who goes away gives back who waits for an answer, and keeps who does not', async () => {
    const wang = await world.anAgent();
    const answered = await world.aWaiting();
    const waiting = await world.aWaiting();
    await world.desk.accept(answered.id, wang);
    await world.desk.accept(waiting.id, wang);
    await world.desk.send(answered.conversationId, wang, { type: 'message', text: '请稍等' });
    await world.desk.setPresence(wang.actor.id, 'away', wang.actor);
    expect(await world.stateOf(answered.id)).toMatchObject({ state: 'with_agent' });
    expect(await world.stateOf(waiting.id)).toMatchObject({ state: 'queued' });
    expect(await world.modeOf(waiting.conversationId)).toBe('agent');
    expect((await world.textsOf(waiting.conversationId)).at(-1)).toBe('system: requeued');
  });
});

describe('a supervisor', () => {
  test('takes over what an agent has, and what nobody asked for', async () => {
    const wang = await world.anAgent();
    const lead = await world.anAgent({ role: 'supervisor' });
    const { id, conversationId } = await world.aWaiting();
    await world.desk.accept(id, wang);
    expect(await world.desk.takeOver(id, wang)).toMatchObject({ kind: 'refused' });
    expect(await world.desk.takeOver(id, lead)).toMatchObject({
      kind: 'done',
      handoff: { agentId: lead.actor.id },
    });
    const activity = { type: 'message', text: '我来' };
    expect(await world.desk.send(conversationId, wang, activity)).toMatchObject({
      kind: 'refused',
    });
    const quiet = await world.turns.aConversation();
    expect(await world.desk.takeConversation(quiet, wang)).toMatchObject({ kind: 'refused' });
    expect(await world.desk.takeConversation(quiet, lead)).toMatchObject({
      handoff: { reason: 'taken_over', state: 'with_agent' },
    });
    expect(await world.modeOf(quiet)).toBe('agent');
  });
});

describe('a transfer', () => {
  test('goes to somebody who is there, with a note that the customer does not see', async () => {
    const [wang, li, gone] = [
      await world.anAgent(),
      await world.anAgent(),
      await world.anAgent({ seenAt: null }),
    ];
    const { id, conversationId } = await world.aWaiting();
    await world.desk.accept(id, wang);
    const toGone = { to: { kind: 'agent', agentId: gone.actor.id } } as const;
    expect(await world.desk.transfer(id, wang, toGone)).toEqual({
      kind: 'refused',
      why: 'agent_unavailable',
    });
    const to = { kind: 'agent', agentId: li.actor.id } as const;
    expect(await world.desk.transfer(id, wang, { to, note: '要核对定损' })).toMatchObject({
      handoff: { state: 'queued', toAgentId: li.actor.id },
    });
    expect(await world.modeOf(conversationId)).toBe('agent');
    expect(await world.desk.accept(id, wang)).toEqual({
      kind: 'refused',
      why: 'offered_to_another',
    });
    expect(await world.desk.accept(id, li)).toMatchObject({ kind: 'done' });
    const texts = await world.textsOf(conversationId);
    expect(texts).toContain('system: transferring');
    expect(texts.join()).not.toContain('核对定损');
    const { rows } = await db.pool.query(
      'SELECT text FROM conversation_notes WHERE conversation_id = $1',
      [conversationId],
    );
    expect(rows).toEqual([{ text: '要核对定损' }]);
  });
});

describe('the history', () => {
  test('has every transition with who made it, and the audit what matters', async () => {
    const wang = await world.anAgent();
    const { id } = await world.aWaiting();
    await world.desk.accept(id, wang);
    await world.desk.returnToBot(id, wang, '已解决');
    const { rows } = await db.pool.query(
      'SELECT name, from_state, to_state, actor_kind FROM handoff_events WHERE handoff_id = $1 ORDER BY id',
      [id],
    );
    expect(rows).toEqual([
      { name: 'request', from_state: null, to_state: 'queued', actor_kind: 'customer' },
      { name: 'accept', from_state: 'queued', to_state: 'with_agent', actor_kind: 'agent' },
      {
        name: 'return_to_bot',
        from_state: 'with_agent',
        to_state: 'returned',
        actor_kind: 'agent',
      },
    ]);
    const audit = await db.pool.query(
      "SELECT action FROM audit WHERE subject_kind = 'handoff' AND subject_id = $1 ORDER BY id",
      [id],
    );
    expect(audit.rows.map(({ action }) => action)).toEqual([
      'handoff.requested',
      'handoff.accepted',
      'handoff.returned',
    ]);
  });
});
