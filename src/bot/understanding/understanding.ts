import type { Command, Offer } from '../../flows/command.ts';
import type { Flow, Option, Slots } from '../../flows/flow.ts';

/** One inbound message of a turn, as the dialogue reads it. */
export interface Utterance {
  readonly seq: number;
  /** `joined`: the conversation was just opened, nothing was said. */
  readonly kind: 'text' | 'files' | 'button' | 'joined' | 'location' | 'handoff_ended';
  readonly text?: string;
  /** What a button posted back. */
  readonly value?: string;
  readonly attachments: readonly SentFile[];
  readonly location?: SharedLocation;
  /** Of `handoff_ended`: the person's part is over, and the conversation is the bot's again. */
  readonly ended?: HandoffEnd;
}

/** `returned`: the matter goes on with the bot. `closed`: it is done; `asksRating`: how it was may be asked. */
export interface HandoffEnd {
  readonly state: 'returned' | 'closed';
  readonly agentName?: string;
  readonly asksRating: boolean;
}

/** A place shared from the device, with the text under which the customer agreed to share it. */
export interface SharedLocation {
  readonly latitude: number;
  readonly longitude: number;
  readonly consent?: string;
  /** The place in words, when the channel tells them: a building's name, an address. */
  readonly label?: string;
}

export interface SentFile {
  readonly name?: string;
  readonly contentType: string;
  readonly fileId?: string;
  /** When it was sent, RFC 3339. */
  readonly at?: string;
  /** It was sent and never came, or could not be taken: there is nothing behind the name. */
  readonly lost?: LostFile;
}

/** Why a file that a channel named is not there; `kind`: it is none, but something that nobody here can open. */
export type LostFile = 'gone' | 'size' | 'type' | 'kind';

/** All that understanding may see: no database, no person beyond what was said. */
export interface DialogueView {
  readonly now: Date;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly active?: ActiveView;
  /** The taps shown last. */
  readonly offered: readonly Offer[];
  /** A yes or no would mean something now. */
  readonly isYesNoAsked: boolean;
}

export interface ActiveView {
  readonly flow: Flow;
  readonly slots: Slots;
  /** The slot just asked for. */
  readonly asked?: string;
  /** What the slots of this flow may be chosen from. */
  readonly options: Readonly<Record<string, readonly Option[]>>;
}

/** What one turn's messages came to. */
export interface Understanding {
  readonly commands: readonly Command[];
  /** Intent name of design.md 3. */
  readonly intent: string;
  readonly confidence: number;
  readonly by: 'rule' | 'button' | 'embedded' | 'model';
  readonly alternatives: readonly { readonly intent: string; readonly confidence: number }[];
  /** Urging, waiting too long, angry: empathy comes first. */
  readonly isUpset: boolean;
}

/** Turns the messages of one turn, taken together, into commands. */
export interface Understander {
  understand(
    utterances: readonly Utterance[],
    view: DialogueView,
  ): Promise<Understanding> | Understanding;
}
