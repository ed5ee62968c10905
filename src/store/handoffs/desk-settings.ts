import { z } from 'zod';
import { DESK_SETTINGS, type DeskSettings } from '../../domain/handoff/settings.ts';
import type { Sql } from '../sql.ts';

const seconds = z.number().int().min(1).max(86_400);
const minutes = z.number().int().min(1).max(1_440);

/** What the settings table holds under `desk`; what is missing there is as it comes. */
const settingsSchema = z.object({
  offerSeconds: seconds.default(DESK_SETTINGS.offerSeconds),
  goneSeconds: seconds.default(DESK_SETTINGS.goneSeconds),
  remindMinutes: minutes.default(DESK_SETTINGS.remindMinutes),
  closeMinutes: minutes.default(DESK_SETTINGS.closeMinutes),
  wrapUpMinutes: minutes.default(DESK_SETTINGS.wrapUpMinutes),
  firstReplySeconds: seconds.default(DESK_SETTINGS.firstReplySeconds),
  nextReplySeconds: seconds.default(DESK_SETTINGS.nextReplySeconds),
}) satisfies z.ZodType<DeskSettings>;

/** How the desk works now. One row by its key: cheap enough to be asked each time. */
export async function readDeskSettings(sql: Sql): Promise<DeskSettings> {
  const { rows } = await sql.query<{ value: unknown }>({
    name: 'desk-settings',
    text: "SELECT value FROM settings WHERE key = 'desk'",
  });
  const parsed = settingsSchema.safeParse(rows[0]?.value ?? {});
  return parsed.success ? parsed.data : DESK_SETTINGS;
}
