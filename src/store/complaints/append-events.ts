import type { ComplaintAct, ComplaintActor } from '../../domain/complaint/acts.ts';
import type { ComplaintCase } from '../../domain/complaint/case.ts';
import type { ComplaintStatus } from '../../domain/complaint/record.ts';
import type { ClockHappening } from '../../domain/sla/clock-event.ts';
import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Sql } from '../sql.ts';

/**
 * What a complaint's history calls its beginning, the first automatic answer, and deadlines that another calendar or
 * another policy moved; every other line is an act.
 */
export type ComplaintEventName =
  | ComplaintAct['name']
  | 'register'
  | 'answered'
  | 'calendar_changed'
  | 'policy_changed'
  /** What an upgrade made of a row of before there was a history. */
  | 'adopt'
  /** The desk's own timers (domain/complaint/follow-up.ts). */
  | 'remind'
  | 'ask_rating';

/** One line of a complaint's history. */
export interface NewComplaintEvent {
  readonly seq: number;
  readonly name: ComplaintEventName;
  /** When it happened: what verdicts are taken from. */
  readonly occurredAt: Date;
  readonly by: ComplaintActor;
  readonly from: ComplaintStatus | null;
  readonly to: ComplaintStatus;
  readonly data: JsonObject;
  readonly happened: readonly ClockHappening[];
}

const INSERT = {
  name: 'complaint-events-insert',
  text: `INSERT INTO complaint_events (complaint_id, seq, kind, occurred_at, recorded_at, actor_kind, actor_id,
      actor_name, from_status, to_status, data, clock_events)
    SELECT $1, (e->>'seq')::int, e->>'name', (e->>'occurredAt')::timestamptz, $2, e->'by'->>'kind', e->'by'->>'id',
      e->'by'->>'name', e->>'from', e->>'to', e->'data', e->'happened'
    FROM jsonb_array_elements($3::jsonb) AS e`,
};

/** Writes lines of a history down, now. The caller has the complaint's lock. */
export async function appendEvents(
  sql: Sql,
  complaintId: Id<'complaint'>,
  written: { readonly events: readonly NewComplaintEvent[]; readonly now: Date },
): Promise<void> {
  await sql.query({
    ...INSERT,
    values: [complaintId, written.now, JSON.stringify(written.events)],
  });
}

/** What the history keeps of an act beside its name; a notice with its remedies and its proof. */
export function dataOf(act: ComplaintAct, after: ComplaintCase): JsonObject {
  const { name, ...said } = act;
  switch (name) {
    case 'propose':
    case 'decide':
    case 'decide_review':
      return toJson({ notice: after.notice, compensationFen: after.compensationFen });
    case 'close':
      return toJson({ ...said, closeReason: after.closeReason });
    case 'extend':
      return toJson({ ...said, regulatorDays: after.regulatorDays });
    default:
      return toJson(said);
  }
}

/** Dates as RFC 3339, money as a number, without what is absent. */
function toJson(said: object): JsonObject {
  return JSON.parse(
    JSON.stringify(said, (_key, value: unknown) =>
      typeof value === 'bigint' ? Number(value) : value,
    ),
  );
}
