import type { AuditEntry } from '../../domain/audit.ts';
import type { CaseNumbers } from '../../domain/case-numbers.ts';
import type { HandoffReason } from '../../domain/handoff/handoff.ts';
import type { ChannelIdentity, IdentityLevel, Subject } from '../../domain/identity.ts';
import type { Write } from '../../domain/write.ts';
import type { Command, Offer } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { Brand, Features, Flow, FlowContext, FlowReads, Prompt } from '../../flows/flow.ts';
import type { Id } from '../../lib/ids.ts';
import type { SentFile, Utterance } from '../understanding/understanding.ts';
import type { DialogueState, Frame } from './state.ts';

/** What one turn is given. `identity.level` is the level that counts now. */
export interface DialogueInput {
  readonly state: unknown;
  readonly utterances: readonly Utterance[];
  readonly identity: ChannelIdentity;
  readonly conversationId: Id<'conversation'>;
  readonly now: Date;
  /** When the first of these messages was said; `now` when absent. */
  readonly saidAt?: Date;
  readonly channelAccount: string;
  readonly features: Features;
  readonly brand: Brand;
}

/** One turn being worked out. Lives for one step; nothing of it is shared. */
export interface Turn {
  readonly input: DialogueInput;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly reads: FlowReads;
  readonly numbers: CaseNumbers;
  readonly before: DialogueState;
  stack: Frame[];
  heard: Record<string, Json | undefined>;
  heardAt: string | undefined;
  last: DialogueState['last'];
  /** Files that no flow has taken yet. */
  files: readonly SentFile[];
  /** Words that we asked back about: what a tap on the answer is about. */
  unclear: string | undefined;
  misses: number;
  /** Upset messages in a row, this one included. */
  upset: number;
  /** Who it is now: a flow of this very turn may have proved it. */
  subject: Subject | undefined;
  level: IdentityLevel;
  /** Short words that go in front of the next reply. */
  notes: string[];
  replies: Prompt[];
  writes: Write[];
  audit: AuditEntry[];
  /** A question of the engine's own is open; the running flow is not asked on top of it. */
  isHeld: boolean;
  isHandedOff: boolean;
  /** What was said sounds urgent or angry. */
  isUpset: boolean;
  /** A slot that was empty got a value in this turn. */
  hasTakenValue: boolean;
  /** First things first were said in this turn. */
  isSafetySaid: boolean;
  /** Some flow came to its end in this turn. */
  hasFinished: boolean;
}

type Json = NonNullable<Frame['slots'][string]> | null;

/** Taps shown with one reply (domain/reply.ts). */
const OFFERS_MAX = 4;
/** And the steps of one scale: 0 to 10 has the most. */
const SCALE_MAX = 11;

/** How many taps are shown with this reply. */
export function offersMaxOf({ isScale }: Pick<Prompt, 'isScale'>): number {
  return isScale === true ? SCALE_MAX : OFFERS_MAX;
}

/** What a flow's functions are given. */
export function contextOf(turn: Turn): FlowContext {
  const { now, identity, conversationId, channelAccount, features, brand } = turn.input;
  return {
    now,
    saidAt: turn.input.saidAt ?? now,
    identityId: identity.id,
    conversationId,
    channelAccount,
    numbers: turn.numbers,
    subject: turn.subject,
    isUpset: turn.isUpset,
    level: turn.level,
    reads: turn.reads,
    features,
    brand,
  };
}

/** The flow under way. */
export function topOf(turn: Turn): Frame | undefined {
  return turn.stack.at(-1);
}

/** What was typed in this turn, in one line; what a tap said is not typed. */
export function saidIn(turn: Turn): string {
  const spoken = turn.input.utterances.flatMap(({ kind, text }) =>
    kind === 'text' && text !== undefined ? [text] : [],
  );
  return spoken.join('，');
}

/** Says something, with the waiting short words in front. */
export function say(turn: Turn, prompt: Prompt): void {
  const text = [...turn.notes, prompt.text].join('\n');
  turn.notes = [];
  turn.replies.push({ ...prompt, text });
}

/** Keeps short words for the front of the next reply. */
export function note(turn: Turn, text: string): void {
  turn.notes.push(text);
}

/** The tap that always helps. */
export function handoffOffer(reason: HandoffReason = 'asked'): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason }] };
}

/** What this desk can do, as taps. */
export function menuOffers(): readonly Offer[] {
  const { report, claimStatus, policy } = copy.labels;
  return [
    startOffer('claim_report', report),
    startOffer('claim_status', claimStatus),
    startOffer('policy_query', policy),
    handoffOffer(),
  ];
}

/** A tap that begins a flow, or says honestly that there is none yet. */
export function startOffer(flow: string, label: string): Offer {
  return { label, commands: [{ do: 'startFlow', flow }] };
}

/** The taps of a closed question. */
export function yesNoPrompt(
  text: string,
  answers: {
    readonly yes: readonly Command[];
    readonly no: readonly Command[];
    readonly yesLabel: string;
    readonly noLabel: string;
  },
): Prompt {
  const { yes, no, yesLabel, noLabel } = answers;
  const offers = [
    { label: yesLabel, commands: yes },
    { label: noLabel, commands: no },
  ];
  return { text, offers, yes, no };
}
