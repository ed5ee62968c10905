import type { PushSettings } from '../../domain/push/settings.ts';
import type { Inviter } from '../../domain/questionnaire/invitation.ts';
import type { AfterCall } from '../../domain/visit/record-result.ts';
import { addMs, HOUR_MS } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import type { StoredVisit } from './visit-row.ts';

export interface EffectGiven {
  readonly surveys: Pick<Inviter<Sql>, 'withdraw'>;
  readonly settings: PushSettings;
  readonly random: Random;
  readonly now: Date;
}

/** What follows beyond the visit itself, in its transaction. */
export async function carryOutEffect(
  sql: Sql,
  visit: StoredVisit,
  effect: NonNullable<AfterCall['effect']>,
  given: EffectGiven,
): Promise<void> {
  const { now, settings } = given;
  switch (effect) {
    case 'silence':
      await sql.query(
        `UPDATE customers SET survey_silent_until =
           GREATEST(survey_silent_until, $2::timestamptz + make_interval(months => $3)) WHERE id = $1`,
        [visit.customerId, now, settings.surveySilentMonths],
      );
      return stopOthers(sql, visit, { ...given, reason: 'refused' });
    case 'bereaved':
      await sql.query(
        'UPDATE customers SET bereaved_at = COALESCE(bereaved_at, $2) WHERE id = $1',
        [visit.customerId, now],
      );
      return stopOthers(sql, visit, { ...given, reason: 'bereaved' });
    case 'sold':
      return stopOthers(sql, visit, { ...given, reason: 'sold' });
    case 'finding':
      return openFinding(sql, visit, given);
  }
}

/** `sold`: only those about the same car. */
const OTHERS = `UPDATE return_visits v SET status = 'stopped', reason = $3, result_at = $4, next_attempt_at = NULL,
    updated_at = $4
  WHERE v.customer_id = $1 AND v.id <> $2 AND v.status IN ('planned', 'inviting', 'calling')
    AND ($3 <> 'sold' OR v.policy_no IN (SELECT o.policy_no FROM policies p JOIN policies o ON o.id = p.id
      OR o.vehicle_id = p.vehicle_id WHERE p.policy_no = $5))
  RETURNING invitation_id`;

async function stopOthers(
  sql: Sql,
  visit: StoredVisit,
  given: EffectGiven & { readonly reason: 'refused' | 'bereaved' | 'sold' },
): Promise<void> {
  const { reason, now } = given;
  const { rows } = await sql.query<{ invitation_id: string | null }>(OTHERS, [
    visit.customerId,
    visit.id,
    reason,
    now,
    visit.policyNo ?? null,
  ]);
  for (const { invitation_id } of rows) {
    if (invitation_id !== null) await given.surveys.withdraw(sql, invitation_id, reason, now);
  }
}

/** Somebody has to see to what was found on the phone, by a time of its own. */
async function openFinding(sql: Sql, visit: StoredVisit, given: EffectGiven): Promise<void> {
  const { now, settings, random } = given;
  const facts = { visitKind: visit.kind, result: 'OPEN_COMPLAINT', claimNo: visit.claimNo };
  await sql.query(
    `INSERT INTO follow_ups (id, kind, visit_id, customer_id, facts, status, created_at, due_at, updated_at)
     VALUES ($1, 'visit_finding', $2, $3, $4, 'open', $5, $6, $5)`,
    [
      newId('followUp', random),
      visit.id,
      visit.customerId,
      JSON.stringify(facts),
      now,
      addMs(now, settings.followUpHours * HOUR_MS),
    ],
  );
}
