import type { Pool } from 'pg';
import { addMs, DAY_MS, HOUR_MS, systemClock } from '../src/lib/clock.ts';

/** The campaigns that are measured. */
export const PLAN = 'cam_plan';
export const SMS = 'cam_sms';
export const CHAT = 'cam_chat';
/** The rate of every account: as many as there are. */
const UNLIMITED = 1_000_000;

/** Customers with a phone, the first of them with a chat that was last written in an hour ago: nobody is talking. */
export async function fillPeople(
  pool: Pool,
  { people, chats }: { readonly people: number; readonly chats: number },
): Promise<void> {
  const now = systemClock.now();
  await pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, created_at, updated_at)
     SELECT 'cus_' || lpad(n::text, 8, '0'), 'C' || n, '王建国', '138' || lpad(n::text, 8, '0'), $2, $2
     FROM generate_series(1, $1::int) n`,
    [people, now],
  );
  await pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, subject_kind, level, created_at)
     SELECT 'idn_' || lpad(n::text, 8, '0'), 'wechat-kf:main', 'u' || n, 'cus_' || lpad(n::text, 8, '0'), 'customer', 2, $2
     FROM generate_series(1, $1::int) n`,
    [chats, now],
  );
  await pool.query(
    `INSERT INTO conversations (id, channel_account, identity_id, address, last_message_at, last_inbound_at, created_at)
     SELECT 'con_' || lpad(n::text, 8, '0'), 'wechat-kf:main', 'idn_' || lpad(n::text, 8, '0'), '{"userId":"u"}', $2, $2, $2
     FROM generate_series(1, $1::int) n`,
    [chats, addMs(now, -HOUR_MS)],
  );
  await pool.query(
    `INSERT INTO channel_grants (conversation_id, kind, granted_at, expires_at, allowed)
     SELECT 'con_' || lpad(n::text, 8, '0'), 'message', $2, $3, 5 FROM generate_series(1, $1::int) n`,
    [chats, now, addMs(now, DAY_MS)],
  );
  await pool.query(
    `INSERT INTO outreach_accounts (account, per_minute, per_day)
     VALUES ('sms', $1, 100000000), ('wechat-kf:main', $1, 100000000)`,
    [UNLIMITED],
  );
  await pool.query(
    `INSERT INTO outreach_templates (id, code, version, push_class, title, variants, status, author_id, created_at,
       updated_at)
     VALUES ('otp_bench', 'bench', 1, 'service', 'x', '[{"key":"A","text":"{称呼}您好，大风将至，请把车停好。"}]',
       'approved', 'agt_a', $1, $1)`,
    [now],
  );
  await pool.query('VACUUM ANALYZE');
}

/** A campaign that begins now, for everybody; the one by chat for those who have one. */
export async function openCampaign(pool: Pool, id: string, ways: string): Promise<void> {
  const now = systemClock.now();
  const rule = id === CHAT ? { all: [{ kind: 'reachable_by', way: 'wechat' }] } : {};
  await pool.query(
    `INSERT INTO campaigns (id, name, occasion_key, push_class, template_id, audience_rule, ways, status, starts_at,
       ends_at, daily_from, daily_until, created_by, created_at, updated_at)
     VALUES ($1, 'x', $1, 'service', 'otp_bench', $4, $5::jsonb, 'planning', $2, $3, '00:00', '00:00', 'agt_a', $2, $2)`,
    [id, now, addMs(now, DAY_MS), JSON.stringify(rule), ways],
  );
}
