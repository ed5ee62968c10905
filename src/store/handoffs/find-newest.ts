import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { toDeskEvent } from './carry-out.ts';
import { toHandoff } from './handoff-row.ts';

/** What consoles are told of a conversation's newest hand-off; undefined when it never had one. */
export async function findNewestEvent(
  sql: Sql,
  conversationId: Id<'conversation'>,
): Promise<DeskEvent | undefined> {
  const { rows } = await sql.query(
    'SELECT * FROM handoffs WHERE conversation_id = $1 ORDER BY requested_at DESC, id DESC LIMIT 1',
    [conversationId],
  );
  return rows[0] === undefined ? undefined : toDeskEvent(toHandoff(rows[0]));
}
