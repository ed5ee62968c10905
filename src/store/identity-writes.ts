import { LOCK_MS } from '../domain/identity.ts';
import type { BindIdentity, RecordIdentityFailure } from '../domain/write.ts';
import { addMs, DAY_MS } from '../lib/clock.ts';
import { askerKey, attemptKeys } from './identity/attempt-keys.ts';
import { countCodeGuess, spendNewestCode } from './identity/one-time-code.ts';
import type { Sql } from './sql.ts';
import { lockPerson, shareBinding } from './wechat/share-binding.ts';

export type Bound =
  | { readonly kind: 'bound' }
  /** The asker was locked out meanwhile, or the code was used already: nothing changed. */
  | { readonly kind: 'refused' };

/** Part of the turn's transaction: a channel identity becomes the one who was proved. */
export async function applyBindIdentity(sql: Sql, write: BindIdentity, now: Date): Promise<Bound> {
  const { rows } = await sql.query<{ is_locked: boolean }>(
    'SELECT locked_until > $2 AS is_locked FROM identity_attempts WHERE key = $1 FOR UPDATE',
    [askerKey(write.identityId).key, now],
  );
  if (rows[0]?.is_locked === true) return { kind: 'refused' };
  const isByCode = write.by === 'one_time_code';
  if (isByCode && !(await spendNewestCode(sql, write.identityId, now))) return { kind: 'refused' };
  const { subject } = write;
  await lockPerson(sql, write.identityId);
  await sql.query(
    `UPDATE channel_identities SET customer_id = $2, subject_kind = $3, reporter_claim_no = $4,
       level = $5, verified_at = $6, verified_by = $7 WHERE id = $1`,
    [
      write.identityId,
      subject.kind === 'customer' ? subject.customerId : null,
      subject.kind,
      subject.kind === 'reporter' ? subject.claimNo : null,
      write.level,
      now,
      write.by,
    ],
  );
  await shareBinding(sql, write.identityId, now);
  await sql.query('DELETE FROM identity_attempts WHERE key = $1', [askerKey(write.identityId).key]);
  return { kind: 'bound' };
}

/** Wrong answers further apart than this are not one try to guess. */
const COUNTING_MS = DAY_MS;

/**
 * Part of the turn's transaction: counts a wrong answer against the asker and against the plate, phone
 * and number asked about; at the limit the counter locks for 30 minutes (domain.md 3.4).
 */
export async function applyRecordIdentityFailure(
  sql: Sql,
  write: RecordIdentityFailure,
  now: Date,
): Promise<void> {
  // In one order always, or two turns that count the same plate and phone could wait for each other.
  const keys = [...attemptKeys(write.identityId, write.evidence)].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  );
  for (const { key, failuresMax } of keys) {
    await sql.query(
      `INSERT INTO identity_attempts AS a (key, failures, first_at, locked_until)
       VALUES ($1, 1, $2, NULL)
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN a.locked_until <= $2 OR a.first_at <= $3 THEN 1 ELSE a.failures + 1 END,
         first_at = CASE WHEN a.locked_until <= $2 OR a.first_at <= $3 THEN $2 ELSE a.first_at END,
         locked_until = CASE
           WHEN a.locked_until > $2 THEN a.locked_until
           WHEN a.locked_until IS NULL AND a.first_at > $3 AND a.failures + 1 >= $4 THEN $5
           ELSE NULL END`,
      [key, now, addMs(now, -COUNTING_MS), failuresMax, addMs(now, LOCK_MS)],
    );
  }
  if (write.evidence.oneTimeCode !== undefined) await countCodeGuess(sql, write.identityId);
}
