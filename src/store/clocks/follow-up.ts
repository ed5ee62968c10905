import type { Pool } from 'pg';
import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import type { ComplaintCase } from '../../domain/complaint/case.ts';
import { type ComplaintTimer, nextTimer } from '../../domain/complaint/follow-up.ts';
import type { ComplaintNews, ComplaintReminder } from '../../domain/complaint/news.ts';
import type { RemediesOf } from '../../domain/complaint/notice.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import { NO_REPLY_DAYS, WAITING_DAYS_MAX } from '../../domain/sla/policy.ts';
import { addMs, type Clock, DAY_MS } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import type { Log } from '../../lib/log.ts';
import { appendEvents } from '../complaints/append-events.ts';
import { type CarriedOut, carryOut } from '../complaints/carry-out.ts';
import { type LockedComplaint, lockComplaint } from '../complaints/lock-complaint.ts';
import { insertNotices } from '../notices/insert-notice.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { type PeopleToTell, peopleToTell, type Recipient, readDeskPeople } from './recipients.ts';

export interface FollowUpDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly remediesOf: RemediesOf;
  /** Absent: customers are told nothing. */
  readonly news?: ComplaintNews<Sql> | undefined;
  /** Tells consoles after a commit; must not fail. */
  readonly publishDesk: (events: readonly DeskEvent[]) => void;
}

const TIMERS: ComplaintActor = { kind: 'system', id: 'timers' };
/** Complaints that one look takes in hand; the next look takes the rest. */
const TENDED_MAX = 200;
/** Satisfaction is asked for at most this long after closing, and never sooner than a day (domain.md 2.4). */
const ASK_WITHIN_MS = 3 * DAY_MS;

/**
 * One look at complaints that the desk itself goes on with: a plan that nobody answered stands, who was asked for
 * something is reminded once, and whoever's complaint was closed is asked how it was. Each is decided anew under its
 * lock, so any number of workers may look. Returns how many were taken further.
 */
export function makeFollowUp(deps: FollowUpDeps): () => Promise<number> {
  return async () => {
    let tended = 0;
    for (const complaintNo of await findCandidates(deps.pool, deps.clock.now())) {
      try {
        if (await tendOne(deps, complaintNo)) tended += 1;
      } catch (err) {
        // One that breaks must not keep the others waiting.
        deps.log.error({ err, complaintNo }, 'a complaint could not be taken further');
      }
    }
    return tended;
  };
}

/** A rough look: which of them are due is decided by domain/complaint/follow-up.ts. */
const CANDIDATES = `SELECT complaint_no FROM complaints WHERE status = 'PROPOSED' AND proposed_at <= $1
  UNION ALL
  SELECT c.complaint_no FROM complaints c CROSS JOIN LATERAL (
    SELECT seq, occurred_at FROM complaint_events WHERE complaint_id = c.id AND to_status = c.status
      AND from_status IS DISTINCT FROM to_status ORDER BY seq DESC LIMIT 1) AS since
  WHERE c.status = 'WAITING_CUSTOMER' AND since.occurred_at <= $2 AND NOT EXISTS (
    SELECT 1 FROM complaint_events r WHERE r.complaint_id = c.id AND r.seq > since.seq AND r.kind = 'remind')
  UNION ALL
  SELECT complaint_no FROM complaints WHERE status = 'CLOSED' AND closed_at BETWEEN $3 AND $4
    AND rating_asked_at IS NULL AND rated_at IS NULL
  LIMIT $5`;

async function findCandidates(sql: Sql, now: Date): Promise<readonly string[]> {
  const { rows } = await sql.query<{ complaint_no: string }>(CANDIDATES, [
    addMs(now, -NO_REPLY_DAYS * DAY_MS),
    addMs(now, -WAITING_DAYS_MAX * DAY_MS),
    addMs(now, -ASK_WITHIN_MS),
    addMs(now, -DAY_MS),
    TENDED_MAX,
  ]);
  return rows.map((row) => row.complaint_no);
}

/** False: by now there is nothing to do. */
async function tendOne(deps: FollowUpDeps, complaintNo: string): Promise<boolean> {
  const now = deps.clock.now();
  const done = await inTransaction(deps.pool, async (sql) => {
    const isTold = deps.news !== undefined;
    const locked = await lockComplaint(sql, complaintNo, { isTold });
    if (locked === undefined) return undefined;
    const remindedAt = await readReminded(sql, locked.complaint);
    const timer = nextTimer(locked.complaint, { now, remindedAt });
    if (timer === undefined || timer.at > now) return undefined;
    return carryOn(sql, { deps, locked, now, what: timer.what });
  });
  if (done === undefined) return false;
  if (done.events.length > 0) deps.publishDesk(done.events);
  if (done.told.length > 0) deps.news?.publish(done.told);
  return true;
}

async function readReminded(sql: Sql, complaint: ComplaintCase): Promise<Date | undefined> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `SELECT max(occurred_at) AS at FROM complaint_events WHERE complaint_id = $1 AND kind = 'remind'`,
    [complaint.id],
  );
  return rows[0]?.at ?? undefined;
}

interface Tending {
  readonly deps: FollowUpDeps;
  readonly locked: LockedComplaint;
  readonly now: Date;
  readonly what: ComplaintTimer['what'];
}

/** What a timer says. */
type Reminder = Extract<ComplaintReminder, { readonly name: 'remind' | 'ask_rating' }>;

type Told = Pick<CarriedOut, 'events' | 'told'>;

async function carryOn(sql: Sql, tending: Tending): Promise<Told | undefined> {
  const { deps, locked, now, what } = tending;
  const { complaint } = locked;
  switch (what) {
    case 'expire': {
      const given = { ...deps, by: TIMERS, now };
      const carried = await carryOut(sql, complaint.complaintNo, { name: 'expire' }, given);
      return carried.result.kind === 'done' ? carried : undefined;
    }
    case 'remind': {
      const told = await remind(sql, { name: 'remind' }, tending);
      return { told: told.told, events: [...told.events, ...(await tellHandler(sql, tending))] };
    }
    case 'ask_rating':
      await sql.query('UPDATE complaints SET rating_asked_at = $2 WHERE id = $1', [
        complaint.id,
        now,
      ]);
      return askRating(sql, tending);
  }
}

/** Whoever has no chat is called: by somebody who leads, never by whoever handled it (domain.md 4.2). */
async function askRating(sql: Sql, tending: Tending): Promise<Told> {
  const { complaint } = tending.locked;
  const asked = await remind(sql, { name: 'ask_rating' }, tending);
  if (asked.told.length > 0) return asked;
  const { supervisors } = await peopleOf(sql, complaint);
  const callers = supervisors.filter(({ agentId }) => agentId !== complaint.handlerId);
  const rung = await ring(sql, { tending, to: callers, kind: 'rating_call' });
  return { ...asked, events: [...asked.events, ...rung] };
}

/** Says it in a conversation of theirs, and writes down that it was said. */
async function remind(sql: Sql, what: Reminder, tending: Tending): Promise<Told> {
  const { deps, locked, now } = tending;
  const { complaint, handlerName, toldIn: conversationId } = locked;
  const { status, lastSeq } = complaint;
  const seq = lastSeq + 1;
  const said =
    conversationId === undefined
      ? undefined
      : await deps.news?.tell(sql, {
          conversationId,
          complaint: { ...complaint, lastSeq: seq },
          what,
          by: TIMERS,
          now,
          ...(handlerName === undefined ? {} : { handlerName }),
        });
  const data = { isTold: said !== undefined };
  const line = { seq, name: what.name, occurredAt: now, by: TIMERS, from: status, to: status };
  await appendEvents(sql, complaint.id, { events: [{ ...line, data, happened: [] }], now });
  await sql.query('UPDATE complaints SET last_seq = $2, updated_at = $3 WHERE id = $1', [
    complaint.id,
    seq,
    now,
  ]);
  const told = said === undefined || conversationId === undefined ? [] : [conversationId];
  return { told, events: [{ kind: 'complaint', complaintNo: complaint.complaintNo }] };
}

/** Whoever handles it decides by what is there, or goes on waiting. */
async function tellHandler(sql: Sql, tending: Tending): Promise<readonly DeskEvent[]> {
  const people = await peopleOf(sql, tending.locked.complaint);
  const to = people.handler.length > 0 ? people.handler : people.supervisors;
  return ring(sql, { tending, to, kind: 'waiting' });
}

async function peopleOf(
  sql: Sql,
  { handlerId, supervisorId, excludedIds }: ComplaintCase,
): Promise<PeopleToTell> {
  const of = { handlerId: handlerId ?? null, supervisorId: supervisorId ?? null, excludedIds };
  return peopleToTell(await readDeskPeople(sql), of);
}

async function ring(
  sql: Sql,
  {
    tending,
    to,
    kind,
  }: {
    readonly tending: Tending;
    readonly to: readonly Recipient[];
    readonly kind: 'waiting' | 'rating_call';
  },
): Promise<readonly DeskEvent[]> {
  const { deps, locked, now } = tending;
  const { complaintNo } = locked.complaint;
  const notices = to.map(({ agentId, role }) => ({ agentId, kind, complaintNo, data: { role } }));
  await insertNotices(sql, notices, { now, random: deps.random });
  return to.map(({ agentId }) => ({ kind: 'notice', agentId }));
}
