import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { ClockTarget } from '../../domain/sla/clock.ts';
import type { SlaPolicy } from '../../domain/sla/policy.ts';
import type { Clock } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { POLICY_COLUMNS, toPolicy } from './policy-row.ts';
import { readCalendarVersions, readPolicies } from './read-targets.ts';
import { retargetOpen } from './retarget-open.ts';

type PolicyInput = Pick<SlaPolicy, 'name' | 'priority' | 'fits' | 'targets' | 'isActive'> & {
  /** True: open complaints that it fits get its clocks too, and none becomes longer. */
  readonly appliesToOpen: boolean;
};

export interface SlaPolicyStore {
  /** The newest version of each, the highest priority first. */
  list(): Promise<readonly SlaPolicy[]>;
  /** Newest first; empty when there is no such policy. */
  versions(id: string): Promise<readonly SlaPolicy[]>;
  /** Writes the next version. Throws `unprocessable` for a calendar that there is not. */
  put(
    id: string,
    input: PolicyInput,
    actor: Actor,
  ): Promise<{ readonly policy: SlaPolicy; readonly retargeted: number }>;
}

interface StoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
}

/** Versions of one policy that are shown. */
const VERSIONS_MAX = 100;

/** Which clocks complaints get, for administrators. */
export function makeSlaPolicyStore(deps: StoreDeps): SlaPolicyStore {
  const { pool } = deps;
  return {
    list: async () => [...(await readPolicies(pool))].sort((a, b) => b.priority - a.priority),
    versions: async (id) => {
      const { rows } = await pool.query(
        `SELECT ${POLICY_COLUMNS} FROM sla_policies WHERE id = $1 ORDER BY version DESC LIMIT $2`,
        [id, VERSIONS_MAX],
      );
      return rows.map(toPolicy);
    },
    put: async (id, input, actor) => {
      const policy = await inTransaction(pool, (sql) =>
        putPolicy(sql, { id, input, actor, now: deps.clock.now() }),
      );
      // After the commit and in batches: acts on open complaints must not wait for all of them.
      const retargeted = input.appliesToOpen ? await retargetOpen(deps, { policy, actor }) : 0;
      return { policy, retargeted };
    },
  };
}

async function putPolicy(
  sql: Sql,
  given: {
    readonly id: string;
    readonly input: PolicyInput;
    readonly actor: Actor;
    readonly now: Date;
  },
): Promise<SlaPolicy> {
  const { id, input, actor, now } = given;
  await refuseUnknownCalendars(sql, input.targets);
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('sla_policy:' || $1, 0))`, [id]);
  const { rows } = await sql.query(
    `INSERT INTO sla_policies (id, version, name, priority, fits, targets, is_active, created_by, created_at)
     SELECT $1, COALESCE(max(version), 0) + 1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8
     FROM sla_policies WHERE id = $1 RETURNING ${POLICY_COLUMNS}`,
    [
      id,
      input.name,
      input.priority,
      JSON.stringify(input.fits),
      JSON.stringify(input.targets),
      input.isActive,
      actor.id,
      now,
    ],
  );
  const policy = toPolicy(rows[0]);
  const data = { version: policy.version, appliesToOpen: input.appliesToOpen };
  const subject = { actor, subjectKind: 'sla_policy', subjectId: id };
  await insertAudit(sql, [{ ...subject, action: 'sla_policy.put', data }], now);
  return policy;
}

async function refuseUnknownCalendars(sql: Sql, targets: readonly ClockTarget[]): Promise<void> {
  const known = await readCalendarVersions(sql);
  const details = targets.flatMap(({ length }, nth) =>
    length.basis === 'working' && known[length.calendarId] === undefined
      ? [{ path: `body.targets.${nth}.length.calendarId`, problem: 'no such calendar' }]
      : [],
  );
  if (details.length === 0) return;
  throw new AppError('unprocessable', 'a target names a calendar that there is not', { details });
}
