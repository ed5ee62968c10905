import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeskActor } from '../../../src/domain/handoff/desk.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { answerTo } from '../../support/turns.ts';
import { makeDeskWorld } from './desk-world.ts';

let db: TestDatabase;
let world: ReturnType<typeof makeDeskWorld>;

beforeAll(async () => {
  db = await startTestDatabase();
  world = makeDeskWorld(db);
});
afterAll(() => db.stop());

describe('a hundred agents who want the same sixty customers', () => {
  const AGENTS = 100;
  const HANDOFFS = 60;

  test('get each customer once, and none more than they can have', async () => {
    const agents: DeskActor[] = [];
    for (let n = 0; n < AGENTS; n += 1) agents.push(await world.anAgent({ capacity: n % 4 }));
    const ids: string[] = [];
    for (let n = 0; n < HANDOFFS; n += 1) ids.push((await world.aWaiting()).id);

    // Everybody goes through all of them from the same end, so that each is wanted by all at once.
    const accepted = await Promise.all(
      agents.map(async (agent) => {
        const mine: string[] = [];
        for (const id of ids) {
          const result = await world.desk.accept(id, agent);
          if (result.kind === 'done') mine.push(id);
          else if (result.why === 'at_capacity') break;
        }
        return mine;
      }),
    );

    const all = accepted.flat();
    expect([all.length, new Set(all).size]).toEqual([HANDOFFS, HANDOFFS]);
    for (const [n, mine] of accepted.entries()) expect(mine.length).toBeLessThanOrEqual(n % 4);
    const { rows } = await db.pool.query<{ id: string; count: number }>(
      `SELECT handoff_id AS id, count(*)::int AS count FROM handoff_events WHERE name = 'accept'
       AND handoff_id = ANY($1) GROUP BY 1`,
      [ids],
    );
    expect(rows.map(({ count }) => count)).toEqual(ids.map(() => 1));
    const told = await db.pool.query(
      `SELECT h.id FROM handoffs h JOIN messages m ON m.conversation_id = h.conversation_id
       WHERE m.activity->>'text' LIKE '% joined' AND h.id = ANY($1)`,
      [ids],
    );
    expect(told.rows).toHaveLength(HANDOFFS);
  }, 120_000);
});

describe('the bot and a person who comes', () => {
  const ROUNDS = 300;

  test('never speak over each other, whoever is faster', async () => {
    const agent = await world.anAgent({ capacity: 50 });
    const { turns, presence, processId } = await world.turns.aProcess();
    const settle = world.settleAs(processId);
    const won = { bot: 0, person: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, conversationId } = await world.aWaiting();
      const taken = await turns.take(conversationId);
      if (taken.kind !== 'taken') throw new Error('nothing to answer');
      const { work } = taken;
      const pauseMs = (round % 6) / 2;
      const [committed] = await Promise.all([
        later(round % 2 === 0 ? 0 : pauseMs, () => turns.commit(answerTo(work))),
        later(round % 2 === 0 ? pauseMs : 0, () => world.desk.accept(id, agent)),
      ]);
      won[committed.kind === 'committed' ? 'bot' : 'person'] += 1;
      // What the bot did not get to answer is the person's, and settled by the same turn taken again.
      if (committed.kind === 'stale') expect(await settle(conversationId, 1)).toBe(true);
      await world.desk.send(conversationId, agent, { type: 'message', text: '您好' });
      expect(await botAfterPerson(conversationId)).toEqual([]);
      await world.desk.close(id, agent, { resultCode: 'solved' });
    }
    await presence.close();
    // Both orders happened, or nothing raced.
    expect(Math.min(won.bot, won.person)).toBeGreaterThan(ROUNDS / 20);
  }, 120_000);

  test('leave no message unanswered when the person gives back what the customer writes in', async () => {
    const agent = await world.anAgent({ capacity: 50 });
    const { turns, presence } = await world.turns.aProcess();
    let answered = 0;
    for (let round = 0; round < 100; round += 1) {
      const { id, conversationId } = await world.aWaiting();
      await world.desk.accept(id, agent);
      await turns.take(conversationId);
      await turns.settle(conversationId, 1);
      await world.turns.say(conversationId, `还有 ${round}`);
      const taken = await turns.take(conversationId);
      if (taken.kind !== 'taken') throw new Error('nothing to settle');
      expect(taken.work.conversation.mode).toBe('agent');
      const last = taken.work.waiting.at(-1)?.seq ?? 0;
      const [isSettled] = await Promise.all([
        later(round % 3, () => turns.settle(conversationId, last)),
        later(2 - (round % 3), () => world.desk.returnToBot(id, agent, undefined)),
      ]);
      if (isSettled) continue;
      answered += 1;
      const again = await turns.take(conversationId);
      if (again.kind !== 'taken') throw new Error('the message was lost');
      expect(again.work.waiting.map(({ activity }) => activity.text ?? activity.name)).toEqual([
        `还有 ${round}`,
        'careline.handoff',
      ]);
    }
    await presence.close();
    expect(answered).toBeGreaterThan(5);
    expect(answered).toBeLessThan(95);
  }, 60_000);
});

/** Words of the bot between a person's coming and the end of the hand-off. */
async function botAfterPerson(conversationId: string): Promise<readonly unknown[]> {
  const { rows } = await db.pool.query(
    `SELECT b.seq FROM messages b WHERE b.conversation_id = $1 AND b.author = 'bot' AND b.seq > (
       SELECT min(a.seq) FROM messages a WHERE a.conversation_id = $1 AND a.activity->>'name' = 'handoff.status')`,
    [conversationId],
  );
  return rows;
}

function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms)).then(work);
}
