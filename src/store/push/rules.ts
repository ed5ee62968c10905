import { z } from 'zod';
import type { PushRules } from '../../domain/push/push.ts';
import { makeRules, type SilentDayRow } from '../../domain/push/rules.ts';
import { PUSH_CLASSES } from '../../domain/push/settings.ts';
import { type Clock, SECOND_MS } from '../../lib/clock.ts';
import { readHolidayTable } from '../calendars/calendar-rows.ts';
import type { Sql } from '../sql.ts';
import { readPushSettings } from './settings-store.ts';

/** For how long the rules are taken for unchanged: a silent day that is set now holds after so long. */
const CACHED_MS = 5 * SECOND_MS;

const silentDaySchema = z.object({
  day: z.string(),
  region: z.string(),
  name: z.string(),
  classes: z.array(z.enum(PUSH_CLASSES)),
}) satisfies z.ZodType<SilentDayRow>;

/** The rules as they are stored now. */
export async function readPushRules(sql: Sql): Promise<PushRules> {
  const settings = await readPushSettings(sql);
  const holidays = await readHolidayTable(sql);
  const { rows } = await sql.query(
    'SELECT day, region, name, classes FROM silent_days ORDER BY day, region',
  );
  return makeRules({ settings, holidays, silentDays: z.array(silentDaySchema).parse(rows) });
}

/** Where the sender has its rules from: read anew when they are older than a few seconds, by one caller for all. */
export function makePushRules({ pool, clock }: { readonly pool: Sql; readonly clock: Clock }): {
  current(): Promise<PushRules>;
} {
  let kept: { readonly atMs: number; readonly rules: Promise<PushRules> } | undefined;
  return {
    current: () => {
      const nowMs = clock.now().getTime();
      // A clock that was set back makes them old, too.
      if (kept !== undefined && Math.abs(nowMs - kept.atMs) < CACHED_MS) return kept.rules;
      const rules = readPushRules(pool);
      const reading = { atMs: nowMs, rules };
      kept = reading;
      rules.catch(() => {
        // The next caller asks again; whoever waited is told by their own promise.
        if (kept === reading) kept = undefined;
      });
      return rules;
    },
  };
}
