import type { Pool } from 'pg';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import type { HandoffStoreDeps } from '../../src/store/handoffs/desk-work.ts';

const TEXTS: HandoffStoreDeps['texts'] = {
  joined: (name) => `${name} joined`,
  waiting: ({ position, estimate }) =>
    `place ${position}, ${estimate === undefined ? 'unknown' : `${estimate.fromMinutes}-${estimate.toMinutes}`}`,
  offHours: ({ opensAt }) => `closed until ${opensAt?.toISOString() ?? 'unknown'}`,
  transferring: 'transferring',
  requeued: 'requeued',
  pooled: 'pooled',
  reminder: (minutes) => `still there? ${minutes}`,
  left: (requestNo) => `left ${requestNo.slice(0, 2)}`,
  leftUnknown: (requestNo) => `left unknown ${requestNo.slice(0, 2)}`,
  leftTopic: 'left the queue',
};

/** What hand-offs need, with nobody to tell after a commit. */
export function handoffDeps(pool: Pool, clock: Clock = systemClock): HandoffStoreDeps {
  return {
    pool,
    clock,
    random: systemRandom,
    texts: TEXTS,
    after: { publishDesk: () => {}, grew: () => {}, wakeTurn: () => {} },
  };
}

/** Forgets every hand-off and its history, which by itself nobody may. */
export async function forgetHandoffs(pool: Pool): Promise<void> {
  await pool.query(`ALTER TABLE handoff_events DISABLE TRIGGER USER;
    TRUNCATE handoffs CASCADE;
    ALTER TABLE handoff_events ENABLE TRIGGER USER`);
}

/** Conversations of one visitor each, for tests that need nothing else of them. */
export async function insertConversations(pool: Pool, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await pool.query(
      `INSERT INTO channel_identities (id, channel_account, external_user_id, created_at)
       VALUES ('idn_of_' || $1, 'web', 'visitor of ' || $1, now()) ON CONFLICT DO NOTHING`,
      [id],
    );
    await pool.query(
      `INSERT INTO conversations (id, channel_account, identity_id, last_message_at, created_at)
       VALUES ($1, 'web', 'idn_of_' || $1, now(), now()) ON CONFLICT DO NOTHING`,
      [id],
    );
  }
}
