import { dayAt, startOf } from '../../domain/calendar/shanghai-day.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import type { Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { readCase } from './lock-complaint.ts';
import { queueComplaintNews } from './record-act.ts';
import type { Assessed, Registration } from './registration.ts';
import { readPeople, sendNotices } from './warn-of-act.ts';

interface Told {
  readonly registration: Registration;
  readonly assessed: Assessed;
  readonly given: { readonly now: Date; readonly random: Random };
}

/** Tells those who lead of a grave complaint and of a group, and other systems of every one. */
export async function tellRegistered(sql: Sql, told: Told): Promise<readonly DeskEvent[]> {
  const { registration, assessed, given } = told;
  const { complaintNo, receivedAt, matter, request } = registration;
  const complaint = await readCase(sql, complaintNo);
  if (complaint === undefined) throw new Error('a complaint disappeared');
  const personal = {
    matter,
    request: request ?? null,
    contactName: registration.contactName ?? null,
    contactPhone: registration.contactPhone ?? null,
  };
  const news = { type: 'complaint.registered', at: given.now, complaint, from: null } as const;
  const data = { occurredAt: receivedAt.toISOString() };
  await queueComplaintNews(sql, { ...news, data, personal }, given.random);
  return [
    { kind: 'complaint', complaintNo },
    ...(await warnOfGrave(sql, told)),
    ...(assessed.likeness.isGroup ? await warnOfGroup(sql, told) : []),
  ];
}

/** At once: S1 to those who lead and to managers, S2 to those who lead (domain.md 2.4). */
async function warnOfGrave(sql: Sql, told: Told): Promise<readonly DeskEvent[]> {
  const { registration, assessed, given } = told;
  const { severity, excludedIds } = assessed;
  if (severity !== 'S1' && severity !== 'S2') return [];
  const { supervisors, managers } = await readPeople(sql, { excludedIds });
  const to = severity === 'S1' ? [...supervisors, ...managers] : supervisors;
  const { complaintNo } = registration;
  const data = { act: 'register', severity };
  return sendNotices(sql, { to, kind: 'escalated', complaintNo, data, given });
}

/** Once for each group and day, to everybody who leads. */
async function warnOfGroup(sql: Sql, told: Told): Promise<readonly DeskEvent[]> {
  const { registration, assessed, given } = told;
  const { groupKey = '', likeness } = assessed;
  const today = new Date(startOf(dayAt(given.now.getTime())));
  const { rows } = await sql.query(
    `SELECT 1 FROM desk_notices WHERE kind = 'group' AND created_at >= $1 AND data->>'groupKey' = $2 LIMIT 1`,
    [today, groupKey],
  );
  if (rows.length > 0) return [];
  const { supervisors } = await readPeople(sql, { excludedIds: assessed.excludedIds });
  const { complaintNo } = registration;
  const data = { groupKey, count: likeness.groupCount };
  return sendNotices(sql, { to: supervisors, kind: 'group', complaintNo, data, given });
}
