import type { Activity } from '../../../domain/activity.ts';
import type { Id } from '../../../lib/ids.ts';
import { textField } from '../../../lib/json.ts';
import { skillIn } from '../web/handoff-event.ts';
import type { WireActivity } from './parse-activity.ts';

/** The desk behind a channel, such as Omnichannel or LivePerson; people of ours do not work there. */
export interface Hub {
  /** `hub:<channel>`: stands where an agent's id would. */
  readonly id: string;
  /** Who took it, when the hub says so. */
  readonly name?: string;
}

/** What other desks tell us in Bot Framework's hand-off protocol. Each may be told twice. */
export interface OtherDesk {
  /** The open conversation of a channel's own conversation id, with the customer in it. */
  find(
    channelAccount: string,
    channelConversationId: string,
  ): Promise<{ readonly id: Id<'conversation'>; readonly userId: string } | undefined>;
  /** A person is wanted. */
  requested(
    id: Id<'conversation'>,
    wish: { readonly reason: 'asked' | 'other_desk'; readonly skill?: string },
  ): Promise<void>;
  /** The hub's people have the customer now: the bot is silent. */
  accepted(id: Id<'conversation'>, hub: Hub): Promise<void>;
  /** They could not: whoever waited with them waits for ours. What others have stays theirs. */
  failed(id: Id<'conversation'>, hub: Hub): Promise<void>;
  /** They are done: the bot goes on. What others have stays theirs. */
  completed(id: Id<'conversation'>, hub: Hub): Promise<void>;
}

/** Where the customer's own client may post an event of any name: a status from them is no hub's. */
const OPEN_TO_CUSTOMERS: ReadonlySet<string> = new Set(['directline', 'webchat']);

/** True for events of the protocol, which a bot may ignore but must not refuse (directline.md 6). */
export function isHandoffEvent({ type, name }: WireActivity): boolean {
  return type === 'event' && (name === 'handoff.initiate' || name === 'handoff.status');
}

/** Carries out what an event says of the hand-off. States that we do not know change nothing. */
export async function followHandoffEvent(
  desk: OtherDesk,
  id: Id<'conversation'>,
  { wire, activity, userId }: HandoffEvent,
): Promise<void> {
  const isCustomer = wire.from.id === userId;
  if (wire.name === 'handoff.initiate') {
    const skill = skillIn(activity);
    const reason = isCustomer ? 'asked' : 'other_desk';
    return desk.requested(id, { reason, ...(skill === undefined ? {} : { skill }) });
  }
  if (isCustomer && OPEN_TO_CUSTOMERS.has(wire.channelId)) return;
  const name = isCustomer ? undefined : (wire.from.name ?? undefined);
  const hub = { id: `hub:${wire.channelId}`, ...(name === undefined ? {} : { name }) };
  switch (textField(activity.value, 'state')?.toLowerCase()) {
    case 'accepted':
      return desk.accepted(id, hub);
    case 'failed':
      return desk.failed(id, hub);
    case 'completed':
      return desk.completed(id, hub);
    default:
      return;
  }
}

interface HandoffEvent {
  readonly wire: WireActivity;
  readonly activity: Activity;
  readonly userId: string;
}
