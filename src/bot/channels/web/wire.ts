import type { Attachment } from '../../../domain/activity.ts';
import type { StoredMessage } from '../../../domain/conversation.ts';
import { field, isJsonObject, type JsonObject, textField } from '../../../lib/json.ts';

/** What depends on who reads, and from where. */
export interface WireOptions {
  /** The reader, when the token names one. */
  readonly userId?: string | undefined;
  /** Mints the signed address of a stored file; it expires. */
  readonly fileUrl: (fileId: string) => string;
  /**
   * The reader has no message up to this number: a reply that points there loses its `replyToId`, because
   * Web Chat holds such a bubble back for five seconds (directline.md 1.6). Default 0.
   */
  readonly knownAfterSeq?: number;
}

/** `from.id` of what we say. Agents differ from the bot, so that clients group their bubbles apart. */
const BOT_ID = 'careline';
const AGENT_ID = 'agent';
const CHANNEL_ID = 'directline';

/** `conversationId|0000007`: opaque to clients, sortable for people. */
export function activityId(conversationId: string, seq: number): string {
  return `${conversationId}|${String(seq).padStart(7, '0')}`;
}

/** Of our side and of the transcript, never for a client's eyes (directline.md 1.3, 2 pitfall 8). */
const HIDDEN_TYPES: ReadonlySet<string> = new Set([
  'conversationUpdate',
  'contactRelationUpdate',
  'invoke',
  'invokeResponse',
  'trace',
  'delay',
]);

/** Events between the bot and the desk: never taken from clients, and but for one kind not shown to them either. */
export function isDeskEvent(activity: { readonly type: string; readonly name?: unknown }): boolean {
  return activity.type === 'event' && /^(?:handoff|careline)\./.test(String(activity.name));
}

/**
 * True for what clients see of the transcript. What they do not see has a number all the same. How the hand-off stands
 * is theirs to know, as the protocol has it; a request for one carries the whole transcript.
 */
export function isShown({ activity, direction }: StoredMessage): boolean {
  const isStatus = direction === 'out' && activity.name === 'handoff.status';
  return !HIDDEN_TYPES.has(activity.type) && (isStatus || !isDeskEvent(activity));
}

/** One stored message as Direct Line shows it to this reader. */
export function toWire(
  message: StoredMessage,
  conversation: { readonly id: string },
  options: WireOptions,
): JsonObject {
  const { attachments, channelData, ...rest } = message.activity;
  const replyToSeq = visibleReplyTo(message, options.knownAfterSeq ?? 0);
  return {
    ...asJson(rest),
    id: activityId(conversation.id, message.seq),
    timestamp: message.at.toISOString(),
    channelId: CHANNEL_ID,
    conversation: { id: conversation.id },
    from: toSender(message, options),
    ...(message.direction === 'in'
      ? { recipient: { id: BOT_ID, role: 'bot' } }
      : options.userId !== undefined && { recipient: { id: options.userId, role: 'user' } }),
    ...withMarks(message, channelData),
    ...(attachments !== undefined && {
      attachments: attachments.map((attachment) => toWireAttachment(attachment, options)),
    }),
    ...(replyToSeq !== undefined && { replyToId: activityId(conversation.id, replyToSeq) }),
  };
}

/** Somebody on our side is typing: of the moment, so without a number. `nonce` keeps its id unique. */
export function typingToWire(
  conversation: { readonly id: string },
  at: Date,
  nonce: string,
): JsonObject {
  return {
    type: 'typing',
    id: `${conversation.id}|t${nonce}`,
    timestamp: at.toISOString(),
    channelId: CHANNEL_ID,
    conversation: { id: conversation.id },
    from: { id: BOT_ID, role: 'bot' },
  };
}

function visibleReplyTo(message: StoredMessage, knownAfterSeq: number): number | undefined {
  const { replyToSeq, author, seq } = message;
  // What an agent or a push says answers nothing, whatever was stored with it.
  if (replyToSeq === undefined || author !== 'bot') return undefined;
  return replyToSeq > knownAfterSeq && replyToSeq < seq ? replyToSeq : undefined;
}

function toSender(message: StoredMessage, options: WireOptions): JsonObject {
  if (message.direction === 'out') {
    const name = message.authorName;
    const id = message.author === 'agent' ? AGENT_ID : BOT_ID;
    return { id, ...(name !== undefined && { name }), role: 'bot' };
  }
  const from = message.activity['from'];
  const name = textField(from, 'name');
  return {
    id: textField(from, 'id') ?? options.userId ?? 'user',
    ...(name !== undefined && { name }),
    role: 'user',
  };
}

/** Outgoing messages say who wrote them; incoming channelData is handed back as it came. */
function withMarks(message: StoredMessage, channelData: JsonObject | undefined): JsonObject {
  if (message.direction === 'in') return channelData === undefined ? {} : { channelData };
  const careline = field(channelData, 'careline');
  return {
    channelData: {
      ...channelData,
      careline: {
        ...(isJsonObject(careline) && careline),
        author: message.author,
        ...(message.generatedBy !== undefined && { generatedBy: message.generatedBy }),
      },
    },
  };
}

function toWireAttachment(attachment: Attachment, options: WireOptions): JsonObject {
  const { fileId, thumbnailFileId, ...rest } = attachment;
  return {
    ...rest,
    ...(fileId !== undefined && { contentUrl: options.fileUrl(fileId) }),
    ...(typeof thumbnailFileId === 'string' && { thumbnailUrl: options.fileUrl(thumbnailFileId) }),
  };
}

/** Activities are JSON by construction; their declared fields hide it from the compiler. */
function asJson(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
