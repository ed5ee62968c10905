import { z } from 'zod';
import { AGENT_ROLES } from '../../domain/agent.ts';
import type { Skill } from '../../domain/handoff/settings.ts';
import type { Sql } from '../sql.ts';

/** As whom somebody is told. */
export type NoticeRole = 'handler' | 'supervisor' | 'manager';

export interface Recipient {
  readonly agentId: string;
  readonly role: NoticeRole;
}

/** Who there is to tell. */
export interface DeskPeople {
  /** Who may sign in. */
  readonly agents: readonly {
    readonly id: string;
    readonly role: string;
    readonly teamId: string | null;
  }[];
  /** Who have the skill; empty: every administrator. */
  readonly managerIds: readonly string[];
}

/** Whose complaint it is. */
export interface ComplaintPeople {
  readonly handlerId: string | null;
  readonly supervisorId: string | null;
  /** Whom it is about, and whoever handled that claim: never told (投诉处理管理办法 17). */
  readonly excludedIds: readonly string[];
}

/** The people of a complaint, without those who may have nothing to do with it. */
export interface PeopleToTell {
  /** None: nobody handles it, or whoever did has left. */
  readonly handler: readonly Recipient[];
  readonly supervisors: readonly Recipient[];
  readonly managers: readonly Recipient[];
}

/** The handler, their lead, and whoever is above: absent ones are replaced by the next that there are. */
export function peopleToTell(people: DeskPeople, of: ComplaintPeople): PeopleToTell {
  const mayKnow = people.agents.filter(({ id }) => !of.excludedIds.includes(id));
  const named = (ids: readonly (string | null)[]) => mayKnow.filter(({ id }) => ids.includes(id));
  const leads = mayKnow.filter(({ role }) => role === 'supervisor');
  // Of a handler who may not know any more, the team still tells who leads it.
  const team = people.agents.find(({ id }) => id === of.handlerId)?.teamId ?? null;
  const ofTeam = team === null ? [] : leads.filter(({ teamId }) => teamId === team);
  const managers = firstNotEmpty([
    named(people.managerIds),
    mayKnow.filter(({ role }) => role === 'admin'),
  ]);
  const supervisors = firstNotEmpty([named([of.supervisorId]), ofTeam, leads, managers]);
  return {
    handler: as('handler', named([of.handlerId])),
    supervisors: as('supervisor', supervisors),
    managers: as('manager', managers),
  };
}

/**
 * Whom a warning is for: the handler at 50 % and 80 %, their lead as well at the deadline, the managers too from the
 * day after on. Everybody once, in the first of these roles that they have.
 */
export function recipientsOf(people: PeopleToTell, level: number): readonly Recipient[] {
  const { handler, supervisors, managers } = people;
  const all = [
    ...handler,
    ...(level >= 2 || handler.length === 0 ? supervisors : []),
    ...(level >= 3 ? managers : []),
  ];
  return all.filter(
    ({ agentId }, index) => all.findIndex((other) => other.agentId === agentId) === index,
  );
}

function as(role: NoticeRole, agents: readonly { readonly id: string }[]): readonly Recipient[] {
  return agents.map(({ id }) => ({ agentId: id, role }));
}

function firstNotEmpty<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return lists.find((list) => list.length > 0) ?? [];
}

const agentRow = z.object({
  id: z.string(),
  role: z.enum(AGENT_ROLES),
  team_id: z.string().nullable(),
  is_manager: z.boolean(),
});
/** Has the skill of those who are told what stays undone for a day. */
const MANAGES: Skill = 'manager';
const PEOPLE = {
  name: 'complaint-people',
  text: `SELECT id, role, team_id, skills ? '${MANAGES}' AS is_manager FROM agents
    WHERE disabled_at IS NULL ORDER BY id`,
};

/** Everybody who may be told of complaints, as they are now. */
export async function readDeskPeople(sql: Sql): Promise<DeskPeople> {
  const { rows } = await sql.query({ ...PEOPLE });
  const people = z.array(agentRow).parse(rows);
  return {
    agents: people.map(({ id, role, team_id }) => ({ id, role, teamId: team_id })),
    managerIds: people.filter((one) => one.is_manager).map(({ id }) => id),
  };
}
