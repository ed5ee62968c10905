import type { Sql } from '../sql.ts';
import type { DemoRow } from './demo-row.ts';

type DemoTable =
  | 'customers'
  | 'vehicles'
  | 'policies'
  | 'claims'
  | 'adjusters'
  | 'claim_events'
  | 'loss_items'
  | 'knowledge_articles'
  | 'teams'
  | 'agents'
  | 'calendars'
  | 'holidays'
  | 'canned_answers'
  | 'channel_identities'
  | 'conversations'
  | 'messages'
  | 'handoffs'
  | 'handoff_events'
  | 'handoff_ratings'
  | 'consents'
  | 'outreach_templates'
  | 'care_plans'
  | 'audiences'
  | 'owner_events'
  | 'event_sign_ups'
  | 'referral_links';

/** What an administrator may have set up before the demo is loaded: theirs stays. */
const KEPT: Readonly<Partial<Record<DemoTable, string>>> = {
  teams: 'name',
  agents: 'username',
  calendars: 'id',
  holidays: 'date',
  canned_answers: 'shortcut',
};

/** Writes one table in one statement. Table and column names are ours, never a caller's. */
export async function insertRows(
  sql: Sql,
  table: DemoTable,
  rows: readonly DemoRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  const key = KEPT[table];
  const onConflict = key === undefined ? '' : `ON CONFLICT (${key}) DO NOTHING`;
  await sql.query(
    `INSERT INTO ${table} (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ${onConflict}`,
    [JSON.stringify(rows)],
  );
}
