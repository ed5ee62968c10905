import type { Actor } from '../../domain/audit.ts';
import type { Presence } from '../../domain/handoff/settings.ts';
import type { Id } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { actsByHand } from './candidates.ts';
import { readDeskSettings } from './desk-settings.ts';
import type { HandoffStoreDeps } from './desk-work.ts';
import { giveBack } from './give-back.ts';

/** Says that somebody is there, has enough to do, or is away; whoever is away gives back who waits for them. */
export async function setPresence(
  deps: HandoffStoreDeps,
  change: { readonly agentId: Id<'agent'>; readonly presence: Presence; readonly by: Actor },
): Promise<'set' | 'not_found'> {
  const { agentId, presence, by } = change;
  const now = deps.clock.now();
  const isSet = await inTransaction(deps.pool, async (sql) => {
    const { rows } = await sql.query<{ before: string }>(
      `UPDATE agents a SET presence = $2, presence_at = $3
       FROM (SELECT id, presence AS before FROM agents WHERE id = $1 AND disabled_at IS NULL FOR NO KEY UPDATE) old
       WHERE a.id = old.id RETURNING old.before`,
      [agentId, presence, now],
    );
    const [row] = rows;
    if (row === undefined) return false;
    if (by.kind === 'agent' && by.id === agentId) {
      const { goneSeconds } = await readDeskSettings(sql);
      await actsByHand(sql, agentId, { now, goneSeconds });
    }
    if (row.before === presence) return true;
    const data = { from: row.before, to: presence };
    const entry = {
      actor: by,
      action: 'agent.presence_set',
      subjectKind: 'agent',
      subjectId: agentId,
    };
    await insertAudit(sql, [{ ...entry, data }], now);
    return true;
  });
  if (!isSet) return 'not_found';
  if (presence === 'away') await giveBack(deps, agentId);
  deps.after.publishDesk([{ kind: 'presence', agentId }]);
  return 'set';
}
