import type { Id } from '../../lib/ids.ts';
import type { Activity } from '../activity.ts';
import type { Actor } from '../audit.ts';
import type { StoredMessage } from '../conversation.ts';
import type { Handoff } from './handoff.ts';
import type { HandoffEvent, Moved } from './machine.ts';
import type { Presence } from './settings.ts';

/** Whoever acts on a hand-off from a console, or from another desk with a key. */
export interface DeskActor {
  readonly actor: Actor;
  readonly name: string;
  /** Supervisors and administrators may act on what others have. */
  readonly isSupervisor: boolean;
}

export type HandoffRefusal =
  | Extract<Moved, { readonly kind: 'refused' }>['why']
  | 'not_found'
  /** Nobody of that id works here, or there is no such team. */
  | 'unknown_target'
  /** The agent has as many conversations as they can. */
  | 'at_capacity'
  /** Nobody of that name is there to take it. */
  | 'agent_unavailable';

export type HandoffResult =
  | { readonly kind: 'done'; readonly handoff: Handoff }
  | { readonly kind: 'refused'; readonly why: HandoffRefusal };

export type Sent =
  | { readonly kind: 'sent'; readonly message: StoredMessage; readonly delivery: string }
  | { readonly kind: 'refused'; readonly why: HandoffRefusal };

/**
 * What people do with hand-offs. Each call is one transaction: the state, its history, what the customer is told,
 * who answers in the conversation, the audit row and the webhooks. Implemented in store/handoffs.
 */
export interface HandoffDesk {
  accept(id: Id<'handoff'>, by: DeskActor): Promise<HandoffResult>;
  decline(id: Id<'handoff'>, by: DeskActor): Promise<HandoffResult>;
  takeOver(id: Id<'handoff'>, by: DeskActor): Promise<HandoffResult>;
  /** A person takes a conversation that nobody asked a person for. */
  takeConversation(id: Id<'conversation'>, by: DeskActor): Promise<HandoffResult>;
  transfer(
    id: Id<'handoff'>,
    by: DeskActor,
    input: {
      readonly to: Extract<HandoffEvent, { readonly name: 'transfer' }>['to'];
      readonly note?: string | undefined;
    },
  ): Promise<HandoffResult>;
  /** The bot says that the person's part is over, and offers to go on where it was interrupted. */
  returnToBot(id: Id<'handoff'>, by: DeskActor, note: string | undefined): Promise<HandoffResult>;
  /** The talk is over, at once or, with `wrapUp`, when the result code is told. The customer is asked how it was, once. */
  close(
    id: Id<'handoff'>,
    by: DeskActor,
    input: {
      readonly resultCode?: string | undefined;
      readonly note?: string | undefined;
      /** Waits a while for the result code. */
      readonly wrapUp?: boolean | undefined;
    },
  ): Promise<HandoffResult>;
  /** Appends an agent's message. Refused unless the conversation is theirs. */
  send(id: Id<'conversation'>, by: DeskActor, activity: Activity): Promise<Sent>;
  /** `away` gives back what was offered and whoever waits for an answer. */
  setPresence(agentId: Id<'agent'>, presence: Presence, by: Actor): Promise<'set' | 'not_found'>;
  /** A console of theirs is open. To be called at least every ten seconds. */
  seen(agentId: Id<'agent'>): Promise<void>;
}
