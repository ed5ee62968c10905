import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import type { PushSettings } from '../../domain/push/settings.ts';
import type { VisitFacts } from '../../domain/visit/facts.ts';
import { SILENCE_HOURS, VISIT_PLANS } from '../../domain/visit/plan.ts';
import type { VisitSurveys } from '../../domain/visit/ports.ts';
import { slotAt, type VisitRules } from '../../domain/visit/slots.ts';
import type { VisitStep } from '../../domain/visit/step.ts';
import { addMs, HOUR_MS } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import { insertNotices } from '../notices/insert-notice.ts';
import type { Sql } from '../sql.ts';
import { carryOutEffect } from './effects.ts';
import { readAttribution } from './read-attribution.ts';
import { endStand, saveStand, saveTry } from './save-visit.ts';
import type { StoredVisit } from './visit-row.ts';

export interface ApplyGiven {
  readonly surveys: VisitSurveys<Sql>;
  readonly settings: PushSettings;
  readonly rules: VisitRules;
  readonly random: Random;
  readonly facts: VisitFacts;
  readonly now: Date;
}

/** While no questionnaire of its kind is published, it is looked for so often. */
const NO_QUESTIONNAIRE_MS = 6 * HOUR_MS;

/** Does what was decided for a visit, in the transaction that holds it. Returns what consoles are told after it. */
export async function applyStep(
  sql: Sql,
  visit: StoredVisit,
  step: VisitStep,
  given: ApplyGiven,
): Promise<readonly DeskEvent[]> {
  const { now } = given;
  switch (step.do) {
    case 'wait': {
      const isCalling = visit.status === 'calling';
      const nextAttemptAt = isCalling ? (visit.nextAttemptAt ?? null) : step.until;
      const reason = step.reason ?? null;
      await saveStand(sql, visit.id, {
        stand: { status: visit.status, nextAttemptAt, reason },
        now,
      });
      return [];
    }
    case 'invite':
      await invite(sql, visit, step, given);
      return [];
    case 'call':
      return call(sql, visit, step, given);
    case 'end':
      await withdraw(sql, visit, given, step.reason ?? 'visited');
      await saveStand(sql, visit.id, { stand: endStand(step), now });
      if (step.result === 'REFUSED') await carryOutEffect(sql, visit, 'silence', given);
      return [];
  }
}

async function invite(
  sql: Sql,
  visit: StoredVisit,
  { nth, ways }: Extract<VisitStep, { readonly do: 'invite' }>,
  given: ApplyGiven,
): Promise<void> {
  const { now, surveys, rules } = given;
  const due = { dueFrom: now, dueUntil: visit.dueUntil };
  const { isAboutCase } = VISIT_PLANS[visit.kind];
  let { invitationId } = visit;
  if (nth === 1 || invitationId === undefined) {
    const invited = await surveys.invite(
      sql,
      { ...(await invitationOf(sql, visit)), ...due, isAboutCase, ways },
      now,
    );
    if (invited.kind === 'no_questionnaire') {
      const nextAttemptAt = earlier(addMs(now, NO_QUESTIONNAIRE_MS), visit.dueUntil);
      const stand = { status: visit.status, nextAttemptAt, reason: 'no_questionnaire' };
      return saveStand(sql, visit.id, { stand, now });
    }
    invitationId = invited.invitationId;
  } else {
    const again = { invitationId, nth, ...due, isAboutCase, ways };
    if ((await surveys.pushAgain(sql, again, now)) === undefined) {
      const stand = { status: visit.status, nextAttemptAt: visit.dueUntil, reason: null };
      return saveStand(sql, visit.id, { stand, now });
    }
  }
  await saveTry(sql, visit.id, {
    nth: visit.tries.length + 1,
    way: ways[0] ?? 'wechat',
    slot: slotAt(now, rules) ?? 'morning',
    at: now,
  });
  const nextAttemptAt = earlier(addMs(now, SILENCE_HOURS * HOUR_MS), visit.dueUntil);
  const stand = { status: 'inviting', nextAttemptAt, reason: null, invitationId } as const;
  await saveStand(sql, visit.id, { stand, now });
}

/** What is asked, whom, and about what. */
export async function invitationOf(sql: Sql, visit: StoredVisit) {
  const { claimNo, complaintNo, policyNo } = visit;
  const subject =
    complaintNo !== undefined
      ? ({ kind: 'complaint', no: complaintNo } as const)
      : claimNo !== undefined
        ? ({ kind: 'claim', no: claimNo } as const)
        : policyNo !== undefined
          ? ({ kind: 'policy', no: policyNo } as const)
          : ({ kind: 'visit', no: visit.id } as const);
  return {
    questionnaireCode: visit.kind,
    eventKey: visit.eventKey,
    customerId: visit.customerId,
    subject,
    attributedTo: await readAttribution(sql, visit),
    visitId: visit.id,
  };
}

/** Whoever is their manager now calls; whoever took it already keeps it. */
const OWNER = `SELECT CASE WHEN $2 AND NOT EXISTS (SELECT 1 FROM visit_attempts t WHERE t.visit_id = v.id AND t.by_id = v.owner_id)
    THEN COALESCE((SELECT min(a.id) FROM agents a WHERE a.disabled_at IS NULL AND a.role <> 'auditor'
      AND (a.username = lower(u.relationship_manager) OR a.display_name = u.relationship_manager)
      HAVING count(*) = 1), v.owner_id)
    ELSE v.owner_id END AS owner_id
  FROM return_visits v JOIN customers u ON u.id = v.customer_id WHERE v.id = $1`;

async function call(
  sql: Sql,
  visit: StoredVisit,
  { from, reason }: Extract<VisitStep, { readonly do: 'call' }>,
  given: ApplyGiven,
): Promise<readonly DeskEvent[]> {
  const { now, random } = given;
  if (given.facts.push?.state === 'planned') await withdraw(sql, visit, given, 'called');
  const isManagers = VISIT_PLANS[visit.kind].owner === 'relationship_manager';
  const { rows } = await sql.query<{ owner_id: string | null }>(OWNER, [visit.id, isManagers]);
  const ownerId = rows[0]?.owner_id ?? undefined;
  const stand = {
    status: 'calling',
    nextAttemptAt: from,
    reason: reason ?? null,
    ownerId,
  } as const;
  await saveStand(sql, visit.id, { stand, now });
  // Later tries of the same visit are in the list of whoever has it.
  if (ownerId === undefined || visit.status === 'calling') return [];
  const data = { visitId: visit.id, visitKind: visit.kind, dueAt: visit.dueUntil.toISOString() };
  await insertNotices(sql, [{ agentId: ownerId, kind: 'return_visit', data }], { now, random });
  return [{ kind: 'notice', agentId: ownerId }];
}

/** What was not sent yet is not sent any more. */
export async function withdraw(
  sql: Sql,
  { invitationId }: StoredVisit,
  { surveys, now, facts }: Pick<ApplyGiven, 'surveys' | 'now' | 'facts'>,
  reason: string,
): Promise<void> {
  if (invitationId === undefined || facts.push?.state !== 'planned') return;
  await surveys.withdraw(sql, invitationId, reason, now);
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
