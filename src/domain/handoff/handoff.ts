import type { Id } from '../../lib/ids.ts';
import type { ConversationMode } from '../conversation-mode.ts';

/** Where a request for a person stands. While there is none that is open, the conversation is the bot's. */
export const HANDOFF_STATES = [
  'queued',
  'offered',
  'with_agent',
  'wrapping_up',
  'returned',
  'closed',
] as const;
export type HandoffState = (typeof HANDOFF_STATES)[number];

/** Why a person is needed. */
export const HANDOFF_REASONS = [
  'asked',
  'misunderstood_twice',
  'injury',
  'self_harm',
  'anger',
  'low_score',
  'identity_locked',
  'complaint',
  'flow',
  'partner_unreachable',
  'taken_over',
  'other_desk',
] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

/** How a hand-off ended. */
export type HandoffOutcome =
  | 'agent_closed'
  | 'returned_to_bot'
  | 'customer_silent'
  | 'customer_left'
  | 'withdrawn'
  | 'call_back';

/** Who a customer is best helped by, most wanted first. */
export interface PreferredAgent {
  readonly agentId: Id<'agent'>;
  readonly because: 'handler' | 'relationship_manager' | 'last_agent';
}

/** One request for a person and what became of it. */
export interface Handoff {
  readonly id: Id<'handoff'>;
  readonly conversationId: Id<'conversation'>;
  readonly reason: HandoffReason;
  readonly state: HandoffState;
  /** Counts the transitions. */
  readonly version: number;
  readonly requestedAt: Date;
  /** Since when it waits for somebody; anew after a transfer. */
  readonly queuedAt: Date;
  /** Its place in the queue: the earliest is next (priority.ts). */
  readonly rankAt: Date;
  readonly isInjury: boolean;
  readonly isComplaint: boolean;
  readonly isVip: boolean;
  readonly skill?: string;
  /** `zh`, `en`, ... */
  readonly language: string;
  readonly branch?: string;
  readonly teamId?: Id<'team'>;
  /** Only this person, until they let the offer pass. */
  readonly toAgentId?: Id<'agent'>;
  readonly preferred: readonly PreferredAgent[];
  /** Who must never have it. */
  readonly recused: readonly Id<'agent'>[];
  /** Who let it pass since it was queued. */
  readonly passedBy: readonly Id<'agent'>[];
  readonly offeredTo?: Id<'agent'>;
  readonly offeredUntil?: Date;
  /** Who has it: an agent's id, or an API key's when another desk has it. */
  readonly agentId?: string;
  readonly agentName?: string;
  /** When a person had it for the first time. */
  readonly acceptedAt?: Date;
  readonly firstReplyAt?: Date;
  readonly lastAgentAt?: Date;
  readonly lastCustomerAt?: Date;
  readonly toldPosition?: number;
  readonly toldAt?: Date;
  readonly remindedAt?: Date;
  readonly wrapUpAt?: Date;
  readonly closedAt?: Date;
  readonly outcome?: HandoffOutcome;
  readonly resultCode?: string;
  readonly note?: string;
}

/** True while somebody is asked for, or has it. */
export function isOpen({ state }: Pick<Handoff, 'state'>): boolean {
  return state !== 'returned' && state !== 'closed';
}

/**
 * Who answers in the conversation. Before the first person accepts, the bot still helps whoever waits; from then
 * until the end it is silent, also while the customer waits for the next person (law 7).
 */
export function modeOf(handoff: Pick<Handoff, 'state' | 'acceptedAt'>): ConversationMode {
  if (!isOpen(handoff)) return 'bot';
  return handoff.acceptedAt === undefined ? 'queued' : 'agent';
}
