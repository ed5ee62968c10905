import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Place } from './wx-sim/types.ts';

/** One thing that a customer does. What is typed, and what is tapped, are words; `number` is typed for a tap. */
export type Act =
  | string
  | { readonly number: number }
  | { readonly tap: string }
  | { readonly photos: number }
  | { readonly place: Place };

/** What the customer reads after it: every line, and what may be tapped. */
export interface Answer {
  readonly lines: readonly string[];
  readonly choices: readonly string[];
}

/** A customer on one channel. */
export interface Teller {
  /** Resolves when everything that follows has arrived. */
  do(act: Act): Promise<Answer>;
  /** When there is one. */
  conversationId(): Promise<string>;
}

/** Longest wait for an answer on a machine that does a hundred things at once, in milliseconds. */
const SETTLED_WITHIN_MS = 40_000;
const LOOK_EVERY_MS = 40;

const IS_SETTLED = `
  SELECT c.id FROM channel_identities i JOIN conversations c ON c.identity_id = i.id
  WHERE i.channel_account = $1 AND i.external_user_id = $2
    AND c.last_inbound_seq > $3 AND c.handled_seq >= c.last_inbound_seq AND c.turn_by IS NULL
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.order_key = c.id AND o.status IN ('queued', 'sending'))
    AND NOT EXISTS (SELECT 1 FROM wechat_inbox w WHERE w.channel_account = $1 AND w.payload->>'userId' = $2
      AND w.status NOT IN ('done', 'ignored', 'failed', 'history'))
  ORDER BY c.created_at DESC LIMIT 1`;

/** A customer, as the database knows one. */
export interface Whose {
  readonly channelAccount: string;
  readonly userId: string;
}

/** The number of the newest message of a customer's; 0 before the first. */
export async function lastInbound(pool: Pool, { channelAccount, userId }: Whose): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT COALESCE(max(c.last_inbound_seq), 0)::int AS n
     FROM channel_identities i JOIN conversations c ON c.identity_id = i.id
     WHERE i.channel_account = $1 AND i.external_user_id = $2`,
    [channelAccount, userId],
  );
  return rows[0]?.n ?? 0;
}

/** Resolves with the conversation when what came after `before` is answered, and every answer has left. */
export async function settled(pool: Pool, whose: Whose, before: number): Promise<string> {
  const until = Date.now() + SETTLED_WITHIN_MS;
  while (Date.now() < until) {
    const values = [whose.channelAccount, whose.userId, before];
    const { rows } = await pool.query<{ id: string }>(IS_SETTLED, values);
    const [row] = rows;
    if (row !== undefined) return row.id;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(`nobody answered ${whose.userId} on ${whose.channelAccount}`);
}

/** Lines of a text, without those that are empty. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

/** The smallest JPEG there is, each with bytes of its own. */
export function aPhoto(name: string): Uint8Array<ArrayBuffer> {
  const table = '/'.repeat(86);
  const head = `/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP${table}`;
  const frame = 'wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=';
  return Uint8Array.from(Buffer.concat([Buffer.from(head + frame, 'base64'), Buffer.from(name)]));
}
