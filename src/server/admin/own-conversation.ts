import type { Actor } from '../../domain/audit.ts';
import { windowOf } from '../../domain/handoff/channel-window.ts';
import { AppError } from '../../lib/errors.ts';
import { toRefusal } from './desk-actor.ts';
import type { AdminDeps } from './ports.ts';
import type { ConversationReach } from './ports-desk.ts';

/** Throws unless the conversation is there and this very actor has it: a supervisor takes it over first. */
export async function refuseOthers(
  deps: Pick<AdminDeps, 'reach'>,
  { conversationId, actor }: { readonly conversationId: string; readonly actor: Actor },
): Promise<ConversationReach> {
  const reach = await deps.reach.find(conversationId);
  if (reach === undefined) throw new AppError('not_found', 'there is no such conversation');
  if (reach.ownerId === actor.id) return reach;
  throw toRefusal(reach.ownerId === null ? 'not_with_agent' : 'owned_by_another');
}

/** Throws when a message would not arrive: the channel's window is over, or its messages are used up. */
export function refuseUnreachable(reach: ConversationReach, now: Date): void {
  const { maySend, windowEndsAt } = windowOf(reach, now);
  if (maySend) return;
  const isOver = windowEndsAt === null || now >= windowEndsAt;
  throw new AppError(
    'channel_closed',
    isOver
      ? 'the time in which the channel lets us answer is over'
      : 'as many messages were sent as the channel allows until the customer writes again',
  );
}
