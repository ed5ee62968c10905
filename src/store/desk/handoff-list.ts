import { HANDOFF_STATES, type HandoffState, isOpen } from '../../domain/handoff/handoff.ts';
import type { HandoffItem } from '../../domain/handoff/view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Clock } from '../../lib/clock.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';
import { type ItemRow, parseItem } from './handoff-item.ts';

export interface HandoffQuery extends PageRequest {
  readonly states?: readonly HandoffState[] | undefined;
  readonly agentId?: string | undefined;
  readonly conversationId?: string | undefined;
}

/** Messages that are looked through for the newest words and for what is unanswered. */
const RECENT = 20;

/** Words between people: what the bot and the desk itself say tells nobody what a customer wants. */
const IS_SAID = `(m.author IN ('customer', 'agent') AND m.activity->>'type' = 'message' AND m.activity->>'text' <> '')`;
/** `转人工` and the like: everybody in the queue said so. */
const IS_CALL = `(m.author = 'customer' AND length(m.activity->>'text') <= 10
  AND m.activity->>'text' ~ '人工|真人|客服')`;

/** Of a hand-off `h` and its place in the queue, `q`. */
const ITEM = `SELECT h.*, q.position, c.channel_account, c.last_seq, c.last_inbound_at, i.id AS identity_id,
    i.display_name, i.level, i.verified_at, u.customer_no, u.name AS customer_name, recent.last_text,
    recent.unanswered_since, r.score AS rating_score
  FROM picked h JOIN conversations c ON c.id = h.conversation_id
  JOIN channel_identities i ON i.id = c.identity_id
  LEFT JOIN customers u ON u.id = i.customer_id
  LEFT JOIN handoff_ratings r ON r.handoff_id = h.id
  LEFT JOIN (SELECT id, row_number() OVER (ORDER BY rank_at, id)::int AS position
    FROM handoffs WHERE state IN ('queued', 'offered')) q ON q.id = h.id
  LEFT JOIN LATERAL (
    SELECT COALESCE(
        (array_agg(m.activity->>'text' ORDER BY m.seq DESC) FILTER (WHERE ${IS_SAID} AND NOT ${IS_CALL}))[1],
        (array_agg(m.activity->>'text' ORDER BY m.seq DESC) FILTER (WHERE ${IS_SAID}))[1]) AS last_text,
      min(m.at) FILTER (WHERE m.author = 'customer' AND m.activity->>'type' = 'message'
        AND m.at > h.last_agent_at) AS unanswered_since
    FROM (SELECT seq, at, author, activity FROM messages WHERE conversation_id = h.conversation_id
      ORDER BY seq DESC LIMIT ${RECENT}) m) recent ON true`;

const WHERE = `($3::text[] IS NULL OR h.state = ANY($3)) AND ($4::text IS NULL OR h.agent_id = $4)
  AND ($5::text IS NULL OR h.conversation_id = $5)`;

const ONE = {
  name: 'desk-handoff',
  text: `WITH picked AS (SELECT * FROM handoffs WHERE id = $1) ${ITEM}`,
};
const BY_RANK = {
  name: 'desk-handoffs-by-rank',
  text: `WITH picked AS (SELECT * FROM handoffs h
      WHERE ($1::timestamptz IS NULL OR (h.rank_at, h.id) > ($1, $2)) AND ${WHERE}
      ORDER BY h.rank_at, h.id LIMIT $6)
    ${ITEM} ORDER BY h.rank_at, h.id`,
};
const NEWEST_FIRST = {
  name: 'desk-handoffs-newest',
  text: `WITH picked AS (SELECT * FROM handoffs h
      WHERE ($1::timestamptz IS NULL OR (h.requested_at, h.id) < ($1, $2)) AND ${WHERE}
      ORDER BY h.requested_at DESC, h.id DESC LIMIT $6)
    ${ITEM} ORDER BY h.requested_at DESC, h.id DESC`,
};

/** One hand-off as lists show it, masked. */
export async function findHandoff(
  deps: { readonly pool: Sql; readonly clock: Clock },
  id: string,
): Promise<HandoffItem | undefined> {
  const { rows } = await deps.pool.query<ItemRow>({ ...ONE, values: [id] });
  return rows[0] === undefined ? undefined : parseItem(rows[0], deps.clock.now());
}

/** Open ones in the order of the queue; as soon as ended ones are asked for, the newest first. Masked. */
export async function listHandoffs(
  deps: { readonly pool: Sql; readonly clock: Clock },
  query: HandoffQuery,
): Promise<Page<HandoffItem>> {
  const states = query.states ?? HANDOFF_STATES;
  const isQueue = states.every((state) => isOpen({ state }));
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const { rows } = await deps.pool.query<ItemRow>({
    ...(isQueue ? BY_RANK : NEWEST_FIRST),
    values: [
      at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at),
      id ?? null,
      query.states ?? null,
      query.agentId ?? null,
      query.conversationId ?? null,
      query.limit + 1,
    ],
  });
  const now = deps.clock.now();
  return toPage(rows, {
    limit: query.limit,
    cursorOf: (row) => [(isQueue ? row.rank_at : row.requested_at).toISOString(), row.id],
    toItem: (row) => parseItem(row, now),
  });
}
