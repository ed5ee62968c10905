import type { Pool } from 'pg';
import { z } from 'zod';
import { dayAt, formatDay } from '../../domain/calendar/shanghai-day.ts';
import { type SilentDay, YEARLY_SILENT_DAYS } from '../../domain/care/silent-day.ts';
import { computedSilentDays } from '../../domain/care/silent-days.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';

/** What the days that are there from the beginning are called. */
export type SilentDayNames = Readonly<
  Record<'september_18' | 'memorial_day' | 'qingming' | 'zhongyuan', string>
>;

const SETTINGS_KEY = 'silent_days_seeded';
/** Which were written once: `always`, and years. What somebody took away afterwards stays away. */
const seededSchema = z.array(z.string()).catch([]);
const ACTOR = { kind: 'system', id: 'care' } as const;

/** Writes the silent days of every year, and the computed ones of this year and the next, each of them once. */
export async function seedSilentDays(
  { pool, names }: { readonly pool: Pool; readonly names: SilentDayNames },
  now: Date,
): Promise<void> {
  const thisYear = Number(formatDay(dayAt(now.getTime())).slice(0, 4));
  const wanted = ['always', String(thisYear), String(thisYear + 1)];
  const known = await readSeeded(pool);
  if (wanted.every((key) => known.includes(key))) return;
  await inTransaction(pool, async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [SETTINGS_KEY]);
    const seeded = await readSeeded(sql);
    const missing = wanted.filter((key) => !seeded.includes(key));
    if (missing.length === 0) return;
    const days = missing.flatMap((key) => daysOf(key, names));
    await insertDays(sql, days, now);
    await sql.query(
      `INSERT INTO settings (key, value) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
      [SETTINGS_KEY, JSON.stringify([...seeded, ...missing])],
    );
  });
}

async function readSeeded(sql: Sql): Promise<readonly string[]> {
  const { rows } = await sql.query<{ value: unknown }>(
    'SELECT value FROM settings WHERE key = $1',
    [SETTINGS_KEY],
  );
  return rows[0] === undefined ? [] : seededSchema.parse(rows[0].value);
}

function daysOf(key: string, names: SilentDayNames): readonly SilentDay[] {
  const days = key === 'always' ? YEARLY_SILENT_DAYS : computedSilentDays(Number(key));
  return days.map((it) => ({
    day: it.day,
    region: '',
    name: names[it.key],
    classes: it.classes,
  }));
}

async function insertDays(sql: Sql, days: readonly SilentDay[], now: Date): Promise<void> {
  const { rows } = await sql.query<{ day: string }>(
    `INSERT INTO silent_days (day, region, name, classes, updated_by, updated_at)
     SELECT d->>'day', d->>'region', d->>'name', d->'classes', $2, $3 FROM jsonb_array_elements($1::jsonb) AS d
     ON CONFLICT (day, region) DO NOTHING RETURNING day`,
    [JSON.stringify(days), `system:${ACTOR.id}`, now],
  );
  const entries = rows.map(({ day }) => ({
    actor: ACTOR,
    action: 'silent_day.put',
    subjectKind: 'silent_day',
    subjectId: `${day}:`,
  }));
  await insertAudit(sql, entries, now);
}
