import type { Handoff } from '../../domain/handoff/handoff.ts';
import { isOwned } from '../../domain/handoff/machine.ts';
import type { NativeGreeting } from '../../domain/wechat/native.ts';
import { type Id, newId } from '../../lib/ids.ts';
import { carryOut, toDeskEvent } from './carry-out.ts';
import {
  type DeskWork,
  type HandoffStoreDeps,
  lockHandoff,
  onConversation,
  ROUTER,
} from './desk-work.ts';
import { requestHandoff } from './request-handoff.ts';

interface Hub {
  readonly id: string;
  readonly name?: string;
}

/**
 * Another desk on a channel of ours, by Bot Framework's hand-off protocol. A hub owns what it took as an agent would;
 * it is told and believed about its own, and never moves what people of ours have.
 */
export function makeOtherDesk(deps: HandoffStoreDeps) {
  const change = (id: Id<'conversation'>, work: (desk: DeskWork) => Promise<void>): Promise<void> =>
    onConversation(deps, id, work).then(() => undefined);
  return {
    find: async (channelAccount: string, channelConversationId: string) => {
      const { rows } = await deps.pool.query<{ id: string; user_id: string }>({
        name: 'other-desk-find',
        text: `SELECT c.id, i.external_user_id AS user_id
          FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
          WHERE c.channel_account = $1 AND c.address->'conversation'->>'id' = $2 AND c.ended_at IS NULL
          ORDER BY c.created_at DESC LIMIT 1`,
        values: [channelAccount, channelConversationId],
      });
      const [row] = rows;
      return row === undefined ? undefined : { id: row.id, userId: row.user_id };
    },
    requested: (
      id: Id<'conversation'>,
      wish: { readonly reason: 'asked' | 'other_desk'; readonly skill?: string },
    ) =>
      change(id, async (desk) => {
        await request(desk, wish);
      }),
    accepted: (id: Id<'conversation'>, hub: Hub) => change(id, (desk) => acceptedBy(desk, hub)),
    failed: (id: Id<'conversation'>, hub: Hub) =>
      change(id, async (desk) => {
        const handoff = await ownedBy(desk, hub);
        if (handoff === undefined) return;
        await carryOut(desk, handoff, { event: { name: 'requeue', why: 'gone' }, by: ROUTER });
      }),
    completed: (id: Id<'conversation'>, hub: Hub) =>
      change(id, async (desk) => {
        const handoff = await ownedBy(desk, hub);
        if (handoff === undefined) return;
        const by = { kind: 'agent', id: hub.id, isSupervisor: false } as const;
        await carryOut(desk, handoff, {
          event: { name: 'return_to_bot', by },
          by: { kind: 'system', id: hub.id },
        });
      }),
  };
}

async function request(
  desk: DeskWork,
  wish: { readonly reason: 'asked' | 'other_desk'; readonly skill?: string },
): Promise<Handoff | undefined> {
  const { random, queueNews } = desk.deps;
  const handoff = await requestHandoff(desk.sql, {
    ...wish,
    id: newId('handoff', random),
    conversationId: desk.conversation.id,
    now: desk.now,
    ...(queueNews === undefined ? {} : { queueNews }),
  });
  if (handoff !== undefined) desk.told.events.push(toDeskEvent(handoff));
  return handoff;
}

/** Nobody of ours may have been asked: then the hub took it by itself. What a person of ours has stays theirs. */
export async function acceptedBy(
  desk: DeskWork,
  hub: Hub,
  greeting?: NativeGreeting,
): Promise<void> {
  const open = await lockHandoff(desk.sql, { openOf: desk.conversation.id });
  if (open !== undefined && isOwned(open)) return;
  const waiting = open ?? (await request(desk, { reason: 'other_desk' }));
  if (waiting === undefined) return;
  const free = await withoutOffer(desk, waiting);
  await carryOut(desk, free, {
    event: { name: 'accept', agentId: hub.id, agentName: hub.name ?? '' },
    by: { kind: 'system', id: hub.id },
    ...(greeting === undefined ? {} : { greeting }),
  });
}

/** An offer to one of ours comes too late: the customer is served already. */
export async function withoutOffer(desk: DeskWork, handoff: Handoff): Promise<Handoff> {
  if (handoff.state !== 'offered' || handoff.offeredTo === undefined) return handoff;
  const event = { name: 'pass', agentId: handoff.offeredTo, why: 'gone' } as const;
  const moved = await carryOut(desk, handoff, { event, by: ROUTER });
  return moved.kind === 'moved' ? moved.handoff : handoff;
}

/** The open hand-off, when the hub has it. */
export async function ownedBy(desk: DeskWork, hub: Hub): Promise<Handoff | undefined> {
  const open = await lockHandoff(desk.sql, { openOf: desk.conversation.id });
  return open !== undefined && isOwned(open) && open.agentId === hub.id ? open : undefined;
}
