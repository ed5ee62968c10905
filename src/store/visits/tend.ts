import type { Pool } from 'pg';
import { formatDay, type ShanghaiDay } from '../../domain/calendar/shanghai-day.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import { pushReason } from '../../domain/visit/facts.ts';
import type { VisitSurveys } from '../../domain/visit/ports.ts';
import { slotAt, type VisitRules } from '../../domain/visit/slots.ts';
import { decideStep } from '../../domain/visit/step.ts';
import { isVisitEnded, type VisitTry } from '../../domain/visit/visit.ts';
import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import type { Log } from '../../lib/log.ts';
import { readPushRules } from '../push/rules.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { type ApplyGiven, applyStep } from './apply-step.ts';
import { type ReadFacts, readFacts } from './read-facts.ts';
import { saveTry } from './save-visit.ts';
import { lockVisit, type StoredVisit } from './visit-row.ts';

export interface TendDeps {
  readonly pool: Pool;
  readonly random: Random;
  readonly log: Log;
  readonly surveys: VisitSurveys<Sql>;
  /** Tells consoles after a commit; must not fail. */
  readonly publishDesk: (events: readonly DeskEvent[]) => void;
}

/** What is the same for every visit of one look. */
export type TendRules = Pick<ApplyGiven, 'settings' | 'rules'>;

/** Visits of one page. */
const PAGE_ROWS = 200;
/** Pages of one look: the next look takes the rest. */
const PAGES_MAX = 10;
/** How long a visit that breaks is left alone. */
const BROKEN_MS = 10 * MINUTE_MS;

/** Whose time has come, whose window is over, who answered, and whose message went nowhere. */
const DUE = `SELECT id FROM (
    (SELECT id FROM return_visits WHERE status IN ('planned', 'inviting') AND next_attempt_at <= $1
      ORDER BY next_attempt_at LIMIT $2)
    UNION (SELECT id FROM return_visits WHERE status = 'calling' AND due_until <= $1 LIMIT $2)
    UNION (SELECT v.id FROM return_visits v JOIN invitations i ON i.id = v.invitation_id
      WHERE v.status IN ('inviting', 'calling') AND i.status IN ('completed', 'refused')
        AND (v.status = 'inviting' OR v.reason IS DISTINCT FROM 'low_score') LIMIT $2)
    UNION (SELECT v.id FROM return_visits v JOIN invitations i ON i.id = v.invitation_id
        JOIN outreach_deliveries d ON d.id = i.delivery_id
        JOIN LATERAL (SELECT t.reason FROM visit_attempts t WHERE t.visit_id = v.id ORDER BY t.nth DESC LIMIT 1) t
          ON t.reason IS NULL
      WHERE v.status = 'inviting' AND d.status IN ('suppressed', 'failed') LIMIT $2)
    UNION (SELECT v.id FROM return_visits v JOIN complaints k ON k.complaint_no = v.complaint_no
      WHERE v.kind = 'POST_COMPLAINT' AND v.status IN ('planned', 'inviting', 'calling')
        AND k.rated_at IS NOT NULL LIMIT $2)) due
  WHERE id <> ALL($3) LIMIT $2`;

/** Takes every visit further whose time has come, each in a transaction of its own. Returns how many. */
export async function tendVisits(deps: TendDeps, now: Date): Promise<number> {
  const given = await readTendRules(deps.pool);
  const seen: string[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { rows } = await deps.pool.query<{ id: string }>(DUE, [now, PAGE_ROWS, seen]);
    for (const { id } of rows) {
      seen.push(id);
      await tendSafely(deps, id, { ...given, now });
    }
    if (rows.length < PAGE_ROWS) break;
  }
  return seen.length;
}

/** The settings and the days off, as they are stored. */
export async function readTendRules(sql: Sql): Promise<TendRules> {
  const { settings, isDayOff } = await readPushRules(sql);
  const rules: VisitRules = { isDayOff: (day: ShanghaiDay) => isDayOff(formatDay(day)) };
  return { settings, rules };
}

async function tendSafely(
  deps: TendDeps,
  id: string,
  given: TendRules & { readonly now: Date },
): Promise<void> {
  try {
    const events = await inTransaction(deps.pool, (sql) => tendOne(sql, id, { ...deps, ...given }));
    if (events.length > 0) deps.publishDesk(events);
  } catch (err) {
    // One that breaks must not keep the others waiting, nor come first again at once.
    deps.log.error({ err, visitId: id }, 'a return visit could not be taken further');
    await deps.pool.query(
      `UPDATE return_visits SET next_attempt_at = $2 WHERE id = $1 AND status IN ('planned', 'inviting')`,
      [id, addMs(given.now, BROKEN_MS)],
    );
  }
}

async function tendOne(
  sql: Sql,
  id: string,
  given: Omit<ApplyGiven, 'facts'>,
): Promise<readonly DeskEvent[]> {
  const locked = await lockVisit(sql, id);
  if (locked === undefined || isVisitEnded(locked.status)) return [];
  const { visit, facts } = await bringUpToDate(sql, locked, given);
  const step = decideStep(visit, { facts, now: given.now, rules: given.rules });
  return step === undefined ? [] : applyStep(sql, visit, step, { ...given, facts });
}

/** Facts of this moment, and the tries with what became of them. */
export async function bringUpToDate(
  sql: Sql,
  visit: StoredVisit,
  given: Pick<ApplyGiven, 'settings' | 'rules' | 'now'>,
): Promise<{ readonly visit: StoredVisit; readonly facts: ApplyGiven['facts'] }> {
  const read = await readFacts(sql, visit, given);
  const changed = triesSince(visit, read, given.rules);
  for (const one of changed) await saveTry(sql, visit.id, one);
  if (changed.length === 0) return { visit, facts: read.facts };
  const tries = [
    ...visit.tries.filter(({ nth }) => changed.every((one) => one.nth !== nth)),
    ...changed,
  ].toSorted((a, b) => a.nth - b.nth);
  return { visit: { ...visit, tries }, facts: read.facts };
}

/** When and by which way a message truly left, or why it did not; and the complaint's own question, which is a try. */
function triesSince(
  visit: StoredVisit,
  { facts, pushWay, chatWay }: ReadFacts,
  rules: VisitRules,
): readonly VisitTry[] {
  const { push, rating } = facts;
  if (rating?.askedAt !== undefined && rating.isInChat && visit.tries.length === 0) {
    const at = rating.askedAt;
    const isDue = at >= visit.dueFrom && at < visit.dueUntil;
    return isDue ? [{ nth: 1, way: chatWay, slot: slotAt(at, rules) ?? 'morning', at }] : [];
  }
  const last = visit.tries.findLast(({ way }) => way !== 'phone');
  if (push === undefined || last === undefined) return [];
  if (push.state === 'suppressed' || push.state === 'failed')
    return last.reason === undefined ? [{ ...last, reason: pushReason(push) }] : [];
  const at = push.releasedAt;
  if (at === undefined || at.getTime() === last.at.getTime()) return [];
  return [{ ...last, at, way: pushWay ?? last.way, slot: slotAt(at, rules) ?? last.slot }];
}
