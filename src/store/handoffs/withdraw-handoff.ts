import { move } from '../../domain/handoff/machine.ts';
import type { WithdrawHandoff } from '../../domain/write.ts';
import { insertAudit } from '../audit.ts';
import type { Sql } from '../sql.ts';
import { lockConversation, lockHandoff, type QueueHandoffNews } from './desk-work.ts';
import { insertStep, setMode, updateHandoff } from './save-handoff.ts';

/** Ends a request that no person has taken yet, in the turn's transaction; the turn itself tells the customer. */
export async function withdrawHandoff(
  sql: Sql,
  withdrawal: Pick<WithdrawHandoff, 'conversationId' | 'outcome'> & {
    readonly now: Date;
    readonly queueNews?: QueueHandoffNews;
  },
): Promise<void> {
  const { conversationId, outcome, now, queueNews } = withdrawal;
  const conversation = await lockConversation(sql, conversationId);
  const open = await lockHandoff(sql, { openOf: conversationId });
  if (conversation === undefined || open === undefined || open.acceptedAt !== undefined) return;
  const moved = move(open, { name: 'close', by: { kind: 'customer' }, outcome }, now);
  if (moved.kind === 'refused') return;
  const { handoff } = moved;
  const by = { kind: 'customer', id: conversation.identityId } as const;
  await updateHandoff(sql, handoff);
  await setMode(sql, handoff);
  const step = { handoff, name: 'close', fromState: open.state, by, now };
  await insertStep(sql, { ...step, data: { outcome } });
  await queueNews?.(sql, { type: 'handoff.closed', handoff, at: now });
  const subject = { subjectKind: 'handoff', subjectId: handoff.id };
  const data = { conversationId, outcome };
  await insertAudit(sql, [{ actor: by, action: 'handoff.closed', ...subject, data }], now);
}
