import type { ChangeProfile } from '../../domain/write.ts';
import type { Random } from '../../lib/ids.ts';
import { phoneOfNewestCode, spendNewestCode } from '../identity/one-time-code.ts';
import type { Sql } from '../sql.ts';

/** The column of each detail; the texts are ours, never a caller's. */
const COLUMN: Readonly<Record<ChangeProfile['field'], string>> = {
  phone: 'phone',
  address: 'address',
};

/**
 * Part of the turn's transaction: changes a detail of a customer. The flow's audit row stands beside it. The
 * insurer's own time of change stays, so that their next PUT still counts. Throws when the code that proved a new
 * phone was used or replaced meanwhile: the turn rolls back, is run again and finds it so.
 */
export async function applyChangeProfile(
  sql: Sql,
  { customerId, field, value, codeOf }: ChangeProfile,
  { now }: { readonly now: Date; readonly random: Random },
): Promise<void> {
  if (codeOf !== undefined) {
    const proved = await phoneOfNewestCode(sql, codeOf);
    const isSpent = proved === value && (await spendNewestCode(sql, codeOf, now));
    if (!isSpent) throw new Error('the code for the new phone was lost to another turn');
  }
  const { rowCount } = await sql.query(
    `UPDATE customers SET ${COLUMN[field]} = $2, updated_at = $3 WHERE id = $1`,
    [customerId, value, now],
  );
  if (rowCount !== 1) throw new Error('the customer whose detail changes is gone');
}
