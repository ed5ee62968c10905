import type { Json, JsonObject } from '../lib/json.ts';

/**
 * Activity JSON (Bot Framework activity schema), narrowed to what we store and read.
 * What is minted at reading (`id`, `timestamp`, `conversation`, `recipient`) is not stored.
 */
export interface Activity {
  /** `message`, `event`, `typing`, `conversationUpdate`, `endOfConversation`, ... */
  readonly type: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly locale?: string;
  /** Of an event. */
  readonly name?: string;
  readonly value?: Json;
  readonly attachments?: readonly Attachment[];
  readonly attachmentLayout?: string;
  readonly suggestedActions?: SuggestedActions;
  readonly entities?: readonly Json[];
  readonly channelData?: JsonObject;
  /** Fields of the schema that we keep and hand back untouched. */
  readonly [key: string]: Json | undefined | readonly Attachment[] | SuggestedActions;
}

export interface Attachment {
  readonly contentType: string;
  readonly content?: Json;
  readonly contentUrl?: string;
  readonly name?: string;
  readonly thumbnailUrl?: string;
  /** Ours: the stored file; its signed address is minted at reading. */
  readonly fileId?: string;
  readonly [key: string]: Json | undefined;
}

export interface SuggestedActions {
  readonly to?: readonly string[];
  readonly actions: readonly JsonObject[];
}
