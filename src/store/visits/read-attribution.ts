import { z } from 'zod';
import type { Attribution } from '../../domain/questionnaire/invitation.ts';
import type { Sql } from '../sql.ts';
import type { StoredVisit } from './visit-row.ts';

/** Of a claim its adjuster; of a complaint who handled it; of a policy the customer's manager. */
const READ = {
  name: 'visits-attribution',
  text: `SELECT c.handler_name AS adjuster, k.handler_id AS agent_id, a.display_name AS agent_name, t.name AS team,
      COALESCE(a.branch, p.branch, u.branch) AS branch, m.id AS manager_id, m.display_name AS manager_name
    FROM return_visits v JOIN customers u ON u.id = v.customer_id
      LEFT JOIN claims c ON c.claim_no = v.claim_no AND v.kind = 'POST_CLAIM'
      LEFT JOIN complaints k ON k.complaint_no = v.complaint_no
      LEFT JOIN agents a ON a.id = k.handler_id
      LEFT JOIN teams t ON t.id = a.team_id
      LEFT JOIN policies p ON p.policy_no = v.policy_no
      LEFT JOIN agents m ON m.id = v.owner_id AND v.kind IN ('NEW_POLICY', 'RENEWAL', 'HIGH_VALUE')
    WHERE v.id = $1`,
};

const rowSchema = z.object({
  adjuster: z.string().nullable(),
  agent_id: z.string().nullable(),
  agent_name: z.string().nullable(),
  team: z.string().nullable(),
  branch: z.string().nullable(),
  manager_id: z.string().nullable(),
  manager_name: z.string().nullable(),
});

/** Who had it when it closed: whose work the answer is about. Undefined: nobody in particular. */
export async function readAttribution(
  sql: Sql,
  visit: Pick<StoredVisit, 'id'>,
): Promise<Attribution | undefined> {
  const { rows } = await sql.query({ ...READ, values: [visit.id] });
  const row = rows[0] === undefined ? undefined : rowSchema.parse(rows[0]);
  if (row === undefined) return undefined;
  const branch = row.branch ?? undefined;
  const team = row.team ?? undefined;
  if (row.adjuster !== null) return { kind: 'adjuster', name: row.adjuster, branch };
  if (row.agent_id !== null && row.agent_name !== null)
    return { kind: 'agent', id: row.agent_id, name: row.agent_name, team, branch };
  if (row.manager_id !== null && row.manager_name !== null)
    return { kind: 'agent', id: row.manager_id, name: row.manager_name, branch };
  return undefined;
}
