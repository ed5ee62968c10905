import type { Id } from '../../lib/ids.ts';
import type { ClaimStatus } from '../claim/status.ts';
import { isClosed } from '../claim/transitions.ts';
import { type ComplaintStatus, isEnded } from '../complaint/record.ts';
import type { IdentityLevel } from '../identity.ts';
import type { HandoffReason } from './handoff.ts';
import type { Mood } from './mood.ts';

/** What the person who takes over has to know (domain.md 7). Masked. */
export interface Packet {
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  /** What counts now: a proof lapses after half an hour of silence. */
  readonly level: IdentityLevel;
  readonly verifiedBy: string | null;
  readonly customerNo: string | null;
  /** Masked; `访客` with four letters when nobody is known. */
  readonly customerName: string;
  readonly tier: string | null;
  readonly tags: readonly string[];
  readonly relationshipManager: string | null;
  readonly phone: string | null;
  readonly vehicles: readonly { readonly plate: string | null; readonly model: string | null }[];
  readonly policies: readonly PacketPolicy[];
  readonly claims: readonly PacketClaim[];
  readonly complaints: readonly PacketComplaint[];
  readonly consents: readonly {
    readonly purpose: string;
    readonly isGranted: boolean;
    readonly decidedAt: Date;
  }[];
  /** What the customer wanted, in their own words, newest last. */
  readonly asked: readonly string[];
  /** What the bot was doing for them; null when nothing was under way. */
  readonly underway: Underway | null;
  readonly summary: { readonly text: string; readonly by: 'template' | 'model' };
  readonly mood: Mood;
  /** What we said would happen, soonest first. */
  readonly promises: readonly PacketPromise[];
  readonly notes: number;
  readonly earlierHandoffs: number;
}

export interface PacketPolicy {
  readonly policyNo: string;
  readonly kind: string;
  readonly status: string;
  readonly endsAt: Date;
}

export interface PacketClaim {
  readonly claimNo: string;
  readonly status: ClaimStatus;
  /** In Chinese, as customers read it. */
  readonly stage: string;
  readonly statusAt: Date;
  readonly handlerName: string | null;
  readonly hasInjury: boolean;
}

export interface PacketComplaint {
  readonly complaintNo: string;
  readonly status: ComplaintStatus;
  readonly severity: string;
  readonly firstFeedbackDueAt: Date;
  readonly firstFeedbackAt: Date | null;
  readonly resolutionDueAt: Date;
  /** The earliest deadline of all its clocks; null: none runs. */
  readonly nextDueAt?: Date | null;
  readonly closedAt: Date | null;
}

/** A flow that is not finished, and what the customer told it already. */
export interface Underway {
  readonly flow: string;
  /** In Chinese. */
  readonly title: string;
  readonly slots: readonly {
    readonly name: string;
    readonly label: string;
    /** Masked. */
    readonly value: string;
  }[];
}

export interface PacketPromise {
  readonly text: string;
  readonly dueAt: Date | null;
  /** The case's number. */
  readonly ref: string | null;
}

/** What a summary is made of. */
export type SummaryFacts = Pick<
  Packet,
  'customerName' | 'level' | 'tier' | 'asked' | 'underway' | 'claims' | 'complaints' | 'mood'
> & {
  readonly promises: readonly PacketPromise[];
  /** Absent when nobody asked for a person. */
  readonly reason?: HandoffReason;
  readonly now: Date;
};

/** The words of a summary, in Chinese: flows/copy/handoff-packet.ts. An empty text says nothing. */
export interface SummaryWords {
  /** Who it is, and why they need a person. */
  who(facts: Pick<SummaryFacts, 'customerName' | 'level' | 'tier' | 'reason'>): string;
  /** What they want: what was being done for them, else what they said last. */
  wish(facts: {
    readonly underway: Underway | null;
    readonly lastAsked: string | undefined;
  }): string;
  /** What is open. */
  cases(facts: {
    readonly claims: readonly PacketClaim[];
    readonly complaints: readonly PacketComplaint[];
    readonly now: Date;
  }): string;
  /** How they sound, and what they were promised. */
  care(facts: {
    readonly mood: Mood;
    readonly promise: PacketPromise | undefined;
    readonly now: Date;
  }): string;
}

/** The summary that needs no model: at most four short sentences, in the order in which a colleague needs them. */
export function summarise(facts: SummaryFacts, words: SummaryWords): string {
  const { claims, complaints, now } = facts;
  const openClaims = claims.filter(({ status }) => !isClosed(status));
  const openComplaints = complaints.filter((each) => !isEnded(each.status));
  return [
    words.who(facts),
    words.wish({ underway: facts.underway, lastAsked: facts.asked.at(-1) }),
    words.cases({ claims: openClaims, complaints: openComplaints, now }),
    words.care({ mood: facts.mood, promise: facts.promises[0], now }),
  ]
    .filter((sentence) => sentence !== '')
    .join('');
}
