import type { Accepted, Inbound, OpenConversation } from '../../../domain/conversation.ts';
import type { Clock } from '../../../lib/clock.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Id } from '../../../lib/ids.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { Log } from '../../../lib/log.ts';
import { sha256 } from '../../../lib/sha256.ts';
import { conversationIdFor } from './conversation-id.ts';
import { followHandoffEvent, isHandoffEvent, type OtherDesk } from './handoff-protocol.ts';
import { toActivity, toAddress, type WireActivity } from './parse-activity.ts';

/** What receiving needs of the desk. */
export interface ReceiveDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly conversations: {
    open(input: OpenConversation): Promise<unknown>;
    accept(inbound: Inbound): Promise<Accepted>;
  };
  /** Keeps the newest address: a channel may move its service while a conversation goes on. */
  readonly saveAddress: (id: Id<'conversation'>, address: JsonObject) => Promise<void>;
  /** What other desks say of hand-offs; absent: nothing follows from it. */
  readonly otherDesk?: OtherDesk;
  /** A message was stored: the turn follows. */
  readonly wake: (id: Id<'conversation'>) => void;
}

/** Conversations that one user may have ended on one channel before we think something is wrong. */
const ROUNDS_MAX = 50;

/** Stores what a customer did (law 1). Once it returns, the channel may be told 200. */
export async function receive(deps: ReceiveDeps, wire: WireActivity): Promise<void> {
  const user = findUser(wire);
  if (user === undefined) return;
  // Everyone in a group would read what is one customer's business (law 8).
  if (wire.conversation.isGroup === true) {
    deps.log.warn({ channelId: wire.channelId }, 'a message in a group was not answered');
    return;
  }
  const channelAccount = `botframework:${wire.channelId}`;
  if (await receivedFromHub(deps, channelAccount, wire)) return;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const id = conversationIdFor({
      channelAccount,
      conversationId: wire.conversation.id,
      userId: user.id,
      round,
    });
    const accepted = await acceptInto(deps, { id, channelAccount, wire, user });
    if (accepted.kind === 'ended') continue;
    if (accepted.kind === 'not_found') throw new Error('a conversation that was opened is gone');
    await follow(deps, { id, wire, userId: user.id });
    deps.wake(accepted.message.conversationId);
    return;
  }
  throw new AppError('conflict', 'this user ended too many conversations');
}

/** An event of the hand-off protocol comes from whomever the hub says: its conversation is known by the channel's id. */
async function receivedFromHub(
  deps: ReceiveDeps,
  channelAccount: string,
  wire: WireActivity,
): Promise<boolean> {
  if (!isHandoffEvent(wire)) return false;
  const known = await deps.otherDesk?.find(channelAccount, wire.conversation.id);
  if (known === undefined) return false;
  const { id, userId } = known;
  const accepted = await deps.conversations.accept(toInbound(deps, { id, channelAccount, wire }));
  if (accepted.kind === 'ended' || accepted.kind === 'not_found') return false;
  await follow(deps, { id, wire, userId });
  deps.wake(id);
  return true;
}

/** After the event is stored: a channel that gets no answer posts it again, and then this is done again. */
async function follow(
  { otherDesk }: ReceiveDeps,
  event: {
    readonly id: Id<'conversation'>;
    readonly wire: WireActivity;
    readonly userId: string;
  },
): Promise<void> {
  const { id, wire, userId } = event;
  if (otherDesk === undefined || !isHandoffEvent(wire)) return;
  await followHandoffEvent(otherDesk, id, { wire, activity: toActivity(wire), userId });
}

async function acceptInto(
  deps: ReceiveDeps,
  of: {
    readonly id: Id<'conversation'>;
    readonly channelAccount: string;
    readonly wire: WireActivity;
    readonly user: Member;
  },
): Promise<Accepted> {
  const { id, channelAccount, wire, user } = of;
  const now = deps.clock.now();
  const address = toAddress(wire, user);
  const { locale } = wire;
  await deps.conversations.open({
    id,
    channelAccount,
    externalUserId: user.id,
    address,
    now,
    ...(user.name == null ? {} : { displayName: user.name }),
    ...(locale === undefined ? {} : { locale }),
  });
  await deps.saveAddress(id, address);
  return deps.conversations.accept(toInbound(deps, { id, channelAccount, wire }));
}

function toInbound(
  { clock }: ReceiveDeps,
  of: {
    readonly id: Id<'conversation'>;
    readonly channelAccount: string;
    readonly wire: WireActivity;
  },
): Inbound {
  const { id, channelAccount, wire } = of;
  return {
    conversationId: id,
    channelAccount,
    channelMessageId: wire.id ?? fingerprint(wire),
    activity: toActivity(wire),
    at: clock.now(),
  };
}

type Member = WireActivity['from'];

/** Who did something that we keep; undefined for what nobody needs to hear of (typing, reactions, the bot's own arrival). */
function findUser(wire: WireActivity): Member | undefined {
  switch (wire.type) {
    case 'message':
    case 'event':
      return wire.from;
    case 'conversationUpdate':
      return wire.membersAdded?.find((member) => member.id !== wire.recipient.id);
    default:
      return undefined;
  }
}

/** Some channels give no id to what is not a message; the same content is then the same activity. */
function fingerprint(wire: WireActivity): string {
  return sha256(JSON.stringify(wire));
}
