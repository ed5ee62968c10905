import type { Pool } from 'pg';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import type { VisitActed, VisitActor, VisitOutcome } from '../../domain/visit/acts.ts';
import type { VisitSurveys } from '../../domain/visit/ports.ts';
import { decideStep } from '../../domain/visit/step.ts';
import { type IdentityProof, isVisitEnded } from '../../domain/visit/visit.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { applyStep } from './apply-step.ts';
import { type Acted, audit, DONE, type InHand, refuseCall, refused, tryOf } from './in-hand.ts';
import { inviteByPhone, recordOutcome } from './record-outcome.ts';
import { saveTry } from './save-visit.ts';
import { bringUpToDate, readTendRules } from './tend.ts';
import { lockVisit } from './visit-row.ts';

export interface VisitDeskDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly surveys: VisitSurveys<Sql>;
  /** Tells consoles after a commit; must not fail. */
  readonly publishDesk: (events: readonly DeskEvent[]) => void;
}

export interface VisitDesk {
  take(id: string, by: VisitActor): Promise<VisitActed>;
  identify(id: string, proof: IdentityProof, by: VisitActor): Promise<VisitActed>;
  record(id: string, outcome: VisitOutcome, by: VisitActor): Promise<VisitActed>;
}

/** What people at the desk do with return visits; each act with its audit row in one transaction. */
export function makeVisitDesk(deps: VisitDeskDeps): VisitDesk {
  return {
    take: (id, by) => inHand(deps, { id, by }, take),
    identify: (id, proof, by) => inHand(deps, { id, by }, (held) => identify(held, proof)),
    record: (id, outcome, by) => inHand(deps, { id, by }, (held) => record(held, outcome)),
  };
}

async function inHand(
  deps: VisitDeskDeps,
  { id, by }: { readonly id: string; readonly by: VisitActor },
  act: (held: InHand) => Promise<Acted>,
): Promise<VisitActed> {
  const now = deps.clock.now();
  const acted = await inTransaction(deps.pool, async (sql) => {
    const locked = await lockVisit(sql, id);
    if (locked === undefined) return refused('not_found');
    if (by.actor.kind === 'agent' && locked.excludedIds.includes(by.actor.id))
      return refused('excluded');
    if (isVisitEnded(locked.status)) return refused('ended');
    const rules = await readTendRules(sql);
    const { visit, facts } = await bringUpToDate(sql, locked, { ...rules, now });
    const given = { ...deps, ...rules, facts, now };
    // What happened since the last look counts first: an answer, a cancelled policy, a window that is over.
    const step = decideStep(visit, given);
    if (step?.do === 'end') {
      const events = await applyStep(sql, visit, step, given);
      return { ...refused('ended'), events };
    }
    return act({ sql, visit, by, given });
  });
  if (acted.events !== undefined && acted.events.length > 0) deps.publishDesk(acted.events);
  return acted.result;
}

async function take({ sql, visit, by, given }: InHand): Promise<Acted> {
  const { now } = given;
  if (visit.status !== 'calling') return refused('not_calling');
  const isAnothers = visit.ownerId !== undefined && visit.ownerId !== by.actor.id;
  if (isAnothers && !by.isLead) return refused('owned_by_another');
  await sql.query('UPDATE return_visits SET owner_id = $2, updated_at = $3 WHERE id = $1', [
    visit.id,
    by.actor.id,
    now,
  ]);
  await audit({ sql, visit, by, given }, 'return_visit.taken', {});
  return { result: DONE };
}

async function identify(held: InHand, proof: IdentityProof): Promise<Acted> {
  const refusal = refuseCall(held);
  if (refusal !== undefined) return refusal;
  const { sql, visit } = held;
  await saveTry(sql, visit.id, { ...tryOf(held), identity: proof });
  // Which questions they are asked follows from their invitation: the script needs it from here on.
  if (proof.ok && visit.invitationId === undefined) await inviteByPhone(held);
  await sql.query(
    `UPDATE return_visits SET updated_at = $2,
       attempts = (SELECT count(*) FROM visit_attempts t WHERE t.visit_id = return_visits.id) WHERE id = $1`,
    [visit.id, held.given.now],
  );
  await audit(held, 'return_visit.identified', { asked: proof.asked, ok: proof.ok });
  return { result: DONE };
}

async function record(held: InHand, outcome: VisitOutcome): Promise<Acted> {
  const refusal = refuseCall(held);
  // A complaint that was made on this very call keeps nobody from saying so.
  const isFinding = outcome.result === 'OPEN_COMPLAINT' && held.visit.status === 'calling';
  if (refusal !== undefined && !(isFinding && isHold(refusal))) return refusal;
  return recordOutcome(held, outcome);
}

function isHold({ result }: Acted): boolean {
  return result.kind === 'refused' && result.why === 'on_hold';
}
