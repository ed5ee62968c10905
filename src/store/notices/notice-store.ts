import type { Pool } from 'pg';
import { z } from 'zod';
import type { Page, PageRequest } from '../../domain/page.ts';
import { CLOCK_KINDS } from '../../domain/sla/clock.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';

const NOTICE_KINDS = [
  'clock',
  'digest',
  'assigned',
  'answered',
  'group',
  'rating',
  'escalated',
  'waiting',
  'rating_call',
  'referral',
  'return_visit',
  'follow_up',
  'follow_up_overdue',
  'outreach',
] as const;

const rowSchema = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  complaint_no: z.string().nullable(),
  data: z.object({
    clock: z.enum(CLOCK_KINDS).nullable().default(null),
    level: z.number().int().nullable().default(null),
    dueAt: z.coerce.date().nullable().default(null),
    role: z.enum(['handler', 'supervisor', 'manager']).nullable().default(null),
    count: z.number().int().default(1),
    complaintNos: z.array(z.string()).default([]),
  }),
  created_at: z.date(),
  updated_at: z.date(),
  read_at: z.date().nullable(),
});
type Row = z.infer<typeof rowSchema>;

/** What somebody is told in the bell of the console. */
export interface StoredNotice {
  readonly id: Id<'deskNotice'>;
  readonly kind: (typeof NOTICE_KINDS)[number];
  readonly complaintNo: string | null;
  readonly clock: (typeof CLOCK_KINDS)[number] | null;
  readonly level: number | null;
  readonly dueAt: Date | null;
  readonly role: 'handler' | 'supervisor' | 'manager' | null;
  /** How many warnings it stands for. */
  readonly count: number;
  readonly complaintNos: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly readAt: Date | null;
}

export interface NoticeStore {
  /** Newest first, with how many are unread in all. */
  list(
    agentId: Id<'agent'>,
    query: PageRequest & { readonly unread?: boolean | undefined },
  ): Promise<Page<StoredNotice> & { readonly unread: number }>;
  /** Of this person only; `ids` undefined: all. Returns how many are unread then. */
  markRead(agentId: Id<'agent'>, ids: readonly string[] | undefined): Promise<number>;
}

/** What people are told at the desk, each of them by themselves. */
export function makeNoticeStore(deps: { readonly pool: Pool; readonly clock: Clock }): NoticeStore {
  const { pool, clock } = deps;
  return {
    list: async (agentId, query) => ({
      ...(await list(pool, agentId, query)),
      unread: await countUnread(pool, agentId),
    }),
    markRead: async (agentId, ids) => {
      await pool.query(
        `UPDATE desk_notices SET read_at = $2
         WHERE agent_id = $1 AND read_at IS NULL AND ($3::text[] IS NULL OR id = ANY($3))`,
        [agentId, clock.now(), ids ?? null],
      );
      return countUnread(pool, agentId);
    },
  };
}

async function list(
  sql: Sql,
  agentId: Id<'agent'>,
  { cursor, limit, unread }: PageRequest & { readonly unread?: boolean | undefined },
): Promise<Page<StoredNotice>> {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  const before = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query(
    `SELECT id, kind, complaint_no, data, created_at, updated_at, read_at FROM desk_notices
     WHERE agent_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
       AND ($4::boolean IS NULL OR (read_at IS NULL) = $4)
     ORDER BY created_at DESC, id DESC LIMIT $5`,
    [agentId, before, id ?? null, unread ?? null, limit + 1],
  );
  return toPage(z.array(rowSchema).parse(rows), {
    limit,
    cursorOf: (row) => [row.created_at.toISOString(), row.id],
    toItem,
  });
}

function toItem(row: Row): StoredNotice {
  return {
    ...row.data,
    id: row.id,
    kind: row.kind,
    complaintNo: row.complaint_no,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    readAt: row.read_at,
  };
}

async function countUnread(sql: Sql, agentId: Id<'agent'>): Promise<number> {
  const { rows } = await sql.query<{ unread: number }>(
    'SELECT count(*)::int AS unread FROM desk_notices WHERE agent_id = $1 AND read_at IS NULL',
    [agentId],
  );
  return rows[0]?.unread ?? 0;
}
