import { z } from 'zod';
import { type AtRisk, riskOf, type WaitKind } from '../../domain/handoff/board.ts';
import type { DeskSettings } from '../../domain/handoff/settings.ts';
import { SECOND_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { shownName } from '../desk/handoff-item.ts';
import type { Sql } from '../sql.ts';

/** A customer who waits for a person. */
export interface Wait {
  readonly handoffId: Id<'handoff'>;
  readonly conversationId: Id<'conversation'>;
  readonly customerName: string;
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly kind: WaitKind;
  readonly waitingMs: number;
}

const rowSchema = z.object({
  id: z.string(),
  conversation_id: z.string(),
  identity_id: z.string(),
  customer_name: z.string().nullable(),
  display_name: z.string().nullable(),
  agent_id: z.string().nullable(),
  agent_name: z.string().nullable(),
  kind: z.enum(['queue', 'first_reply', 'next_reply']),
  since: z.date(),
});

/**
 * A customer waits for a person's first words since they were queued, also when somebody accepted in between, and
 * anew after a transfer (as store/desk/handoff-item.ts has it); later since the first message that nobody answered.
 */
const WAITS = `SELECT h.id, h.conversation_id, c.identity_id, u.name AS customer_name, i.display_name, h.agent_id,
    h.agent_name, w.kind, w.since
  FROM handoffs h JOIN conversations c ON c.id = h.conversation_id
  JOIN channel_identities i ON i.id = c.identity_id LEFT JOIN customers u ON u.id = i.customer_id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN h.state IN ('queued', 'offered') THEN 'queue'
      WHEN h.last_agent_at IS NULL OR h.last_agent_at < h.queued_at THEN 'first_reply' ELSE 'next_reply' END AS kind) k
  CROSS JOIN LATERAL (
    SELECT k.kind, CASE WHEN k.kind <> 'next_reply' THEN h.queued_at
      WHEN h.last_customer_at > h.last_agent_at THEN (
        SELECT min(m.at) FROM messages m WHERE m.conversation_id = h.conversation_id
          AND m.author = 'customer' AND m.at > h.last_agent_at AND m.activity->>'type' = 'message')
      END AS since) w
  WHERE h.state IN ('queued', 'offered', 'with_agent') AND w.since IS NOT NULL
  ORDER BY w.since, h.id LIMIT 1000`;

/** Everybody who waits for a person, longest first. */
export async function readWaits(sql: Sql, now: Date): Promise<readonly Wait[]> {
  const { rows } = await sql.query(WAITS);
  return rows.map((raw) => {
    const row = rowSchema.parse(raw);
    return {
      handoffId: row.id,
      conversationId: row.conversation_id,
      customerName: shownName(row),
      agentId: row.agent_id,
      agentName: row.agent_name,
      kind: row.kind,
      waitingMs: Math.max(0, now.getTime() - row.since.getTime()),
    };
  });
}

/** Those who waited for 80 % of the limit or more. */
export function toAtRisk(waits: readonly Wait[], settings: DeskSettings): readonly AtRisk[] {
  return waits.flatMap(({ agentId: _, ...wait }) => {
    const limitMs = limitOf(wait.kind, settings);
    const risk = riskOf({ waitingMs: wait.waitingMs, limitMs });
    return risk === 'none' ? [] : [{ ...wait, limitMs, isBreached: risk === 'breached' }];
  });
}

function limitOf(kind: WaitKind, settings: DeskSettings): number {
  const seconds = kind === 'next_reply' ? settings.nextReplySeconds : settings.firstReplySeconds;
  return seconds * SECOND_MS;
}
