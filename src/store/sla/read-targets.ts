import type { TargetsOf } from '../../domain/complaint/machine-given.ts';
import type { ClockTarget } from '../../domain/sla/clock.ts';
import type { CalendarVersions } from '../../domain/sla/clock-event.ts';
import { choosePolicy, defaultTargets, type SlaPolicy } from '../../domain/sla/policy.ts';
import type { Sql } from '../sql.ts';
import { POLICY_COLUMNS, toPolicy } from './policy-row.ts';

const POLICIES = {
  name: 'sla-policies-newest',
  text: `SELECT DISTINCT ON (id) ${POLICY_COLUMNS} FROM sla_policies ORDER BY id, version DESC`,
};
const VERSIONS = {
  name: 'calendar-versions-newest',
  text: 'SELECT calendar_id AS id, max(version) AS version FROM calendar_versions GROUP BY calendar_id',
};

/** The newest version of every policy. */
export async function readPolicies(sql: Sql): Promise<readonly SlaPolicy[]> {
  const { rows } = await sql.query({ ...POLICIES });
  return rows.map(toPolicy);
}

/** The newest kept version of every calendar. */
export async function readCalendarVersions(sql: Sql): Promise<CalendarVersions> {
  const { rows } = await sql.query<{ id: string; version: number }>({ ...VERSIONS });
  return Object.fromEntries(rows.map(({ id, version }) => [id, version]));
}

/** What a complaint promises by the policies of this moment; of two complaints the answer is the same in one transaction. */
export async function readTargets(sql: Sql): Promise<TargetsOf> {
  const policies = await readPolicies(sql);
  const versions = await readCalendarVersions(sql);
  return (subject) => chooseTargets({ policies, versions, subject });
}

/** Every complaint in the sense of the law has the regulator's clock, whatever a policy leaves out (投诉处理管理办法 2). */
function chooseTargets(given: {
  readonly policies: readonly SlaPolicy[];
  readonly versions: CalendarVersions;
  readonly subject: Parameters<TargetsOf>[0];
}): ReturnType<TargetsOf> {
  const { policies, versions, subject } = given;
  const chosen = choosePolicy(policies, subject)?.targets ?? defaultTargets(subject.severity);
  const isOfLaw = ({ kind }: ClockTarget): boolean => kind === 'regulator';
  const own = chosen.filter((target) => !isOfLaw(target));
  const law = chosen.some(isOfLaw) ? chosen : defaultTargets(subject.severity);
  const targets = [...own, ...(subject.nature === 'complaint' ? law.filter(isOfLaw) : [])];
  const used = targets.flatMap(({ length }) => {
    if (length.basis !== 'working') return [];
    const version = versions[length.calendarId];
    return version === undefined ? [] : [[length.calendarId, version] as const];
  });
  return { targets, calendars: Object.fromEntries(used) };
}
