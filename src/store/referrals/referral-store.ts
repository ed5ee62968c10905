import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { maskName, maskPhone } from '../../domain/mask.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import {
  mayReferralBecome,
  REFERRAL_STATUSES,
  type ReferralReward,
  type ReferralStatus,
} from '../../domain/referral/referral.ts';
import type { ReferralView } from '../../domain/referral/view.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { noticeReferral } from './assign-referral.ts';
import { eraseReferral } from './referral-forms.ts';
import { readReward, setReward } from './reward.ts';

interface By {
  readonly actor: Actor;
  readonly isLead: boolean;
}

interface ReferralChange {
  readonly status?: ReferralStatus | undefined;
  readonly assignedTo?: string | undefined;
  readonly note?: string | undefined;
}

export type ReferralChanged =
  | { readonly kind: 'changed'; readonly referral: ReferralView }
  | { readonly kind: 'not_found' | 'not_yours' | 'unknown_agent' }
  | { readonly kind: 'refused'; readonly status: ReferralStatus };

export interface ReferralStore {
  list(
    query: PageRequest & {
      readonly status?: ReferralStatus | undefined;
      readonly assignedTo?: string | undefined;
    },
  ): Promise<Page<ReferralView>>;
  change(id: string, change: ReferralChange, by: By): Promise<ReferralChanged>;
  reveal(
    id: string,
    reason: string,
    by: By,
  ): Promise<{ readonly name: string; readonly phone: string } | 'not_found' | 'not_yours'>;
  reward(): Promise<ReferralReward>;
  setReward(
    mode: ReferralReward,
    reason: string,
    agentId: Id<'agent'>,
  ): Promise<'set' | 'not_compliance'>;
}

/** Friends who asked to be called, as the desk works with them. */
export function makeReferralStore(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}): ReferralStore {
  const { pool, clock, random } = deps;
  return {
    list: (query) => list(pool, query),
    change: (id, change, by) =>
      inTransaction(pool, (sql) => carryOut(sql, { id, change, by, now: clock.now(), random })),
    reveal: (id, reason, by) =>
      inTransaction(pool, async (sql) => {
        const row = await findRow(sql, id);
        if (row === undefined || row.status === 'withdrawn') return 'not_found';
        if (!isTheirs(row, by)) return 'not_yours';
        const subject = { subjectKind: 'referral', subjectId: id };
        const entry = { actor: by.actor, action: 'referral.revealed', ...subject, reason };
        await insertAudit(sql, [entry], clock.now());
        return { name: row.name, phone: row.phone };
      }),
    reward: () => readReward(pool),
    setReward: (mode, reason, agentId) =>
      inTransaction(pool, (sql) => setReward(sql, { mode, reason, agentId, now: clock.now() })),
  };
}

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  city: z.string().nullable(),
  status: z.enum(REFERRAL_STATUSES),
  referred_by: z.string(),
  assigned_to: z.string().nullable(),
  assigned_name: z.string().nullable(),
  consent_version: z.string(),
  consented_at: z.date(),
  contacted_at: z.date().nullable(),
  completed_at: z.date().nullable(),
  withdrawn_at: z.date().nullable(),
  created_at: z.date(),
});
type Row = z.infer<typeof rowSchema>;

const SELECT = `SELECT r.id, r.name, r.phone, r.city, r.status, c.customer_no AS referred_by, r.assigned_to,
    a.display_name AS assigned_name, r.consent_version, r.consented_at, r.contacted_at, r.completed_at,
    r.withdrawn_at, r.created_at
  FROM referrals r JOIN referral_links l ON l.id = r.link_id JOIN customers c ON c.id = l.customer_id
    LEFT JOIN agents a ON a.id = r.assigned_to`;

async function list(
  sql: Sql,
  query: Parameters<ReferralStore['list']>[0],
): Promise<Page<ReferralView>> {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const before = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query(
    `${SELECT} WHERE ($1::text IS NULL OR r.status = $1) AND ($2::text IS NULL OR r.assigned_to = $2)
       AND ($3::timestamptz IS NULL OR (r.created_at, r.id) < ($3, $4))
     ORDER BY r.created_at DESC, r.id DESC LIMIT $5`,
    [query.status ?? null, query.assignedTo ?? null, before, id ?? null, query.limit + 1],
  );
  return toPage(
    rows.map((row) => rowSchema.parse(row)),
    {
      limit: query.limit,
      cursorOf: (row) => [row.created_at.toISOString(), row.id],
      toItem: toView,
    },
  );
}

async function findRow(sql: Sql, id: string): Promise<Row | undefined> {
  const { rows } = await sql.query(`${SELECT} WHERE r.id = $1`, [id]);
  return rows[0] === undefined ? undefined : rowSchema.parse(rows[0]);
}

function isTheirs(row: Row, { actor, isLead }: By): boolean {
  return isLead || row.assigned_to === actor.id;
}

interface CarryingOut {
  readonly id: string;
  readonly change: ReferralChange;
  readonly by: By;
  readonly now: Date;
  readonly random: Random;
}

async function carryOut(sql: Sql, given: CarryingOut): Promise<ReferralChanged> {
  const { id, change, by, now } = given;
  await sql.query('SELECT 1 FROM referrals WHERE id = $1 FOR UPDATE', [id]);
  const row = await findRow(sql, id);
  if (row === undefined) return { kind: 'not_found' };
  if (!isTheirs(row, by)) return { kind: 'not_yours' };
  const { status, assignedTo } = change;
  if (status !== undefined && status !== row.status && !mayReferralBecome(row.status, status)) {
    return { kind: 'refused', status: row.status };
  }
  if (assignedTo !== undefined && !(await assign(sql, { ...given, assignedTo }))) {
    return { kind: 'unknown_agent' };
  }
  if (status !== undefined && status !== row.status) await setStatus(sql, { id, status, now });
  const data = {
    ...(status === undefined ? {} : { from: row.status, to: status }),
    ...(assignedTo === undefined ? {} : { assignedTo }),
  };
  const subject = { subjectKind: 'referral', subjectId: id };
  const reason = change.note === undefined ? {} : { reason: change.note };
  const entry = { actor: by.actor, action: 'referral.changed', ...subject, data, ...reason };
  await insertAudit(sql, [entry], now);
  const after = await findRow(sql, id);
  return after === undefined ? { kind: 'not_found' } : { kind: 'changed', referral: toView(after) };
}

async function assign(
  sql: Sql,
  { id, assignedTo, now, random }: CarryingOut & { readonly assignedTo: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE referrals SET assigned_to = $2, updated_at = $3 WHERE id = $1
       AND EXISTS (SELECT 1 FROM agents WHERE id = $2 AND disabled_at IS NULL AND role <> 'auditor')`,
    [id, assignedTo, now],
  );
  if (rowCount !== 1) return false;
  await noticeReferral(sql, { referralId: id, assignedTo, now, random });
  return true;
}

async function setStatus(
  sql: Sql,
  { id, status, now }: { readonly id: string; readonly status: ReferralStatus; readonly now: Date },
): Promise<void> {
  if (status === 'withdrawn') return eraseReferral(sql, id, now);
  await sql.query(
    `UPDATE referrals SET status = $2, updated_at = $3,
       contacted_at = CASE WHEN $2 = 'contacted' THEN $3 ELSE contacted_at END,
       completed_at = CASE WHEN $2 = 'completed' THEN $3 ELSE completed_at END
     WHERE id = $1`,
    [id, status, now],
  );
}

const ERASED = '***';

function toView(row: Row): ReferralView {
  const isErased = row.status === 'withdrawn';
  return {
    id: row.id,
    name: isErased ? ERASED : maskName(row.name),
    phone: isErased ? ERASED : maskPhone(row.phone),
    city: row.city,
    status: row.status,
    referredBy: row.referred_by,
    assignedTo: row.assigned_to,
    assignedName: row.assigned_name,
    consentVersion: row.consent_version,
    consentedAt: row.consented_at,
    contactedAt: row.contacted_at,
    completedAt: row.completed_at,
    withdrawnAt: row.withdrawn_at,
    createdAt: row.created_at,
  };
}
