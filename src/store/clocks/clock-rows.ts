import { z } from 'zod';
import { CLOCK_KINDS, PAUSE_REASONS, type SlaClock } from '../../domain/sla/clock.ts';
import type { ClockEvent, ClockHappening } from '../../domain/sla/clock-event.ts';
import { targetSchema } from '../sla/policy-row.ts';

const instant = z.coerce.date();
const calendars = z.record(z.string(), z.number().int());
const targets = z.array(targetSchema);
const reason = z.enum(PAUSE_REASONS);
const kind = z.enum(CLOCK_KINDS);

/** What a JSON column holds of domain/sla/clock-event.ts: times are texts there. */
const happeningSchema: z.ZodType<ClockHappening> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), targets, calendars }),
  z.object({ kind: z.literal('answered') }),
  z.object({ kind: z.literal('contacted') }),
  z.object({ kind: z.literal('customer_spoke') }),
  z.object({ kind: z.literal('paused'), reason }),
  z.object({ kind: z.literal('resumed'), reason }),
  z.object({ kind: z.literal('proposed') }),
  z.object({ kind: z.literal('decided') }),
  z.object({ kind: z.literal('settled') }),
  z.object({ kind: z.literal('new_facts') }),
  z.object({
    kind: z.literal('extended'),
    clock: kind,
    to: z.union([z.object({ days: z.number().int() }), z.object({ until: instant })]),
  }),
  z.object({ kind: z.literal('retargeted'), targets, calendars }),
  z.object({ kind: z.literal('calendar_changed'), calendars }),
  z.object({ kind: z.literal('review_requested'), target: targetSchema }),
  z.object({ kind: z.literal('review_decided') }),
  z.object({
    kind: z.literal('ended'),
    why: z.enum(['closed', 'withdrawn', 'merged', 'declined']),
  }),
]);

const eventRowSchema = z.object({
  seq: z.number().int(),
  occurred_at: z.date(),
  clock_events: z.array(happeningSchema),
});

/** A row of complaint_events (seq, occurred_at, clock_events) as its clocks read it: none, one or several happenings. */
export function toClockEvents(row: unknown): readonly ClockEvent[] {
  const { seq, occurred_at: at, clock_events: all } = eventRowSchema.parse(row);
  return all.map((happened) => ({ at, seq, happened }));
}

const maybe = instant.nullable();

const stateSchema = z.object({
  kind,
  cycle: z.number().int(),
  target: targetSchema,
  calendarVersion: z.number().int().nullable(),
  startedAt: instant,
  firstDueAt: maybe,
  dueAt: maybe,
  pausedAt: maybe,
  pausedMs: z.number(),
  doneAt: maybe,
  verdict: z.enum(['met', 'breached']).nullable(),
  breachedAt: maybe,
  endedAt: maybe,
  endedBy: z.enum(['closed', 'withdrawn', 'merged', 'declined', 'superseded']).nullable(),
  grossMs: z.number().nullable(),
  netMs: z.number().nullable(),
  changes: z.array(
    z.object({
      at: instant,
      why: z.enum(['pause', 'resume', 'extension', 'target', 'calendar']),
      from: maybe,
      to: maybe,
    }),
  ),
  halfAt: maybe,
  mostAt: maybe,
}) satisfies z.ZodType<SlaClock>;

/** The column `state` of complaint_clocks as the clock that it holds. */
export function toSlaClock(state: unknown): SlaClock {
  return stateSchema.parse(state);
}

/** The key of a clock's row, and of everything that is written about it. */
export function clockIdOf(complaintId: string, clock: Pick<SlaClock, 'kind' | 'cycle'>): string {
  return `${complaintId}:${clock.kind}:${clock.cycle}`;
}
