import { z } from 'zod';
import { HIGH_LEVEL_IDLE_MS } from '../../domain/identity.ts';
import { addMs } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import type { Sql } from '../sql.ts';

/**
 * Serialises what is done to the identities of one person until the caller's transaction ends. Taken before any of
 * their rows is written: two that bind the same person on two channels would otherwise wait for each other.
 */
export async function lockPerson(sql: Sql, identityId: Id<'identity'>): Promise<void> {
  await sql.query(
    `SELECT pg_advisory_xact_lock(hashtextextended(union_id, 3)) FROM channel_identities
     WHERE id = $1 AND union_id IS NOT NULL`,
    [identityId],
  );
}

const identitySchema = z.object({
  id: z.string(),
  customer_id: z.string().nullable(),
  subject_kind: z.string().nullable(),
  level: z.number(),
  verified_at: z.date().nullable(),
});
type PersonIdentity = z.infer<typeof identitySchema>;

/** A customer, not the reporter of one claim: that proof is of the claim, not of the person. */
const isProved = ({ subject_kind, customer_id, level }: PersonIdentity): boolean =>
  subject_kind === 'customer' && customer_id !== null && level >= 1;

/**
 * Whoever WeChat says is the same person (union id) is the same customer on all accounts: what was proved of one
 * identity is taken over by those of which nothing was. When two customers are proved nobody knows who it is:
 * nothing is copied, and the audit says so. To be called within the transaction that changed the identity.
 */
export async function shareBinding(sql: Sql, identityId: Id<'identity'>, now: Date): Promise<void> {
  await lockPerson(sql, identityId);
  const { rows } = await sql.query(
    `SELECT o.id, o.customer_id, o.subject_kind, o.level, o.verified_at
     FROM channel_identities me JOIN channel_identities o ON o.union_id = me.union_id
     WHERE me.id = $1 ORDER BY o.verified_at DESC NULLS LAST, o.id`,
    [identityId],
  );
  const identities = z.array(identitySchema).parse(rows);
  const proved = identities.filter(isProved);
  const newest = proved[0];
  if (newest === undefined) return;
  const customerIds = [...new Set(proved.map(({ customer_id }) => customer_id))];
  if (customerIds.length > 1) return tellContradiction(sql, { identityId, customerIds, now });
  for (const other of identities.filter(({ subject_kind }) => subject_kind === null)) {
    await copyBinding(sql, { from: newest, to: other.id, now });
  }
}

async function copyBinding(
  sql: Sql,
  { from, to, now }: { readonly from: PersonIdentity; readonly to: string; readonly now: Date },
): Promise<void> {
  const level = levelToShare(from, now);
  await sql.query(
    `UPDATE channel_identities SET customer_id = $2, subject_kind = 'customer', level = $3, verified_at = $4,
       verified_by = 'union_id' WHERE id = $1 AND subject_kind IS NULL`,
    [to, from.customer_id, level, from.verified_at],
  );
  const data = { customerId: from.customer_id, level, from: from.id };
  await insertAudit(sql, [{ ...ENTRY, action: 'identity.verified', subjectId: to, data }], now);
}

/** A high level lapses with idleness (domain.md 3.4): an old proof of it must not begin anew on another channel. */
function levelToShare({ level, verified_at }: PersonIdentity, now: Date): number {
  const isFresh = verified_at !== null && now < addMs(verified_at, HIGH_LEVEL_IDLE_MS);
  return isFresh ? level : Math.min(level, 1);
}

const ENTRY = { actor: { kind: 'system', id: 'union_id' }, subjectKind: 'identity' } as const;

async function tellContradiction(
  sql: Sql,
  given: {
    readonly identityId: Id<'identity'>;
    readonly customerIds: readonly (string | null)[];
    readonly now: Date;
  },
): Promise<void> {
  const { identityId: subjectId, customerIds, now } = given;
  const entry = { ...ENTRY, action: 'identity.contradicted', subjectId, data: { customerIds } };
  await insertAudit(sql, [entry], now);
}
