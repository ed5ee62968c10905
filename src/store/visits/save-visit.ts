import type { VisitStep } from '../../domain/visit/step.ts';
import type { VisitStatus, VisitTry, VisitWay } from '../../domain/visit/visit.ts';
import type { Sql } from '../sql.ts';

/** Writes a try down, or what is known of it by now. */
export async function saveTry(sql: Sql, visitId: string, one: VisitTry): Promise<void> {
  await sql.query({
    name: 'visits-save-try',
    text: `INSERT INTO visit_attempts (visit_id, nth, way, slot, at, result, reason, by_id, note, identity_check)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (visit_id, nth) DO UPDATE SET way = EXCLUDED.way, slot = EXCLUDED.slot, at = EXCLUDED.at,
        result = EXCLUDED.result, reason = EXCLUDED.reason, by_id = EXCLUDED.by_id, note = EXCLUDED.note,
        identity_check = EXCLUDED.identity_check`,
    values: [
      visitId,
      one.nth,
      one.way,
      one.slot,
      one.at,
      one.result ?? null,
      one.reason ?? null,
      one.byId ?? null,
      one.note ?? null,
      one.identity === undefined ? null : JSON.stringify(one.identity),
    ],
  });
}

/** Where a visit stands from now on. */
export interface VisitStand {
  readonly status: VisitStatus;
  /** Null: nothing more happens. */
  readonly nextAttemptAt: Date | null;
  readonly reason: string | null;
  readonly result?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly invitationId?: string | undefined;
  readonly ways?: readonly VisitWay[] | undefined;
  readonly attemptsMax?: number | undefined;
}

/** Writes where a visit stands; what is absent stays. Its number of tries is counted from them. */
export async function saveStand(
  sql: Sql,
  visitId: string,
  { stand, now }: { readonly stand: VisitStand; readonly now: Date },
): Promise<void> {
  await sql.query({
    name: 'visits-save-stand',
    text: `UPDATE return_visits SET status = $2, next_attempt_at = $3, reason = $4, result = COALESCE($5, result),
        owner_id = COALESCE($6, owner_id), invitation_id = COALESCE($7, invitation_id), ways = COALESCE($8::jsonb, ways),
        attempts_max = COALESCE($9, attempts_max), updated_at = $10,
        result_at = CASE WHEN $2 IN ('done', 'stopped', 'missed') THEN $10 ELSE result_at END,
        attempts = (SELECT count(*) FROM visit_attempts t WHERE t.visit_id = return_visits.id)
      WHERE id = $1`,
    values: [
      visitId,
      stand.status,
      stand.nextAttemptAt,
      stand.reason,
      stand.result ?? null,
      stand.ownerId ?? null,
      stand.invitationId ?? null,
      stand.ways === undefined ? null : JSON.stringify(stand.ways),
      stand.attemptsMax ?? null,
      now,
    ],
  });
}

/** Where an ended visit stands. */
export function endStand(step: Extract<VisitStep, { readonly do: 'end' }>): VisitStand {
  return {
    status: step.status,
    nextAttemptAt: null,
    reason: step.reason ?? null,
    result: step.result,
  };
}
