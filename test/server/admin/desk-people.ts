import type { AgentRole } from '../../../src/domain/agent.ts';
import type { HandoffReason } from '../../../src/domain/handoff/handoff.ts';
import { newId, systemRandom } from '../../../src/lib/ids.ts';
import { requestHandoff } from '../../../src/store/handoffs/request-handoff.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import type { AdminApp, Answer } from './admin-app.ts';

/** Somebody who signed in. */
export interface Person {
  readonly id: string;
  readonly token: string;
  call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

/** A fresh agent whose console is open and who takes customers. */
export async function signInPerson(desk: AdminApp, role: AgentRole): Promise<Person> {
  const token = await desk.signIn(role);
  const call: Person['call'] = (method, url, body, headers) =>
    desk.call(method, url, {
      token,
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
    });
  const { id } = (await call('GET', '/sessions/current')).body;
  if (role !== 'auditor') {
    await desk.db.pool.query(
      "UPDATE agents SET presence = 'online', seen_at = $2, display_name = $3 WHERE id = $1",
      [id, desk.clock.now(), `客服${id.slice(-3)}`],
    );
  }
  return { id, token, call };
}

/** A conversation in which a customer said these things, by somebody whom we know or do not know. */
export async function talk(
  desk: AdminApp,
  told: {
    readonly said?: readonly string[];
    readonly customerNo?: string;
    readonly state?: unknown;
  } = {},
): Promise<string> {
  const { said = ['你好'], customerNo, state = {} } = told;
  const { pool } = desk.db;
  const [id, identityId] = [newId('conversation', systemRandom), newId('identity', systemRandom)];
  const now = desk.clock.now();
  await pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, subject_kind, level,
       verified_at, verified_by, created_at)
     SELECT $1, 'web', $1, u.id, CASE WHEN u.id IS NULL THEN NULL ELSE 'customer' END,
       CASE WHEN u.id IS NULL THEN 0 ELSE 2 END, $3, 'plate_phone_id', $3
     FROM (SELECT 1) one LEFT JOIN customers u ON u.customer_no = $2`,
    [identityId, customerNo ?? null, now],
  );
  await pool.query(
    `INSERT INTO conversations (id, channel_account, identity_id, mode, state, last_seq, last_inbound_seq,
       last_message_at, last_inbound_at, created_at)
     VALUES ($1, 'web', $2, 'bot', $3, $4, $4, $5, $5, $5)`,
    [id, identityId, JSON.stringify(state), said.length, now],
  );
  for (const [index, text] of said.entries()) {
    await pool.query(
      `INSERT INTO messages (conversation_id, seq, direction, author, at, activity)
       VALUES ($1, $2, 'in', 'customer', $3, $4)`,
      [id, index + 1, now, JSON.stringify({ type: 'message', text })],
    );
  }
  return id;
}

/** The customer of a conversation asks for a person. */
export async function ask(
  desk: AdminApp,
  conversationId: string,
  reason: HandoffReason = 'asked',
): Promise<string> {
  const id = newId('handoff', systemRandom);
  const request = { id, conversationId, reason, now: desk.clock.now() };
  const made = await inTransaction(desk.db.pool, (sql) => requestHandoff(sql, request));
  if (made === undefined) throw new Error('nobody was asked for');
  return made.id;
}

/** Actions of the audit trail about a subject, oldest first. */
export async function trailOf(desk: AdminApp, subjectId: string): Promise<readonly string[]> {
  const { rows } = await desk.db.pool.query<{ action: string }>(
    'SELECT action FROM audit WHERE subject_id = $1 ORDER BY id',
    [subjectId],
  );
  return rows.map(({ action }) => action);
}
