import type { Pool } from 'pg';
import type { Activity } from '../../domain/activity.ts';
import type { Actor } from '../../domain/audit.ts';
import type { OutgoingMessage } from '../../domain/conversation.ts';
import type { ConversationMode } from '../../domain/conversation-mode.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import type { Handoff } from '../../domain/handoff/handoff.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { appendMessages } from '../conversations/append.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { toHandoff } from './handoff-row.ts';
import type { HandoffTexts } from './handoff-texts.ts';

/** What other desks are told of a hand-off; nothing personal. */
export interface HandoffNews {
  readonly type:
    | 'handoff.requested'
    | 'handoff.accepted'
    | 'handoff.transferred'
    | 'handoff.returned'
    | 'handoff.closed';
  readonly handoff: Handoff;
  readonly at: Date;
}

/** Queues what other desks are told, in the transaction that it tells about. */
export type QueueHandoffNews = (sql: Sql, news: HandoffNews) => Promise<void>;

/** Words between a customer and a person, as other desks may be told of them. */
export interface SaidNews {
  readonly conversationId: Id<'conversation'>;
  readonly seq: number;
  readonly author: 'customer' | 'agent';
  readonly at: Date;
  readonly text: string | undefined;
}

/** What follows a commit. None of it may fail, and all of it is only speed. */
export interface AfterCommit {
  readonly publishDesk: (events: readonly DeskEvent[]) => void;
  /** The transcript grew. */
  readonly grew: (id: Id<'conversation'>) => void;
  /** An inbound event waits for the bot. */
  readonly wakeTurn: (id: Id<'conversation'>) => void;
}

export interface HandoffStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly texts: HandoffTexts;
  readonly queueNews?: QueueHandoffNews;
  /** Queues a message for other desks, in the transaction that stores it or hands it to a person. */
  readonly queueSaid?: (sql: Sql, said: SaidNews) => Promise<void>;
  /** Accounts whose customers are first offered to WeChat's own people. */
  readonly isNative?: (channelAccount: string) => boolean;
  readonly after: AfterCommit;
}

/** Who decides when nobody does: the desk's own clocks. */
export const ROUTER: Actor = { kind: 'system', id: 'router' };

export interface LockedConversation {
  readonly id: Id<'conversation'>;
  readonly mode: ConversationMode;
  readonly channelAccount: string;
  readonly locale: string;
  readonly identityId: Id<'identity'>;
  readonly customerId?: Id<'customer'>;
  readonly lastInboundAt?: Date;
  readonly isEnded: boolean;
}

/** One transaction on one conversation, whose row it has locked. */
export interface DeskWork {
  readonly deps: HandoffStoreDeps;
  readonly sql: Sql;
  readonly now: Date;
  readonly conversation: LockedConversation;
  /** What is to be told after the commit. */
  readonly told: {
    readonly events: DeskEvent[];
    grew: boolean;
    turn: boolean;
  };
}

/**
 * Runs `work` with the conversation's row locked, so neither a turn nor another person's decision comes between,
 * and tells everybody after the commit. Undefined: no such conversation. Locks are taken in one order everywhere:
 * conversation, hand-off, agent.
 */
export async function onConversation<T>(
  deps: HandoffStoreDeps,
  id: Id<'conversation'>,
  work: (desk: DeskWork) => Promise<T>,
): Promise<T | undefined> {
  const told: DeskWork['told'] = { events: [], grew: false, turn: false };
  const result = await inTransaction(deps.pool, async (sql) => {
    const conversation = await lockConversation(sql, id);
    if (conversation === undefined) return undefined;
    return { value: await work({ deps, sql, now: deps.clock.now(), conversation, told }) };
  });
  tell(deps.after, id, told);
  return result?.value;
}

/** The same for a hand-off, which is locked too. Undefined: no such hand-off. */
export async function onHandoff<T>(
  deps: HandoffStoreDeps,
  id: Id<'handoff'>,
  work: (desk: DeskWork, handoff: Handoff) => Promise<T>,
): Promise<T | undefined> {
  const { rows } = await deps.pool.query<{ conversation_id: string }>(
    'SELECT conversation_id FROM handoffs WHERE id = $1',
    [id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return onConversation(deps, row.conversation_id, async (desk) => {
    const handoff = await lockHandoff(desk.sql, { id });
    if (handoff === undefined) throw new Error('a hand-off disappeared');
    return work(desk, handoff);
  });
}

function tell(after: AfterCommit, id: Id<'conversation'>, told: DeskWork['told']): void {
  if (told.grew) after.grew(id);
  if (told.events.length > 0) after.publishDesk(told.events);
  if (told.turn) after.wakeTurn(id);
}

interface ConversationRow {
  readonly id: string;
  readonly mode: ConversationMode;
  readonly channel_account: string;
  readonly locale: string;
  readonly identity_id: string;
  readonly customer_id: string | null;
  readonly last_inbound_at: Date | null;
  readonly ended_at: Date | null;
}

/** Locks a conversation against turns, messages and other decisions. */
export async function lockConversation(
  sql: Sql,
  id: Id<'conversation'>,
): Promise<LockedConversation | undefined> {
  const { rows } = await sql.query<ConversationRow>({
    name: 'handoff-lock-conversation',
    text: `SELECT c.id, c.mode, c.channel_account, c.locale, c.identity_id, i.customer_id, c.last_inbound_at, c.ended_at
      FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
      WHERE c.id = $1 FOR NO KEY UPDATE OF c`,
    values: [id],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    id: row.id,
    mode: row.mode,
    channelAccount: row.channel_account,
    locale: row.locale,
    identityId: row.identity_id,
    isEnded: row.ended_at !== null,
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    ...(row.last_inbound_at === null ? {} : { lastInboundAt: row.last_inbound_at }),
  };
}

const LOCK_BY_ID = {
  name: 'handoff-lock',
  text: 'SELECT * FROM handoffs WHERE id = $1 FOR NO KEY UPDATE',
};
const LOCK_OPEN = {
  name: 'handoff-lock-open',
  text: `SELECT * FROM handoffs WHERE conversation_id = $1 AND state NOT IN ('returned', 'closed')
    FOR NO KEY UPDATE`,
};

/** Locks one hand-off, or the open one of a conversation. The caller holds the conversation's lock. */
export async function lockHandoff(
  sql: Sql,
  which: { readonly id: Id<'handoff'> } | { readonly openOf: Id<'conversation'> },
): Promise<Handoff | undefined> {
  const statement =
    'id' in which
      ? { ...LOCK_BY_ID, values: [which.id] }
      : { ...LOCK_OPEN, values: [which.openOf] };
  const { rows } = await sql.query(statement);
  return rows[0] === undefined ? undefined : toHandoff(rows[0]);
}

/** Says something to the customer in the desk's name. */
export async function sayAsSystem(desk: DeskWork, text: string): Promise<void> {
  await append(desk, [
    {
      author: 'system',
      generatedBy: 'template',
      activity: { type: 'message', text, textFormat: 'plain' },
    },
  ]);
}

/** Bot Framework's word of how the hand-off stands, for the channels and pages that show it. */
export function statusEvent(
  state: 'accepted' | 'failed' | 'completed',
  agentName?: string,
): Activity {
  const value = { state, ...(agentName === undefined ? {} : { agentName }) };
  return { type: 'event', name: 'handoff.status', value };
}

/** Appends messages to the conversation of this work. */
export async function append(desk: DeskWork, messages: readonly OutgoingMessage[]) {
  const stored = await appendMessages(desk.sql, {
    conversationId: desk.conversation.id,
    messages,
    now: desk.now,
    random: desk.deps.random,
  });
  desk.told.grew = true;
  return stored;
}
