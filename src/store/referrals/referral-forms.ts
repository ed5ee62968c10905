import type { Pool } from 'pg';
import { maskName } from '../../domain/mask.ts';
import {
  mayReferralBecome,
  REFERRAL_STATUSES,
  type ReferralReward,
} from '../../domain/referral/referral.ts';
import { addMs, type Clock, DAY_MS } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { readLink, signLink } from '../../lib/link-token.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { chooseAgent, noticeReferral } from './assign-referral.ts';
import { readReward } from './reward.ts';

export interface ReferralFormsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  /** What the friends' ways back are signed with. */
  readonly linkSecret: string;
}

/** A friend who asks to be called. */
export interface Friend {
  readonly name: string;
  readonly phone: string;
  readonly city?: string | undefined;
  readonly consentVersion: string;
}

export interface ReferralForms {
  find(
    code: string,
  ): Promise<{ readonly invitedBy: string; readonly reward: ReferralReward } | undefined>;
  take(
    code: string,
    friend: Friend,
  ): Promise<
    | { readonly kind: 'not_found' | 'already' }
    | { readonly kind: 'taken'; readonly withdrawToken: string }
  >;
  withdraw(token: string): Promise<'withdrawn' | 'already' | 'not_found'>;
}

/** How long a friend may take it back by the link of that day. */
const WITHDRAW_WITHIN_MS = 180 * DAY_MS;

/** What friends do on the page of a customer's link: nothing is stored of them without their own consent. */
export function makeReferralForms(deps: ReferralFormsDeps): ReferralForms {
  const { pool, clock, linkSecret } = deps;
  return {
    find: async (code) => {
      const { rows } = await pool.query<{ name: string }>(
        `SELECT c.name FROM referral_links l JOIN customers c ON c.id = l.customer_id
         WHERE l.code = $1 AND l.disabled_at IS NULL`,
        [code],
      );
      if (rows[0] === undefined) return undefined;
      return { invitedBy: maskName(rows[0].name), reward: await readReward(pool) };
    },
    take: (code, friend) => inTransaction(pool, (sql) => take(sql, deps, { code, friend })),
    withdraw: async (token) => {
      const now = clock.now();
      const link = readLink({ secret: linkSecret, kind: 'referral' }, token, now);
      if (link.kind !== 'ok') return 'not_found';
      return inTransaction(pool, (sql) => withdraw(sql, link.id, now));
    },
  };
}

async function take(
  sql: Sql,
  { clock, random, linkSecret }: ReferralFormsDeps,
  { code, friend }: { readonly code: string; readonly friend: Friend },
): ReturnType<ReferralForms['take']> {
  const now = clock.now();
  const id = newId('referral', random);
  // One at a time for each link: so the agent is chosen by what the last one left.
  const links = await sql.query<{ id: string }>(
    'SELECT id FROM referral_links WHERE code = $1 AND disabled_at IS NULL FOR UPDATE',
    [code],
  );
  const linkId = links.rows[0]?.id;
  if (linkId === undefined) return { kind: 'not_found' };
  const assignedTo = await chooseAgent(sql);
  const { name, phone, city, consentVersion } = friend;
  const { rowCount } = await sql.query(
    `INSERT INTO referrals (id, link_id, name, phone, city, consent_version, consented_at, assigned_to, created_at,
       updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $7) ON CONFLICT (link_id, phone) DO NOTHING`,
    [id, linkId, name, phone, city ?? null, consentVersion, now, assignedTo ?? null],
  );
  if (rowCount !== 1) return { kind: 'already' };
  const actor = { kind: 'customer', id } as const;
  const subject = { subjectKind: 'referral', subjectId: id };
  await insertAudit(sql, [{ actor, action: 'referral.asked', ...subject }], now);
  await noticeReferral(sql, { referralId: id, assignedTo, now, random });
  const expiresAt = addMs(now, WITHDRAW_WITHIN_MS);
  const withdrawToken = signLink({ secret: linkSecret, kind: 'referral', id, expiresAt });
  return { kind: 'taken', withdrawToken };
}

async function withdraw(
  sql: Sql,
  id: string,
  now: Date,
): Promise<'withdrawn' | 'already' | 'not_found'> {
  const { rows } = await sql.query<{ status: string }>(
    'SELECT status FROM referrals WHERE id = $1 FOR UPDATE',
    [id],
  );
  const status = REFERRAL_STATUSES.find((one) => one === rows[0]?.status);
  if (status === undefined) return 'not_found';
  if (!mayReferralBecome(status, 'withdrawn')) return 'already';
  await eraseReferral(sql, id, now);
  const actor = { kind: 'customer', id } as const;
  const subject = { subjectKind: 'referral', subjectId: id };
  await insertAudit(sql, [{ actor, action: 'referral.withdrawn', ...subject }], now);
  return 'withdrawn';
}

/** Who takes their consent back is forgotten: what stays is that there was somebody (PIPL 47). */
export async function eraseReferral(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query(
    `UPDATE referrals SET status = 'withdrawn', withdrawn_at = $2, updated_at = $2, name = '', phone = id, city = NULL
     WHERE id = $1`,
    [id, now],
  );
}
