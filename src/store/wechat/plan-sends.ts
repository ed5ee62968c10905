import type { Pool } from 'pg';
import type { GrantKind } from '../../domain/wechat/grants.ts';
import type { WechatLedger } from '../../domain/wechat/ports.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { GRANT_COLUMNS, toGrant } from './grant-rows.ts';
import { toPart } from './send-rows.ts';
import { toStoredJson } from './stored-json.ts';

type Plan = Parameters<WechatLedger['plan']>[0];
type Counts = ReadonlyMap<GrantKind, number>;

/** The row's parts before its grants: `endSend` locks in this order too. */
const LOCK_PARTS = {
  name: 'wechat-lock-parts',
  text: `SELECT part, wire, grant_kind, status FROM channel_sends WHERE outbox_id = $1 ORDER BY part FOR UPDATE`,
};
const LOCK_GRANTS = {
  name: 'wechat-lock-grants',
  text: `SELECT ${GRANT_COLUMNS} FROM channel_grants WHERE conversation_id = $1 ORDER BY kind FOR UPDATE`,
};
const DROP_PLANNED = {
  name: 'wechat-drop-planned',
  text: "DELETE FROM channel_sends WHERE outbox_id = $1 AND status = 'planned'",
};
const SPEND = {
  name: 'wechat-spend',
  text: `UPDATE channel_grants g SET used = GREATEST(g.used + n.change, 0)
    FROM jsonb_to_recordset($2::jsonb) AS n(kind text, change int)
    WHERE g.conversation_id = $1 AND g.kind = n.kind`,
};
const STORE = {
  name: 'wechat-store-parts',
  text: `INSERT INTO channel_sends (outbox_id, part, conversation_id, channel_account, wire, grant_kind, at)
    SELECT $1, p.part, $2, $3, p.wire, p.grant_kind, $4
    FROM jsonb_to_recordset($5::jsonb) AS p(part int, wire jsonb, grant_kind text)`,
};

/**
 * Stores the parts of an outbox row and spends their grants, or writes nothing when a grant has less. Planned again,
 * what had not begun is dropped and its grants come back first; numbers go on, so that none means two messages.
 */
export function planSends(pool: Pool, plan: Plan): Promise<boolean> {
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query({ ...LOCK_PARTS, values: [plan.outboxId] });
    const before = rows.map(toPart);
    const dropped = countKinds(before.filter(({ status }) => status === 'planned'));
    const needed = countKinds(plan.parts);
    if (!(await hasEnough(sql, plan, { needed, dropped }))) return false;
    if (dropped.size > 0) await sql.query({ ...DROP_PLANNED, values: [plan.outboxId] });
    await spend(sql, plan, { needed, dropped });
    await store(sql, plan, (before.at(-1)?.part ?? -1) + 1);
    return true;
  });
}

function countKinds(parts: readonly { readonly grantKind?: GrantKind }[]): Counts {
  const counts = new Map<GrantKind, number>();
  for (const { grantKind } of parts) {
    if (grantKind !== undefined) counts.set(grantKind, (counts.get(grantKind) ?? 0) + 1);
  }
  return counts;
}

interface Change {
  readonly needed: Counts;
  readonly dropped: Counts;
}

async function hasEnough(sql: Sql, plan: Plan, { needed, dropped }: Change): Promise<boolean> {
  const { rows } = await sql.query({ ...LOCK_GRANTS, values: [plan.conversationId] });
  const left = new Map<GrantKind, number>();
  for (const { kind, allowed, used, expiresAt } of rows.map(toGrant)) {
    const isOver = expiresAt !== undefined && expiresAt <= plan.now;
    if (!isOver) left.set(kind, allowed - Math.max(0, used - (dropped.get(kind) ?? 0)));
  }
  return [...needed].every(([kind, count]) => (left.get(kind) ?? 0) >= count);
}

async function spend(sql: Sql, plan: Plan, { needed, dropped }: Change): Promise<void> {
  const kinds = new Set([...needed.keys(), ...dropped.keys()]);
  const changes = [...kinds].map((kind) => ({
    kind,
    change: (needed.get(kind) ?? 0) - (dropped.get(kind) ?? 0),
  }));
  await sql.query({ ...SPEND, values: [plan.conversationId, JSON.stringify(changes)] });
}

async function store(sql: Sql, plan: Plan, first: number): Promise<void> {
  const { outboxId, conversationId, channelAccount, now, parts } = plan;
  const rows = parts.map(({ wire, grantKind }, nth) => ({
    part: first + nth,
    wire,
    grant_kind: grantKind,
  }));
  await sql.query({
    ...STORE,
    values: [outboxId, conversationId, channelAccount, now, toStoredJson(rows)],
  });
}
