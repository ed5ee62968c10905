import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeTurnWorld, takeWork } from '../support/turns.ts';

let db: TestDatabase;
let world: ReturnType<typeof makeTurnWorld>;
beforeAll(async () => {
  db = await startTestDatabase();
  world = makeTurnWorld(db);
});
afterAll(() => db.stop());

describe('a process connection', () => {
  test('comes back, and its presence with it, after the database cut it', async () => {
    const one = await world.aProcess();
    const other = await world.aProcess();
    const id = await world.aConversation();
    await world.say(id, '在吗');
    await takeWork(one.turns, id);
    const cut = await (await one.presence.get()).query('SELECT pg_backend_pid() AS pid');
    await db.pool.query('SELECT pg_terminate_backend($1)', [cut.rows[0]?.pid]);
    await expect
      .poll(async () => (await (await one.presence.get()).query('SELECT 1 AS one')).rows[0]?.one)
      .toBe(1);
    expect(await other.turns.take(id)).toEqual({ kind: 'busy' });
    await one.presence.close();
    await other.presence.close();
  });
});
