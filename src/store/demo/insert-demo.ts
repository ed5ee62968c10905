import { newId } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { adjusterRows } from './adjuster-rows.ts';
import { articleRows } from './article-rows.ts';
import { claimRow, eventRows, lossItemRows } from './claim-rows.ts';
import { complaintRow } from './complaint-rows.ts';
import { customerRow, policyRows, vehicleRow } from './customer-rows.ts';
import { deskAccounts } from './data/staff.ts';
import type { DemoRow } from './demo-row.ts';
import type { DemoInsurer } from './make-demo-insurer.ts';
import { makeSeeded } from './seeded.ts';

/** No password's hash: nobody signs in with it (see store/agents/password.ts). */
const NO_PASSWORD = '!';

/** Writes the demo insurer, one statement a table. */
export async function insertDemoInsurer(sql: Sql, insurer: DemoInsurer, now: Date): Promise<void> {
  const { customers, claims } = insurer;
  const seeded = makeSeeded('rows');
  const vehicles = customers.flatMap((owner) =>
    owner.vehicles.map((vehicle) => ({ owner, vehicle })),
  );
  await insertRows(sql, 'customers', customers.map(customerRow));
  await insertRows(sql, 'vehicles', vehicles.map(vehicleRow));
  await insertRows(sql, 'policies', vehicles.flatMap(policyRows));
  await insertRows(sql, 'adjusters', adjusterRows());
  await insertRows(sql, 'claims', claims.map(claimRow));
  await insertRows(
    sql,
    'claim_events',
    claims.flatMap((claim) => eventRows(claim, seeded)),
  );
  await insertRows(
    sql,
    'loss_items',
    claims.flatMap((claim) => lossItemRows(claim, seeded)),
  );
  await insertRows(sql, 'knowledge_articles', articleRows(now));
  await insertRows(
    sql,
    'agents',
    deskAccounts.map((account) => ({
      id: newId('agent', seeded),
      username: account.username,
      display_name: account.displayName,
      role: account.role,
      password_hash: NO_PASSWORD,
      disabled_at: now,
      created_at: now,
    })),
  );
  const handlers = await handlerIds(sql);
  await insertRows(
    sql,
    'complaints',
    insurer.complaints.map((complaint) => complaintRow(complaint, handlers)),
  );
}

/** An account of ours may have been there before: its id is the one that counts. */
async function handlerIds(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ username: string; id: string }>(
    'SELECT username, id FROM agents WHERE username = ANY($1)',
    [deskAccounts.map(({ username }) => username)],
  );
  return new Map(rows.map(({ username, id }) => [username, id]));
}

/** Table and column names are ours, never a caller's. An account that exists already stays as it is. */
async function insertRows(
  sql: Sql,
  table:
    | 'customers'
    | 'vehicles'
    | 'policies'
    | 'claims'
    | 'adjusters'
    | 'claim_events'
    | 'loss_items'
    | 'complaints'
    | 'knowledge_articles'
    | 'agents',
  rows: readonly DemoRow[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  const onConflict = table === 'agents' ? 'ON CONFLICT (username) DO NOTHING' : '';
  await sql.query(
    `INSERT INTO ${table} (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ${onConflict}`,
    [JSON.stringify(rows)],
  );
}
