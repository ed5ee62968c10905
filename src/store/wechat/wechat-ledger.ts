import type { Pool } from 'pg';
import type { WechatLedger } from '../../domain/wechat/ports.ts';
import type { Id } from '../../lib/ids.ts';
import { GRANT_COLUMNS, toGrant } from './grant-rows.ts';
import { planSends } from './plan-sends.ts';
import { toPart } from './send-rows.ts';
import { storeGrant } from './store-grant.ts';

/** Why a part that did not leave gives no grant back: WeChat says that there is none. */
const SPENT_REASONS = ['quota', 'window_closed'];

/** Quota and window on PostgreSQL: grants are spent under their rows' locks, so nobody spends one twice. */
export function makeWechatLedger({ pool }: { readonly pool: Pool }): WechatLedger {
  return {
    grant: (grant) => storeGrant(pool, grant),
    grants: async (id, now, options) => {
      const values = [id, now, options?.usedUp ?? false];
      const { rows } = await pool.query({ ...READ_GRANTS, values });
      return rows.map(toGrant);
    },
    exhaust: async (id, kind) => {
      await pool.query({ ...EXHAUST, values: [id, kind ?? null] });
    },
    parts: async (outboxId) => {
      const { rows } = await pool.query({ ...READ_PARTS, values: [outboxId] });
      return rows.map(toPart);
    },
    plan: (input) => planSends(pool, input),
    begin: (outboxId, part, sendId) => begin(pool, outboxId, { part, sendId: sendId ?? null }),
    end: async (outboxId, part, { status, providerId = null, reason = null, now }) => {
      await pool.query({
        ...END,
        values: [outboxId, part, status, providerId, reason, now, SPENT_REASONS],
      });
    },
    confirm: async ({ channelAccount, providerId, status, reason = null }) => {
      await pool.query({ ...CONFIRM, values: [channelAccount, providerId, status, reason] });
    },
  };
}

const READ_GRANTS = {
  name: 'wechat-read-grants',
  text: `SELECT ${GRANT_COLUMNS} FROM channel_grants
    WHERE conversation_id = $1 AND (expires_at IS NULL OR expires_at > $2) AND ($3 OR used < allowed)
    ORDER BY expires_at NULLS LAST, kind`,
};

/**
 * Nothing is allowed rather than all is used: a part that gives its grant back afterwards must not open it again. What
 * a customer agreed to get is no matter of the window and ends only by its own name.
 */
const EXHAUST = {
  name: 'wechat-exhaust',
  text: `UPDATE channel_grants SET allowed = 0
    WHERE conversation_id = $1 AND CASE WHEN $2::text IS NULL THEN kind NOT LIKE 'subscription:%' ELSE kind = $2 END`,
};

const READ_PARTS = {
  name: 'wechat-read-parts',
  text: 'SELECT part, wire, grant_kind, status FROM channel_sends WHERE outbox_id = $1 ORDER BY part',
};

const BEGIN = {
  name: 'wechat-begin',
  text: `UPDATE channel_sends SET status = 'sending', provider_id = COALESCE($3, provider_id)
    WHERE outbox_id = $1 AND part = $2 AND status IN ('planned', 'sending')`,
};

/** Throws when there is nothing to send: the row was planned anew, or settled, by another sender meanwhile. */
async function begin(
  pool: Pool,
  outboxId: Id<'outbox'>,
  { part, sendId }: { readonly part: number; readonly sendId: string | null },
): Promise<void> {
  const { rowCount } = await pool.query({ ...BEGIN, values: [outboxId, part, sendId] });
  if (rowCount === 0) throw new Error(`part ${part} of ${outboxId} is not there to be sent`);
}

/** A part ends once: what `confirm` said of it meanwhile stands, and a grant is given back once. */
const END = {
  name: 'wechat-end',
  text: `WITH ended AS (
      UPDATE channel_sends SET status = $3, provider_id = COALESCE($4, provider_id), reason = $5, at = $6,
        wire = CASE WHEN $3 = 'planned' THEN wire ELSE '{}' END
      WHERE outbox_id = $1 AND part = $2 AND status IN ('planned', 'sending')
      RETURNING conversation_id, grant_kind),
    refunded AS (
      UPDATE channel_grants g SET used = GREATEST(g.used - 1, 0) FROM ended e
      WHERE g.conversation_id = e.conversation_id AND g.kind = e.grant_kind
        AND $3 IN ('failed', 'suppressed') AND ($5::text IS NULL OR $5 <> ALL($7::text[])))
    SELECT 1 FROM ended`,
};

/**
 * The messages of an outbox row share its fate: one part that did not arrive is a failure of them all, and stays one
 * whatever arrives later; what was never sent (suppressed) stays so. The outbox row and a push's row of the ledger
 * follow when they were settled; what is being sent is its sender's.
 */
const CONFIRM = {
  name: 'wechat-confirm',
  text: `WITH confirmed AS (
      UPDATE channel_sends SET status = CASE WHEN $3 = 'failed' THEN 'failed' WHEN status = 'failed' THEN status ELSE 'sent' END,
        reason = CASE WHEN $3 = 'failed' THEN $4 ELSE reason END, wire = '{}'
      WHERE channel_account = $1 AND provider_id = $2
      RETURNING outbox_id),
    queued AS (
      SELECT DISTINCT o.id, o.conversation_id, COALESCE(o.first_seq, o.seq) AS first_seq, o.seq, o.delivery_id
      FROM confirmed c JOIN outbox o ON o.id = c.outbox_id),
    followed AS (
      UPDATE outbox o SET status = 'failed', reason = $4 FROM queued q
      WHERE o.id = q.id AND $3 = 'failed' AND o.status IN ('sent', 'unknown')),
    told AS (
      UPDATE outreach_deliveries d SET status = $3, reason = $4 FROM queued q
      WHERE d.id = q.delivery_id AND d.status IN ('sent', 'unknown', CASE WHEN $3 = 'failed' THEN 'delivered' END))
    UPDATE messages m SET delivery = $3, delivery_reason = $4 FROM queued q
    WHERE m.conversation_id = q.conversation_id AND m.seq BETWEEN q.first_seq AND q.seq AND m.direction = 'out'
      AND m.delivery IN ('sent', 'unknown', CASE WHEN $3 = 'failed' THEN 'delivered' END,
        CASE WHEN $3 = 'failed' THEN 'queued' END)`,
};
