import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TurnCommit, TurnWork } from '../../../src/domain/conversation.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { appendMessages } from '../../../src/store/conversations/append.ts';
import { makeConversationLog } from '../../../src/store/conversations/conversation-log.ts';
import { PreparedTurns } from '../../../src/store/conversations/prepared-turns.ts';
import { makeTurnStore } from '../../../src/store/conversations/turn-store.ts';
import { ProcessConnection } from '../../../src/store/process-connection.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase } from '../../support/database.ts';

type TestDatabase = Awaited<ReturnType<typeof startTestDatabase>>;

const NOW = new Date('2026-11-22T08:00:00.000Z');
let db: TestDatabase;
let count = 0;

beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

/** A process with its presence in the database, and its view of the store. */
async function aProcess(applied: unknown[] = []) {
  const processId = `process-${systemRandom.text(8)}`;
  const log = makeLog({ level: 'silent' });
  const presence = new ProcessConnection({
    connectionString: db.url,
    processId,
    clock: systemClock,
    log,
  });
  await presence.get();
  const turns = makeTurnStore({
    pool: db.pool,
    processId,
    prepared: new PreparedTurns(),
    random: systemRandom,
    applyWrite: async (_sql, write) => {
      applied.push(write);
      if (write.kind === 'requestHandoff' && write.reason === 'boom') throw new Error('boom');
    },
  });
  return { turns, presence, processId };
}

async function aConversation(channelAccount = 'web'): Promise<string> {
  count += 1;
  const id = `con_${count}`;
  const log = makeConversationLog({
    pool: db.pool,
    processId: 'a process that is gone',
    prepared: new PreparedTurns(),
    random: systemRandom,
  });
  await log.open({ id, channelAccount, externalUserId: `user-${count}`, now: NOW });
  return id;
}

async function say(
  id: string,
  text: string,
  at = NOW,
  messageId = `${id}:${text}`,
  channelAccount = 'web',
) {
  const log = makeConversationLog({
    pool: db.pool,
    processId: 'a process that is gone',
    prepared: new PreparedTurns(),
    random: systemRandom,
  });
  const activity = { type: 'message', text };
  return log.accept({
    conversationId: id,
    channelAccount,
    channelMessageId: messageId,
    activity,
    at,
  });
}

function answerTo(work: TurnWork, extra: Partial<TurnCommit> = {}): TurnCommit {
  const last = work.waiting.at(-1)?.seq ?? 0;
  return {
    turnId: `trn_${systemRandom.text(12)}`,
    conversationId: work.conversation.id,
    channelAccount: work.conversation.channelAccount,
    stateVersion: work.stateVersion,
    state: { v: 1, seen: last },
    handledSeq: last,
    fromSeq: work.waiting[0]?.seq ?? 0,
    messages: [{ author: 'bot', activity: { type: 'message', text: `回答到 ${last}` } }],
    writes: [],
    audit: [],
    outcome: 'ok',
    startedAt: NOW,
    now: NOW,
    ...extra,
  };
}

async function takeWork(
  store: Awaited<ReturnType<typeof aProcess>>['turns'],
  id: string,
): Promise<TurnWork> {
  const taken = await store.take(id);
  if (taken.kind !== 'taken') throw new Error(`expected a turn, got ${taken.kind}`);
  return taken.work;
}

describe('the turn store', () => {
  test('gives the turn to whoever accepted the message, and back by committing it', async () => {
    const { turns, presence, processId } = await aProcess();
    const id = await aConversation();
    const log = makeConversationLog({
      pool: db.pool,
      processId,
      prepared: new PreparedTurns(),
      random: systemRandom,
    });
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
    const { turns, presence } = await aProcess();
    const id = await aConversation();
    await say(id, '一');
    await say(id, '二');
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
    const one = await aProcess();
    const other = await aProcess();
    const id = await aConversation();
    await say(id, '在吗');
    await takeWork(one.turns, id);
    expect(await other.turns.take(id)).toEqual({ kind: 'busy' });
    await one.presence.close();
    await expect.poll(async () => (await other.turns.take(id)).kind).toBe('taken');
    await other.presence.close();
  });

  test('refuses the commit of whoever lost the turn meanwhile', async () => {
    const one = await aProcess();
    const other = await aProcess();
    const id = await aConversation();
    await say(id, '在吗');
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
    const { turns, presence } = await aProcess();
    const id = await aConversation();
    await say(id, '在吗');
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
    const { turns, presence } = await aProcess(applied);
    const id = await aConversation();
    await say(id, '转人工');
    const work = await takeWork(turns, id);
    const audit = [
      {
        actor: { kind: 'customer', id: 'idn_1' },
        action: 'claim.read',
        subjectKind: 'claim',
        subjectId: id,
      },
    ] as const;
    const boom = [{ kind: 'requestHandoff', conversationId: id, reason: 'boom' }] as const;
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
    const { turns, presence } = await aProcess();
    const id = await aConversation();
    await say(id, '现在', NOW);
    await say(id, '钟往回拨了一小时', new Date(NOW.getTime() - 3_600_000));
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
    const log = makeConversationLog({
      pool: db.pool,
      processId: 'a process that is gone',
      prepared: new PreparedTurns(),
      random: systemRandom,
    });
    const all = await log.read(id, 0, 100);
    expect(all.map((message) => message.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const [index, message] of all.entries()) {
      if (index > 0)
        expect(message.at.getTime()).toBeGreaterThan(all[index - 1]?.at.getTime() ?? Infinity);
    }
    await presence.close();
  });

  test('gives a channel that must be called one outbox row a message, in order', async () => {
    const { turns, presence } = await aProcess();
    const id = await aConversation('botframework:emulator');
    await say(id, '你好', NOW, `${id}:hello`, 'botframework:emulator');
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
    const { turns, presence } = await aProcess();
    const left = await aConversation();
    const fresh = await aConversation();
    const answered = await aConversation();
    await say(left, '在吗', NOW);
    await say(fresh, '在吗', new Date(NOW.getTime() + 60_000));
    await say(answered, '在吗', NOW);
    await turns.commit(answerTo(await takeWork(turns, answered)));
    const found = await turns.findUnhandled(new Date(NOW.getTime() + 30_000), 1_000);
    expect(found).toContain(left);
    expect(found).not.toContain(fresh);
    expect(found).not.toContain(answered);
    await presence.close();
  });
});

describe('a process connection', () => {
  test('comes back, and its presence with it, after the database cut it', async () => {
    const one = await aProcess();
    const other = await aProcess();
    const id = await aConversation();
    await say(id, '在吗');
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

describe('the inbox', () => {
  test('stores a message that comes twice at the same moment once', async () => {
    const id = await aConversation();
    const kinds = await Promise.all(
      Array.from({ length: 8 }, async () => (await say(id, '同一句', NOW, `${id}:same`)).kind),
    );
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'duplicate')).toHaveLength(7);
    const { rows } = await db.pool.query('SELECT last_seq FROM conversations WHERE id = $1', [id]);
    expect(rows[0]).toEqual({ last_seq: 1 });
  });

  test('says when a conversation is unknown or has ended', async () => {
    expect(await say('con_nowhere', '在吗')).toEqual({ kind: 'not_found' });
    const id = await aConversation();
    await db.pool.query('UPDATE conversations SET ended_at = now() WHERE id = $1', [id]);
    expect(await say(id, '在吗')).toEqual({ kind: 'ended' });
  });

  test('keeps 4-byte characters and quotes as they were', async () => {
    const id = await aConversation();
    const text = `𠮷野家😀'; DROP TABLE messages; -- "<b>\\u0041`;
    await say(id, text);
    const log = makeConversationLog({
      pool: db.pool,
      processId: 'a process that is gone',
      prepared: new PreparedTurns(),
      random: systemRandom,
    });
    expect((await log.read(id, 0, 10))[0]?.activity.text).toBe(text);
  });
});
