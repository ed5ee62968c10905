import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import { type PushSettings, pushSettingsSchema } from '../../domain/push/settings.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';

const SETTINGS_KEY = 'outreach';

/** What administrators change; the reward of referrals is compliance's alone (domain.md 5.5). */
export type PushSettingsChange = Omit<PushSettings, 'referralReward'>;

export interface PushSettingsStore {
  read(): Promise<PushSettings>;
  write(change: PushSettingsChange, actor: Actor): Promise<PushSettings>;
}

const READ = { name: 'push-settings', text: 'SELECT value FROM settings WHERE key = $1' };

/** What the insurer decides of its pushes; what is not stored is as it comes (domain/push/settings.ts). */
export async function readPushSettings(sql: Sql): Promise<PushSettings> {
  const { rows } = await sql.query<{ value: unknown }>({ ...READ, values: [SETTINGS_KEY] });
  return pushSettingsSchema.parse(rows[0]?.value ?? {});
}

/** The settings of pushes, with a row of the audit for each change. */
export function makePushSettingsStore({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}): PushSettingsStore {
  return {
    read: () => readPushSettings(pool),
    write: (change, actor) =>
      inTransaction(pool, async (sql) => {
        // Waits for whoever changes them now, compliance too: neither may undo the other's change.
        await sql.query(
          `INSERT INTO settings (key, value) VALUES ($1, '{}') ON CONFLICT (key) DO NOTHING`,
          [SETTINGS_KEY],
        );
        await sql.query('SELECT 1 FROM settings WHERE key = $1 FOR UPDATE', [SETTINGS_KEY]);
        const { referralReward } = await readPushSettings(sql);
        const settings = { ...change, referralReward };
        await sql.query('UPDATE settings SET value = $2 WHERE key = $1', [
          SETTINGS_KEY,
          JSON.stringify(settings),
        ]);
        const subject = { actor, subjectKind: 'setting', subjectId: SETTINGS_KEY };
        const entry = { ...subject, action: 'push_settings.written', data: { ...change } };
        await insertAudit(sql, [entry], clock.now());
        return settings;
      }),
  };
}
