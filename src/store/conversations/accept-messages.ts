import type { Pool } from 'pg';
import type { Inbound } from '../../domain/conversation.ts';
import { CONVERSATION_COLUMNS } from './rows.ts';
import { IDENTITY_COLUMNS, type TurnRow } from './turn-row.ts';

/** What accepting one message read back. `is_alone`: everything before this message is handled. */
export type AcceptedRow = TurnRow & {
  readonly nth: number;
  readonly at: Date;
  readonly is_alone: boolean;
};

/**
 * One statement, so one commit, for messages of different conversations: each gets its number and time under its
 * conversation's row lock, and reads what its turn needs. Rows are locked in the order of their ids, so two
 * batches cannot wait for each other. Not prepared: its plan must follow the size of the tables.
 */
const ACCEPT = `WITH input AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS i(nth int, id text, account text, message_id text, activity jsonb, sent_at timestamptz)),
  locked AS MATERIALIZED (
    SELECT id FROM conversations WHERE id = ANY($2) ORDER BY id FOR NO KEY UPDATE),
  c AS (
    UPDATE conversations c
    SET last_seq = c.last_seq + 1, last_inbound_seq = c.last_seq + 1, previous_inbound_seq = c.last_inbound_seq,
        last_message_at = GREATEST(i.sent_at, c.last_message_at + interval '1 millisecond'),
        last_inbound_at = GREATEST(i.sent_at, c.last_message_at + interval '1 millisecond'),
        turn_by = COALESCE(c.turn_by, $3)
    FROM locked l JOIN input i ON i.id = l.id
    WHERE c.id = l.id AND c.channel_account = i.account AND c.ended_at IS NULL
    RETURNING c.*, i.nth, i.message_id, i.activity),
  inserted AS (
    INSERT INTO messages (conversation_id, seq, direction, author, at, activity, channel_account, channel_message_id)
    SELECT id, last_seq, 'in', 'customer', last_message_at, activity, channel_account, message_id FROM c)
  SELECT c.nth, ${CONVERSATION_COLUMNS}, c.turn_by, c.state, c.state_version, ${IDENTITY_COLUMNS},
    c.last_message_at AS at, c.previous_inbound_seq <= c.handled_seq AS is_alone,
    (SELECT p.at FROM messages p WHERE p.conversation_id = c.id AND p.seq = c.handled_seq) AS previous_at
  FROM c JOIN channel_identities i ON i.id = c.identity_id`;

/** Accepts messages of different conversations; null for one whose conversation cannot take it. */
export async function acceptMessages(
  pool: Pool,
  processId: string,
  inbounds: readonly Inbound[],
): Promise<readonly (AcceptedRow | null)[]> {
  const input = inbounds.map((inbound, nth) => ({
    nth,
    id: inbound.conversationId,
    account: inbound.channelAccount,
    message_id: inbound.channelMessageId,
    activity: inbound.activity,
    sent_at: inbound.at,
  }));
  const ids = inbounds.map((inbound) => inbound.conversationId);
  const { rows } = await pool.query<AcceptedRow>(ACCEPT, [JSON.stringify(input), ids, processId]);
  const byNth = new Map(rows.map((row) => [row.nth, row]));
  return inbounds.map((_, nth) => byNth.get(nth) ?? null);
}
