import { z } from 'zod';
import { pushSettingsSchema } from '../../domain/push/settings.ts';
import { REFERRAL_REWARDS, type ReferralReward } from '../../domain/referral/referral.ts';
import type { Id } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import type { Sql } from '../sql.ts';

/** The key of the settings of pushes (domain/push/settings.ts). */
const SETTINGS_KEY = 'outreach';

const stored = z.object({ referralReward: z.enum(REFERRAL_REWARDS).catch('NONE') }).catch({
  referralReward: 'NONE',
});

/** What a customer gets for a friend; nothing unless compliance said otherwise. */
export async function readReward(sql: Sql): Promise<ReferralReward> {
  const { rows } = await sql.query<{ value: unknown }>(
    'SELECT value FROM settings WHERE key = $1',
    [SETTINGS_KEY],
  );
  return stored.parse(rows[0]?.value ?? {}).referralReward;
}

/**
 * Switches it, by an account of compliance and nobody else, whatever their role: a benefit outside the contract is
 * forbidden unless the insurer's own compliance stands for it (Insurance Law 116(4), 131(4)).
 */
export async function setReward(
  sql: Sql,
  given: {
    readonly mode: ReferralReward;
    readonly reason: string;
    readonly agentId: Id<'agent'>;
    readonly now: Date;
  },
): Promise<'set' | 'not_compliance'> {
  const { mode, reason, agentId, now } = given;
  const { rowCount } = await sql.query(
    'SELECT 1 FROM agents WHERE id = $1 AND is_compliance AND disabled_at IS NULL FOR SHARE',
    [agentId],
  );
  if (rowCount !== 1) return 'not_compliance';
  const before = await readReward(sql);
  const initial = pushSettingsSchema.parse({ referralReward: mode });
  await sql.query(
    `INSERT INTO settings (key, value) VALUES ($1, $2::jsonb)
     ON CONFLICT (key) DO UPDATE SET value = settings.value || jsonb_build_object('referralReward', $3::text)`,
    [SETTINGS_KEY, JSON.stringify(initial), mode],
  );
  const actor = { kind: 'agent', id: agentId } as const;
  const subject = { subjectKind: 'setting', subjectId: 'referral_reward' };
  const data = { from: before, to: mode };
  await insertAudit(sql, [{ actor, action: 'referral_reward.set', ...subject, reason, data }], now);
  return 'set';
}
