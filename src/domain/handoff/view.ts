import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { IdentityLevel } from '../identity.ts';
import type { HandoffReason, HandoffState } from './handoff.ts';
import type { Presence } from './settings.ts';

/** A request for a person in a list of them, as the desk reads it. Personal data is masked. */
export interface HandoffItem {
  readonly id: Id<'handoff'>;
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  readonly reason: HandoffReason;
  readonly state: HandoffState;
  readonly requestedAt: Date;
  readonly queuedAt: Date;
  readonly isInjury: boolean;
  readonly isComplaint: boolean;
  readonly isVip: boolean;
  readonly skill: string | null;
  readonly language: string;
  readonly teamId: string | null;
  /** Its place in the queue, from 1; null when it does not wait. */
  readonly position: number | null;
  readonly offeredTo: string | null;
  readonly offeredUntil: Date | null;
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly acceptedAt: Date | null;
  readonly firstReplyAt: Date | null;
  readonly lastAgentAt: Date | null;
  readonly lastCustomerAt: Date | null;
  /** Since when the customer waits for an answer; null when the agent spoke last, or when it is over. */
  readonly waitingSince: Date | null;
  readonly closedAt: Date | null;
  readonly outcome: string | null;
  readonly resultCode: string | null;
  /** What the customer gave for it, 1 to 5. */
  readonly ratingScore: number | null;
  readonly note: string | null;
  readonly customerName: string;
  readonly customerNo: string | null;
  /** What was proved; it lapses after half an hour of silence. */
  readonly level: IdentityLevel;
  /** The newest words of the customer or of an agent, masked and cut; not those that only ask for a person. */
  readonly lastText: string | null;
  readonly lastSeq: number;
}

/** One transition of a hand-off. */
export interface HandoffStep {
  readonly at: Date;
  readonly name: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly agentName: string | null;
  readonly data: JsonObject;
}

/** What became of a hand-off, and what the customer thought of it. */
export interface HandoffHistory {
  /** Oldest first. */
  readonly steps: readonly HandoffStep[];
  readonly rating: { readonly score: number | null; readonly comment: string | null } | null;
}

/** A colleague as colleagues see them. */
export interface RosterAgent {
  readonly id: Id<'agent'>;
  readonly displayName: string;
  readonly role: string;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly skills: readonly string[];
  readonly presence: Presence;
  /** True when a console of theirs is open. */
  readonly isHere: boolean;
  /** Conversations that they have. */
  readonly active: number;
  readonly capacity: number;
}

/** What a colleague wrote about a conversation. */
export interface ConversationNote {
  readonly id: Id<'note'>;
  readonly authorName: string;
  readonly text: string;
  readonly at: Date;
}

/** What a conversation can be about. */
export const LINK_KINDS = ['claim', 'complaint', 'service_request'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Which case, complaint or task a conversation is about, as an agent said. */
export interface ConversationLink {
  readonly kind: LinkKind;
  /** The case's number. */
  readonly ref: string;
  /** Who said so: an agent's id, or a key's. */
  readonly by: string;
  /** As colleagues call them; null when that is not known any more. */
  readonly byName: string | null;
  readonly at: Date;
}
