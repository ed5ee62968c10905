import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { DeskSettings } from '../../domain/handoff/settings.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { readDeskSettings } from '../handoffs/desk-settings.ts';
import { inTransaction } from '../sql.ts';

const SETTINGS_KEY = 'desk';

export interface DeskSettingsStore {
  read(): Promise<DeskSettings>;
  write(settings: DeskSettings, actor: Actor): Promise<DeskSettings>;
}

/** The desk's settings, for administrators. */
export function makeDeskSettingsStore({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}): DeskSettingsStore {
  return {
    read: () => readDeskSettings(pool),
    write: (settings, actor) =>
      inTransaction(pool, async (sql) => {
        await sql.query(
          `INSERT INTO settings (key, value) VALUES ($1, $2)
           ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
          [SETTINGS_KEY, JSON.stringify(settings)],
        );
        const subject = { actor, subjectKind: 'setting', subjectId: SETTINGS_KEY };
        const entry = { ...subject, action: 'desk_settings.written', data: { ...settings } };
        await insertAudit(sql, [entry], clock.now());
        return settings;
      }),
  };
}
