import type { Id } from '../../lib/ids.ts';
import { carryOut } from './carry-out.ts';
import { type DeskWork, type HandoffStoreDeps, lockHandoff, onConversation } from './desk-work.ts';

/**
 * Marks messages as seen in a conversation that a person owns, and tells the hand-off that the customer wrote. False
 * when no person owns it any more: then nothing is written, and the turn's process, which has it still, answers.
 */
export function makeSettle(
  deps: HandoffStoreDeps & { readonly processId: string },
): (id: Id<'conversation'>, handledSeq: number) => Promise<boolean> {
  return async (id, handledSeq) => {
    const isSettled = await onConversation(deps, id, async (desk) => {
      if (desk.conversation.mode !== 'agent') return false;
      await queueHeard(desk, handledSeq);
      await desk.sql.query({
        name: 'handoff-settle',
        text: `UPDATE conversations SET handled_seq = GREATEST(handled_seq, $2), turn_by = NULL
          WHERE id = $1 AND turn_by = $3`,
        values: [id, handledSeq, deps.processId],
      });
      const handoff = await lockHandoff(desk.sql, { openOf: id });
      if (handoff === undefined) return true;
      const by = { kind: 'customer', id: desk.conversation.identityId } as const;
      await carryOut(desk, handoff, { event: { name: 'customer_wrote' }, by });
      return true;
    });
    return isSettled ?? true;
  };
}

/** Another desk that has the customer hears them by its webhook. */
async function queueHeard(desk: DeskWork, handledSeq: number): Promise<void> {
  const { queueSaid } = desk.deps;
  if (queueSaid === undefined) return;
  const conversationId = desk.conversation.id;
  const { rows } = await desk.sql.query<{ seq: number; at: Date; text: string | null }>({
    name: 'handoff-heard',
    text: `SELECT m.seq, m.at, m.activity->>'text' AS text
      FROM messages m JOIN conversations c ON c.id = m.conversation_id
      WHERE c.id = $1 AND m.seq > c.handled_seq AND m.seq <= $2 AND m.author = 'customer'
        AND m.activity->>'type' = 'message' ORDER BY m.seq`,
    values: [conversationId, handledSeq],
  });
  for (const { seq, at, text } of rows) {
    await queueSaid(desk.sql, {
      conversationId,
      seq,
      at,
      author: 'customer',
      text: text ?? undefined,
    });
  }
}
