import type {
  Accepted,
  Conversation,
  ConversationFeed,
  ConversationLog,
  FeedListener,
  Inbound,
  OpenConversation,
  OutgoingMessage,
  StoredMessage,
} from '../../src/domain/conversation.ts';
import type { Id } from '../../src/lib/ids.ts';

interface MemoryConversation {
  conversation: Conversation;
  readonly externalUserId: string;
  readonly messages: StoredMessage[];
}

/** A working transcript in memory. Passes the same contract as the one on PostgreSQL. */
export interface MemoryLog extends ConversationLog {
  /** Appends what we say; the product does it inside a turn's commit. */
  append(
    id: Id<'conversation'>,
    messages: readonly OutgoingMessage[],
    now: Date,
  ): Promise<readonly StoredMessage[]>;
  end(id: Id<'conversation'>, now: Date): Promise<void>;
}

export function makeMemoryLog(): MemoryLog {
  const byId = new Map<string, MemoryConversation>();
  const byChannelMessage = new Map<string, StoredMessage>();

  function add(
    entry: MemoryConversation,
    now: Date,
    message: Omit<StoredMessage, 'conversationId' | 'seq' | 'at'>,
  ): StoredMessage {
    const last = entry.messages.at(-1);
    const at = new Date(Math.max(now.getTime(), (last?.at.getTime() ?? 0) + 1));
    const seq = entry.messages.length + 1;
    const stored = structuredClone({ ...message, conversationId: entry.conversation.id, seq, at });
    entry.messages.push(stored);
    entry.conversation = { ...entry.conversation, lastSeq: seq };
    return stored;
  }

  function accept(inbound: Inbound): Accepted {
    const entry = byId.get(inbound.conversationId);
    if (entry?.conversation.channelAccount !== inbound.channelAccount) return { kind: 'not_found' };
    const key = `${inbound.channelAccount} ${inbound.channelMessageId}`;
    const known = byChannelMessage.get(key);
    if (known !== undefined) return { kind: 'duplicate', message: known };
    if (entry.conversation.endedAt !== undefined) return { kind: 'ended' };
    const message = add(entry, inbound.at, {
      direction: 'in',
      author: 'customer',
      activity: inbound.activity,
    });
    byChannelMessage.set(key, message);
    return { kind: 'accepted', message };
  }

  function open(input: OpenConversation) {
    const known = byId.get(input.id);
    if (known !== undefined) return { conversation: known.conversation, isNew: false };
    const conversation: Conversation = {
      id: input.id,
      channelAccount: input.channelAccount,
      identityId: `idn_${input.channelAccount}_${input.externalUserId}`,
      locale: input.locale ?? 'zh-CN',
      mode: 'bot',
      lastSeq: 0,
      createdAt: input.now,
    };
    byId.set(input.id, { conversation, externalUserId: input.externalUserId, messages: [] });
    return { conversation, isNew: true };
  }

  return {
    open: async (input) => open(input),
    find: async (id) => byId.get(id)?.conversation,
    findByUser: async (channelAccount, externalUserId) =>
      [...byId.values()]
        .filter(
          (entry) =>
            entry.conversation.channelAccount === channelAccount &&
            entry.externalUserId === externalUserId,
        )
        .map((entry) => entry.conversation)
        .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
        .at(-1),
    accept: async (inbound) => accept(inbound),
    read: async (id, afterSeq, limit) =>
      structuredClone(byId.get(id)?.messages.slice(afterSeq, afterSeq + limit) ?? []),
    lastSeqs: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const entry = byId.get(id);
          return entry === undefined ? [] : [[id, entry.conversation.lastSeq] as const];
        }),
      ),
    append: async (id, messages, now) => {
      const entry = byId.get(id);
      if (entry === undefined) throw new Error('no such conversation');
      return messages.map((message) => add(entry, now, { direction: 'out', ...message }));
    },
    end: async (id, now) => {
      const entry = byId.get(id);
      if (entry !== undefined) entry.conversation = { ...entry.conversation, endedAt: now };
    },
  };
}

/** A feed within this process. `mute()` loses every notice from then on, as a network may. */
export interface MemoryFeed extends ConversationFeed {
  mute(): void;
  readonly listeners: number;
}

export function makeMemoryFeed(): MemoryFeed {
  const listeners = new Map<string, Set<FeedListener>>();
  let isMuted = false;
  const each = (id: string, tell: (listener: FeedListener) => void): void => {
    if (!isMuted) for (const listener of listeners.get(id) ?? []) tell(listener);
  };
  return {
    publish: (id, messages) => each(id, (listener) => listener.grew(messages)),
    publishTyping: (id) => each(id, (listener) => listener.typing()),
    subscribe: (id, listener) => {
      const own = listeners.get(id) ?? new Set();
      listeners.set(id, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(id);
      };
    },
    mute: () => {
      isMuted = true;
    },
    get listeners() {
      return [...listeners.values()].reduce((sum, own) => sum + own.size, 0);
    },
  };
}
