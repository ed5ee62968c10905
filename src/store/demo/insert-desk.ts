import { keepCalendarVersions } from '../calendars/calendar-versions.ts';
import type { Sql } from '../sql.ts';
import { deskAccounts } from './data/staff.ts';
import { agentRows, calendarRows, cannedAnswerRows, holidayRows, teamRows } from './desk-rows.ts';
import {
  type AgentIds,
  conversationRow,
  handoffRow,
  identityRow,
  messageRows,
  ratingRows,
  stepRows,
} from './handoff-rows.ts';
import { insertRows } from './insert-rows.ts';
import type { DemoHandoff } from './make-handoffs.ts';

/** Writes the people of the desk, their hours and their texts. */
export async function insertDesk(
  sql: Sql,
  { now, passwordHash }: { readonly now: Date; readonly passwordHash: string | undefined },
): Promise<AgentIds> {
  await insertRows(sql, 'teams', teamRows(now));
  const teamIds = await readTeamIds(sql);
  await insertRows(sql, 'agents', agentRows({ now, passwordHash, teamIds }));
  await insertRows(sql, 'calendars', calendarRows(now));
  await insertRows(sql, 'holidays', holidayRows(now));
  await keepCalendarVersions(sql, { calendarIds: ['desk'], now });
  await insertRows(sql, 'canned_answers', cannedAnswerRows(now));
  return readAgentIds(sql);
}

async function readTeamIds(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ name: string; id: string }>('SELECT name, id FROM teams');
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** An account of ours may have been there before: its id is the one that counts. */
async function readAgentIds(sql: Sql): Promise<AgentIds> {
  const { rows } = await sql.query<{ username: string; id: string }>(
    'SELECT username, id FROM agents WHERE username = ANY($1)',
    [deskAccounts.map(({ username }) => username)],
  );
  return new Map(rows.map(({ username, id }) => [username, id]));
}

/** Writes what the desk's people did: finished hand-offs with their conversations. */
export async function insertHandoffs(
  sql: Sql,
  handoffs: readonly DemoHandoff[],
  agents: AgentIds,
): Promise<void> {
  await insertRows(sql, 'channel_identities', handoffs.map(identityRow));
  await insertRows(sql, 'conversations', handoffs.map(conversationRow));
  await insertRows(sql, 'messages', handoffs.flatMap(messageRows));
  await insertRows(
    sql,
    'handoffs',
    handoffs.map((one) => handoffRow(one, agents)),
  );
  await insertRows(
    sql,
    'handoff_events',
    handoffs.flatMap((one) => stepRows(one, agents)),
  );
  await insertRows(sql, 'handoff_ratings', handoffs.flatMap(ratingRows));
}
