import type { Author } from '../../domain/conversation.ts';
import type { TranscriptMessage } from '../../domain/desk-view.ts';
import type { GeneratedBy } from '../../domain/reply.ts';
import { maskActivity } from './mask-activity.ts';

/** A row of `messages` as the people at the desk read it. */
export interface MessageRow {
  readonly seq: number;
  readonly at: Date;
  readonly direction: 'in' | 'out';
  readonly author: Author;
  readonly author_name: string | null;
  readonly activity: unknown;
  readonly reply_to_seq: number | null;
  readonly generated_by: GeneratedBy | null;
  readonly delivery: string | null;
  readonly delivery_reason: string | null;
}

/** Its columns, of `messages` under the alias `m`. */
export const MESSAGE_COLUMNS = `m.seq, m.at, m.direction, m.author, m.author_name, m.activity, m.reply_to_seq,
    m.generated_by, m.delivery, m.delivery_reason`;

/** Masked. */
export function toTranscriptMessage(row: MessageRow): TranscriptMessage {
  return {
    seq: row.seq,
    at: row.at,
    direction: row.direction,
    author: row.author,
    authorName: row.author_name,
    ...maskActivity(row.activity),
    replyToSeq: row.reply_to_seq,
    generatedBy: row.generated_by,
    delivery: row.delivery,
    deliveryReason: row.delivery_reason,
  };
}

/** A cursor's time; one that is no time starts the list from its beginning. */
export function toTime(text: string | undefined): Date | null {
  if (text === undefined || Number.isNaN(Date.parse(text))) return null;
  return new Date(text);
}
