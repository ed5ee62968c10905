import { afterEach, beforeEach, expect, test } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { makeRoute } from '../../../src/store/handoffs/route.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { NOW } from '../../support/turns.ts';
import { makeDeskWorld } from './desk-world.ts';

/** Whoever works at the desk by the API, with a token and without a console. */
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

async function aSignedIn() {
  const agent = await world.anAgent({ presence: 'away', seenAt: null });
  const { id } = agent.actor;
  await db.pool.query(
    `INSERT INTO sessions (id, agent_id, token_hash, created_at, last_seen_at, expires_at)
     VALUES ('ses_' || $1::text, $1, $1, $2, $2, $2::timestamptz + interval '1 day')`,
    [id, clock.now()],
  );
  return agent;
}

test('who says online is offered customers, has the whole time to accept, and ten minutes to answer', async () => {
  const wang = await aSignedIn();
  await world.desk.setPresence(wang.actor.id, 'online', wang.actor);
  const { id, conversationId } = await world.aWaiting();
  expect(await route()).toMatchObject({ offered: 1 });
  clock.advance(29 * SECOND_MS);
  expect(await route()).toMatchObject({ passed: 0 });
  await world.desk.accept(id, wang);
  clock.advance(9 * MINUTE_MS);
  expect(await route()).toMatchObject({ tended: 0 });
  const activity = { type: 'message', text: '您好' };
  expect(await world.desk.send(conversationId, wang, activity)).toMatchObject({ kind: 'sent' });
  await world.turns.say(conversationId, '在吗', clock.now());
  clock.advance(10 * MINUTE_MS + SECOND_MS);
  expect(await route()).toMatchObject({ tended: 1 });
  expect(await world.stateOf(id)).toMatchObject({ state: 'queued' });
});

test('who said online and used nothing for ten minutes, or signed out, is offered nobody', async () => {
  const [late, out] = [await aSignedIn(), await aSignedIn()];
  await world.desk.setPresence(late.actor.id, 'online', late.actor);
  clock.advance(10 * MINUTE_MS + SECOND_MS);
  await world.desk.setPresence(out.actor.id, 'online', out.actor);
  await db.pool.query(
    'UPDATE sessions SET last_seen_at = $2, revoked_at = $2 WHERE agent_id = $1',
    [out.actor.id, clock.now()],
  );
  await world.aWaiting();
  expect(await route()).toMatchObject({ offered: 0 });
});

test('a console that was closed is not made open by setting a presence', async () => {
  const wang = await world.anAgent();
  await world.desk.setPresence(wang.actor.id, 'online', wang.actor);
  await world.aWaiting();
  clock.advance(26 * SECOND_MS);
  expect(await route()).toMatchObject({ offered: 0 });
});

test('who never said anything of themselves is offered only what is given to them by name', async () => {
  const [wang, li] = [await aSignedIn(), await aSignedIn()];
  const { id } = await world.aWaiting();
  expect(await route()).toMatchObject({ offered: 0 });
  await world.desk.accept(id, wang);
  const to = { kind: 'agent', agentId: li.actor.id } as const;
  expect(await world.desk.transfer(id, wang, { to })).toMatchObject({ kind: 'done' });
  expect(await route()).toMatchObject({ offered: 1 });
  expect(await world.stateOf(id)).toMatchObject({ state: 'offered', offered_to: li.actor.id });
  expect(await world.desk.accept(id, li)).toMatchObject({ kind: 'done' });
});

test('a busy colleague can be given somebody by name, one who is away or unknown cannot', async () => {
  const [wang, busy, away] = [
    await world.anAgent(),
    await world.anAgent({ presence: 'busy' }),
    await world.anAgent(),
  ];
  await world.desk.setPresence(away.actor.id, 'away', away.actor);
  const { id } = await world.aWaiting();
  await world.desk.accept(id, wang);
  const give = (agentId: string) =>
    world.desk.transfer(id, wang, { to: { kind: 'agent', agentId } });
  expect(await give(away.actor.id)).toEqual({ kind: 'refused', why: 'agent_unavailable' });
  expect(await give('agt_nobody')).toEqual({ kind: 'refused', why: 'unknown_target' });
  expect(await give(busy.actor.id)).toMatchObject({ kind: 'done' });
  await route();
  expect(await world.stateOf(id)).toMatchObject({ state: 'offered', offered_to: busy.actor.id });
});
