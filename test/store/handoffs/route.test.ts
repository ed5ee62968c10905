import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { makeRoute } from '../../../src/store/handoffs/route.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { NOW } from '../../support/turns.ts';
import { makeDeskWorld } from './desk-world.ts';

let db: TestDatabase;
let clock: ReturnType<typeof makeManualClock>;
let world: ReturnType<typeof makeDeskWorld>;
let route: ReturnType<typeof makeRoute>;

beforeEach(async () => {
  db = await startTestDatabase();
  clock = makeManualClock(NOW);
  world = makeDeskWorld(db, clock);
  route = makeRoute(world.deps);
});
afterEach(() => db.stop());

/** Time goes by while the consoles of these agents are open. */
async function pass(ms: number, here: readonly { actor: { id: string } }[] = []): Promise<void> {
  clock.advance(ms);
  for (const { actor } of here) await world.desk.seen(actor.id);
}

describe('the queue', () => {
  test('offers whoever waits to whoever is there, and never more than they can have', async () => {
    const wang = await world.anAgent({ capacity: 2 });
    await world.anAgent({ presence: 'busy' });
    await world.anAgent({ seenAt: null });
    const waiting = [await world.aWaiting(), await world.aWaiting(), await world.aWaiting()];
    expect(await route()).toMatchObject({ offered: 2 });
    const states = await Promise.all(waiting.map(({ id }) => world.stateOf(id)));
    const offeredTo = states.map((row) => row?.offered_to ?? 'nobody').sort();
    expect(offeredTo).toEqual([wang.actor.id, wang.actor.id, 'nobody']);
    expect(await route()).toMatchObject({ offered: 0 });
  });

  test('serves whoever is hurt first', async () => {
    const first = await world.aWaiting();
    await pass(5 * MINUTE_MS);
    const hurt = await world.aWaiting('injury');
    await world.anAgent({ capacity: 1 });
    await route();
    expect(await world.stateOf(hurt.id)).toMatchObject({ state: 'offered' });
    expect(await world.stateOf(first.id)).toMatchObject({ state: 'queued' });
  });

  test('passes on what is not accepted in time', async () => {
    const [wang, li] = [await world.anAgent(), await world.anAgent()];
    const { id } = await world.aWaiting();
    await route();
    const before = await world.stateOf(id);
    await pass(29 * SECOND_MS, [wang, li]);
    expect(await route()).toMatchObject({ passed: 0 });
    await pass(SECOND_MS, [wang, li]);
    expect(await route()).toMatchObject({ passed: 1, offered: 1 });
    const after = await world.stateOf(id);
    expect(after?.offered_to).not.toBe(before?.offered_to);
  });

  test('takes nobody for gone right after a start, when no console could say a word', async () => {
    await world.anAgent();
    const { id } = await world.aWaiting();
    await route();
    await pass(10 * MINUTE_MS);
    const restarted = makeRoute(world.deps, { judgesAfterMs: 8 * SECOND_MS });
    expect(await restarted()).toMatchObject({ passed: 0, tended: 0 });
    expect(await world.stateOf(id)).toMatchObject({ state: 'offered' });
    await pass(8 * SECOND_MS);
    expect(await restarted()).toMatchObject({ passed: 1 });
  });

  test('passes on what was offered to somebody who went away', async () => {
    const wang = await world.anAgent();
    const { id } = await world.aWaiting();
    await route();
    await world.desk.setPresence(wang.actor.id, 'away', wang.actor);
    expect(await world.stateOf(id)).toMatchObject({ state: 'queued', offered_to: null });
    expect(await route()).toMatchObject({ offered: 0 });
  });

  test('two processes that look at once offer each request once', async () => {
    for (let count = 0; count < 6; count += 1) await world.anAgent({ capacity: 2 });
    for (let count = 0; count < 20; count += 1) await world.aWaiting();
    await Promise.all([route(), makeRoute(world.deps)(), makeRoute(world.deps)()]);
    await route();
    const { rows } = await db.pool.query(
      `SELECT offered_to, count(*)::int AS count FROM handoffs WHERE state = 'offered' GROUP BY 1`,
    );
    expect(rows.map(({ count }) => count)).toEqual([2, 2, 2, 2, 2, 2]);
    const offers = await db.pool.query("SELECT 1 FROM handoff_events WHERE name = 'offer'");
    expect(offers.rows).toHaveLength(12);
  });
});

describe('whoever waits', () => {
  test('is told their place once, and again when it is better', async () => {
    const first = await world.aWaiting();
    await pass(SECOND_MS);
    const second = await world.aWaiting();
    expect(await route()).toMatchObject({ told: 0 });
    await pass(3 * SECOND_MS);
    expect(await route()).toMatchObject({ told: 2 });
    expect(await route()).toMatchObject({ told: 0 });
    expect((await world.textsOf(second.conversationId)).at(-1)).toBe('system: place 2, unknown');
    const wang = await world.anAgent();
    await world.desk.accept(first.id, wang);
    await world.desk.setPresence(wang.actor.id, 'busy', wang.actor);
    expect(await route()).toMatchObject({ told: 0 });
    await pass(MINUTE_MS, [wang]);
    expect(await route()).toMatchObject({ told: 1 });
    expect((await world.textsOf(second.conversationId)).at(-1)).toBe('system: place 1, unknown');
  });

  test('is told when people are back, and their place when they are', async () => {
    await openOnly(['09:00', '16:01']);
    const { conversationId } = await world.aWaiting();
    await pass(2 * MINUTE_MS);
    expect(await route()).toMatchObject({ told: 1 });
    expect(await route()).toMatchObject({ told: 0 });
    const texts = await world.textsOf(conversationId);
    expect(texts.at(-1)).toBe('system: closed until 2026-11-23T01:00:00.000Z');
    await pass(17 * 60 * MINUTE_MS);
    expect(await route()).toMatchObject({ told: 1 });
    expect((await world.textsOf(conversationId)).at(-1)).toBe('system: place 1, unknown');
  });

  test('is not told twice of the hours that the bot told', async () => {
    await openOnly(['09:00', '10:00']);
    await world.aWaiting();
    await pass(MINUTE_MS);
    expect(await route()).toMatchObject({ told: 0 });
  });

  test('and leaves, is written down for somebody to come back to', async () => {
    const { id, conversationId } = await world.aWaiting();
    await pass(29 * MINUTE_MS);
    expect(await route()).toMatchObject({ left: 0 });
    await pass(MINUTE_MS);
    expect(await route()).toMatchObject({ left: 1 });
    expect(await world.stateOf(id)).toMatchObject({ state: 'closed', outcome: 'customer_left' });
    expect(await world.modeOf(conversationId)).toBe('bot');
    const { rows } = await db.pool.query('SELECT kind, conversation_id FROM service_requests');
    expect(rows).toEqual([{ kind: 'task', conversation_id: conversationId }]);
  });

  test('over night has not left', async () => {
    await openOnly(['09:00', '16:01']);
    const { id } = await world.aWaiting();
    await pass(17 * 60 * MINUTE_MS + 10 * MINUTE_MS);
    expect(await route()).toMatchObject({ left: 0 });
    expect(await world.stateOf(id)).toMatchObject({ state: 'queued' });
    await pass(20 * MINUTE_MS);
    expect(await route()).toMatchObject({ left: 1 });
  });
});

describe('a talk', () => {
  test('whose agent is gone goes back to the queue as soon as the customer waits', async () => {
    const [wang, li] = [await world.anAgent(), await world.anAgent({ presence: 'busy' })];
    const answered = await world.aWaiting();
    const waiting = await world.aWaiting();
    await world.desk.accept(answered.id, wang);
    await world.desk.accept(waiting.id, wang);
    await pass(SECOND_MS, [wang]);
    await world.desk.send(answered.conversationId, wang, { type: 'message', text: '好的' });
    await pass(20 * SECOND_MS, [li]);
    expect(await route()).toMatchObject({ tended: 0 });
    await pass(6 * SECOND_MS, [li]);
    expect(await route()).toMatchObject({ tended: 1 });
    expect(await world.stateOf(waiting.id)).toMatchObject({ state: 'queued' });
    expect(await world.stateOf(answered.id)).toMatchObject({ state: 'with_agent' });
    await world.turns.say(answered.conversationId, '在吗', clock.now());
    expect(await route()).toMatchObject({ tended: 1 });
    expect(await world.stateOf(answered.id)).toMatchObject({ state: 'queued' });
    expect(await world.modeOf(answered.conversationId)).toBe('agent');
  });

  test('with a silent customer is asked after, and closed kindly', async () => {
    const wang = await world.anAgent();
    const { id, conversationId } = await world.aWaiting();
    await world.desk.accept(id, wang);
    await pass(SECOND_MS, [wang]);
    await world.desk.send(conversationId, wang, { type: 'message', text: '还有问题吗' });
    await pass(10 * MINUTE_MS, [wang]);
    await route();
    await route();
    const reminded = (await world.textsOf(conversationId)).filter((text) => text.includes('still'));
    expect(reminded).toEqual(['system: still there? 5']);
    await pass(5 * MINUTE_MS, [wang]);
    await route();
    expect(await world.stateOf(id)).toMatchObject({ state: 'closed', outcome: 'customer_silent' });
    const { rows } = await db.pool.query('SELECT handoff_id, score FROM handoff_ratings');
    expect(rows).toEqual([{ handoff_id: id, score: null }]);
  });

  test('goes on when the customer answers the reminder', async () => {
    const wang = await world.anAgent();
    const { id, conversationId } = await world.aWaiting();
    await world.desk.accept(id, wang);
    await pass(SECOND_MS, [wang]);
    await world.desk.send(conversationId, wang, { type: 'message', text: '还有问题吗' });
    await pass(10 * MINUTE_MS, [wang]);
    await route();
    await pass(MINUTE_MS, [wang]);
    await world.turns.say(conversationId, '有', clock.now());
    await pass(10 * MINUTE_MS, [wang]);
    await route();
    expect(await world.stateOf(id)).toMatchObject({ state: 'with_agent' });
  });

  test('without a result code is closed after a while', async () => {
    const wang = await world.anAgent();
    const { id, conversationId } = await world.aWaiting();
    await world.desk.accept(id, wang);
    await world.desk.send(conversationId, wang, { type: 'message', text: '好了' });
    await world.desk.close(id, wang, {});
    await pass(3 * MINUTE_MS, [wang]);
    await route();
    expect(await world.stateOf(id)).toMatchObject({ state: 'closed', outcome: 'agent_closed' });
    expect(await world.modeOf(conversationId)).toBe('bot');
  });
});

async function openOnly(hours: readonly [string, string]): Promise<void> {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const weekly = Object.fromEntries(days.map((day) => [day, [hours]]));
  await db.pool.query(
    `INSERT INTO calendars (id, name, weekly, keeps_holidays, updated_by, updated_at)
     VALUES ('desk', 'desk', $1, false, 'test', $2)`,
    [JSON.stringify(weekly), NOW],
  );
}
