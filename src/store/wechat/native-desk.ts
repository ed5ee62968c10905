import type { Pool } from 'pg';
import { z } from 'zod';
import type { Handoff } from '../../domain/handoff/handoff.ts';
import { isOwned } from '../../domain/handoff/machine.ts';
import type { NativeDesk, NativeHub, NativePlace } from '../../domain/wechat/native.ts';
import { addMs } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { carryOut, toDeskEvent } from '../handoffs/carry-out.ts';
import {
  type DeskWork,
  type HandoffStoreDeps,
  lockHandoff,
  onConversation,
} from '../handoffs/desk-work.ts';
import { acceptedBy, ownedBy, withoutOffer } from '../handoffs/other-desk.ts';
import { insertStep, updateHandoff } from '../handoffs/save-handoff.ts';
import { appendWords } from './native-words.ts';

/** What people in WeChat's own client do to our hand-offs, on PostgreSQL: each call one transaction. */
export function makeNativeDesk(deps: HandoffStoreDeps): NativeDesk {
  const change = async (
    id: Id<'conversation'>,
    work: (desk: DeskWork) => Promise<void>,
  ): Promise<void> => {
    await onConversation(deps, id, work);
  };
  return {
    find: (id) => findPlace(deps.pool, { ...BY_ID, values: [id] }),
    locate: (channelAccount, { userId, openKfid }) =>
      findPlace(deps.pool, { ...BY_USER, values: [channelAccount, userId, openKfid ?? null] }),
    reserve: (id, hub) => onConversation(deps, id, (desk) => reserve(desk, hub)),
    release: (id, hub, reason) => change(id, (desk) => release(desk, hub, reason)),
    accepted: (id, hub, { at, greeting }) =>
      change(id, async (desk) => {
        const then = asOf(desk, at);
        await acceptedBy(then, hub, greeting);
        await nameServicer(then, hub);
      }),
    ended: (id, hub, at) => change(id, (desk) => ended(asOf(desk, at), hub)),
    findSilent: async (before, limit) => {
      const { rows } = await deps.pool.query<{ id: string }>({
        ...SILENT,
        values: [before, limit],
      });
      return rows.map(({ id }) => id);
    },
    wrote: (id, hub, words) => change(id, (desk) => appendWords(asOf(desk, words.at), hub, words)),
  };
}

const rowSchema = z.object({
  id: z.string(),
  channel_account: z.string(),
  address: z.object({ userId: z.string(), openKfid: z.string().optional() }),
  owner_id: z.string().nullable(),
});

const LAST_WORD = 'GREATEST(h.accepted_at, h.last_agent_at, c.last_inbound_at)';

const PLACE = `SELECT c.id, c.channel_account, c.address, h.agent_id AS owner_id
  FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
  LEFT JOIN handoffs h ON h.conversation_id = c.id AND h.state IN ('with_agent', 'wrapping_up')
  WHERE c.ended_at IS NULL AND c.channel_account LIKE 'wechat-%' AND c.address ? 'userId'`;
const BY_ID = { name: 'native-find', text: `${PLACE} AND c.id = $1` };
const BY_USER = {
  name: 'native-locate',
  text: `${PLACE} AND i.channel_account = $1 AND i.external_user_id = $2
      AND c.address->>'openKfid' IS NOT DISTINCT FROM $3
    ORDER BY c.created_at DESC LIMIT 1`,
};

const SILENT = {
  name: 'native-silent',
  text: `SELECT c.id FROM handoffs h JOIN conversations c ON c.id = h.conversation_id
    WHERE h.state IN ('with_agent', 'wrapping_up') AND h.agent_id LIKE 'hub:wechat-%' AND ${LAST_WORD} < $1
    ORDER BY ${LAST_WORD} LIMIT $2`,
};

async function findPlace(
  pool: Pool,
  statement: { readonly name: string; readonly text: string; readonly values: unknown[] },
): Promise<NativePlace | undefined> {
  const { rows } = await pool.query(statement);
  if (rows[0] === undefined) return undefined;
  const row = rowSchema.parse(rows[0]);
  const { userId, openKfid } = row.address;
  return {
    id: row.id,
    channelAccount: row.channel_account,
    address: openKfid === undefined ? { userId } : { userId, openKfid },
    ...(row.owner_id === null ? {} : { ownerId: row.owner_id }),
  };
}

/**
 * The same work as of when it happened in WeChat: nobody is late because we heard of it late (law 6). Never later than
 * now: WeChat's clock is not ours.
 */
function asOf(desk: DeskWork, at: Date): DeskWork {
  return at < desk.now ? { ...desk, now: at } : desk;
}

async function reserve(
  desk: DeskWork,
  hub: NativeHub,
): Promise<{ readonly requestedAt: Date } | undefined> {
  const open = await lockHandoff(desk.sql, { openOf: desk.conversation.id });
  if (open === undefined || isOwned(open) || open.acceptedAt !== undefined) return undefined;
  const { requestedAt } = open;
  if (open.toAgentId === hub.id) return { requestedAt };
  // A colleague was chosen by a person meanwhile.
  if (open.toAgentId !== undefined) return undefined;
  const free = await withoutOffer(desk, open);
  await updateHandoff(desk.sql, { ...free, toAgentId: hub.id, version: free.version + 1 });
  return { requestedAt };
}

async function release(desk: DeskWork, hub: NativeHub, reason: string): Promise<void> {
  const open = await lockHandoff(desk.sql, { openOf: desk.conversation.id });
  if (open === undefined || open.toAgentId !== hub.id) return;
  const { toAgentId: _hub, ...rest } = open;
  // It waits for ours from now on, and no longer for theirs.
  const queuedAt = desk.now > open.requestedAt ? desk.now : addMs(open.requestedAt, 1);
  const handoff: Handoff = { ...rest, queuedAt, version: open.version + 1 };
  await updateHandoff(desk.sql, handoff);
  const by = { kind: 'system', id: hub.id } as const;
  const step = { handoff, name: 'native_refused', fromState: open.state, by, now: desk.now };
  await insertStep(desk.sql, { ...step, data: { reason } });
  desk.told.events.push(toDeskEvent(handoff));
}

/** Who of the hub's people serves the customer: known when one takes them, and again when one hands them on. */
async function nameServicer(desk: DeskWork, hub: NativeHub): Promise<void> {
  if (hub.name === undefined) return;
  const open = await ownedBy(desk, hub);
  if (open === undefined || open.agentName === hub.name) return;
  const handoff: Handoff = { ...open, agentName: hub.name, version: open.version + 1 };
  await updateHandoff(desk.sql, handoff);
  const by = { kind: 'system', id: hub.id } as const;
  const step = { handoff, name: 'native_taken', fromState: open.state, by, now: desk.now };
  await insertStep(desk.sql, { ...step, data: { servicerId: hub.name } });
  desk.told.events.push(toDeskEvent(handoff));
}

/** Whoever heard somebody is asked how it was; whoever heard nobody goes on with the bot. */
async function ended(desk: DeskWork, hub: NativeHub): Promise<void> {
  const open = await ownedBy(desk, hub);
  if (open === undefined) return;
  const by = { kind: 'agent', id: hub.id, isSupervisor: false } as const;
  const event =
    open.firstReplyAt === undefined
      ? ({ name: 'return_to_bot', by } as const)
      : ({ name: 'close', by, outcome: 'agent_closed' } as const);
  await carryOut(desk, open, { event, by: { kind: 'system', id: hub.id } });
}
