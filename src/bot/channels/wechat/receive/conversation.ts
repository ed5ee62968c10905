import type { Activity } from '../../../../domain/activity.ts';
import type { Accepted } from '../../../../domain/conversation.ts';
import type { WechatInbound } from '../../../../domain/wechat/inbound.ts';
import type { InboxRow } from '../../../../domain/wechat/ports.ts';
import { SECOND_MS } from '../../../../lib/clock.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Id } from '../../../../lib/ids.ts';
import { conversationIdFor } from '../../botframework/conversation-id.ts';
import type { ReceiveDeps } from './receive-deps.ts';

/** Conversations that one user may have ended on one account before we think something is wrong. */
const ROUNDS_MAX = 50;
/** WeChat tells whole seconds: what we got within so long was sent when we got it. */
const LATE_AFTER_MS = 3 * SECOND_MS;

/** A row of the inbox that concerns a customer, and where it belongs. */
export interface Place {
  readonly row: InboxRow;
  readonly inbound: WechatInbound & { readonly userId: string };
  readonly conversationId: Id<'conversation'>;
  readonly identityId: Id<'identity'>;
  /** When it was sent, to our best knowledge. */
  readonly at: Date;
}

/** When a customer did something: a late pull keeps WeChat's time (law 6), a prompt one has the better clock. */
export function timeOf({ inbound, receivedAt }: InboxRow): Date {
  const { sentAt } = inbound;
  return receivedAt.getTime() - sentAt.getTime() < LATE_AFTER_MS ? receivedAt : sentAt;
}

/**
 * The open conversation with whoever sent this, opened when there is none. `known`: a conversation that ended since
 * has this message already.
 */
export async function openPlace(
  deps: { readonly conversations: Pick<ReceiveDeps['conversations'], 'open' | 'accept'> },
  row: InboxRow,
  userId: string,
): Promise<Place | 'known'> {
  const { inbound } = row;
  const { channelAccount, openKfid } = inbound;
  const at = timeOf(row);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const id = conversationIdFor({
      channelAccount,
      conversationId: openKfid ?? '',
      userId,
      round,
    });
    const { conversation } = await deps.conversations.open({
      id,
      channelAccount,
      externalUserId: userId,
      address: { userId, ...(openKfid === undefined ? {} : { openKfid }) },
      now: at,
    });
    const { identityId, endedAt } = conversation;
    if (endedAt === undefined) {
      return { row, inbound: { ...inbound, userId }, conversationId: id, identityId, at };
    }
    // Of a conversation that ended nothing is written, whatever is offered; it tells what it has.
    const probe = await deps.conversations.accept(inboundOf({ row, id, at }, { type: 'event' }));
    if (probe.kind === 'duplicate') return 'known';
  }
  throw new AppError('conflict', 'this user ended too many conversations');
}

/**
 * Stores it as the customer's, once (law 1), and wakes the turn. A conversation that ended meanwhile makes the row come
 * again, and then it has a new one.
 */
export async function acceptAt(
  deps: Pick<ReceiveDeps, 'publish' | 'wake'> & {
    readonly conversations: Pick<ReceiveDeps['conversations'], 'accept'>;
  },
  place: Place,
  activity: Activity,
): Promise<Extract<Accepted, { readonly message: unknown }>> {
  const { row, conversationId: id, at } = place;
  const accepted = await deps.conversations.accept(inboundOf({ row, id, at }, activity));
  if (accepted.kind === 'ended' || accepted.kind === 'not_found') {
    throw new AppError('conflict', `the conversation is ${accepted.kind} since it was opened`);
  }
  if (accepted.kind === 'accepted') deps.publish(id, [accepted.message]);
  deps.wake(accepted.message.conversationId);
  return accepted;
}

function inboundOf(
  of: { readonly row: InboxRow; readonly id: Id<'conversation'>; readonly at: Date },
  activity: Activity,
) {
  const { channelAccount, messageId } = of.row.inbound;
  return {
    conversationId: of.id,
    channelAccount,
    channelMessageId: messageId,
    activity,
    at: of.at,
  };
}
