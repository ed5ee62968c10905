import type { Activity } from '../../../domain/activity.ts';
import type {
  Accepted,
  Conversation,
  ConversationFeed,
  ConversationLog,
  FeedListener,
  StoredMessage,
} from '../../../domain/conversation.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Id, Random } from '../../../lib/ids.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { parseActivity } from './parse-activity.ts';
import { type FileStore, storeAttachments, type UploadedFile } from './store-attachments.ts';
import { activityId, isShown, toWire, typingToWire, type WireOptions } from './wire.ts';

export interface WebChannelDeps {
  readonly log: ConversationLog;
  readonly feed: ConversationFeed;
  readonly files: FileStore;
  /** A message waits in this conversation: the turn follows, nobody waits for it. */
  readonly wake: (id: Id<'conversation'>) => void;
  /** A conversation was started just now. Not awaited; a greeting is written here. */
  readonly opened?: (conversation: Conversation) => void;
  readonly clock: Clock;
  readonly random: Random;
}

export interface OpenWebConversation {
  readonly conversationId: Id<'conversation'>;
  /** Who it is, vouched for by the token or by the secret; absent: a stranger who exists here only. */
  readonly userId?: string | undefined;
  readonly userName?: string | undefined;
  readonly locale?: string | undefined;
}

export interface AcceptActivity {
  readonly conversationId: Id<'conversation'>;
  readonly userId?: string | undefined;
  /** As it came: unchecked JSON. */
  readonly activity: unknown;
  readonly files?: readonly UploadedFile[];
}

export type AcceptedActivity =
  | { readonly kind: 'accepted'; readonly activityId: string }
  | { readonly kind: 'invalid'; readonly problem: string }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'ended' };

export type WebChannel = ReturnType<typeof makeWebChannel>;

/** The account of our own web chat in `channel_identities` and `conversations`. */
export const WEB_ACCOUNT = 'web';

/** The web chat over the transcript, its feed and a file store. Free of HTTP; satisfies server's DirectLine port. */
export function makeWebChannel(deps: WebChannelDeps) {
  return {
    open: (input: OpenWebConversation) => open(deps, input),
    find: (id: Id<'conversation'>) => findOwn(deps, id),
    accept: (input: AcceptActivity) => accept(deps, input),
    // Hidden messages are read too: readers count them, and `show` leaves them out.
    read: (id: Id<'conversation'>, afterSeq: number, limit: number) =>
      deps.log.read(id, afterSeq, limit),
    lastSeqs: (ids: readonly Id<'conversation'>[]) => deps.log.lastSeqs(ids),
    subscribe: (id: Id<'conversation'>, listener: FeedListener) =>
      deps.feed.subscribe(id, listener),
    readFile: (id: Id<'file'>) => deps.files.read(id),
    /** The conversation that goes on when this user comes back: the newest, unless it was ended. */
    findOpenByUser: async (userId: string) => {
      const conversation = await deps.log.findByUser(WEB_ACCOUNT, userId);
      return conversation?.endedAt === undefined ? conversation : undefined;
    },
    /** What a client sees of these messages. */
    show: (messages: readonly StoredMessage[], options: WireOptions): readonly JsonObject[] =>
      messages
        .filter(isShown)
        .map((message) => toWire(message, { id: message.conversationId }, options)),
    typing: (id: Id<'conversation'>): JsonObject =>
      typingToWire({ id }, deps.clock.now(), deps.random.text(8)),
  };
}

async function open(deps: WebChannelDeps, input: OpenWebConversation) {
  const { conversationId, userName, locale } = input;
  const opened = await deps.log.open({
    channelAccount: WEB_ACCOUNT,
    externalUserId: input.userId ?? `anonymous:${conversationId}`,
    id: conversationId,
    now: deps.clock.now(),
    ...(userName !== undefined && { displayName: userName }),
    ...(locale !== undefined && { locale }),
  });
  if (opened.isNew) deps.opened?.(opened.conversation);
  return opened;
}

/** Another channel's conversation does not exist here, whatever token somebody made. */
async function findOwn(
  deps: WebChannelDeps,
  id: Id<'conversation'>,
): Promise<Conversation | undefined> {
  const conversation = await deps.log.find(id);
  return conversation?.channelAccount === WEB_ACCOUNT ? conversation : undefined;
}

async function accept(deps: WebChannelDeps, input: AcceptActivity): Promise<AcceptedActivity> {
  const { conversationId } = input;
  const parsed = parseActivity(input.activity, input.userId);
  if (parsed.kind === 'invalid') return parsed;
  if (parsed.kind === 'transient')
    return { kind: 'accepted', activityId: `${conversationId}|t${deps.random.text(8)}` };
  const files = input.files ?? [];
  if (files.length > 0 || carriesData(parsed.activity)) {
    // Files are stored before the message, so the conversation is looked at first.
    const conversation = await findOwn(deps, conversationId);
    if (conversation === undefined) return { kind: 'not_found' };
    if (conversation.endedAt !== undefined) return { kind: 'ended' };
  }
  const accepted = await store(deps, { conversationId, ...parsed, files });
  if (accepted.kind === 'not_found' || accepted.kind === 'ended') return accepted;
  if (accepted.kind === 'accepted') {
    // The echo first: a reply that overtakes what it answers is held back by Web Chat.
    deps.feed.publish(conversationId, [accepted.message]);
    deps.wake(conversationId);
  }
  return { kind: 'accepted', activityId: activityId(conversationId, accepted.message.seq) };
}

/** The files first, then the message that names them. Files whose message was not stored are removed again. */
async function store(
  deps: WebChannelDeps,
  input: {
    readonly conversationId: Id<'conversation'>;
    readonly activity: Activity;
    readonly clientActivityId?: string | undefined;
    readonly files: readonly UploadedFile[];
  },
): Promise<Accepted> {
  const { conversationId, clientActivityId } = input;
  const at = deps.clock.now();
  const saved: Id<'file'>[] = [];
  const activity = await storeAttachments(input.activity, input.files, async (file) => {
    const id = await deps.files.save({ ...file, conversationId, at });
    saved.push(id);
    return id;
  });
  const accepted = await deps.log.accept({
    conversationId,
    channelAccount: WEB_ACCOUNT,
    channelMessageId: `${conversationId}:${clientActivityId ?? `~${deps.random.text(20)}`}`,
    activity,
    at,
  });
  // A repeated upload is the same message, with the files that came the first time.
  if (accepted.kind !== 'accepted' && saved.length > 0) await deps.files.remove(saved);
  return accepted;
}

function carriesData(activity: Activity): boolean {
  return (activity.attachments ?? []).some(
    ({ contentUrl, thumbnailUrl }) =>
      contentUrl?.startsWith('data:') === true || thumbnailUrl?.startsWith('data:') === true,
  );
}
