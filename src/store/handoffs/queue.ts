import { z } from 'zod';
import { type BusinessCalendar, isOpenAt } from '../../domain/calendar/business-calendar.ts';
import { type Candidate, fittingAgents } from '../../domain/handoff/assign.ts';
import { estimateWait, type WaitEstimate } from '../../domain/handoff/estimate.ts';
import type { Handoff } from '../../domain/handoff/handoff.ts';
import type { DeskSettings } from '../../domain/handoff/settings.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import { readDeskCalendar } from '../calendars/calendar-rows.ts';
import type { Sql } from '../sql.ts';
import { type DeskAgent, readCandidates } from './candidates.ts';
import { readDeskSettings } from './desk-settings.ts';
import { toHandoff } from './handoff-row.ts';

/** The first of the queue; the rest is looked at when these are gone, and is told its place then. */
const WAITING_MAX = 1_000;
/** What a waiting time is reckoned from: the newest requests of a week. */
const FACTS_DAYS = 7;
const FACTS_MAX = 200;

/** A request that waits for somebody, offered or not. */
export interface WaitingHandoff {
  readonly handoff: Handoff;
  /** From 1. */
  readonly position: number;
  /** Its place among those whom nobody was asked to take yet, from 1: offers count in what people have. */
  readonly unaskedPosition: number;
  readonly channelAccount: string;
  readonly lastInboundAt?: Date;
}

/** The queue, and everybody who could help it, at one moment. */
export interface Queue {
  readonly now: Date;
  readonly settings: DeskSettings;
  readonly calendar: BusinessCalendar;
  readonly isOpen: boolean;
  readonly waiting: readonly WaitingHandoff[];
  readonly agents: readonly DeskAgent[];
}

/** Whoever waits, next first. */
export async function readWaiting(sql: Sql): Promise<readonly WaitingHandoff[]> {
  const { rows } = await sql.query<{ last_inbound_at: Date | null; channel_account: string }>({
    name: 'handoff-waiting',
    text: `SELECT h.*, c.last_inbound_at, c.channel_account FROM handoffs h JOIN conversations c ON c.id = h.conversation_id
      WHERE h.state IN ('queued', 'offered') ORDER BY h.rank_at, h.requested_at, h.id LIMIT $1`,
    values: [WAITING_MAX],
  });
  let unasked = 0;
  return rows.map((row, index) => {
    const handoff = toHandoff(row);
    if (handoff.state === 'queued') unasked += 1;
    return {
      handoff,
      position: index + 1,
      unaskedPosition: Math.max(1, unasked),
      channelAccount: row.channel_account,
      ...(row.last_inbound_at === null ? {} : { lastInboundAt: row.last_inbound_at }),
    };
  });
}

export async function readQueue(sql: Sql, now: Date): Promise<Queue> {
  const settings = await readDeskSettings(sql);
  const calendar = await readDeskCalendar(sql);
  const { goneSeconds } = settings;
  return {
    now,
    settings,
    calendar,
    isOpen: isOpenAt(calendar, now),
    waiting: await readWaiting(sql),
    agents: await readCandidates(sql, { now, goneSeconds }),
  };
}

/** How long recent requests took. */
export interface WaitSamples {
  readonly handlingMs: readonly number[];
  readonly acceptanceMs: readonly number[];
}

const sampleSchema = z.array(
  z.object({ handling_ms: z.number().nullable(), acceptance_ms: z.number().nullable() }),
);

/** Only requests that were offered at once say how long an acceptance takes: the others waited for room as well. */
export async function readWaitSamples(sql: Sql, now: Date): Promise<WaitSamples> {
  const { rows } = await sql.query({
    name: 'handoff-wait-samples',
    text: `SELECT (extract(epoch FROM h.closed_at - h.accepted_at) * 1000)::float8 AS handling_ms,
        CASE WHEN e.at <= h.requested_at + interval '3 seconds'
          THEN (extract(epoch FROM h.accepted_at - h.requested_at) * 1000)::float8 END AS acceptance_ms
      FROM handoffs h LEFT JOIN LATERAL (
        SELECT at FROM handoff_events WHERE handoff_id = h.id AND name IN ('offer', 'accept') ORDER BY id LIMIT 1) e ON true
      WHERE h.requested_at > $1 AND h.accepted_at IS NOT NULL ORDER BY h.requested_at DESC LIMIT $2`,
    values: [addMs(now, -FACTS_DAYS * DAY_MS), FACTS_MAX],
  });
  const samples = sampleSchema.parse(rows);
  return {
    handlingMs: samples.flatMap(({ handling_ms: ms }) => (ms === null ? [] : [ms])),
    acceptanceMs: samples.flatMap(({ acceptance_ms: ms }) => (ms === null ? [] : [ms])),
  };
}

/** How long one of the queue still waits, when there is anything to tell it by. */
export function estimateFor(
  { handoff, unaskedPosition }: WaitingHandoff,
  known: { readonly agents: readonly Candidate[]; readonly samples: WaitSamples },
): WaitEstimate | undefined {
  return estimateWait({
    position: unaskedPosition,
    agents: fittingAgents(handoff, known.agents),
    ...known.samples,
  });
}
