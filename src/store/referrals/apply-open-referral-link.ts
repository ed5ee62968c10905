import type { OpenReferralLink } from '../../domain/write.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/**
 * Part of the turn's transaction: a customer's own link, one for good. Throws when another turn made it first: this
 * one rolls back, is run again and finds that one.
 */
export async function applyOpenReferralLink(
  sql: Sql,
  { customerId, code }: OpenReferralLink,
  { now, random }: { readonly now: Date; readonly random: Random },
): Promise<void> {
  const { rowCount } = await sql.query(
    `INSERT INTO referral_links (id, code, customer_id, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (customer_id) DO NOTHING`,
    [newId('referralLink', random), code, customerId, now],
  );
  if (rowCount !== 1) throw new Error('the link for friends was made by another turn');
}
