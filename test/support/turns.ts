import type { TurnCommit, TurnStore, TurnWork } from '../../src/domain/conversation.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeConversationLog } from '../../src/store/conversations/conversation-log.ts';
import { PreparedTurns } from '../../src/store/conversations/prepared-turns.ts';
import { makeTurnStore } from '../../src/store/conversations/turn-store.ts';
import { makeSettle } from '../../src/store/handoffs/settle.ts';
import { ProcessConnection } from '../../src/store/process-connection.ts';
import type { TestDatabase } from './database.ts';
import { handoffDeps } from './handoffs.ts';

export const NOW = new Date('2026-11-22T08:00:00.000Z');

/** Conversations, customers who write in them, and processes that take their turns, on one database. */
export function makeTurnWorld(db: TestDatabase) {
  let count = 0;
  /** The transcript as one process sees it: by default one that died since. */
  const logOf = (processId = 'a process that is gone') =>
    makeConversationLog({
      pool: db.pool,
      processId,
      prepared: new PreparedTurns(),
      random: systemRandom,
    });
  return {
    logOf,
    aProcess: (applied: unknown[] = []) => aProcess(db, applied),
    aConversation: async (channelAccount = 'web'): Promise<string> => {
      count += 1;
      const id = `con_${count}`;
      await logOf().open({ id, channelAccount, externalUserId: `user-${count}`, now: NOW });
      return id;
    },
    say: (
      id: string,
      text: string,
      at = NOW,
      messageId = `${id}:${text}`,
      channelAccount = 'web',
    ) =>
      logOf().accept({
        conversationId: id,
        channelAccount,
        channelMessageId: messageId,
        activity: { type: 'message', text },
        at,
      }),
  };
}

/** A process with its presence in the database, and its view of the store. A handoff that needs `boom` fails. */
async function aProcess(db: TestDatabase, applied: unknown[]) {
  const processId = `process-${systemRandom.text(8)}`;
  const presence = new ProcessConnection({
    connectionString: db.url,
    processId,
    clock: systemClock,
    log: makeLog({ level: 'silent' }),
  });
  await presence.get();
  const turns = makeTurnStore({
    pool: db.pool,
    processId,
    prepared: new PreparedTurns(),
    random: systemRandom,
    applyWrite: async (_sql, write) => {
      applied.push(write);
      if (write.kind === 'requestHandoff' && write.skill === 'boom') throw new Error('boom');
    },
    settle: makeSettle({ ...handoffDeps(db.pool), processId }),
  });
  return { turns, presence, processId };
}

/** The commit of a turn that answers with one message. */
export function answerTo(work: TurnWork, extra: Partial<TurnCommit> = {}): TurnCommit {
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

/** Takes a turn that must be free. */
export async function takeWork(store: TurnStore, id: string): Promise<TurnWork> {
  const taken = await store.take(id);
  if (taken.kind !== 'taken') throw new Error(`expected a turn, got ${taken.kind}`);
  return taken.work;
}
