import type { Pool } from 'pg';
import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import type { ComplaintCase } from '../../domain/complaint/case.ts';
import type { ComplaintStatus } from '../../domain/complaint/record.ts';
import type { ClockHappening } from '../../domain/sla/clock-event.ts';
import type { Clock } from '../../lib/clock.ts';
import { saveClocks } from '../clocks/save-clocks.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { appendEvents, type NewComplaintEvent } from './append-events.ts';
import { lockComplaint } from './lock-complaint.ts';
import { readExclusions } from './read-exclusions.ts';
import { isAnsweredAtOnce, readTargetsFor } from './read-targets-for.ts';

/** Whoever brought the data along. */
const UPGRADE: ComplaintActor = { kind: 'system', id: 'upgrade' };
const NUMBERS = 'SELECT complaint_no FROM complaints WHERE last_seq = 0 ORDER BY complaint_no';

/**
 * Gives every complaint that has no history one, from what its row says: of before there was any. Each in a transaction
 * of its own and once, whoever starts at the same time. Returns how many.
 */
export async function adoptComplaints({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}): Promise<number> {
  const { rows } = await pool.query<{ complaint_no: string }>(NUMBERS);
  let adopted = 0;
  for (const { complaint_no: complaintNo } of rows) {
    if (await inTransaction(pool, (sql) => adoptOne(sql, complaintNo, clock.now()))) adopted += 1;
  }
  return adopted;
}

async function adoptOne(sql: Sql, complaintNo: string, now: Date): Promise<boolean> {
  const locked = await lockComplaint(sql, complaintNo, { isTold: false });
  // Another worker was faster.
  if (locked === undefined || locked.complaint.lastSeq > 0) return false;
  const { complaint, claimNo } = locked;
  const words = await readWords(sql, complaint.id);
  const excludedIds = await readExclusions(sql, {
    respondents: [],
    category: complaint.category,
    words,
    conversationId: complaint.conversationId,
    claimNo: claimNo ?? undefined,
    receivedAt: complaint.receivedAt,
  });
  const events = await historyOf(sql, complaint);
  await appendEvents(sql, complaint.id, { events, now });
  await sql.query(
    `UPDATE complaints SET last_seq = $2, excluded_ids = $3::jsonb,
       handler_id = CASE WHEN $3::jsonb ? handler_id THEN NULL ELSE handler_id END WHERE id = $1`,
    [complaint.id, events.length, JSON.stringify(excludedIds)],
  );
  await saveClocks(sql, { complaintId: complaint.id, now });
  return true;
}

/** When it was written down, and last changed. */
async function readTimes(sql: Sql, id: string): Promise<{ readonly at: Date; readonly to: Date }> {
  const { rows } = await sql.query<{ at: Date; to: Date }>(
    'SELECT registered_at AS at, updated_at AS to FROM complaints WHERE id = $1',
    [id],
  );
  if (rows[0] === undefined) throw new Error('a complaint disappeared');
  return rows[0];
}

/** What its row tells of what happened. */
async function historyOf(
  sql: Sql,
  complaint: ComplaintCase,
): Promise<readonly NewComplaintEvent[]> {
  const { status, receivedAt, firstFeedbackAt, closedAt } = complaint;
  const { at: registeredAt, to: changedAt } = await readTimes(sql, complaint.id);
  const targetsOf = await readTargetsFor(sql, complaint);
  const base = { by: UPGRADE, data: {} } as const;
  const lines: Omit<NewComplaintEvent, 'seq'>[] = [
    {
      ...base,
      name: 'register',
      occurredAt: receivedAt,
      from: null,
      to: 'REGISTERED',
      happened: [{ kind: 'opened', ...targetsOf(complaint) }],
    },
  ];
  const stays = { from: 'REGISTERED', to: 'REGISTERED' } as const;
  if (isAnsweredAtOnce(complaint)) {
    const happened = [{ kind: 'answered' } as const];
    lines.push({ ...base, ...stays, name: 'answered', occurredAt: registeredAt, happened });
  }
  if (firstFeedbackAt !== undefined) {
    const happened = [{ kind: 'contacted' } as const];
    lines.push({ ...base, ...stays, name: 'contact', occurredAt: firstFeedbackAt, happened });
  }
  const happened = happenedFor(status);
  if (status !== 'REGISTERED') {
    const at = closedAt ?? changedAt;
    lines.push({ ...base, ...stays, name: 'adopt', occurredAt: at, to: status, happened });
  }
  return lines.map((line, index) => ({ ...line, seq: index + 1 }));
}

/** What a state says of the clocks of a complaint that came into it, nobody knows how. */
function happenedFor(status: ComplaintStatus): readonly ClockHappening[] {
  switch (status) {
    case 'WAITING_CUSTOMER':
      return [{ kind: 'paused', reason: 'waiting_customer' }];
    case 'EXTERNAL_APPRAISAL':
      return [{ kind: 'paused', reason: 'external_appraisal' }];
    case 'MEDIATION':
      return [{ kind: 'paused', reason: 'mediation' }];
    case 'PROPOSED':
      return [{ kind: 'proposed' }];
    case 'DISPUTED':
      return [{ kind: 'proposed' }, { kind: 'customer_spoke' }];
    case 'CONFIRMED':
    case 'NO_REPLY':
      return [{ kind: 'proposed' }, { kind: 'settled' }];
    case 'DECIDED':
      return [{ kind: 'decided' }];
    case 'CLOSED':
      return [{ kind: 'decided' }, { kind: 'ended', why: 'closed' }];
    case 'WITHDRAWN':
      return [{ kind: 'ended', why: 'withdrawn' }];
    case 'DECLINED':
      return [{ kind: 'ended', why: 'declined' }];
    case 'MERGED':
      return [{ kind: 'ended', why: 'merged' }];
    case 'RECEIVED':
    case 'REGISTERED':
    case 'ASSIGNED':
    case 'INVESTIGATING':
    case 'REVIEW_REQUESTED':
    case 'REVIEW_DECIDED':
    case 'REOPENED':
      return [];
  }
}

async function readWords(sql: Sql, id: string): Promise<string> {
  const { rows } = await sql.query<{ words: string }>(
    "SELECT concat_ws('。', matter, request) AS words FROM complaints WHERE id = $1",
    [id],
  );
  return rows[0]?.words ?? '';
}
