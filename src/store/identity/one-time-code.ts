import { timingSafeEqual } from 'node:crypto';
import { normalizePhone } from '../../domain/identifiers.ts';
import type { SendOneTimeCode } from '../../domain/write.ts';
import { addMs, DAY_MS, MINUTE_MS } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { sha256 } from '../../lib/sha256.ts';
import type { Sql } from '../sql.ts';

export const CODE_LENGTH = 6;
const CODE_LIFE_MS = 5 * MINUTE_MS;
const CODE_ATTEMPTS_MAX = 5;
const CODE_PAUSE_MS = MINUTE_MS;
const CODES_A_DAY_MAX = 5;

export type CodeSent =
  | { readonly kind: 'queued'; readonly outboxId: string }
  /** No customer has this phone and none is to: nothing is sent, and the customer is told nothing else. */
  | { readonly kind: 'unknown_phone' }
  | { readonly kind: 'too_soon' }
  | { readonly kind: 'day_limit' };

export interface SendOneTimeCodeDeps {
  readonly random: Random;
  readonly now: Date;
  /** The short message that carries the code. */
  readonly text: (code: string) => string;
}

interface SentBefore {
  readonly known: boolean;
  /** To this phone, and by this asker, within a day. */
  readonly today: number;
  readonly by_asker: number;
  readonly recent: boolean;
}

/** Part of the turn's transaction: makes a code, keeps its hash and queues the SMS. */
export async function applySendOneTimeCode(
  sql: Sql,
  write: SendOneTimeCode,
  { random, now, text }: SendOneTimeCodeDeps,
): Promise<CodeSent> {
  const phone = normalizePhone(write.phone) ?? write.phone;
  // One at a time for each phone, or two chats could each see that the other had sent nothing yet.
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`otc:${phone}`]);
  const { rows } = await sql.query<SentBefore>(
    `SELECT EXISTS (SELECT 1 FROM customers WHERE phone = $1) AS known,
       count(*) FILTER (WHERE phone = $1)::int AS today,
       count(*) FILTER (WHERE identity_id = $4)::int AS by_asker,
       COALESCE(bool_or(created_at > $3) FILTER (WHERE phone = $1), false) AS recent
     FROM one_time_codes WHERE (phone = $1 OR identity_id = $4) AND created_at > $2`,
    [phone, addMs(now, -DAY_MS), addMs(now, -CODE_PAUSE_MS), write.identityId],
  );
  const sent = rows[0];
  const isNew = write.isNewPhone === true;
  if (sent === undefined || !(sent.known || isNew)) return { kind: 'unknown_phone' };
  if (sent.recent) return { kind: 'too_soon' };
  // Numbers of strangers: one asker is no way to send messages to everybody.
  const isTooMany = sent.today >= CODES_A_DAY_MAX || (isNew && sent.by_asker >= CODES_A_DAY_MAX);
  if (isTooMany) return { kind: 'day_limit' };
  const code = random.digits(CODE_LENGTH);
  const codeId = newId('oneTimeCode', random);
  await sql.query(
    `INSERT INTO one_time_codes (id, identity_id, phone, code_hash, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [codeId, write.identityId, phone, sha256(`${codeId}:${code}`), now, addMs(now, CODE_LIFE_MS)],
  );
  const outboxId = newId('outbox', random);
  await sql.query(
    `INSERT INTO outbox (id, kind, order_key, payload, next_attempt_at, created_at)
     VALUES ($1, 'sms', $2, $3, $4, $4)`,
    [
      outboxId,
      `sms:${sha256(phone)}`,
      JSON.stringify({
        to: phone,
        text: text(code),
        expiresAt: addMs(now, CODE_LIFE_MS).toISOString(),
      }),
      now,
    ],
  );
  return { kind: 'queued', outboxId };
}

/** The phone that a code proves, when it is the asker's newest one, unused, in time and not guessed at. */
export async function phoneOfCode(
  sql: Sql,
  identityId: string,
  given: { readonly code: string; readonly now: Date },
): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string; phone: string; code_hash: string }>(
    `SELECT id, phone, code_hash FROM
       (SELECT * FROM one_time_codes WHERE identity_id = $1 ORDER BY created_at DESC, id LIMIT 1) AS newest
     WHERE used_at IS NULL AND expires_at > $2 AND attempts < $3`,
    [identityId, given.now, CODE_ATTEMPTS_MAX],
  );
  const newest = rows[0];
  if (newest === undefined) return undefined;
  const expected = Buffer.from(newest.code_hash);
  const actual = Buffer.from(sha256(`${newest.id}:${given.code.trim()}`));
  return timingSafeEqual(expected, actual) ? newest.phone : undefined;
}

/** Uses up the asker's newest code; false when it was used before, so that a code proves one person once. */
export async function spendNewestCode(sql: Sql, identityId: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE one_time_codes SET used_at = $2 WHERE used_at IS NULL AND expires_at > $2 AND id =
       (SELECT id FROM one_time_codes WHERE identity_id = $1 ORDER BY created_at DESC, id LIMIT 1)`,
    [identityId, now],
  );
  return rowCount === 1;
}

/** Counts a wrong guess at the asker's newest code. */
export async function countCodeGuess(sql: Sql, identityId: string): Promise<void> {
  await sql.query(
    `UPDATE one_time_codes SET attempts = attempts + 1 WHERE id =
       (SELECT id FROM one_time_codes WHERE identity_id = $1 ORDER BY created_at DESC, id LIMIT 1)`,
    [identityId],
  );
}

/** The phone that the asker's newest code went to. */
export async function phoneOfNewestCode(sql: Sql, identityId: string): Promise<string | undefined> {
  const { rows } = await sql.query<{ phone: string }>(
    'SELECT phone FROM one_time_codes WHERE identity_id = $1 ORDER BY created_at DESC, id LIMIT 1',
    [identityId],
  );
  return rows[0]?.phone;
}
