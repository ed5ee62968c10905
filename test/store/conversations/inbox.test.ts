import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeTurnWorld, NOW } from '../../support/turns.ts';

let db: TestDatabase;
let world: ReturnType<typeof makeTurnWorld>;
beforeAll(async () => {
  db = await startTestDatabase();
  world = makeTurnWorld(db);
});
afterAll(() => db.stop());

describe('the inbox', () => {
  test('stores a message that comes twice at the same moment once', async () => {
    const id = await world.aConversation();
    const kinds = await Promise.all(
      Array.from(
        { length: 8 },
        async () => (await world.say(id, '同一句', NOW, `${id}:same`)).kind,
      ),
    );
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'duplicate')).toHaveLength(7);
    const { rows } = await db.pool.query('SELECT last_seq FROM conversations WHERE id = $1', [id]);
    expect(rows[0]).toEqual({ last_seq: 1 });
  });

  test('stores it once also when one process accepts all of them together', async () => {
    const id = await world.aConversation();
    const log = world.logOf();
    const accept = (n: number) =>
      log.accept({
        conversationId: id,
        channelAccount: 'web',
        channelMessageId: `${id}:${n % 2}`,
        activity: { type: 'message', text: `第 ${n % 2} 句` },
        at: NOW,
      });
    const accepted = await Promise.all(Array.from({ length: 8 }, (_, n) => accept(n)));
    expect(accepted.filter(({ kind }) => kind === 'accepted')).toHaveLength(2);
    expect(accepted.filter(({ kind }) => kind === 'duplicate')).toHaveLength(6);
    expect((await log.read(id, 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('says when a conversation is unknown or has ended', async () => {
    expect(await world.say('con_nowhere', '在吗')).toEqual({ kind: 'not_found' });
    const id = await world.aConversation();
    await db.pool.query('UPDATE conversations SET ended_at = now() WHERE id = $1', [id]);
    expect(await world.say(id, '在吗')).toEqual({ kind: 'ended' });
  });

  test('keeps 4-byte characters and quotes as they were', async () => {
    const id = await world.aConversation();
    const text = `𠮷野家😀'; DROP TABLE messages; -- "<b>\\u0041`;
    await world.say(id, text);
    const log = world.logOf();
    expect((await log.read(id, 0, 10))[0]?.activity.text).toBe(text);
  });
});
