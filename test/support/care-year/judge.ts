import { addMs } from '../../../src/lib/clock.ts';
import { carePlans } from '../../../src/store/demo/data/care-plans.ts';
import { type Due, dueBetween } from './due.ts';
import { History, type Touch } from './history.ts';
import { judgeVisits } from './judge-visits.ts';
import type { Played } from './play-year.ts';

/** One line of the table: what became of something that was due. */
export interface Line {
  readonly month: string;
  /** An occasion, or the kind of a visit. */
  readonly what: string;
  /** `done`, or the reason why not. */
  readonly came: string;
}

export interface Verdict {
  readonly lines: readonly Line[];
  /** What the desk did wrong, in words; empty: nothing. */
  readonly wrong: readonly string[];
}

/** What the ledger says of one push. */
interface Row extends Touch {
  readonly id: string;
  readonly planId: string | null;
  readonly occasionOn: string | null;
  readonly occasionKey: string;
  readonly status: string;
  readonly reason: string | null;
  readonly settledAt: Date | null;
  readonly outboxId: string | null;
}

/** Judges a year by the facts alone: nothing of what the desk reckons is asked. */
export async function judgeYear(played: Played): Promise<Verdict> {
  const { desk, facts, firstDay, lastDay } = played;
  const { rows } = await desk.pool.query<Row>(LEDGER);
  const history = new History(facts, rows);
  const due = dueBetween(
    facts,
    firstDay,
    lastDay,
    (at) => played.looks.find((look) => look >= at) ?? at,
  );
  const care = await judgeCare(played, { due, rows, history });
  const sent = judgeSent(rows, history);
  const transport = await judgeTransport(played, rows);
  const visits = await judgeVisits(played, history);
  return {
    lines: [...care.lines, ...visits.lines],
    wrong: [...care.wrong, ...sent, ...transport, ...visits.wrong, ...played.desk.faults],
  };
}

const LEDGER = `SELECT d.id, d.customer_id AS "customerId", d.push_class AS "pushClass", d.priority, d.way, d.status,
    d.reason, d.released_at AS at, d.settled_at AS "settledAt", d.outbox_id AS "outboxId",
    d.occasion_key AS "occasionKey", c.care_plan_id AS "planId", c.occasion_on AS "occasionOn"
  FROM outreach_deliveries d LEFT JOIN campaigns c ON c.id = d.campaign_id ORDER BY d.id`;

const GONE = ['sent', 'delivered', 'sending', 'unknown'];

interface CareGiven {
  readonly due: readonly Due[];
  readonly rows: readonly Row[];
  readonly history: History;
}

async function judgeCare(played: Played, { due, rows, history }: CareGiven): Promise<Verdict> {
  const { pool } = played.desk;
  const plans = await pool.query<{ id: string; occasion: string }>(
    'SELECT id, occasion FROM care_plans',
  );
  const planOf = new Map(plans.rows.map(({ id, occasion }) => [occasion, id]));
  const skips = await pool.query<{ key: string; reason: string | null }>(
    `SELECT occasion_key AS key, reason FROM campaigns WHERE status = 'cancelled'`,
  );
  const skipOf = new Map(skips.rows.map(({ key, reason }) => [key, reason]));
  const open = new Map<string, Row>();
  for (const row of rows) {
    if (row.planId !== null) open.set(`${row.planId}:${row.occasionOn} ${row.customerId}`, row);
  }
  const wrong: string[] = [];
  const lines: Line[] = [];
  for (const one of due) {
    const key = `${planOf.get(one.occasion)}:${one.day}`;
    const row = open.get(`${key} ${one.customerId}`);
    open.delete(`${key} ${one.customerId}`);
    const came = row === undefined ? (skipOf.get(key) ?? 'no row') : cameOf(row);
    lines.push({ month: one.day.slice(0, 7), what: one.occasion, came });
    const problem = problemOf({ one, row, came, played, history });
    if (problem !== undefined)
      wrong.push(`${one.day} ${one.occasion} ${one.customerId}: ${problem}`);
  }
  for (const row of open.values()) {
    wrong.push(
      `${row.occasionOn} ${occasionOf(row.planId, planOf)} ${row.customerId}: was not due (${row.status})`,
    );
  }
  return { lines, wrong };
}

function occasionOf(planId: string | null, planOf: ReadonlyMap<string, string>): string {
  return carePlans.find(({ occasion }) => planOf.get(occasion) === planId)?.occasion ?? '?';
}

function cameOf({ status, reason }: Row): string {
  if (status === 'sent' || status === 'delivered') return 'done';
  return status === 'suppressed' ? (reason ?? 'no reason') : status;
}

interface Asked {
  readonly one: Due;
  readonly row: Row | undefined;
  readonly came: string;
  readonly played: Played;
  readonly history: History;
}

function problemOf({ one, row, came, played, history }: Asked): string | undefined {
  if (row === undefined) {
    if (came === 'greeting_free_day') return one.isUnwished ? undefined : came;
    if (came === 'missed') return wasAway(played, one) ? undefined : came;
    return came;
  }
  if (one.isUnwished) return 'a wish on a day without wishes';
  if (row.at !== null) {
    return row.at >= one.from && row.at < one.until ? undefined : `sent at ${row.at.toISOString()}`;
  }
  if (row.status === 'planned') return one.until > played.endedAt ? undefined : 'still waits';
  if (row.reason === 'window_missed') return wasAway(played, one) ? undefined : came;
  const at = row.settledAt ?? played.endedAt;
  return history.confirms(came, { ...row, until: lastLook(played, one), at })
    ? undefined
    : `${came} is not so`;
}

/** The end of its window, as far as anybody looked: a budget that is free again after the last look is of no use. */
function lastLook({ looks }: Played, { from, until }: Due): Date {
  const last = looks.findLast((look) => look >= from && look < until);
  return last === undefined ? until : addMs(last, 1);
}

/** Nobody looked at all within its window. */
function wasAway({ looks }: Played, { from, until }: Due): boolean {
  return looks.every((look) => look < from || look >= until);
}

/** Everything that left, whatever wanted it: hours, silent days, consent, refusals, budgets. */
function judgeSent(rows: readonly Row[], history: History): readonly string[] {
  const wrong: string[] = [];
  for (const row of rows) {
    if (row.at === null || !GONE.includes(row.status)) continue;
    const touch = { ...row, at: row.at };
    for (const reason of history.objections(touch)) {
      wrong.push(
        `${row.occasionKey} ${row.customerId}: sent at ${row.at.toISOString()} in spite of ${reason}`,
      );
    }
  }
  return wrong;
}

/** One message at the channel for each row that left by it, and none beside. */
async function judgeTransport({ desk }: Played, rows: readonly Row[]): Promise<readonly string[]> {
  const counts = new Map<string, number>();
  for (const { outboxId } of desk.arrived) counts.set(outboxId, (counts.get(outboxId) ?? 0) + 1);
  const wrong: string[] = [];
  const said = await desk.pool.query<{ id: string; count: number }>(
    `SELECT d.id, count(m.seq)::int AS count FROM outreach_deliveries d
     LEFT JOIN messages m ON m.conversation_id = d.conversation_id AND m.seq = d.seq AND m.direction = 'out'
     WHERE d.way = 'web' AND d.released_at IS NOT NULL GROUP BY d.id`,
  );
  const onWeb = new Map(said.rows.map(({ id, count }) => [id, count]));
  for (const row of rows) {
    if (row.at === null) continue;
    const count = row.way === 'web' ? onWeb.get(row.id) : counts.get(row.outboxId ?? '');
    if (count !== 1)
      wrong.push(`${row.occasionKey} ${row.customerId}: ${count ?? 0} messages by ${row.way}`);
    if (row.outboxId !== null) counts.delete(row.outboxId);
  }
  for (const id of counts.keys())
    wrong.push(`outbox row ${id}: a message without a row of the ledger`);
  return wrong;
}

/** Due, done and why not: by month and occasion. */
export function tableOf(lines: readonly Line[]): string {
  const groups = new Map<string, Map<string, number>>();
  for (const { month, what, came } of lines) {
    const key = `${month} ${what}`;
    const group = groups.get(key) ?? new Map<string, number>();
    group.set(came, (group.get(came) ?? 0) + 1);
    groups.set(key, group);
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const [month, what] = key.split(' ');
      const due = [...group.values()].reduce((sum, count) => sum + count, 0);
      const why = [...group]
        .filter(([came]) => came !== 'done')
        .sort(([, a], [, b]) => b - a)
        .map(([came, count]) => `${count} ${came}`)
        .join(', ');
      return `| ${month} | ${what} | ${due} | ${group.get('done') ?? 0} | ${why} |`;
    });
  return ['| month | what | due | done | why not |', '|---|---|---|---|---|', ...rows].join('\n');
}
