import type { ActOnComplaint } from '../../domain/write.ts';
import type { Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { carryOut } from './carry-out.ts';

/**
 * What a customer does with their own complaint, inside the transaction of their turn. Throws when it is not theirs or
 * does not allow it any more: the replies of this turn were written for another state, so the turn rolls back, is run
 * again and finds it as it is.
 */
export async function applyActOnComplaint(
  sql: Sql,
  { complaintNo, identityId, customerId, act }: ActOnComplaint,
  deps: { readonly now: Date; readonly random: Random },
): Promise<void> {
  const { rows } = await sql.query(
    `SELECT 1 FROM complaints WHERE complaint_no = $1 AND (identity_id = $2 OR customer_id = $3)`,
    [complaintNo, identityId, customerId ?? null],
  );
  if (rows.length === 0) throw new Error('the complaint is not of whoever acts on it');
  const by = { kind: 'customer', id: identityId } as const;
  const { result } = await carryOut(sql, complaintNo, act, { ...deps, by, remediesOf: noNotice });
  if (result.kind === 'done') return;
  throw new Error(`the complaint did not allow ${act.name}: ${result.kind}`);
}

/** Plans and decisions are the insurer's to write. */
function noNotice(): never {
  throw new Error('a customer writes no notice');
}
