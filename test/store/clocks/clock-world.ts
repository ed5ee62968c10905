import type { Pool } from 'pg';
import type { ComplaintSeverity } from '../../../src/domain/complaint/record.ts';
import type { DeskEvent } from '../../../src/domain/handoff/desk-event.ts';
import type { ClockTarget } from '../../../src/domain/sla/clock.ts';
import type { CalendarVersions, ClockHappening } from '../../../src/domain/sla/clock-event.ts';
import { defaultTargets } from '../../../src/domain/sla/policy.ts';
import { addMs } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { saveClocks } from '../../../src/store/clocks/save-clocks.ts';
import { makeWatch, type Watched } from '../../../src/store/clocks/watch.ts';
import { inTransaction } from '../../../src/store/sql.ts';

/** Noon of a Monday in Shanghai. */
export const START = new Date('2026-06-08T04:00:00.000Z');

export function hours(count: number, from = START): Date {
  return addMs(from, count * 3_600_000);
}

/** A moment that a test moves; the same for everything that asks. */
export class Now {
  at = START;

  readonly clock = {
    now: (): Date => this.at,
    sleep: (): Promise<void> => Promise.resolve(),
  };
}

export interface NewCase {
  readonly no: string;
  readonly at?: Date;
  readonly severity?: ComplaintSeverity;
  readonly handlerId?: string | null;
  readonly supervisorId?: string | null;
  readonly excludedIds?: readonly string[];
  readonly targets?: readonly ClockTarget[];
  readonly calendars?: CalendarVersions;
}

/** Registers a complaint with nothing but its row and its first event. */
export async function openCase(pool: Pool, given: NewCase): Promise<string> {
  const { no, at = START, severity = 'S3', targets = defaultTargets(severity) } = given;
  const id = `cmp_${no}`;
  await inTransaction(pool, async (sql) => {
    await sql.query(
      `INSERT INTO complaints (id, complaint_no, status, source, category, severity, matter, received_at, registered_at,
         first_feedback_due_at, resolution_due_at, handler_id, supervisor_id, excluded_ids, last_seq, created_at,
         updated_at)
       VALUES ($1, $2, 'ASSIGNED', 'web', 'CLAIM.DELAY', $3, 'slow', $4, $4, $8, $8, $5, $6, $7, 1, $4, $4)`,
      [
        id,
        no,
        severity,
        at,
        given.handlerId === undefined ? 'agt_handler' : given.handlerId,
        given.supervisorId ?? null,
        JSON.stringify(given.excludedIds ?? []),
        hours(72, at),
      ],
    );
    const happened: ClockHappening[] = [
      { kind: 'opened', targets, calendars: given.calendars ?? {} },
      { kind: 'answered' },
    ];
    await insertEvent(sql, { id, seq: 1, at, now: at, happened });
    await saveClocks(sql, { complaintId: id, now: at });
  });
  return id;
}

/** Something happened at `at` and is written down at `now`. */
export async function happen(
  pool: Pool,
  given: {
    readonly id: string;
    readonly at: Date;
    readonly now?: Date;
    readonly happened: readonly ClockHappening[];
  },
): Promise<void> {
  await inTransaction(pool, async (sql) => {
    const { rows } = await sql.query<{ last_seq: number }>(
      'UPDATE complaints SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq',
      [given.id],
    );
    const now = given.now ?? given.at;
    await insertEvent(sql, { ...given, now, seq: rows[0]?.last_seq ?? 0 });
    await saveClocks(sql, { complaintId: given.id, now });
  });
}

async function insertEvent(
  sql: Parameters<typeof saveClocks>[0],
  given: {
    readonly id: string;
    readonly seq: number;
    readonly at: Date;
    readonly now: Date;
    readonly happened: readonly ClockHappening[];
  },
): Promise<void> {
  await sql.query(
    `INSERT INTO complaint_events (complaint_id, seq, kind, occurred_at, recorded_at, actor_kind, actor_id, to_status,
       clock_events) VALUES ($1, $2, 'note', $3, $4, 'system', 'test', 'ASSIGNED', $5)`,
    [given.id, given.seq, given.at, given.now, JSON.stringify(given.happened)],
  );
}

/** One handler in the team of one lead, another lead, a manager, and somebody who left. */
export async function insertPeople(pool: Pool): Promise<void> {
  await pool.query(`INSERT INTO teams (id, name, created_at) VALUES ('tea_one', 'one', now())`);
  const people: readonly (readonly [string, string, string | null])[] = [
    ['agt_handler', 'agent', 'tea_one'],
    ['agt_lead', 'supervisor', 'tea_one'],
    ['agt_other_lead', 'supervisor', null],
    ['agt_manager', 'admin', null],
    ['agt_auditor', 'auditor', null],
  ];
  for (const [id, role, team] of people) {
    await pool.query(
      `INSERT INTO agents (id, username, display_name, role, team_id, password_hash, created_at)
       VALUES ($1, $1, $1, $2, $3, 'x', now())`,
      [id, role, team],
    );
  }
  await pool.query(
    `INSERT INTO agents (id, username, display_name, role, team_id, password_hash, created_at, disabled_at)
     VALUES ('agt_gone', 'agt_gone', 'agt_gone', 'agent', 'tea_one', 'x', now(), now())`,
  );
}

/** Looks at the clocks at a moment. */
export function makeLook(pool: Pool, now: Now) {
  const published: DeskEvent[] = [];
  const watch = makeWatch({
    pool,
    clock: now.clock,
    random: systemRandom,
    log: makeLog({ level: 'silent' }),
    publishDesk: (events) => {
      published.push(...events);
    },
  });
  return {
    published,
    at: (moment: Date): Promise<Watched> => {
      now.at = moment;
      return watch();
    },
    again: watch,
  };
}

/** `clock level person`, of everything that anybody was told of. */
export async function readTold(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT clock_id || ' ' || level || ' ' || agent_id AS line FROM clock_notices ORDER BY clock_id, level, agent_id`,
  );
  return rows.map(({ line }) => line);
}

/** Only the first feedback, within 48 hours: half at 24 h, four fifths at 38.4 h. */
export const FEEDBACK_ONLY = defaultTargets('S3').filter(({ kind }) => kind === 'first_feedback');

/** A database without complaints again, with the people of `insertPeople`. */
export async function emptyClocks(pool: Pool): Promise<void> {
  // The history is append-only for everybody but a test that begins.
  await pool.query('ALTER TABLE complaint_events DISABLE TRIGGER ALL');
  await pool.query(
    `TRUNCATE complaints, complaint_events, complaint_clocks, clock_breaches, clock_notices, desk_notices`,
  );
  await pool.query('ALTER TABLE complaint_events ENABLE TRIGGER ALL');
  await pool.query(`UPDATE agents SET skills = '[]'`);
}

export interface NoticeRow {
  readonly agent_id: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export async function readNotices(pool: Pool): Promise<readonly NoticeRow[]> {
  const { rows } = await pool.query<NoticeRow>(
    'SELECT agent_id, kind, data FROM desk_notices ORDER BY created_at, agent_id',
  );
  return rows;
}
