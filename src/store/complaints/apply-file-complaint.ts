import type { FileComplaint } from '../../domain/write.ts';
import type { Id, Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { registerComplaint } from './register.ts';

/**
 * Registers a complaint under its number; a number that exists is refused, and the turn is run again with another.
 * It belongs to the customer whom this chat identity proved to be, never to somebody whom it only names: a stranger
 * who gives a plate must not write into another customer's file.
 */
export async function applyFileComplaint(
  sql: Sql,
  { complaint }: FileComplaint,
  deps: { readonly now: Date; readonly random: Random },
): Promise<void> {
  const { identityId } = complaint;
  const customerId = complaint.customerId ?? (await findProved(sql, identityId));
  const by = { kind: 'customer', id: identityId } as const;
  await registerComplaint(sql, { ...complaint, by, customerId }, deps);
}

async function findProved(
  sql: Sql,
  identityId: Id<'identity'>,
): Promise<Id<'customer'> | undefined> {
  const { rows } = await sql.query<{ customer_id: string | null }>(
    "SELECT customer_id FROM channel_identities WHERE id = $1 AND subject_kind = 'customer'",
    [identityId],
  );
  return rows[0]?.customer_id ?? undefined;
}
