import type { Client } from 'pg';
import { z } from 'zod';
import type { ConversationFeed, FeedListener, StoredMessage } from '../domain/conversation.ts';
import type { DeskEvent, DeskFeed } from '../domain/handoff/desk-event.ts';
import { HANDOFF_STATES } from '../domain/handoff/handoff.ts';
import type { Clock } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';

const CHANNEL = 'careline_feed';
/** Notices of this long are sent together: a notice costs every listening process a wake-up. */
const BATCH_MS = 5;
/** PostgreSQL refuses a notice of 8,000 bytes; an id is 24. */
const IDS_PER_NOTICE_MAX = 150;
/** A desk event is at most 250 bytes. */
const EVENTS_PER_NOTICE_MAX = 25;
/** How often a process says that it is there, and how long it is believed, in milliseconds. */
const HELLO_EVERY_MS = 10_000;
const BELIEVED_MS = 30_000;

const deskEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('handoff'),
    handoffId: z.string(),
    conversationId: z.string(),
    state: z.enum(HANDOFF_STATES),
    agentId: z.string().exactOptional(),
    offeredTo: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('message'), conversationId: z.string() }),
  z.object({ kind: z.literal('note'), conversationId: z.string() }),
  z.object({ kind: z.literal('presence'), agentId: z.string() }),
]) satisfies z.ZodType<DeskEvent>;

const noticeSchema = z.object({
  from: z.string(),
  /** `hello`: this process listens, tell it. */
  kind: z.enum(['grew', 'typing', 'hello', 'desk']),
  ids: z.array(z.string()).default([]),
  events: z.array(deskEventSchema).default([]),
});

export interface FeedDeps {
  /** Tells our own notices from other processes'. */
  readonly processId: string;
  readonly connection: () => Promise<Client>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Wakes readers in this process at once and in others by NOTIFY. A notice is sent after the commit and never in
 * it: NOTIFY inside a transaction makes all commits of the database queue for one lock.
 */
export class Feed implements ConversationFeed, DeskFeed {
  readonly #deps: FeedDeps;
  readonly #listeners = new Map<string, Set<FeedListener>>();
  /** Other processes that listen, and until when that is believed. */
  readonly #others = new Map<string, number>();
  readonly #waiting = { grew: new Set<string>(), typing: new Set<string>() };
  readonly #deskListeners = new Set<(event: DeskEvent) => void>();
  #deskWaiting: DeskEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #greeting: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(deps: FeedDeps) {
    this.#deps = deps;
  }

  publish(id: Id<'conversation'>, messages: readonly StoredMessage[]): void {
    this.#tell(id, (listener) => listener.grew(messages));
    this.#tellDesk({ kind: 'message', conversationId: id });
    this.#tellOthers('grew', id);
  }

  publishDesk(events: readonly DeskEvent[]): void {
    for (const event of events) this.#tellDesk(event);
    if (!this.#hasOthers()) return;
    this.#deskWaiting.push(...events);
    this.#flushSoon();
  }

  subscribeDesk(listener: (event: DeskEvent) => void): () => void {
    // A function of its own, so that subscribing twice is two subscriptions.
    const own = (event: DeskEvent): void => listener(event);
    this.#deskListeners.add(own);
    return () => void this.#deskListeners.delete(own);
  }

  publishTyping(id: Id<'conversation'>): void {
    this.#tell(id, (listener) => listener.typing());
    this.#tellOthers('typing', id);
  }

  subscribe(id: Id<'conversation'>, listener: FeedListener): () => void {
    const set = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.#listeners.get(id) === set) this.#listeners.delete(id);
    };
  }

  /** Hears other processes' notices on this connection; to be called again for each new one. */
  async listen(client: Client): Promise<void> {
    client.on('notification', (notice) => this.#hear(notice.payload ?? ''));
    await client.query(`LISTEN ${CHANNEL}`);
    await this.#notify(client, this.#notice('hello', []));
    this.#greeting ??= setInterval(() => this.#greet(), HELLO_EVERY_MS);
  }

  /** Sends what is waiting. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    clearInterval(this.#greeting);
    await this.#flushing;
    await this.#flush();
  }

  #tell(id: string, call: (listener: FeedListener) => void): void {
    for (const listener of this.#listeners.get(id) ?? []) call(listener);
  }

  /** Alone, nobody is told: a notice is a statement for each turn. */
  #tellOthers(kind: 'grew' | 'typing', id: string): void {
    if (!this.#hasOthers()) return;
    this.#waiting[kind].add(id);
    this.#flushSoon();
  }

  #tellDesk(event: DeskEvent): void {
    for (const listener of this.#deskListeners) listener(event);
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#flushing = this.#flushing.then(() => this.#flush());
    }, BATCH_MS);
  }

  async #flush(): Promise<void> {
    const notices = [
      ...this.#takeNotices('grew'),
      ...this.#takeNotices('typing'),
      ...this.#takeDeskNotices(),
    ];
    if (notices.length === 0) return;
    try {
      const client = await this.#deps.connection();
      for (const notice of notices) await this.#notify(client, notice);
    } catch (err) {
      // Lossy by design: readers in other processes catch up by number within a second.
      this.#deps.log.warn({ err }, 'a notice to other processes was lost');
    }
  }

  #hasOthers(): boolean {
    if (this.#others.size === 0) return false;
    const now = this.#deps.clock.now().getTime();
    for (const [id, until] of this.#others) if (until < now) this.#others.delete(id);
    return this.#others.size > 0;
  }

  #greet(): void {
    this.#flushing = this.#flushing.then(async () => {
      try {
        await this.#notify(await this.#deps.connection(), this.#notice('hello', []));
      } catch (err) {
        this.#deps.log.warn({ err }, 'other processes were not greeted');
      }
    });
  }

  #notice(kind: 'grew' | 'typing' | 'hello', ids: readonly string[]): string {
    return JSON.stringify({ from: this.#deps.processId, kind, ids });
  }

  async #notify(client: Client, notice: string): Promise<void> {
    const text = `SELECT pg_notify('${CHANNEL}', $1)`;
    await client.query({ name: 'notify', text, values: [notice] });
  }

  #takeNotices(kind: 'grew' | 'typing'): string[] {
    const ids = [...this.#waiting[kind]];
    this.#waiting[kind].clear();
    const notices: string[] = [];
    for (let start = 0; start < ids.length; start += IDS_PER_NOTICE_MAX) {
      const some = ids.slice(start, start + IDS_PER_NOTICE_MAX);
      notices.push(this.#notice(kind, some));
    }
    return notices;
  }

  #hearOf(id: string, hasGrown: boolean): void {
    this.#tell(id, (listener) => (hasGrown ? listener.grew([]) : listener.typing()));
    if (hasGrown) this.#tellDesk({ kind: 'message', conversationId: id });
  }

  #takeDeskNotices(): string[] {
    const events = this.#deskWaiting;
    this.#deskWaiting = [];
    const notices: string[] = [];
    for (let start = 0; start < events.length; start += EVENTS_PER_NOTICE_MAX) {
      const some = events.slice(start, start + EVENTS_PER_NOTICE_MAX);
      notices.push(JSON.stringify({ from: this.#deps.processId, kind: 'desk', events: some }));
    }
    return notices;
  }

  #hear(payload: string): void {
    const parsed = noticeSchema.safeParse(JSON.parse(payload));
    if (!parsed.success || parsed.data.from === this.#deps.processId) return;
    const { from, ids, events, kind } = parsed.data;
    const isNew = !this.#others.has(from);
    this.#others.set(from, this.#deps.clock.now().getTime() + BELIEVED_MS);
    // Whoever came just now must not wait for our next hello.
    if (isNew) this.#greet();
    for (const event of events) this.#tellDesk(event);
    for (const id of ids) this.#hearOf(id, kind === 'grew');
  }
}
