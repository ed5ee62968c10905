import type { Pool } from 'pg';
import type { NewGrant } from '../../domain/wechat/grants.ts';
import { inTransaction } from '../sql.ts';

/** A planned message that nobody sent for so long is a sender's that was given up; it will count for nothing. */
const FORGOTTEN = "interval '1 hour'";

const LOCK = {
  name: 'wechat-lock-grant',
  text: 'SELECT 1 FROM channel_grants WHERE conversation_id = $1 AND kind = $2 FOR UPDATE',
};

/**
 * A newer act takes the older one's place, whole; what a customer agreed to get (subscription) adds up. A repeated
 * act changes nothing, so whoever crashed may say it again. What has left since the act, and what is about to leave,
 * counts against the new grant as WeChat counts it: with a late pull the act is older than we are.
 */
const GRANT = {
  name: 'wechat-grant',
  text: `INSERT INTO channel_grants AS g (conversation_id, kind, code, granted_at, expires_at, allowed)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (conversation_id, kind) DO UPDATE SET
      code = EXCLUDED.code, granted_at = EXCLUDED.granted_at, expires_at = EXCLUDED.expires_at,
      allowed = CASE WHEN g.kind LIKE 'subscription:%' THEN GREATEST(g.allowed, g.used) + EXCLUDED.allowed
        ELSE EXCLUDED.allowed END,
      used = CASE WHEN g.kind LIKE 'subscription:%' THEN g.used
        WHEN EXCLUDED.code IS NOT NULL THEN 0
        ELSE LEAST(EXCLUDED.allowed, (
          SELECT count(*) FROM channel_sends s
          WHERE s.conversation_id = g.conversation_id AND s.grant_kind = g.kind
            AND ((s.status IN ('sent', 'unknown') AND s.at >= EXCLUDED.granted_at)
              OR (s.status IN ('planned', 'sending') AND s.at >= EXCLUDED.granted_at - ${FORGOTTEN})))) END
    WHERE EXCLUDED.granted_at > g.granted_at`,
};

/** Stores what a customer's act allows. Locked first: a plan that is made at this moment is seen or waits. */
export async function storeGrant(pool: Pool, grant: NewGrant): Promise<void> {
  const { conversationId, kind, code = null, grantedAt, expiresAt = null, allowed } = grant;
  await inTransaction(pool, async (sql) => {
    await sql.query({ ...LOCK, values: [conversationId, kind] });
    await sql.query({
      ...GRANT,
      values: [conversationId, kind, code, grantedAt, expiresAt, allowed],
    });
  });
}
