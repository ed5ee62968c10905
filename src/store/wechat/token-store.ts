import type { Pool } from 'pg';
import { z } from 'zod';
import type { StoredToken, TokenStore } from '../../domain/wechat/ports.ts';

/** Access tokens on PostgreSQL: whoever moves `refresh_until` fetches, the others read what that one saved. */
export function makeTokenStore(deps: { readonly pool: Pool }): TokenStore {
  const { pool } = deps;
  return {
    read: async (channelAccount) => {
      const { rows } = await pool.query({ ...READ, values: [channelAccount] });
      return rows[0] === undefined ? undefined : toToken(rows[0]);
    },
    claimRefresh: async (channelAccount, version, { now, until }) => {
      const { rowCount } = await pool.query({
        ...CLAIM,
        values: [channelAccount, version, now, until],
      });
      return rowCount === 1;
    },
    save: async (channelAccount, { token, expiresAt }) => {
      const { rows } = await pool.query({ ...SAVE, values: [channelAccount, token, expiresAt] });
      return toToken(rows[0]);
    },
    giveUp: async (channelAccount) => {
      await pool.query(GIVE_UP, [channelAccount]);
    },
  };
}

const tokenSchema = z.object({ token: z.string(), expires_at: z.date(), version: z.number() });

function toToken(row: unknown): StoredToken {
  const { token, expires_at, version } = tokenSchema.parse(row);
  return { token, expiresAt: expires_at, version };
}

/** A row without a token is only somebody's claim to fetch the first. */
const READ = {
  name: 'wechat-read-token',
  text: `SELECT token, expires_at, version FROM wechat_tokens
    WHERE channel_account = $1 AND token IS NOT NULL AND expires_at IS NOT NULL`,
};

/** Decided and marked in one statement: the row lock lets one through, the others see its claim or its token. */
const CLAIM = {
  name: 'wechat-claim-token',
  text: `INSERT INTO wechat_tokens AS t (channel_account, refresh_until) VALUES ($1, $4)
    ON CONFLICT (channel_account) DO UPDATE SET refresh_until = EXCLUDED.refresh_until
    WHERE t.version = $2::int AND (t.refresh_until IS NULL OR t.refresh_until <= $3)`,
};

const SAVE = {
  name: 'wechat-save-token',
  text: `INSERT INTO wechat_tokens AS t (channel_account, token, expires_at, version) VALUES ($1, $2, $3, 1)
    ON CONFLICT (channel_account) DO UPDATE SET token = EXCLUDED.token, expires_at = EXCLUDED.expires_at,
      version = t.version + 1, refresh_until = NULL
    RETURNING token, expires_at, version`,
};

const GIVE_UP = 'UPDATE wechat_tokens SET refresh_until = NULL WHERE channel_account = $1';
