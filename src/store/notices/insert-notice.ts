import { newId, type Random } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Sql } from '../sql.ts';

/** What one person is told in the bell of the console. */
export interface NewNotice {
  readonly agentId: string;
  /** The kinds of server/contract/sla.ts. */
  readonly kind: string;
  readonly complaintNo?: string | undefined;
  /** What its text is made of; no personal data. */
  readonly data?: JsonObject | undefined;
}

const INSERT = {
  name: 'desk-notices-insert',
  text: `INSERT INTO desk_notices (id, agent_id, kind, complaint_no, data, created_at, updated_at)
    SELECT n->>'id', n->>'agentId', n->>'kind', n->>'complaintNo', COALESCE(n->'data', '{}'), $2, $2
    FROM jsonb_array_elements($1::jsonb) AS n`,
};

/** Tells people at the desk; inside a transaction it stands or falls with what it tells about. Returns the ids. */
export async function insertNotices(
  sql: Sql,
  notices: readonly NewNotice[],
  given: { readonly now: Date; readonly random: Random },
): Promise<readonly string[]> {
  if (notices.length === 0) return [];
  const rows = notices.map((notice) => ({ ...notice, id: newId('deskNotice', given.random) }));
  await sql.query({ ...INSERT, values: [JSON.stringify(rows), given.now] });
  return rows.map(({ id }) => id);
}
