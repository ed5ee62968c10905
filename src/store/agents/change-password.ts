import type { PasswordChange, PasswordChanged } from '../../domain/agent.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { countSignInTry, forgiveSignInTry } from './attempts.ts';
import type { SessionDeps } from './authenticate-session.ts';
import { hashPassword, isPasswordRight } from './password.ts';

/**
 * A person's own new password. Wrong present ones are counted like wrong sign-ins, so that a session somebody left
 * open is no way to guess. Every other session of theirs ends.
 */
export async function changePassword(
  { pool, clock }: SessionDeps,
  change: PasswordChange,
): Promise<PasswordChanged> {
  const now = clock.now();
  const { agentId, sessionId, username, address } = change;
  const tried = { username, address, now };
  const retryAfterMs = await countSignInTry(pool, tried);
  if (retryAfterMs !== undefined) return { kind: 'too_many', retryAfterMs };
  const { rows } = await pool.query<{ password_hash: string }>(
    'SELECT password_hash FROM agents WHERE id = $1',
    [agentId],
  );
  const stored = rows[0]?.password_hash ?? '';
  const actor = { kind: 'agent', id: agentId } as const;
  const entry = { actor, subjectKind: 'agent', subjectId: agentId };
  if (!(await isPasswordRight(stored, change.current))) {
    await insertAudit(pool, [{ ...entry, action: 'agent.password_refused' }], now);
    return { kind: 'wrong' };
  }
  await forgiveSignInTry(pool, tried);
  const passwordHash = await hashPassword(change.next);
  return inTransaction(pool, async (sql) => {
    // An administrator's reset in between wins: then the password that was checked is no longer the present one.
    const { rowCount } = await sql.query(
      'UPDATE agents SET password_hash = $2 WHERE id = $1 AND password_hash = $3',
      [agentId, passwordHash, stored],
    );
    if (rowCount !== 1) return { kind: 'wrong' };
    await sql.query(
      `UPDATE sessions SET revoked_at = $3
       WHERE agent_id = $1 AND id <> $2 AND revoked_at IS NULL`,
      [agentId, sessionId, now],
    );
    await insertAudit(sql, [{ ...entry, action: 'agent.password_changed' }], now);
    return { kind: 'changed' };
  });
}
