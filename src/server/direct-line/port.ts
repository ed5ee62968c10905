import type { Conversation, FeedListener, StoredMessage } from '../../domain/conversation.ts';
import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';

/** What Direct Line needs of the web channel. Implemented in bot/channels/web, wired in main.ts. */
export interface DirectLine {
  /** Starts this conversation, or finds it when it was started before. */
  open(
    input: OpenDirectLine,
  ): Promise<{ readonly conversation: Conversation; readonly isNew: boolean }>;
  find(id: Id<'conversation'>): Promise<Conversation | undefined>;
  /** Stores and echoes one activity; the turn follows by itself. A repeated one is stored once. */
  accept(input: AcceptDirectLine): Promise<AcceptedDirectLine>;
  /** Messages with a number above `afterSeq`, in order, at most `limit`. */
  read(id: Id<'conversation'>, afterSeq: number, limit: number): Promise<readonly StoredMessage[]>;
  lastSeqs(ids: readonly Id<'conversation'>[]): Promise<ReadonlyMap<string, number>>;
  subscribe(id: Id<'conversation'>, listener: FeedListener): () => void;
  readFile(id: Id<'file'>): Promise<DirectLineFile | undefined>;
  /** What a client sees of these messages: possibly fewer, in the same order. */
  show(messages: readonly StoredMessage[], view: DirectLineView): readonly JsonObject[];
  /** The activity that shows somebody on our side typing. */
  typing(id: Id<'conversation'>): JsonObject;
}

export interface OpenDirectLine {
  readonly conversationId: Id<'conversation'>;
  /** Vouched for by the token or the secret; absent: nobody vouches for who it is. */
  readonly userId?: string | undefined;
  readonly userName?: string | undefined;
  readonly locale?: string | undefined;
}

export interface AcceptDirectLine {
  readonly conversationId: Id<'conversation'>;
  /** Overwrites `from.id`. */
  readonly userId?: string | undefined;
  readonly activity: unknown;
  readonly files?: readonly DirectLineFile[];
}

export type AcceptedDirectLine =
  | { readonly kind: 'accepted'; readonly activityId: string }
  | { readonly kind: 'invalid'; readonly problem: string }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'ended' };

export interface DirectLineFile {
  readonly name: string;
  /** What the bytes are, not what somebody says. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Who reads, and from where. */
export interface DirectLineView {
  readonly userId?: string | undefined;
  /** Mints a signed address of a stored file. */
  readonly fileUrl: (fileId: string) => string;
  /** The reader has no message up to this number. */
  readonly knownAfterSeq?: number;
}
