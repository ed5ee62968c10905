import type { SlaClock } from '../../domain/sla/clock.ts';
import type { Sql } from '../sql.ts';
import { clockIdOf } from './clock-rows.ts';
import {
  type ComplaintPeople,
  type DeskPeople,
  type NoticeRole,
  peopleToTell,
  recipientsOf,
} from './recipients.ts';
import type { Passed } from './wake.ts';

/** A complaint under the watch's lock. */
export interface WatchedComplaint extends ComplaintPeople {
  readonly id: string;
  readonly complaintNo: string;
}

/** A clock whose time has come, and the levels that it passed. */
export interface PassedClock {
  readonly complaint: WatchedComplaint;
  readonly clock: SlaClock;
  readonly passed: readonly Passed[];
}

/** What one person is told of one clock: every level that is new to them, in one notice about the gravest. */
export interface Warning {
  readonly agentId: string;
  readonly role: NoticeRole;
  readonly complaintNo: string;
  readonly clockId: string;
  readonly clock: SlaClock;
  /** The gravest. */
  readonly level: number;
  readonly levels: readonly (Passed & { readonly role: NoticeRole })[];
}

/** Whom these clocks are told to; what somebody was told before is left out. The complaints' rows are locked. */
export async function findWarnings(
  sql: Sql,
  given: { readonly clocks: readonly PassedClock[]; readonly people: DeskPeople },
): Promise<readonly Warning[]> {
  const told = given.clocks.filter(({ clock }) => clock.kind !== 'acknowledgement');
  if (told.length === 0) return [];
  const known = await readTold(
    sql,
    told.map(({ complaint, clock }) => clockIdOf(complaint.id, clock)),
  );
  return told.flatMap((one) => warningsOf(one, given.people, known));
}

const TOLD = {
  name: 'clock-notices-told',
  text: 'SELECT clock_id, level, agent_id FROM clock_notices WHERE clock_id = ANY($1)',
};

async function readTold(sql: Sql, clockIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ clock_id: string; level: number; agent_id: string }>({
    ...TOLD,
    values: [clockIds],
  });
  return new Set(rows.map((row) => keyOf(row.clock_id, row.level, row.agent_id)));
}

function keyOf(clockId: string, level: number, agentId: string): string {
  return `${level}|${agentId}|${clockId}`;
}

function warningsOf(
  { complaint, clock, passed }: PassedClock,
  people: DeskPeople,
  known: ReadonlySet<string>,
): readonly Warning[] {
  const clockId = clockIdOf(complaint.id, clock);
  const own = peopleToTell(people, complaint);
  const byAgent = new Map<string, (Passed & { readonly role: NoticeRole })[]>();
  for (const level of passed) {
    for (const { agentId, role } of recipientsOf(own, level.level)) {
      if (known.has(keyOf(clockId, level.level, agentId))) continue;
      byAgent.set(agentId, [...(byAgent.get(agentId) ?? []), { ...level, role }]);
    }
  }
  return [...byAgent].flatMap(([agentId, levels]) => {
    const gravest = levels.at(-1);
    if (gravest === undefined) return [];
    const { complaintNo } = complaint;
    const { level, role } = gravest;
    return [{ agentId, role, complaintNo, clockId, clock, level, levels }];
  });
}
