import type { Activity } from '../../domain/activity.ts';
import type {
  Author,
  Conversation,
  OutgoingMessage,
  StoredMessage,
} from '../../domain/conversation.ts';
import type { ConversationMode } from '../../domain/conversation-mode.ts';
import type { GeneratedBy } from '../../domain/reply.ts';
import type { Id } from '../../lib/ids.ts';

/** A row of `conversations`, as far as the domain knows it. */
export interface ConversationRow {
  readonly id: string;
  readonly channel_account: string;
  readonly identity_id: string;
  readonly locale: string;
  readonly mode: ConversationMode;
  readonly last_seq: number;
  readonly ended_at: Date | null;
  readonly created_at: Date;
}

export const CONVERSATION_COLUMNS =
  'c.id, c.channel_account, c.identity_id, c.locale, c.mode, c.last_seq, c.ended_at, c.created_at';

export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    channelAccount: row.channel_account,
    identityId: row.identity_id,
    locale: row.locale,
    mode: row.mode,
    lastSeq: row.last_seq,
    createdAt: row.created_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  };
}

/** A row of `messages`. `at` is text when it comes out of a JSON aggregate. */
export interface MessageRow {
  readonly seq: number;
  readonly direction: 'in' | 'out';
  readonly author: Author;
  readonly author_name: string | null;
  readonly at: Date | string;
  readonly activity: Activity;
  readonly reply_to_seq: number | null;
  readonly generated_by: GeneratedBy | null;
}

export function toMessage(conversationId: Id<'conversation'>, row: MessageRow): StoredMessage {
  return {
    conversationId,
    seq: row.seq,
    direction: row.direction,
    author: row.author,
    at: new Date(row.at),
    activity: row.activity,
    ...(row.author_name === null ? {} : { authorName: row.author_name }),
    ...(row.reply_to_seq === null ? {} : { replyToSeq: row.reply_to_seq }),
    ...(row.generated_by === null ? {} : { generatedBy: row.generated_by }),
  };
}

/** What the newest of a group of appended messages got: the others count down from it. */
export interface AppendedRow {
  readonly last_seq: number;
  readonly last_message_at: Date;
}

/** Gives appended messages the numbers and times that the database gave them. */
export function numbered(
  conversationId: Id<'conversation'>,
  messages: readonly OutgoingMessage[],
  appended: AppendedRow,
): StoredMessage[] {
  return messages.map((message, index) => {
    const fromLast = messages.length - 1 - index;
    return {
      conversationId,
      seq: appended.last_seq - fromLast,
      direction: 'out',
      at: new Date(appended.last_message_at.getTime() - fromLast),
      ...message,
    };
  });
}
