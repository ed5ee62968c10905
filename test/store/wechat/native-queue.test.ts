import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemRandom } from '../../../src/lib/ids.ts';
import { PreparedTurns } from '../../../src/store/conversations/prepared-turns.ts';
import { makeTurnStore } from '../../../src/store/conversations/turn-store.ts';
import { requestHandoff } from '../../../src/store/handoffs/request-handoff.ts';
import { makeQueueNative } from '../../../src/store/wechat/native-queue.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { answerTo, makeTurnWorld, NOW, takeWork } from '../../support/turns.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

/** What one turn that asks for a person leaves in the outbox, in the order in which it is sent. */
async function queuedBy(channelAccount: string, reason: 'asked' | 'taken_over' = 'asked') {
  const turns = makeTurnWorld(db);
  const { presence, processId } = await turns.aProcess();
  const id = `con_${systemRandom.text(10)}`;
  await turns.logOf().open({ id, channelAccount, externalUserId: id, now: NOW });
  await turns.say(id, '转人工', NOW, `${id}:1`, channelAccount);
  const isNative = (account: string) => account === 'wechat-kf:native';
  const queueNews = makeQueueNative({ isNative, random: systemRandom });
  const store = makeTurnStore({
    pool: db.pool,
    processId,
    prepared: new PreparedTurns(),
    random: systemRandom,
    applyWrite: async (sql, write, now) => {
      if (write.kind !== 'requestHandoff') return;
      await requestHandoff(sql, { id: `hof_${id}`, conversationId: id, reason, now, queueNews });
    },
    settle: async () => true,
  });
  const work = await takeWork(store, id);
  const write = {
    kind: 'requestHandoff',
    conversationId: id,
    reason: 'asked',
  } as const;
  await store.commit(answerTo(work, { writes: [write] }));
  await presence.close();
  const { rows } = await db.pool.query<{ what: string; order_key: string }>(
    `SELECT COALESCE(payload->>'command', 'message') AS what, order_key FROM outbox
     WHERE order_key = $1 ORDER BY number`,
    [id],
  );
  return rows.map(({ what }) => what);
}

test('the command follows the answer of the turn that asked, so that the customer still gets it', async () => {
  expect(await queuedBy('wechat-kf:native')).toEqual(['message', 'handoff']);
});

test.each([
  ['an account whose hand-offs are ours', 'wechat-kf:console', 'asked'],
  ['the web', 'web', 'asked'],
  ['somebody whom a person of ours takes', 'wechat-kf:native', 'taken_over'],
] as const)('nothing is commanded for %s', async (_, account, reason) => {
  expect(await queuedBy(account, reason)).not.toContain('handoff');
});
