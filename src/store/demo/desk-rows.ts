import { STATE_COUNCIL_2024 } from '../../domain/calendar/state-council-2024.ts';
import { STATE_COUNCIL_2025 } from '../../domain/calendar/state-council-2025.ts';
import { STATE_COUNCIL_2026 } from '../../domain/calendar/state-council-2026.ts';
import { WEEKDAYS } from '../../domain/calendar/weekly-hours.ts';
import { newId } from '../../lib/ids.ts';
import { cannedAnswers } from './data/canned-answers.ts';
import { branches } from './data/places.ts';
import { deskAccounts, teams } from './data/staff.ts';
import type { DemoRow } from './demo-row.ts';
import { makeSeeded } from './seeded.ts';

/** Who wrote what the demo begins with: nobody of the desk. */
const AUTHOR = 'system:demo-content';
/** No password's hash: nobody signs in with it (see store/agents/password.ts). */
const NO_PASSWORD = '!';
const CAPACITY = 5;
/** Cars crash at night too. */
const DESK_HOURS = [['00:00', '24:00']];

/** Rows of table `teams`. */
export function teamRows(now: Date): readonly DemoRow[] {
  const seeded = makeSeeded('teams');
  return Object.values(teams).map(({ name, skills }) => ({
    id: newId('team', seeded),
    name,
    skills,
    created_at: now,
  }));
}

/** What the accounts need beside themselves. */
export interface Staffing {
  readonly now: Date;
  readonly passwordHash: string | undefined;
  /** By name: one of ours may have been there before. */
  readonly teamIds: ReadonlyMap<string, string>;
}

/** Rows of table `agents`. Without a password nobody can sign in before an administrator has set one. */
export function agentRows({ now, passwordHash, teamIds }: Staffing): readonly DemoRow[] {
  const seeded = makeSeeded('agents');
  return deskAccounts.map((account) => ({
    id: newId('agent', seeded),
    username: account.username,
    display_name: account.displayName,
    role: account.role,
    password_hash: passwordHash ?? NO_PASSWORD,
    disabled_at: passwordHash === undefined ? now : null,
    created_at: now,
    team_id: account.team === undefined ? null : teamIds.get(teams[account.team].name),
    branch: account.branch === undefined ? null : branches[account.branch]?.name,
    skills: account.skills ?? [],
    languages: account.languages ?? ['zh'],
    capacity: account.capacity ?? CAPACITY,
    presence: 'away',
  }));
}

/** Rows of table `calendars`: the desk's hours. */
export function calendarRows(now: Date): readonly DemoRow[] {
  const weekly = Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, DESK_HOURS]));
  return [
    {
      id: 'desk',
      name: '在线客服',
      weekly,
      // Accidents know no holidays.
      keeps_holidays: false,
      version: 1,
      updated_by: AUTHOR,
      updated_at: now,
    },
  ];
}

/** Rows of table `holidays`: those of 2024 to 2026. The next year's are unknown until somebody enters them. */
export function holidayRows(now: Date): readonly DemoRow[] {
  return [...STATE_COUNCIL_2024, ...STATE_COUNCIL_2025, ...STATE_COUNCIL_2026].map(
    ({ date, isWorkday, name }) => ({
      date,
      is_workday: isWorkday,
      name,
      updated_by: AUTHOR,
      updated_at: now,
    }),
  );
}

/** Rows of table `canned_answers`. */
export function cannedAnswerRows(now: Date): readonly DemoRow[] {
  const seeded = makeSeeded('canned answers');
  return cannedAnswers.flatMap(([category, answers]) =>
    answers.map(({ shortcut, title, text }) => ({
      id: newId('cannedAnswer', seeded),
      shortcut,
      title,
      category,
      text,
      updated_by: AUTHOR,
      created_at: now,
      updated_at: now,
    })),
  );
}
