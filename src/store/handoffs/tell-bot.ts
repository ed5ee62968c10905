import type { JsonObject } from '../../lib/json.ts';
import type { DeskWork } from './desk-work.ts';

/** The name of the inbound event by which the desk tells the bot that a person's part is over. */
export const HANDOFF_ENDED = 'careline.handoff';

/**
 * Stores an inbound event of ours in the conversation, which the next turn answers. The customer wrote nothing:
 * when they last did stays what it was, and with it what their channel lets us send.
 */
export async function tellBot(desk: DeskWork, value: JsonObject): Promise<void> {
  await desk.sql.query({
    name: 'handoff-tell-bot',
    text: `WITH c AS (
        UPDATE conversations SET last_seq = last_seq + 1, last_inbound_seq = last_seq + 1,
          previous_inbound_seq = last_inbound_seq,
          last_message_at = GREATEST($2, last_message_at + interval '1 millisecond'),
          last_inbound_at = COALESCE(last_inbound_at, $2)
        WHERE id = $1 RETURNING id, last_seq, last_message_at)
      INSERT INTO messages (conversation_id, seq, direction, author, at, activity)
      SELECT id, last_seq, 'in', 'system', last_message_at, $3 FROM c`,
    values: [
      desk.conversation.id,
      desk.now,
      JSON.stringify({ type: 'event', name: HANDOFF_ENDED, value }),
    ],
  });
  desk.told.turn = true;
  desk.told.grew = true;
}
