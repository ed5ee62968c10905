import type { Sql } from '../sql.ts';
import { adjusterRows } from './adjuster-rows.ts';
import { articleRows } from './article-rows.ts';
import { claimRow, eventRows, lossItemRows } from './claim-rows.ts';
import { customerRow, policyRows, vehicleRow } from './customer-rows.ts';
import { insertCare } from './insert-care.ts';
import { insertComplaints } from './insert-complaints.ts';
import { insertDesk, insertHandoffs } from './insert-desk.ts';
import { insertEvents } from './insert-events.ts';
import { insertRows } from './insert-rows.ts';
import type { DemoInsurer } from './make-demo-insurer.ts';
import { makeSeeded } from './seeded.ts';

/** Writes the demo insurer, one statement a table. */
export async function insertDemoInsurer(
  sql: Sql,
  insurer: DemoInsurer,
  { now, passwordHash }: { readonly now: Date; readonly passwordHash: string | undefined },
): Promise<void> {
  const { customers, claims } = insurer;
  const seeded = makeSeeded('rows');
  const vehicles = customers.flatMap((owner) =>
    owner.vehicles.map((vehicle) => ({ owner, vehicle })),
  );
  await insertRows(
    sql,
    'customers',
    customers.map((customer) => customerRow(customer, now)),
  );
  await insertRows(
    sql,
    'vehicles',
    vehicles.map((owned) => vehicleRow(owned, now)),
  );
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
  const agents = await insertDesk(sql, { now, passwordHash });
  await insertHandoffs(sql, insurer.handoffs, agents);
  await insertComplaints(sql, insurer.complaints, agents);
  await insertCare(sql, customers, { now, agents });
  await insertEvents(sql, customers, { now, createdBy: 'demo' });
}
