import type { Id } from '../../lib/ids.ts';
import type { Presence } from './settings.ts';

/** Whom a customer waits for: anybody, the first words of whoever accepted, or an answer. */
export type WaitKind = 'queue' | 'first_reply' | 'next_reply';

/** A customer who waits so long that somebody should look. */
export interface AtRisk {
  readonly handoffId: Id<'handoff'>;
  readonly conversationId: Id<'conversation'>;
  /** Masked. */
  readonly customerName: string;
  readonly agentName: string | null;
  readonly kind: WaitKind;
  readonly waitingMs: number;
  readonly limitMs: number;
  readonly isBreached: boolean;
}

/** One of the desk's people on the board. Times and ratings are today's; null: none yet. */
export interface BoardAgent {
  readonly id: Id<'agent'>;
  readonly displayName: string;
  readonly teamName: string | null;
  readonly presence: Presence;
  readonly isHere: boolean;
  readonly active: number;
  readonly capacity: number;
  /** Customers of theirs who wait for an answer. */
  readonly unanswered: number;
  readonly closedToday: number;
  /** From accepting to the first words. */
  readonly firstReplyMedianMs: number | null;
  readonly ratingAverage: number | null;
}

/** What a supervisor sees of the desk, now. */
export interface Board {
  readonly now: Date;
  readonly isOpen: boolean;
  readonly waiting: number;
  readonly longestWaitMs: number | null;
  readonly withAgents: number;
  /** Conversations of the bot in which somebody wrote in the last 15 minutes. */
  readonly withBot: number;
  /** Who waited longest first. */
  readonly atRisk: readonly AtRisk[];
  readonly agents: readonly BoardAgent[];
  readonly today: BoardToday;
  /** Requests of today, most frequent first. */
  readonly byReason: readonly { readonly reason: string; readonly count: number }[];
  /** The last 12 hours, oldest first. */
  readonly byHour: readonly BoardHour[];
}

/** Today, in Asia/Shanghai. */
export interface BoardToday {
  readonly requested: number;
  readonly accepted: number;
  readonly returned: number;
  /** Ended by other ways than the bot's or the customer's taking it back. */
  readonly closed: number;
  readonly withdrawn: number;
  /** From the request to the first acceptance. */
  readonly waitMedianMs: number | null;
  readonly waitP90Ms: number | null;
  readonly ratingAverage: number | null;
  readonly ratingCount: number;
}

export interface BoardHour {
  readonly from: Date;
  readonly requested: number;
  readonly accepted: number;
  readonly closed: number;
}

/** At this share of the limit a waiting customer is shown as at risk. */
export const RISK_SHARE = 0.8;

/** Whether a wait is worth a supervisor's look, and whether it is past its limit. */
export function riskOf(wait: {
  readonly waitingMs: number;
  readonly limitMs: number;
}): 'none' | 'risk' | 'breached' {
  if (wait.waitingMs > wait.limitMs) return 'breached';
  return wait.waitingMs >= RISK_SHARE * wait.limitMs ? 'risk' : 'none';
}
