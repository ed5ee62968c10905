import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { SILENT_CLASSES, type SilentDay } from '../../domain/care/silent-day.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';

/** A silent day as it is kept. */
export interface SilentDayRecord extends SilentDay {
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

export interface SilentDayStore {
  /** Those of every year first, then by day; at most a thousand. */
  list(): Promise<readonly SilentDayRecord[]>;
  put(
    day: SilentDay,
    actor: Actor,
  ): Promise<{ readonly kind: 'created' | 'updated'; readonly day: SilentDayRecord }>;
  remove(day: Pick<SilentDay, 'day' | 'region'>, actor: Actor): Promise<'removed' | 'not_found'>;
}

const rowSchema = z.object({
  day: z.string(),
  region: z.string(),
  name: z.string(),
  classes: z.array(z.enum(SILENT_CLASSES)),
  updated_by: z.string(),
  updated_at: z.date(),
});
const COLUMNS = Object.keys(rowSchema.shape).join(', ');
const DAYS_MAX = 1_000;

/** The days on which some kinds of pushes are not sent. */
export function makeSilentDayStore({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}): SilentDayStore {
  return {
    list: () => readSilentDays(pool),
    put: (day, actor) => inTransaction(pool, (sql) => put(sql, { day, actor, now: clock.now() })),
    remove: ({ day, region }, actor) =>
      inTransaction(pool, async (sql) => {
        const { rowCount } = await sql.query(
          'DELETE FROM silent_days WHERE day = $1 AND region = $2',
          [day, region],
        );
        if (rowCount !== 1) return 'not_found';
        const subject = { actor, subjectKind: 'silent_day', subjectId: `${day}:${region}` };
        await insertAudit(sql, [{ ...subject, action: 'silent_day.removed' }], clock.now());
        return 'removed';
      }),
  };
}

/** Every silent day: those of every year first, then by day. */
export async function readSilentDays(sql: Sql): Promise<readonly SilentDayRecord[]> {
  const { rows } = await sql.query(
    `SELECT ${COLUMNS} FROM silent_days ORDER BY length(day), day, region LIMIT ${DAYS_MAX}`,
  );
  return rows.map(toSilentDay);
}

async function put(
  sql: Sql,
  { day, actor, now }: { readonly day: SilentDay; readonly actor: Actor; readonly now: Date },
): Promise<{ kind: 'created' | 'updated'; day: SilentDayRecord }> {
  // xmax is 0 on a row that this statement inserted.
  const { rows } = await sql.query<{ is_new: boolean }>(
    `INSERT INTO silent_days (day, region, name, classes, updated_by, updated_at)
     VALUES ($1, $2, $3, $4::jsonb, $5, $6)
     ON CONFLICT (day, region) DO UPDATE SET name = EXCLUDED.name, classes = EXCLUDED.classes,
       updated_by = EXCLUDED.updated_by, updated_at = EXCLUDED.updated_at
     RETURNING ${COLUMNS}, xmax = 0 AS is_new`,
    [day.day, day.region, day.name, JSON.stringify(day.classes), actor.id, now],
  );
  const subject = { actor, subjectKind: 'silent_day', subjectId: `${day.day}:${day.region}` };
  const data = { classes: [...day.classes] };
  await insertAudit(sql, [{ ...subject, action: 'silent_day.put', data }], now);
  const kind = rows[0]?.is_new === true ? 'created' : 'updated';
  return { kind, day: toSilentDay(rows[0]) };
}

function toSilentDay(row: unknown): SilentDayRecord {
  const { updated_by, updated_at, ...rest } = rowSchema.parse(row);
  return { ...rest, updatedBy: updated_by, updatedAt: updated_at };
}
