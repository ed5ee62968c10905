import type { Pool } from 'pg';
import { z } from 'zod';
import type { HolidayTable } from '../../domain/calendar/holiday-table.ts';
import { dayAt } from '../../domain/calendar/shanghai-day.ts';
import { VISIT_KINDS, type VisitKind } from '../../domain/visit/visit.ts';
import { addMs, DAY_MS, MINUTE_MS } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import { readHolidayTable } from '../calendars/calendar-rows.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { type Candidate, candidateSchema, insertVisits } from './insert-visits.ts';
import { scanStatement } from './scan-sources.ts';

const SETTINGS_KEY = 'return_visits';
/** Events of one transaction. */
const PAGE_ROWS = 500;
/** Pages of one kind in one look: the next look goes on where this one stopped. */
const PAGES_MAX = 20;
/** Data that comes so late is still looked for, in days. */
const LATE_DAYS = 14;
/** No window opens within a day of its event: what happened is looked for so often, not at every look. */
const EVERY_MS = 15 * MINUTE_MS;
/** Kinds whose events do not happen but are counted from the calendar: looked for once a day. */
const DAILY: ReadonlySet<VisitKind> = new Set<VisitKind>(['ANNUAL', 'HIGH_VALUE']);

const passSchema = z.object({
  /** The last key of the page before; empty: at the beginning. */
  after: z.string().default(''),
  /** When the pass at work began. */
  begunAt: z.iso.datetime().optional(),
  /** When the newest whole pass began: all that happened before it was seen. */
  scannedAt: z.iso.datetime().optional(),
});
const stateSchema = z.object({
  /** When this desk began to visit: nothing whose window was over by then is planned. */
  startedAt: z.iso.datetime(),
  passes: z.partialRecord(z.enum(VISIT_KINDS), passSchema).default({}),
});
type ScanState = z.infer<typeof stateSchema>;
type Pass = z.infer<typeof passSchema>;

export interface ScanDeps {
  readonly pool: Pool;
  readonly random: Random;
}

/**
 * Looks for what makes visits due and plans them: policies that began or end, claims and complaints that were closed,
 * years and half-years. By pages of keys, each in a transaction with the place where it stopped; who comes second
 * while another process looks does nothing. After a standstill it finds all that was missed. Returns how many
 * visits were planned.
 */
export async function scanVisits(deps: ScanDeps, now: Date): Promise<number> {
  const state = await begin(deps.pool, now);
  let planned = 0;
  for (const kind of VISIT_KINDS) {
    // Nearly every look ends here.
    if (!isDue(kind, state.passes[kind], now)) continue;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const done = await inTransaction(deps.pool, (sql) => scanPage(sql, { deps, kind, now }));
      planned += done.planned;
      if (done.isWhole) break;
    }
  }
  return planned;
}

async function begin(sql: Sql, now: Date): Promise<ScanState> {
  const { rows } = await sql.query<{ value: unknown }>(
    'SELECT value FROM settings WHERE key = $1',
    [SETTINGS_KEY],
  );
  if (rows[0] !== undefined) return stateSchema.parse(rows[0].value);
  const state = { startedAt: now.toISOString(), passes: {} };
  await sql.query('INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    SETTINGS_KEY,
    JSON.stringify(state),
  ]);
  return state;
}

interface ScanGiven {
  readonly deps: ScanDeps;
  readonly kind: VisitKind;
  readonly now: Date;
}

const NOTHING = { planned: 0, isWhole: true } as const;

async function scanPage(
  sql: Sql,
  { deps, kind, now }: ScanGiven,
): Promise<{ readonly planned: number; readonly isWhole: boolean }> {
  const state = await lockState(sql);
  if (state === undefined) return NOTHING;
  const pass = state.passes[kind] ?? { after: '' };
  if (!isDue(kind, state.passes[kind], now)) return NOTHING;
  const begunAt = pass.after === '' ? now : new Date(pass.begunAt ?? now);
  const candidates = await readCandidates(sql, { kind, state, pass, now });
  const holidays = await readHolidayTable(sql);
  const planned = await planVisits(sql, { candidates, holidays, kind, state, now, ...deps });
  const isWhole = candidates.length < PAGE_ROWS;
  const next: Pass = isWhole
    ? { after: '', scannedAt: begunAt.toISOString() }
    : { ...pass, after: candidates.at(-1)?.id ?? '', begunAt: begunAt.toISOString() };
  await save(sql, { ...state, passes: { ...state.passes, [kind]: next } });
  return { planned, isWhole };
}

async function lockState(sql: Sql): Promise<ScanState | undefined> {
  const { rows } = await sql.query<{ value: unknown }>(
    'SELECT value FROM settings WHERE key = $1 FOR UPDATE SKIP LOCKED',
    [SETTINGS_KEY],
  );
  return rows[0] === undefined ? undefined : stateSchema.parse(rows[0].value);
}

async function save(sql: Sql, state: ScanState): Promise<void> {
  await sql.query('UPDATE settings SET value = $2 WHERE key = $1', [
    SETTINGS_KEY,
    JSON.stringify(state),
  ]);
}

/** A pass that is not whole goes on at once; a clock that was set back looks anew. */
function isDue(kind: VisitKind, pass: Pass | undefined, now: Date): boolean {
  if (pass?.scannedAt === undefined || pass.after !== '') return true;
  const scannedAt = new Date(pass.scannedAt);
  if (DAILY.has(kind)) return dayAt(scannedAt.getTime()) !== dayAt(now.getTime());
  return scannedAt > now || now >= addMs(scannedAt, EVERY_MS);
}

async function readCandidates(
  sql: Sql,
  given: {
    readonly kind: VisitKind;
    readonly state: ScanState;
    readonly pass: Pass;
    readonly now: Date;
  },
): Promise<readonly Candidate[]> {
  const { kind, state, pass, now } = given;
  const seenUntil = new Date(pass.scannedAt ?? state.startedAt);
  const lower = addMs(seenUntil < now ? seenUntil : now, -LATE_DAYS * DAY_MS);
  const page = { lower, now, after: pass.after, limit: PAGE_ROWS };
  const { rows } = await sql.query(scanStatement(kind, page));
  return z.array(candidateSchema).parse(rows);
}

function planVisits(
  sql: Sql,
  given: {
    readonly candidates: readonly Candidate[];
    readonly holidays: HolidayTable;
    readonly kind: VisitKind;
    readonly state: ScanState;
    readonly now: Date;
    readonly random: Random;
  },
): Promise<number> {
  const { state, kind } = given;
  const scannedAt = state.passes[kind]?.scannedAt;
  return insertVisits(sql, {
    ...given,
    startedAt: new Date(state.startedAt),
    seenUntil: scannedAt === undefined ? undefined : new Date(scannedAt),
  });
}
