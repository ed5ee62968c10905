import type { DeskActor } from '../../../src/domain/handoff/desk.ts';
import type { DeskEvent } from '../../../src/domain/handoff/desk-event.ts';
import { type Clock, systemClock } from '../../../src/lib/clock.ts';
import { type Id, systemRandom } from '../../../src/lib/ids.ts';
import type { HandoffStoreDeps } from '../../../src/store/handoffs/desk-work.ts';
import { makeHandoffDesk } from '../../../src/store/handoffs/handoff-desk.ts';
import { requestHandoff } from '../../../src/store/handoffs/request-handoff.ts';
import { makeSettle } from '../../../src/store/handoffs/settle.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import type { TestDatabase } from '../../support/database.ts';
import { handoffDeps } from '../../support/handoffs.ts';
import { makeTurnWorld, NOW } from '../../support/turns.ts';

/** A desk on a database: agents, customers who wait, and what was told to whom. */
export function makeDeskWorld(db: TestDatabase, clock: Clock = systemClock) {
  const turns = makeTurnWorld(db);
  const told: DeskEvent[] = [];
  const woken: string[] = [];
  const deps: HandoffStoreDeps = {
    ...handoffDeps(db.pool, clock),
    after: {
      publishDesk: (events) => void told.push(...events),
      grew: () => {},
      wakeTurn: (id) => void woken.push(id),
    },
  };
  const desk = makeHandoffDesk(deps);
  const request = async (conversationId: string, reason: 'asked' | 'injury' = 'asked') => {
    const handoff = await inTransaction(db.pool, (sql) =>
      requestHandoff(sql, {
        id: `hof_${systemRandom.text(20)}`,
        conversationId,
        reason,
        now: clock.now(),
      }),
    );
    if (handoff === undefined) throw new Error('nothing was asked for');
    return handoff;
  };
  return {
    deps,
    desk,
    turns,
    told,
    woken,
    request,
    settleAs: (processId: string) => makeSettle({ ...deps, processId }),
    /** Somebody who waits for a person. */
    aWaiting: async (reason: 'asked' | 'injury' = 'asked') => {
      const id = await turns.aConversation();
      await turns.say(id, '转人工', NOW);
      return request(id, reason);
    },
    anAgent: (options: AgentOptions = {}) => anAgent(db, clock, options),
    textsOf: async (conversationId: string): Promise<readonly string[]> => {
      const { rows } = await db.pool.query<{ line: string }>(
        `SELECT author || ': ' || COALESCE(activity->>'text', activity->>'name', activity->>'type') AS line
         FROM messages WHERE conversation_id = $1 ORDER BY seq`,
        [conversationId],
      );
      return rows.map(({ line }) => line);
    },
    modeOf: async (conversationId: string): Promise<string | undefined> => {
      const { rows } = await db.pool.query<{ mode: string }>(
        'SELECT mode FROM conversations WHERE id = $1',
        [conversationId],
      );
      return rows[0]?.mode;
    },
    stateOf: async (handoffId: string) => {
      const { rows } = await db.pool.query<{
        state: string;
        offered_to: string | null;
        agent_id: string | null;
        outcome: string | null;
      }>('SELECT state, offered_to, agent_id, outcome FROM handoffs WHERE id = $1', [handoffId]);
      return rows[0];
    },
  };
}

interface AgentOptions {
  readonly name?: string;
  readonly role?: string;
  readonly capacity?: number;
  readonly presence?: string;
  readonly skills?: readonly string[];
  readonly seenAt?: Date | null;
}

async function anAgent(db: TestDatabase, clock: Clock, options: AgentOptions): Promise<DeskActor> {
  const id: Id<'agent'> = `agt_${systemRandom.text(20)}`;
  const { name = id, role = 'agent', capacity = 5, presence = 'online', skills = [] } = options;
  const seenAt = options.seenAt === undefined ? clock.now() : options.seenAt;
  await db.pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at, capacity, presence, skills, seen_at)
     VALUES ($1, $1, $2, $3, '', $4, $5, $6, $7, $8)`,
    [id, name, role, NOW, capacity, presence, JSON.stringify(skills), seenAt],
  );
  return { actor: { kind: 'agent', id }, name, isSupervisor: role !== 'agent' };
}
