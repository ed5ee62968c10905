import type { Pool } from 'pg';
import type { AgentRole, Authenticated } from '../../domain/agent.ts';
import { addMs, type Clock, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { hashSecret } from './secret.ts';

/** A session nobody used for this long is over. */
const SESSION_IDLE_MS = 12 * HOUR_MS;
/** How exactly we remember the last use: not one write for each request. */
const SEEN_STEP_MS = MINUTE_MS;
/** A cookie's token is replaced when it is used after this long. */
export const ROTATE_AFTER_MS = HOUR_MS;
/** How long the token before is still good, for requests that were on their way. */
export const PREVIOUS_GOOD_MS = 60 * SECOND_MS;
/** Whoever still uses the token before after this long, while nobody used the new one, never received it. */
const LOST_AFTER_MS = 5 * SECOND_MS;
const TOKEN_LENGTH = 40;

interface SessionRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly role: AgentRole;
  readonly session_id: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly rotated_at: Date | null;
  readonly is_previous: boolean;
}

export interface SessionDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

/** A new session token: 200 random bits. Its hash is all that is stored. */
export function newSessionToken(random: Random): string {
  return `cs_${random.text(TOKEN_LENGTH)}`;
}

const FIND = {
  name: 'session-find',
  text: `SELECT a.id, a.username, a.display_name, a.role, s.id AS session_id, s.created_at, s.last_seen_at,
      s.expires_at, s.rotated_at, s.token_hash <> $1 AS is_previous
    FROM sessions s JOIN agents a ON a.id = s.agent_id
    WHERE (s.token_hash = $1 OR s.previous_hash = $1) AND s.revoked_at IS NULL AND s.expires_at > $2
      AND s.last_seen_at > $3 AND a.disabled_at IS NULL`,
};

/**
 * Who a token belongs to. With `mayRotate`, a token that is older than an hour is replaced: of many requests at
 * once one gets the new token, and the others pass with the old one for a minute. Later the old one can only be
 * a copy that somebody took, so its use ends the session (OWASP Session Management, read 2026-11-23).
 */
export async function authenticateSession(
  deps: SessionDeps,
  token: string,
  { mayRotate }: { readonly mayRotate: boolean },
): Promise<Authenticated | undefined> {
  const now = deps.clock.now();
  const hash = hashSecret(token);
  const values = [hash, now, addMs(now, -SESSION_IDLE_MS)];
  const { rows } = await deps.pool.query<SessionRow>({ ...FIND, values });
  const row = rows[0];
  if (row === undefined) return undefined;
  const rotatedAt = row.rotated_at ?? row.created_at;
  const age = now.getTime() - rotatedAt.getTime();
  if (row.is_previous && age > PREVIOUS_GOOD_MS) {
    await endStolen(deps.pool, row, now);
    return undefined;
  }
  // The first use of a new token is always noted: it says that the token arrived.
  const isNewlyUsed = row.last_seen_at < rotatedAt;
  if (!row.is_previous && (isNewlyUsed || row.last_seen_at <= addMs(now, -SEEN_STEP_MS))) {
    await deps.pool.query(
      'UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2',
      [row.session_id, now],
    );
  }
  const isDue = row.is_previous ? isNewlyUsed && age > LOST_AFTER_MS : age > ROTATE_AFTER_MS;
  const renewed = mayRotate && isDue ? await rotate(deps, { row, hash, now }) : undefined;
  return { principal: toPrincipal(row), ...(renewed === undefined ? {} : { renewed }) };
}

/** Of requests that come here together one succeeds: the condition on `rotated_at` lets nobody else through. */
async function rotate(
  { pool, random }: SessionDeps,
  { row, hash, now }: { readonly row: SessionRow; readonly hash: string; readonly now: Date },
): Promise<Authenticated['renewed']> {
  const token = newSessionToken(random);
  // Seen just before it was made: its first use moves that on.
  const { rowCount } = await pool.query(
    `UPDATE sessions SET token_hash = $2, previous_hash = $3, rotated_at = $4,
       last_seen_at = $4::timestamptz - interval '1 millisecond'
     WHERE id = $1 AND revoked_at IS NULL AND rotated_at IS NOT DISTINCT FROM $5`,
    [row.session_id, hashSecret(token), hash, now, row.rotated_at],
  );
  return rowCount === 1 ? { token, expiresAt: row.expires_at } : undefined;
}

async function endStolen(pool: Pool, row: SessionRow, now: Date): Promise<void> {
  await inTransaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      'UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL',
      [row.session_id, now],
    );
    if (rowCount !== 1) return;
    const actor = { kind: 'system', id: 'sessions' } as const;
    const subject = { subjectKind: 'agent', subjectId: row.id };
    await insertAudit(sql, [{ actor, action: 'session.token_reused', ...subject }], now);
  });
}

function toPrincipal(row: SessionRow): Authenticated['principal'] {
  return {
    kind: 'agent',
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    role: row.role,
    sessionId: row.session_id,
  };
}
