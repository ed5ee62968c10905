import { dayAt } from '../../domain/calendar/shanghai-day.ts';
import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import { addMs, DAY_MS, HOUR_MS } from '../../lib/clock.ts';
import { appendEvents } from '../complaints/append-events.ts';
import { carryOut } from '../complaints/carry-out.ts';
import { lockComplaint } from '../complaints/lock-complaint.ts';
import { registerComplaint } from '../complaints/register.ts';
import type { Sql } from '../sql.ts';
import type { DemoActor, DemoStep } from './data/complaint-steps.ts';
import { complaintRemedies } from './data/complaint-words.ts';
import { deskAccounts } from './data/staff.ts';
import type { AgentIds } from './handoff-rows.ts';
import type { DemoComplaint } from './insurer.ts';
import { makeSeeded, type Seeded } from './seeded.ts';

const TIMER: ComplaintActor = { kind: 'system', id: 'timers' };

/**
 * Registers the demo's complaints and does with each what its plan says, at the times that it says: by the same acts
 * as everybody's, so that history, clocks, breaches and bells are what those times make of them.
 */
export async function insertComplaints(
  sql: Sql,
  complaints: readonly DemoComplaint[],
  agents: AgentIds,
): Promise<void> {
  const random = makeSeeded('complaint acts');
  for (const complaint of complaints) await insertComplaint(sql, { complaint, agents, random });
}

interface Telling {
  readonly complaint: DemoComplaint;
  readonly agents: AgentIds;
  readonly random: Seeded;
}

async function insertComplaint(sql: Sql, telling: Telling): Promise<void> {
  const { complaint, random } = telling;
  const { plan, customer, claim, registeredAt } = complaint;
  const { hoursAgo: _hours, isSameCustomer: _same, steps = [], ...said } = plan;
  await registerComplaint(
    sql,
    {
      ...said,
      complaintNo: complaint.complaintNo,
      by: { kind: 'customer', id: customer.id },
      receivedAt: complaint.receivedAt,
      customerId: customer.id,
      claimNo: claim?.claimNo,
      plate: claim?.vehicle.plate,
      contactName: customer.name,
      contactPhone: customer.phone,
    },
    { now: registeredAt, random },
  );
  for (const step of steps) await takeStep(sql, step, telling);
}

async function takeStep(sql: Sql, step: DemoStep, telling: Telling): Promise<void> {
  const { complaint, random } = telling;
  const { complaintNo, receivedAt } = complaint;
  const now = addMs(receivedAt, step.after * HOUR_MS);
  const act = step.act({
    at: now,
    idOf: (username) => idOf(username, telling),
    earlierNo: complaint.earlierNo ?? '',
    dayIn: (days) => dayIn(now, days),
    hoursLater: (hours) => addMs(now, hours * HOUR_MS),
  });
  if (act === 'ask_rating') return askRating(sql, complaintNo, now);
  const by = actorOf(step.by, telling);
  const given = { by, now, random, remediesOf: () => complaintRemedies };
  const { result } = await carryOut(sql, complaintNo, act, given);
  if (result.kind === 'done') return;
  const why = result.kind === 'refused' ? result.why : result.kind;
  throw new Error(`demo data: ${act.name} on "${complaint.plan.matter}" came to ${why}`);
}

/** The Shanghai day, `YYYY-MM-DD`. */
function dayIn(from: Date, days: number): string {
  return new Date((dayAt(from.getTime()) + days) * DAY_MS).toISOString().slice(0, 10);
}

function idOf(username: DemoActor, { agents }: Telling): string {
  return agents.get(username) ?? '';
}

function actorOf(by: DemoActor, telling: Telling): ComplaintActor {
  if (by === 'timer') return TIMER;
  if (by === 'customer') return { kind: 'customer', id: telling.complaint.customer.id };
  const account = deskAccounts.find(({ username }) => username === by);
  return {
    kind: 'agent',
    id: idOf(by, telling),
    name: account?.displayName ?? '',
    isLead: account?.role === 'supervisor',
  };
}

/** As the desk's timer does, to a customer who is in no chat. */
async function askRating(sql: Sql, complaintNo: string, now: Date): Promise<void> {
  const locked = await lockComplaint(sql, complaintNo, { isTold: false });
  if (locked === undefined) throw new Error('demo data: a complaint disappeared');
  const { id, status, lastSeq } = locked.complaint;
  const seq = lastSeq + 1;
  const line = { seq, name: 'ask_rating', occurredAt: now, by: TIMER } as const;
  const events = [{ ...line, from: status, to: status, data: {}, happened: [] }];
  await appendEvents(sql, id, { events, now });
  await sql.query(
    'UPDATE complaints SET rating_asked_at = $2, last_seq = $3, updated_at = $2 WHERE id = $1',
    [id, now, seq],
  );
}
