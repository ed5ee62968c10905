import type { z } from 'zod';
import { deskEvent } from '../../server/contract/handoff.ts';

export type DeskEvent = z.infer<typeof deskEvent>;
export type EventsStatus = 'connecting' | 'open' | 'broken';

/** What the console hears: something happened, or something may have been missed: ask for everything anew. */
export type Heard =
  | { readonly kind: 'event'; readonly event: DeskEvent }
  | { readonly kind: 'resync' };

const URL_OF_EVENTS = '/api/v1/events';
const KINDS = ['message', 'handoff', 'note', 'presence', 'complaint', 'notice'] as const;
const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 15_000;
/** While the stream is broken the console asks by itself. */
const POLL_BROKEN_MS = 8_000;
/** The stream is lossy (desk-event.ts): now and then everything is read anew. */
const POLL_OPEN_MS = 60_000;

/** The stream of what happens on the desk. One for the whole console; it mends itself. */
export class DeskEvents {
  readonly #listeners = new Set<(heard: Heard) => void>();
  readonly #statusListeners = new Set<() => void>();
  #source: EventSource | undefined;
  #status: EventsStatus = 'connecting';
  #retryMs = RETRY_FIRST_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setTimeout> | undefined;
  readonly #onOnline = (): void => this.#connect();

  start(): void {
    window.addEventListener('online', this.#onOnline);
    this.#connect();
    this.#schedulePoll();
  }

  stop(): void {
    window.removeEventListener('online', this.#onOnline);
    this.#source?.close();
    this.#source = undefined;
    clearTimeout(this.#retry);
    clearTimeout(this.#poll);
    this.#status = 'connecting';
  }

  get status(): EventsStatus {
    return this.#status;
  }

  /** Returns how to stop. */
  listen(listener: (heard: Heard) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears when the status changed. Returns how to stop. */
  readonly watchStatus = (listener: () => void): (() => void) => {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  };

  #connect(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    const source = new EventSource(URL_OF_EVENTS);
    this.#source = source;
    source.addEventListener('open', () => {
      this.#retryMs = RETRY_FIRST_MS;
      this.#become('open');
      // Whatever happened before the stream stood was not heard.
      this.#tell({ kind: 'resync' });
    });
    source.addEventListener('error', () => {
      if (this.#source !== source) return;
      source.close();
      this.#become('broken');
      this.#retry = setTimeout(() => this.#connect(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MAX_MS);
    });
    for (const kind of KINDS) {
      source.addEventListener(kind, ({ data }) => {
        const event = readEvent(kind, data);
        if (event !== undefined) this.#tell({ kind: 'event', event });
      });
    }
  }

  #become(status: EventsStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const tell of this.#statusListeners) tell();
    this.#schedulePoll();
  }

  #schedulePoll(): void {
    clearTimeout(this.#poll);
    const afterMs = this.#status === 'open' ? POLL_OPEN_MS : POLL_BROKEN_MS;
    this.#poll = setTimeout(() => {
      if (document.visibilityState === 'visible') this.#tell({ kind: 'resync' });
      this.#schedulePoll();
    }, afterMs);
  }

  #tell(heard: Heard): void {
    for (const tell of this.#listeners) tell(heard);
  }
}

/** An event of the stream; undefined when it is none that we know. */
export function readEvent(kind: string, data: unknown): DeskEvent | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    const read = deskEvent.safeParse(
      typeof value === 'object' && value !== null ? { kind, ...value } : value,
    );
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
