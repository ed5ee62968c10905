import type { Id } from '../lib/ids.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import type { Author } from './conversation.ts';
import type { ConversationMode } from './conversation-mode.ts';
import type { IdentityLevel } from './identity.ts';
import type { GeneratedBy } from './reply.ts';

/** A conversation in a list of them. Personal data is masked. */
export interface ConversationSummary {
  readonly id: Id<'conversation'>;
  readonly channelAccount: string;
  readonly mode: ConversationMode;
  readonly displayName: string | null;
  readonly customerNo: string | null;
  /** What was proved; it lapses after half an hour of silence. */
  readonly level: IdentityLevel;
  readonly messageCount: number;
  readonly lastMessageAt: Date;
  readonly lastInboundAt: Date | null;
  readonly endedAt: Date | null;
  readonly createdAt: Date;
}

/** A message of the transcript. Text and cards are masked. */
export interface TranscriptMessage {
  readonly seq: number;
  readonly at: Date;
  readonly direction: 'in' | 'out';
  readonly author: Author;
  readonly authorName: string | null;
  /** Activity type: `message`, `event`, ... */
  readonly type: string;
  readonly text: string | null;
  readonly attachments: readonly TranscriptAttachment[];
  /** WGS-84, when a place was shared. */
  readonly place?: { readonly latitude: number; readonly longitude: number };
  /** The text is what a voice message was heard to say. */
  readonly isTranscribed?: true;
  readonly replyToSeq: number | null;
  readonly generatedBy: GeneratedBy | null;
  readonly delivery: string | null;
  readonly deliveryReason: string | null;
}

/** A message of another conversation of the same person. */
export interface HistoryMessage extends TranscriptMessage {
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
}

export interface TranscriptAttachment {
  readonly contentType: string;
  readonly name: string | null;
  readonly fileId: Id<'file'> | null;
  readonly content: Json;
}

export interface AuditView {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  /** Of a person or a key that still exists; null of anything else. */
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly reason: string | null;
  readonly data: JsonObject;
}
