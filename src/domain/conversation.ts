import type { Id } from '../lib/ids.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Activity } from './activity.ts';
import type { AuditEntry } from './audit.ts';
import type { ConversationMode } from './conversation-mode.ts';
import type { ChannelIdentity } from './identity.ts';
import type { GeneratedBy } from './reply.ts';
import type { Write } from './write.ts';

export interface Conversation {
  readonly id: Id<'conversation'>;
  readonly channelAccount: string;
  readonly identityId: Id<'identity'>;
  readonly locale: string;
  readonly mode: ConversationMode;
  /** The number of messages so far; message numbers start at 1 and have no gaps. */
  readonly lastSeq: number;
  readonly endedAt?: Date;
  readonly createdAt: Date;
}

export type Author = 'customer' | 'bot' | 'agent' | 'system';

export interface StoredMessage {
  readonly conversationId: Id<'conversation'>;
  readonly seq: number;
  readonly direction: 'in' | 'out';
  readonly author: Author;
  readonly authorName?: string;
  /** Strictly increasing within a conversation, whatever the machine's clock does. */
  readonly at: Date;
  readonly activity: Activity;
  readonly replyToSeq?: number;
  readonly generatedBy?: GeneratedBy;
}

/** A message from a customer, as a channel parsed it. */
export interface Inbound {
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  /** Unique within the channel account; a repeated one is the same message. */
  readonly channelMessageId: string;
  readonly activity: Activity;
  readonly at: Date;
}

export type Accepted =
  | { readonly kind: 'accepted'; readonly message: StoredMessage }
  | { readonly kind: 'duplicate'; readonly message: StoredMessage }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'ended' };

export interface OpenConversation {
  readonly channelAccount: string;
  readonly externalUserId: string;
  readonly displayName?: string;
  readonly locale?: string;
  /** The id to give it; a conversation of that id that exists is returned as it is. */
  readonly id: Id<'conversation'>;
  readonly address?: JsonObject;
  readonly now: Date;
}

/** The transcript and its inbox. Implemented on PostgreSQL in store/. */
export interface ConversationLog {
  open(
    input: OpenConversation,
  ): Promise<{ readonly conversation: Conversation; readonly isNew: boolean }>;
  find(id: Id<'conversation'>): Promise<Conversation | undefined>;
  /** The newest conversation of somebody on a channel, if there is one. */
  findByUser(channelAccount: string, externalUserId: string): Promise<Conversation | undefined>;
  /** Stores one inbound message with the next number, once for each channel message id (law 1). */
  accept(inbound: Inbound): Promise<Accepted>;
  /** Messages with a number above `afterSeq`, in order, at most `limit`. */
  read(id: Id<'conversation'>, afterSeq: number, limit: number): Promise<readonly StoredMessage[]>;
  /** The newest number of each of these conversations; those unknown are absent. */
  lastSeqs(ids: readonly Id<'conversation'>[]): Promise<ReadonlyMap<string, number>>;
}

/** An outgoing message before it has a number. */
export interface OutgoingMessage {
  readonly author: Exclude<Author, 'customer'>;
  readonly authorName?: string;
  readonly activity: Activity;
  readonly replyToSeq?: number;
  readonly generatedBy?: GeneratedBy;
}

/** What one turn reads before it thinks. */
export interface TurnWork {
  readonly conversation: Conversation;
  readonly identity: ChannelIdentity;
  /** The dialogue's own stored state, parsed by the dialogue. */
  readonly state: unknown;
  readonly stateVersion: number;
  /** Inbound messages not yet handled, in order; at least one. */
  readonly waiting: readonly StoredMessage[];
}

/** What one turn writes: all of it or nothing (law 2). */
export interface TurnCommit {
  readonly turnId: Id<'turn'>;
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  readonly stateVersion: number;
  readonly state: JsonObject;
  /** Every waiting message up to this number is handled. */
  readonly handledSeq: number;
  readonly fromSeq: number;
  readonly messages: readonly OutgoingMessage[];
  readonly writes: readonly Write[];
  readonly audit: readonly AuditEntry[];
  readonly understood?: {
    readonly intent: string;
    readonly confidence: number;
    readonly by: 'rule' | 'button' | 'embedded' | 'model';
  };
  readonly outcome: string;
  readonly startedAt: Date;
  readonly now: Date;
}

export type Committed =
  | {
      readonly kind: 'committed';
      readonly messages: readonly StoredMessage[];
      /** More was said meanwhile. */
      readonly hasMore: boolean;
      /** The messages wait in the outbox for their channel. */
      readonly hasQueued: boolean;
    }
  /** Another turn committed first, or a person took over: nothing was written. */
  | { readonly kind: 'stale' };

/** Takes and commits turns, one at a time for each conversation, across processes (law 4). */
export interface TurnStore {
  /** `busy`: another process has the turn. `idle`: nothing waits. */
  take(
    id: Id<'conversation'>,
  ): Promise<
    | { readonly kind: 'taken'; readonly work: TurnWork }
    | { readonly kind: 'busy' }
    | { readonly kind: 'idle' }
  >;
  commit(commit: TurnCommit): Promise<Committed>;
  /**
   * Marks waiting messages as seen without an answer, since a person owns the conversation. False: nobody does any
   * more, nothing was written, and the turn is still taken.
   */
  settle(id: Id<'conversation'>, handledSeq: number): Promise<boolean>;
  /** Gives a turn back that was not committed. Commit and settle give it back by themselves. */
  release(id: Id<'conversation'>): Promise<void>;
  /** Conversations with a message nobody handled that was stored before `before`; at most `limit`. */
  findUnhandled(before: Date, limit: number): Promise<readonly Id<'conversation'>[]>;
}

/** Tells whoever shows a conversation that it grew. Lossy by design: readers also catch up by number. */
export interface ConversationFeed {
  /** `messages` spare the readers in this process a query. */
  publish(id: Id<'conversation'>, messages: readonly StoredMessage[]): void;
  publishTyping(id: Id<'conversation'>): void;
  subscribe(id: Id<'conversation'>, listener: FeedListener): () => void;
}

export interface FeedListener {
  /** New messages, possibly none (then read), possibly not the next ones (then read). */
  grew(messages: readonly StoredMessage[]): void;
  typing(): void;
}
