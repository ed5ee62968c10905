import { z } from 'zod';
import { addMs, HOUR_MS } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Warning } from '../clocks/warnings.ts';
import type { Sql } from '../sql.ts';
import { insertNotices, type NewNotice } from './insert-notice.ts';

/** Warnings that somebody gets one by one within an hour; what is more comes as one digest, so that nobody drowns. */
export const SINGLES_MAX = 6;
/** How long a digest goes on growing, and how far back single warnings count. */
const DIGEST_MS = HOUR_MS;
/** Complaints that a digest names; the rest are only counted. */
const NAMED_MAX = 50;

const LOCK = {
  name: 'notices-lock',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('notices:' || id, 0)) FROM unnest($1::text[]) AS id`,
};
const RECENT = {
  name: 'notices-recent',
  text: `SELECT agent_id, count(*) FILTER (WHERE kind = 'clock')::int AS singles,
      (array_agg(id ORDER BY created_at DESC) FILTER (WHERE kind = 'digest'))[1] AS digest_id
    FROM desk_notices WHERE agent_id = ANY($1) AND created_at > $2 AND kind IN ('clock', 'digest')
    GROUP BY agent_id`,
};
const DIGESTS = {
  name: 'notices-digests',
  text: 'SELECT id, data FROM desk_notices WHERE id = ANY($1)',
};
const PUT_DIGESTS = {
  name: 'notices-put-digests',
  text: `INSERT INTO desk_notices (id, agent_id, kind, data, created_at, updated_at)
    SELECT d->>'id', d->>'agentId', 'digest', d->'data', $2, $2 FROM jsonb_array_elements($1::jsonb) AS d
    ON CONFLICT (id) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at, read_at = NULL`,
};
const TOLD = {
  name: 'clock-notices-insert',
  text: `INSERT INTO clock_notices (clock_id, level, agent_id, role, reached_at, written_at, notice_id)
    SELECT n->>'clockId', (n->>'level')::int, n->>'agentId', n->>'role', (n->>'reachedAt')::timestamptz, $2,
      n->>'noticeId' FROM jsonb_array_elements($1::jsonb) AS n`,
};

/** What a digest holds. */
const digestSchema = z.object({ count: z.number().int(), complaintNos: z.array(z.string()) });

interface Given {
  readonly now: Date;
  readonly random: Random;
}

/**
 * Tells everybody what is new to them and marks each (clock, level, person), in the transaction that moves the clocks'
 * wake-ups: a worker that dies leaves all of it or nothing. The primary key of clock_notices refuses a second time.
 */
export async function insertWarnings(
  sql: Sql,
  warnings: readonly Warning[],
  given: Given,
): Promise<void> {
  if (warnings.length === 0) return;
  // In one order, so that two workers with the same people never wait for each other in a ring.
  const agentIds = [...new Set(warnings.map(({ agentId }) => agentId))].sort();
  await sql.query({ ...LOCK, values: [agentIds] });
  const { rows } = await sql.query<{
    agent_id: string;
    singles: number;
    digest_id: string | null;
  }>({ ...RECENT, values: [agentIds, addMs(given.now, -DIGEST_MS)] });
  const recent = new Map(rows.map((row) => [row.agent_id, row]));
  const singles: Warning[] = [];
  const digests: Digest[] = [];
  for (const agentId of agentIds) {
    const own = warnings.filter((warning) => warning.agentId === agentId).sort(byGravity);
    const known = recent.get(agentId);
    const room = Math.max(0, SINGLES_MAX - (known?.singles ?? 0));
    singles.push(...own.slice(0, room));
    const more = own.slice(room);
    if (more.length > 0) digests.push({ agentId, id: known?.digest_id ?? null, more });
  }
  const noticeIds = await insertNotices(sql, singles.map(toNotice), given);
  const digestIds = await putDigests(sql, digests, given);
  const told = [
    ...singles.flatMap((warning, nth) => toTold(warning, noticeIds[nth])),
    ...digests.flatMap(({ more }, nth) => more.flatMap((one) => toTold(one, digestIds[nth]))),
  ];
  await sql.query({ ...TOLD, values: [JSON.stringify(told), given.now] });
}

interface Digest {
  readonly agentId: string;
  /** The one that still grows; null: a new one. */
  readonly id: string | null;
  readonly more: readonly Warning[];
}

/** Whoever gets only some one by one gets the gravest so. */
function byGravity(a: Warning, b: Warning): number {
  return b.level - a.level || (a.clockId < b.clockId ? -1 : 1);
}

function toNotice({ agentId, role, complaintNo, clock, level }: Warning): NewNotice {
  const dueAt = (clock.breachedAt ?? clock.dueAt)?.toISOString() ?? null;
  return { agentId, kind: 'clock', complaintNo, data: { clock: clock.kind, level, dueAt, role } };
}

function toTold({ clockId, agentId, levels }: Warning, noticeId: string | undefined) {
  return levels.map(({ level, at, role }) => ({
    clockId,
    level,
    agentId,
    role,
    reachedAt: at,
    noticeId,
  }));
}

async function putDigests(
  sql: Sql,
  digests: readonly Digest[],
  { now, random }: Given,
): Promise<readonly string[]> {
  if (digests.length === 0) return [];
  const known = digests.flatMap(({ id }) => (id === null ? [] : [id]));
  const { rows } = await sql.query<{ id: string; data: unknown }>({ ...DIGESTS, values: [known] });
  const before = new Map(rows.map(({ id, data }) => [id, digestSchema.parse(data)]));
  const grown = digests.map(({ agentId, id, more }) => {
    const old = id === null ? undefined : before.get(id);
    const numbers = [...(old?.complaintNos ?? []), ...more.map(({ complaintNo }) => complaintNo)];
    const complaintNos = [...new Set(numbers)].slice(0, NAMED_MAX);
    const data = { count: (old?.count ?? 0) + more.length, complaintNos };
    return { id: id ?? newId('deskNotice', random), agentId, data };
  });
  await sql.query({ ...PUT_DIGESTS, values: [JSON.stringify(grown), now] });
  return grown.map(({ id }) => id);
}
