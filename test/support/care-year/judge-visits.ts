import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import { dayOf, isWorkday, plusDays, startOfDay } from './calendar-2027.ts';
import { type DueVisit, renewedAt, visitsDue } from './due-visits.ts';
import type { Facts } from './facts.ts';
import { type History, lastChance } from './history.ts';
import type { Line } from './judge.ts';
import type { Played } from './play-year.ts';

interface Try {
  readonly nth: number;
  readonly way: string;
  readonly slot: string;
  readonly at: string;
  readonly result: string | null;
  readonly reason: string | null;
}

interface Visit {
  readonly id: string;
  readonly kind: string;
  readonly customerId: string;
  readonly eventKey: string;
  readonly from: Date;
  readonly until: Date;
  readonly status: string;
  readonly result: string | null;
  readonly reason: string | null;
  readonly at: Date | null;
  readonly createdAt: Date;
  readonly attemptsMax: number;
  readonly tries: readonly Try[];
  /** When the newest message to them was settled, and whether it left. */
  readonly settledAt: Date | null;
  readonly releasedAt: Date | null;
  readonly priority: string | null;
  readonly answeredAt: Date | null;
  readonly hasAnswer: boolean;
  readonly askedAt: Date | null;
}

const VISITS = `SELECT v.id, v.kind, v.customer_id AS "customerId", v.event_key AS "eventKey", v.due_from AS "from",
    v.due_until AS until, v.status, v.result, v.reason, v.result_at AS at, v.created_at AS "createdAt",
    v.attempts_max AS "attemptsMax", d.settled_at AS "settledAt", d.released_at AS "releasedAt", d.priority,
    a.completed_at AS "answeredAt", a.invitation_id IS NOT NULL AS "hasAnswer", k.rating_asked_at AS "askedAt",
    COALESCE((SELECT json_agg(t ORDER BY t.nth) FROM visit_attempts t WHERE t.visit_id = v.id), '[]') AS tries
  FROM return_visits v LEFT JOIN invitations i ON i.id = v.invitation_id
    LEFT JOIN outreach_deliveries d ON d.id = i.delivery_id LEFT JOIN survey_answers a ON a.invitation_id = i.id
    LEFT JOIN complaints k ON k.complaint_no = v.complaint_no
  ORDER BY v.due_from, v.id`;

/** Every visit that was due has one row, in the right window, that ended well or has a reason that the facts bear out. */
export async function judgeVisits(
  played: Played,
  history: History,
): Promise<{ readonly lines: readonly Line[]; readonly wrong: readonly string[] }> {
  const { desk, facts, firstDay, endedAt } = played;
  const { rows } = await desk.pool.query<Visit>(VISITS);
  const paid = await desk.pool.query<{ no: string; at: Date }>(
    `SELECT c.claim_no AS no, min(e.occurred_at) AS at FROM claims c JOIN claim_events e ON e.claim_id = c.id
     WHERE e.status = 'PAID' AND e.loss_item_no IS NULL GROUP BY 1`,
  );
  const span = { from: startOfDay(firstDay), until: endedAt };
  const due = visitsDue(facts, span, new Map(paid.rows.map(({ no, at }) => [no, at])));
  const wrong: string[] = [];
  const lines: Line[] = [];
  const left = new Set(rows);
  for (const one of due) {
    const row = rows.find((visit) => left.has(visit) && isOf(visit, one));
    if (row !== undefined) left.delete(row);
    const problem = problemOf(one, { row, played, history });
    if (problem !== undefined) wrong.push(`${nameOf(one)}: ${problem}`);
    if (row !== undefined || one.isGone !== true) {
      lines.push({ month: dayOf(one.from).slice(0, 7), what: one.kind, came: cameOf(row) });
    }
  }
  const yearly = judgeYearly(played, { left, history, lines });
  for (const row of left) {
    if (row.until > endedAt || row.kind === 'ANNUAL' || row.kind === 'HIGH_VALUE') continue;
    wrong.push(`${nameOf(row)}: was not due (${row.status} ${row.reason})`);
  }
  for (const row of rows) wrong.push(...triesWrong(row));
  return { lines, wrong: [...wrong, ...yearly] };
}

function nameOf({
  kind,
  customerId,
  from,
}: {
  kind: string;
  customerId: string;
  from: Date;
}): string {
  return `${kind} ${customerId} from ${dayOf(from)}`;
}

function isOf(visit: Visit, due: DueVisit): boolean {
  return (
    visit.kind === due.kind &&
    visit.customerId === due.customerId &&
    visit.from.getTime() === due.from.getTime() &&
    visit.until.getTime() === due.until.getTime()
  );
}

function cameOf(row: Visit | undefined): string {
  if (row === undefined) return 'no row';
  return row.status === 'done' ? 'done' : (row.reason ?? row.status);
}

interface Given {
  readonly row: Visit | undefined;
  readonly played: Played;
  readonly history: History;
}

function problemOf(due: DueVisit, { row, played, history }: Given): string | undefined {
  if (row === undefined) return due.isGone === true ? undefined : 'no row';
  return endProblem(row, { due, played, history });
}

interface EndGiven {
  readonly due: DueVisit | undefined;
  readonly played: Played;
  readonly history: History;
}

function endProblem(row: Visit, given: EndGiven): string | undefined {
  const { status, until } = row;
  if (status === 'done') {
    return isDone(row, given.played) ? undefined : 'done without an answer in its window';
  }
  if (status !== 'stopped' && status !== 'missed') {
    return until < given.played.endedAt ? `${status} after its window` : undefined;
  }
  if (row.reason === null) return `${status} without a reason`;
  return isBorneOut(row, row.reason, given) ? undefined : `${status}: ${row.reason} is not so`;
}

/**
 * A whole answer to what was asked in its window, one on the phone, or as much of one as counts. What was answered
 * before anybody looked after its end counts as well.
 */
function isDone(visit: Visit, { looks }: Played): boolean {
  const { answeredAt, from, until, tries, result, hasAnswer, reason } = visit;
  if (reason === 'rated_in_chat') return true;
  const closedAt = looks.find((look) => look >= until) ?? until;
  const isWhole = answeredAt !== null && answeredAt >= from && answeredAt <= closedAt;
  const isByPhone = tries.some(({ way, result: came }) => way === 'phone' && came === 'SUCCESS');
  return isWhole || isByPhone || (result === 'PARTIAL' && hasAnswer);
}

function isBorneOut(row: Visit, reason: string, { due, played, history }: EndGiven): boolean {
  const { facts, looks } = played;
  const at = row.at ?? played.endedAt;
  const kept = {
    customerId: row.customerId,
    pushClass: 'survey',
    priority: row.priority,
    at: row.settledAt ?? at,
    until: row.until,
  };
  switch (reason) {
    case 'renewed':
      return (due?.policies ?? []).some((policy) => (renewedAt(facts, policy) ?? FAR) <= at);
    case 'policy_cancelled':
      return (due?.policies ?? []).some(({ cancelledAt = FAR }) => cancelledAt <= at);
    case 'no_answer':
      return row.tries.length > 0 || row.askedAt !== null;
    case 'not_called':
      return row.tries.every(({ way }) => way !== 'phone');
    case 'below_half':
      return row.hasAnswer;
    case 'not_asked':
      return row.askedAt === null;
    case 'no_phone':
      return facts.customers.get(row.customerId)?.phone === null;
    case 'standstill':
      return looks.every((look) => look < row.from || look >= row.until);
    case 'told_late':
      return row.createdAt >= row.until;
    case 'refused':
      return history.confirms('refused', { ...kept, at }) || hasRefused(facts, row, at);
    case 'survey_silent':
      return hasRefused(facts, row, at);
    case 'cap_class':
    case 'cap_total':
      return history.confirms(reason, kept);
    default:
      // What ended on the last evening, after the hours, stood in the way to the last.
      return [kept.at, at, addMs(row.until, -1), lastChance(row.until, kept.at)].some((moment) =>
        history.confirms(reason, { ...kept, at: moment, until: moment }),
      );
  }
}

const FAR = new Date('2100-01-01T00:00:00Z');

function hasRefused({ customers }: Facts, { customerId }: Visit, at: Date): boolean {
  const until = customers.get(customerId)?.silentUntil;
  return until !== undefined && at < until;
}

/** Once a year in the middle of a policy's, and once in each half-year for whoever has a manager. */
function judgeYearly(
  played: Played,
  {
    left,
    history,
    lines,
  }: { readonly left: ReadonlySet<Visit>; readonly history: History; readonly lines: Line[] },
): readonly string[] {
  const { facts, firstDay, endedAt } = played;
  const start = startOfDay(firstDay);
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const row of left) {
    if (row.kind !== 'ANNUAL' && row.kind !== 'HIGH_VALUE') continue;
    const isOver = row.until <= endedAt;
    const key = `${row.kind} ${row.customerId} ${row.eventKey}`;
    const isRight = row.kind === 'ANNUAL' ? isMiddle(facts, row) : isHalfYear(row);
    if (seen.has(key) || !isRight) wrong.push(`${nameOf(row)}: was not due`);
    seen.add(key);
    if (!isOver) continue;
    lines.push({ month: dayOf(row.from).slice(0, 7), what: row.kind, came: cameOf(row) });
    const policies = facts.policies.filter(({ customerId }) => customerId === row.customerId);
    const due: DueVisit = {
      kind: row.kind,
      customerId: row.customerId,
      from: row.from,
      until: row.until,
      policies,
    };
    const problem = endProblem(row, { due, played, history });
    if (problem !== undefined) wrong.push(`${nameOf(row)}: ${problem}`);
  }
  for (const one of yearlyDue(facts, start, endedAt)) {
    const isThere = [...seen].some((key) => key.startsWith(`${one} `) || key === one);
    if (!isThere) wrong.push(`${one}: no row`);
  }
  return wrong;
}

/** `<kind> <customer> <customer>:<year or half-year>`, as far as their windows are over. */
function yearlyDue(facts: Facts, start: Date, end: Date): readonly string[] {
  const due = new Set<string>();
  for (const { customerId, startsAt, cancelledAt, knownAt } of facts.policies) {
    const middle = plusDays(dayOf(startsAt), 168);
    const until = startOfDay(plusDays(middle, 28));
    const isGone = cancelledAt !== undefined && cancelledAt < startOfDay(plusDays(middle, -7));
    if (isGone || until <= start || until > end || knownAt > startOfDay(middle)) continue;
    due.add(`ANNUAL ${customerId} ${customerId}:${middle.slice(0, 4)}`);
  }
  for (const { id, tier } of facts.customers.values()) {
    if (tier !== 'platinum' && tier !== 'diamond') continue;
    const isWhole = start <= startOfDay('2027-01-01') && end >= startOfDay('2027-07-01');
    if (isWhole) due.add(`HIGH_VALUE ${id} ${id}:2027H1`);
  }
  return [...due];
}

function isMiddle(facts: Facts, { customerId, from, until }: Visit): boolean {
  return facts.policies.some((policy) => {
    const middle = plusDays(dayOf(policy.startsAt), 168);
    const isWindow =
      startOfDay(middle).getTime() === from.getTime() &&
      startOfDay(plusDays(middle, 28)).getTime() === until.getTime();
    return policy.customerId === customerId && isWindow;
  });
}

/** Four weeks that lie within one half-year. */
function isHalfYear({ from, until }: Visit): boolean {
  const half = (at: Date): string =>
    `${dayOf(at).slice(0, 4)}${dayOf(at).slice(5, 7) < '07' ? 1 : 2}`;
  return (
    until.getTime() - from.getTime() === 28 * 24 * HOUR_MS && half(from) === half(addMs(until, -1))
  );
}

/** Tries are within the window and by day, no more than the plan says, and never twice in the same part of the day. */
function triesWrong(row: Visit): readonly string[] {
  const wrong: string[] = [];
  // A message that was kept back is no try.
  const tries = row.tries.filter(({ reason }) => reason === null);
  if (tries.length > row.attemptsMax) wrong.push(`${nameOf(row)}: ${tries.length} tries`);
  for (const [nth, { at, slot, way }] of tries.entries()) {
    const time = new Date(at);
    const hour = (time.getTime() - startOfDay(dayOf(time)).getTime()) / HOUR_MS;
    const [opens, closes] = isWorkday(dayOf(time)) ? [9, 20] : [10, 19];
    if (time < row.from || time >= row.until) wrong.push(`${nameOf(row)}: tried at ${at}`);
    if (hour < opens || hour >= closes) wrong.push(`${nameOf(row)}: tried by ${way} at ${at}`);
    if (nth > 0 && tries[nth - 1]?.slot === slot && tries[nth - 1]?.result !== 'CALL_LATER') {
      wrong.push(`${nameOf(row)}: tried twice in the ${slot}`);
    }
  }
  return wrong;
}
