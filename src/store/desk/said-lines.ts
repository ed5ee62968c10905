import { z } from 'zod';
import type { SaidLine } from '../../domain/handoff/summary-writer.ts';
import type { Sql } from '../sql.ts';

/** Messages of a conversation that a summary is made of: the newest. */
const LINES_MAX = 30;

const rowSchema = z.object({
  seq: z.number(),
  by: z.enum(['customer', 'bot', 'agent']),
  text: z.string(),
});

/** What was said last in a conversation. */
export interface SaidLately {
  /** The number of the newest line; 0 when nothing was said. */
  readonly lastSeq: number;
  /** Oldest first, unmasked. */
  readonly lines: readonly SaidLine[];
}

/** The newest words of everybody in a conversation but the desk itself. */
export async function readSaidLately(sql: Sql, conversationId: string): Promise<SaidLately> {
  const { rows } = await sql.query({
    name: 'desk-said-lately',
    text: `SELECT seq, author AS by, activity->>'text' AS text FROM messages
      WHERE conversation_id = $1 AND author IN ('customer', 'bot', 'agent')
        AND activity->>'type' = 'message' AND activity->>'text' <> ''
      ORDER BY seq DESC LIMIT ${LINES_MAX}`,
    values: [conversationId],
  });
  const said = z.array(rowSchema).parse(rows);
  return {
    lastSeq: said[0]?.seq ?? 0,
    lines: said.toReversed().map(({ by, text }) => ({ by, text })),
  };
}
