import type {
  AgentRole,
  Authenticated,
  PasswordChange,
  PasswordChanged,
  SignIn,
} from '../../domain/agent.ts';
import type { Actor, AuditEntry } from '../../domain/audit.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import { type Id, newId } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { countSignInTry, forgiveSignInTry } from './attempts.ts';
import { authenticateSession, newSessionToken, type SessionDeps } from './authenticate-session.ts';
import { changePassword } from './change-password.ts';
import { hashPassword, isPasswordRight } from './password.ts';
import { hashSecret } from './secret.ts';

/** A session is over after this long whatever happens. */
const SESSION_LIFE_MS = 7 * DAY_MS;
const PASSWORD_LENGTH = 40;

export interface SessionStore {
  signIn(tried: {
    readonly username: string;
    readonly password: string;
    readonly address: string;
  }): Promise<SignIn>;
  /**
   * Who a session token belongs to; undefined when it is unknown, over, or the agent was disabled.
   * `mayRotate`: the caller can hand on a new token.
   */
  authenticate(
    token: string,
    options?: { readonly mayRotate: boolean },
  ): Promise<Authenticated | undefined>;
  changePassword(change: PasswordChange): Promise<PasswordChanged>;
  signOut(sessionId: Id<'session'>, actor: Actor): Promise<void>;
}

interface AgentRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly role: AgentRole;
  readonly password_hash: string;
  readonly disabled_at: Date | null;
  readonly created_at: Date;
}

/** Sign-in and sessions of the people who work here. */
export function makeSessionStore(deps: SessionDeps): SessionStore {
  // Checked when a name is unknown, so that the answer takes as long as for a known one.
  let nobodysHash: Promise<string> | undefined;
  const unknownHash = (): Promise<string> => {
    nobodysHash ??= hashPassword(deps.random.text(PASSWORD_LENGTH));
    return nobodysHash;
  };
  return {
    signIn: (tried) => signIn(deps, unknownHash, tried),
    authenticate: (token, options = { mayRotate: false }) =>
      authenticateSession(deps, token, options),
    changePassword: (change) => changePassword(deps, change),
    signOut: async (sessionId, actor) => {
      const now = deps.clock.now();
      await deps.pool.query(
        'UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL',
        [sessionId, now],
      );
      const entry = { actor, action: 'session.ended', subjectKind: 'agent', subjectId: actor.id };
      await insertAudit(deps.pool, [entry], now);
    },
  };
}

async function signIn(
  deps: SessionDeps,
  unknownHash: () => Promise<string>,
  given: { readonly username: string; readonly password: string; readonly address: string },
): Promise<SignIn> {
  const now = deps.clock.now();
  const tried = { username: given.username.trim().toLowerCase(), address: given.address, now };
  const retryAfterMs = await countSignInTry(deps.pool, tried);
  if (retryAfterMs !== undefined) return { kind: 'too_many', retryAfterMs };
  const { rows } = await deps.pool.query<AgentRow>(
    'SELECT id, username, display_name, role, password_hash, disabled_at, created_at FROM agents WHERE lower(username) = $1',
    [tried.username],
  );
  const agent = rows[0];
  const stored = agent?.password_hash ?? (await unknownHash());
  const isRight = await isPasswordRight(stored, given.password);
  if (agent === undefined || !isRight || agent.disabled_at !== null) {
    const id = agent?.id ?? 'unknown';
    await insertAudit(deps.pool, [toAudit(id, 'session.refused')], now);
    return { kind: 'refused' };
  }
  await forgiveSignInTry(deps.pool, tried);
  return openSession(deps, agent, now);
}

function openSession(deps: SessionDeps, agent: AgentRow, now: Date): Promise<SignIn> {
  const token = newSessionToken(deps.random);
  const expiresAt = addMs(now, SESSION_LIFE_MS);
  return inTransaction(deps.pool, async (sql) => {
    await sql.query(
      `INSERT INTO sessions (id, agent_id, token_hash, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $4, $5)`,
      [newId('session', deps.random), agent.id, hashSecret(token), now, expiresAt],
    );
    await insertAudit(sql, [toAudit(agent.id, 'session.opened')], now);
    return {
      kind: 'signed_in',
      token,
      expiresAt,
      agent: {
        id: agent.id,
        username: agent.username,
        displayName: agent.display_name,
        role: agent.role,
        createdAt: agent.created_at,
      },
    };
  });
}

function toAudit(agentId: string, action: string): AuditEntry {
  const actor: Actor = { kind: 'agent', id: agentId };
  return { actor, action, subjectKind: 'agent', subjectId: agentId };
}
