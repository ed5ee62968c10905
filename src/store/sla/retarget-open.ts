import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import type { ClockHappening } from '../../domain/sla/clock-event.ts';
import { choosePolicy, type SlaPolicy } from '../../domain/sla/policy.ts';
import type { Clock } from '../../lib/clock.ts';
import {
  type ComplaintToChange,
  changeClocks,
  readOpenComplaints,
} from '../clocks/change-clocks.ts';
import { readName } from '../complaints/lock-complaint.ts';
import { isAnsweredAtOnce } from '../complaints/read-targets-for.ts';
import type { Sql } from '../sql.ts';
import { targetSchema } from './policy-row.ts';
import { readPolicies, readTargets } from './read-targets.ts';

/** Gives open complaints the clocks of the policy that counts for them now. Returns how many got others than they had. */
export async function retargetOpen(
  deps: { readonly pool: Pool; readonly clock: Clock },
  { policy, actor }: { readonly policy: SlaPolicy; readonly actor: Actor },
): Promise<number> {
  const policies = await readPolicies(deps.pool);
  const fits = (complaint: ComplaintToChange): boolean =>
    choosePolicy(policies, complaint)?.id === policy.id;
  const open = (await readOpenComplaints(deps.pool)).filter(fits);
  return changeClocks(
    deps,
    open.map(({ id }) => id),
    {
      name: 'policy_changed',
      by: await toComplaintActor(deps.pool, actor),
      data: { policyId: policy.id, version: policy.version, policyName: policy.name },
      decide: (sql, complaints) => decideTargets(sql, complaints.filter(fits)),
    },
  );
}

async function toComplaintActor(sql: Sql, { kind, id }: Actor): Promise<ComplaintActor> {
  switch (kind) {
    case 'agent':
      return { kind, id, name: (await readName(sql, id)) ?? id, isLead: true };
    case 'api_key':
      return { kind, id, name: id };
    case 'customer':
    case 'system':
      return { kind, id };
  }
}

const PROMISED = `SELECT DISTINCT ON (e.complaint_id) e.complaint_id, h->'targets' AS targets
  FROM complaint_events e, jsonb_array_elements(e.clock_events) AS h
  WHERE e.complaint_id = ANY($1) AND h ? 'targets' ORDER BY e.complaint_id, e.occurred_at DESC, e.seq DESC`;

const promisedSchema = z.array(
  z.object({ complaint_id: z.string(), targets: z.array(targetSchema) }),
);

async function decideTargets(
  sql: Sql,
  complaints: readonly ComplaintToChange[],
): Promise<ReadonlyMap<string, ClockHappening>> {
  const targetsOf = await readTargets(sql);
  const { rows } = await sql.query(PROMISED, [complaints.map(({ id }) => id)]);
  const promised = new Map(
    promisedSchema.parse(rows).map((row) => [row.complaint_id, JSON.stringify(row.targets)]),
  );
  return new Map(
    complaints.flatMap((complaint) => {
      const { targets: all, calendars } = targetsOf(complaint);
      const isAnswered = isAnsweredAtOnce({
        source: complaint.source,
        conversationId: complaint.conversation_id ?? undefined,
      });
      const targets = all.filter(({ kind }) => kind !== 'acknowledgement' || isAnswered);
      // Both were read by one schema, so that equal targets are equal texts.
      const isSame = promised.get(complaint.id) === JSON.stringify(targets);
      return isSame ? [] : [[complaint.id, { kind: 'retargeted', targets, calendars }]];
    }),
  );
}
