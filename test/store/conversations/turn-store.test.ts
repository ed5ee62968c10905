import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemRandom } from '../../../src/lib/ids.ts';
import { appendMessages } from '../../../src/store/conversations/append.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { answerTo, makeTurnWorld, NOW, takeWork } from '../../support/turns.ts';

let db: TestDatabase;
let world: ReturnType<typeof makeTurnWorld>;
beforeAll(async () => {
  db = await startTestDatabase();
  world = makeTurnWorld(db);
});
afterAll(() => db.stop());

describe('the turn store', () => {
  test('gives the turn to whoever accepted the message, and back by committing it', async () => {
    const { turns, presence, processId } = await world.aProcess();
    const id = await world.aConversation();
    const log = world.logOf(processId);
    const activity = { type: 'message', text: '在吗' };
    await log.accept({
      conversationId: id,
      channelAccount: 'web',
      channelMessageId: `${id}:1`,
      activity,
      at: NOW,
    });
    const turnBy = async () =>
      (await db.pool.query('SELECT turn_by FROM conversations WHERE id = $1', [id])).rows[0];
    expect(await turnBy()).toEqual({ turn_by: processId });
    await turns.commit(answerTo(await takeWork(turns, id)));
    expect(await turnBy()).toEqual({ turn_by: null });
    await presence.close();
  });

  test('takes everything that waits, in order, and nothing after it is handled', async () => {
    const { turns, presence } = await world.aProcess();
    const id = await world.aConversation();
    await world.say(id, '一');
    await world.say(id, '二');
    const work = await takeWork(turns, id);
    expect(work.waiting.map((message) => message.activity.text)).toEqual(['一', '二']);
    const committed = await turns.commit(answerTo(work));
    expect(committed).toMatchObject({
      kind: 'committed',
      hasMore: false,
      messages: [{ seq: 3, direction: 'out' }],
    });
    await turns.release(id);
    expect(await turns.take(id)).toEqual({ kind: 'idle' });
    await presence.close();
  });

  test('lets one process think at a time and frees the turn when that process dies', async () => {
    const one = await world.aProcess();
    const other = await world.aProcess();
    const id = await world.aConversation();
    await world.say(id, '在吗');
    await takeWork(one.turns, id);
    expect(await other.turns.take(id)).toEqual({ kind: 'busy' });
    await one.presence.close();
    await expect.poll(async () => (await other.turns.take(id)).kind).toBe('taken');
    await other.presence.close();
  });

  test('refuses the commit of whoever lost the turn meanwhile', async () => {
    const one = await world.aProcess();
    const other = await world.aProcess();
    const id = await world.aConversation();
    await world.say(id, '在吗');
    const stale = await takeWork(one.turns, id);
    await one.presence.close();
    await expect.poll(async () => (await other.turns.take(id)).kind).toBe('taken');
    const committed = await other.turns.commit(answerTo(stale));
    const refused = await one.turns.commit(answerTo(stale));
    expect([committed.kind, refused.kind]).toEqual(['committed', 'stale']);
    const { rows } = await db.pool.query('SELECT seq FROM messages WHERE conversation_id = $1', [
      id,
    ]);
    expect(rows).toHaveLength(2);
    await other.presence.close();
  });

  test('writes nothing after a person took over', async () => {
    const { turns, presence } = await world.aProcess();
    const id = await world.aConversation();
    await world.say(id, '在吗');
    const work = await takeWork(turns, id);
    await db.pool.query("UPDATE conversations SET mode = 'agent' WHERE id = $1", [id]);
    const writes = [{ kind: 'requestHandoff', conversationId: id, reason: 'asked' }] as const;
    expect(await turns.commit(answerTo(work, { writes }))).toEqual({ kind: 'stale' });
    const { rows } = await db.pool.query('SELECT 1 FROM messages WHERE conversation_id = $1', [id]);
    expect(rows).toHaveLength(1);
    await presence.close();
  });

  test('commits state, replies, writes and audit together or not at all', async () => {
    const applied: unknown[] = [];
    const { turns, presence } = await world.aProcess(applied);
    const id = await world.aConversation();
    await world.say(id, '转人工');
    const work = await takeWork(turns, id);
    const audit = [
      {
        actor: { kind: 'customer', id: 'idn_1' },
        action: 'claim.read',
        subjectKind: 'claim',
        subjectId: id,
      },
    ] as const;
    const boom = [
      { kind: 'requestHandoff', conversationId: id, reason: 'flow', skill: 'boom' },
    ] as const;
    await expect(turns.commit(answerTo(work, { writes: boom, audit }))).rejects.toThrow('boom');
    const counts = () =>
      db.pool.query(
        `SELECT (SELECT count(*) FROM messages WHERE conversation_id = $1)::int AS messages,
          (SELECT count(*) FROM audit WHERE subject_id = $1)::int AS audit,
          (SELECT count(*) FROM turns WHERE conversation_id = $1)::int AS turns`,
        [id],
      );
    expect((await counts()).rows[0]).toEqual({ messages: 1, audit: 0, turns: 0 });
    const good = [{ kind: 'requestHandoff', conversationId: id, reason: 'asked' }] as const;
    expect((await turns.commit(answerTo(work, { writes: good, audit }))).kind).toBe('committed');
    expect((await counts()).rows[0]).toEqual({ messages: 2, audit: 1, turns: 1 });
    expect(applied).toHaveLength(2);
    await presence.close();
  });

  test('numbers and times messages without gaps and never backwards, whatever the clock says', async () => {
    const { turns, presence } = await world.aProcess();
    const id = await world.aConversation();
    await world.say(id, '现在', NOW);
    await world.say(id, '钟往回拨了一小时', new Date(NOW.getTime() - 3_600_000));
    const work = await takeWork(turns, id);
    const three = [1, 2, 3].map(
      (n) => ({ author: 'bot', activity: { type: 'message', text: String(n) } }) as const,
    );
    await turns.commit(
      answerTo(work, { messages: three, now: new Date(NOW.getTime() - 7_200_000) }),
    );
    await inTransaction(db.pool, (sql) =>
      appendMessages(sql, {
        conversationId: id,
        messages: three,
        now: new Date(0),
        random: systemRandom,
      }),
    );
    const log = world.logOf();
    const all = await log.read(id, 0, 100);
    expect(all.map((message) => message.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const [index, message] of all.entries()) {
      if (index > 0)
        expect(message.at.getTime()).toBeGreaterThan(all[index - 1]?.at.getTime() ?? Infinity);
    }
    await presence.close();
  });

  test('gives a channel that must be called one outbox row a message, in order', async () => {
    const { turns, presence } = await world.aProcess();
    const id = await world.aConversation('botframework:emulator');
    await world.say(id, '你好', NOW, `${id}:hello`, 'botframework:emulator');
    const work = await takeWork(turns, id);
    const two = ['甲', '乙'].map(
      (text) => ({ author: 'bot', activity: { type: 'message', text } }) as const,
    );
    await turns.commit(answerTo(work, { messages: two }));
    const { rows } = await db.pool.query(
      'SELECT seq, order_key, status FROM outbox WHERE conversation_id = $1 ORDER BY number',
      [id],
    );
    expect(rows).toEqual([
      { seq: 2, order_key: id, status: 'queued' },
      { seq: 3, order_key: id, status: 'queued' },
    ]);
    const delivery = await db.pool.query(
      "SELECT delivery FROM messages WHERE conversation_id = $1 AND direction = 'out'",
      [id],
    );
    expect(delivery.rows.map((row) => row.delivery)).toEqual(['queued', 'queued']);
    await presence.close();
  });

  test('finds what a dead process left, and only that', async () => {
    const { turns, presence } = await world.aProcess();
    const left = await world.aConversation();
    const fresh = await world.aConversation();
    const answered = await world.aConversation();
    await world.say(left, '在吗', NOW);
    await world.say(fresh, '在吗', new Date(NOW.getTime() + 60_000));
    await world.say(answered, '在吗', NOW);
    await turns.commit(answerTo(await takeWork(turns, answered)));
    const found = await turns.findUnhandled(new Date(NOW.getTime() + 30_000), 1_000);
    expect(found).toContain(left);
    expect(found).not.toContain(fresh);
    expect(found).not.toContain(answered);
    await presence.close();
  });
});
