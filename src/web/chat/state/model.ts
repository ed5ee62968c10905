import type { CardPayload } from '../../../server/contract/card.ts';
import type { Place } from '../place/locate.ts';

export type FontSize = 'standard' | 'large' | 'huge';

export interface Brand {
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly hotline: string;
  readonly logoUrl?: string;
}

export interface Attachment {
  readonly contentType: string;
  readonly contentUrl?: string;
  readonly thumbnailUrl?: string;
  readonly name?: string;
}

/** A hero card of a standard bot, as far as we show it. */
export interface HeroCard {
  readonly title?: string;
  readonly subtitle?: string;
  readonly text?: string;
  readonly imageUrl?: string;
  readonly buttons: readonly {
    readonly label: string;
    readonly say?: string;
    readonly href?: string;
  }[];
}

/** Who answers: the bot, the bot while a person is waited for, or a person. */
export type Serving =
  | { readonly who: 'bot' | 'queue' }
  | { readonly who: 'agent'; readonly name?: string };

/** A message that the server has stored. */
export interface Message {
  /** The server's id: unique in the conversation. */
  readonly id: string;
  /** What React knows the bubble by; an own message keeps it from typing to echo. */
  readonly key: string;
  /** `system`: the desk itself, in nobody's name. */
  readonly from: 'me' | 'bot' | 'agent' | 'system';
  readonly agentName?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly isModelWritten: boolean;
  readonly card?: CardPayload;
  /** A place shared from the device. */
  readonly place?: Place;
  readonly attachments: readonly Attachment[];
  readonly heroes: readonly HeroCard[];
  readonly quickReplies: readonly string[];
  /** The quick replies are the steps of one scale. */
  readonly isScale: boolean;
  /** Who answers from here on, when that changes with this message. */
  readonly serving?: Serving;
  /** clientActivityID of an own message. */
  readonly clientId?: string;
}

/** A file that the customer sends; the blob and its preview live as long as the page. */
export interface OutgoingFile {
  readonly name: string;
  readonly contentType: string;
  readonly blob: Blob;
  /** A `blob:` address of the preview; absent for what is no picture. */
  readonly previewUrl?: string;
}

export type SendState = 'waiting' | 'sending' | 'sent' | 'failed';

/** An own message that the server has not echoed yet. */
export interface Outgoing {
  /** clientActivityID: the same for every attempt, so that the server stores it once. */
  readonly clientId: string;
  readonly at: number;
  readonly text: string;
  readonly file?: OutgoingFile;
  readonly place?: Place;
  readonly state: SendState;
  /** Share of the file that has left, 0 to 1. */
  readonly progress: number;
}

export type ConnectionState = 'connecting' | 'unreachable' | 'online' | 'reconnecting' | 'restored';

export interface ChatState {
  readonly connection: ConnectionState;
  readonly conversationId?: string;
  readonly messages: readonly Message[];
  readonly outgoing: readonly Outgoing[];
  /** Own previews by clientActivityID: shown until the page is left, so that a photo never blinks. */
  readonly previews: Readonly<Record<string, string>>;
  readonly isTyping: boolean;
  readonly serving: Serving;
  /** The newest activity that `serving` was read from; ids grow. */
  readonly servingId: string;
}

export const INITIAL_STATE: ChatState = {
  connection: 'connecting',
  messages: [],
  outgoing: [],
  previews: {},
  isTyping: false,
  serving: { who: 'bot' },
  servingId: '',
};
