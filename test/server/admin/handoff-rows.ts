import { addMs, SECOND_MS } from '../../../src/lib/clock.ts';
import { newId, systemRandom } from '../../../src/lib/ids.ts';
import type { AdminApp } from './admin-app.ts';

export interface Talk {
  readonly state: 'queued' | 'offered' | 'with_agent' | 'wrapping_up' | 'returned' | 'closed';
  /** Seconds before now; absent: it did not happen. */
  readonly requested: number;
  readonly accepted?: number;
  readonly firstReply?: number;
  readonly lastAgent?: number;
  readonly closed?: number;
  /** Seconds before now of each message of the customer. */
  readonly said?: readonly number[];
  readonly words?: readonly string[];
  readonly agentId?: string;
  readonly reason?: string;
  readonly outcome?: string;
  readonly score?: number;
  readonly customerId?: string;
}

/** Puts a hand-off with its conversation straight into the tables; ids of both. */
export async function insertTalk(desk: AdminApp, talk: Talk) {
  const { pool } = desk.db;
  const now = desk.clock.now();
  const ago = (seconds: number | undefined): Date | null =>
    seconds === undefined ? null : addMs(now, -seconds * SECOND_MS);
  const conversationId = newId('conversation', systemRandom);
  const handoffId = newId('handoff', systemRandom);
  const identityId = newId('identity', systemRandom);
  const said = talk.said ?? [];
  const bound = talk.customerId === undefined ? null : 'customer';
  await pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, subject_kind, level, created_at)
     VALUES ($1, 'web', $1, $2, $3, $4, $5)`,
    [identityId, talk.customerId ?? null, bound, bound === null ? 0 : 1, now],
  );
  await pool.query(
    `INSERT INTO conversations (id, channel_account, identity_id, mode, last_seq, last_message_at, last_inbound_at, created_at)
     VALUES ($1, 'web', $2, $3, $4, $5, $6, $5)`,
    [conversationId, identityId, modeOf(talk.state), said.length, now, ago(said.at(-1))],
  );
  for (const [i, seconds] of said.entries()) {
    await pool.query(
      `INSERT INTO messages (conversation_id, seq, direction, author, at, activity)
       VALUES ($1, $2, 'in', 'customer', $3, $4)`,
      [conversationId, i + 1, ago(seconds), { type: 'message', text: talk.words?.[i] ?? '在吗' }],
    );
  }
  await pool.query(
    `INSERT INTO handoffs (id, conversation_id, reason, state, requested_at, queued_at, rank_at, offered_to,
       offered_until, agent_id, agent_name, accepted_at, first_reply_at, last_agent_at, last_customer_at, closed_at, outcome)
     VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      handoffId,
      conversationId,
      talk.reason ?? 'asked',
      talk.state,
      ago(talk.requested),
      talk.state === 'offered' ? 'agt_offered' : null,
      talk.state === 'offered' ? now : null,
      talk.agentId ?? null,
      talk.agentId === undefined ? null : '何晓彤',
      ago(talk.accepted),
      ago(talk.firstReply),
      ago(talk.lastAgent ?? talk.firstReply),
      ago(said.at(-1)),
      ago(talk.closed),
      talk.outcome ?? null,
    ],
  );
  if (talk.score !== undefined) {
    await pool.query(
      `INSERT INTO handoff_ratings (handoff_id, asked_at, score, answered_at) VALUES ($1, $2, $3, $2)`,
      [handoffId, ago(talk.closed), talk.score],
    );
  }
  return { conversationId, handoffId };
}

function modeOf(state: Talk['state']): string {
  if (state === 'returned' || state === 'closed') return 'bot';
  return state === 'queued' || state === 'offered' ? 'queued' : 'agent';
}

/** The agent whom a token belongs to. */
export async function idOf(desk: AdminApp, token: string): Promise<string> {
  return (await desk.call('GET', '/sessions/current', { token })).body.id;
}
