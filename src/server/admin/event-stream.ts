import type { ServerResponse } from 'node:http';
import type { DeskEvent, DeskFeed } from '../../domain/handoff/desk-event.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';

/** What happens within this long is written at once: a busy desk would wake every console for every message. */
const BATCH_MS = 25;
/** What waits for a console that does not read, in bytes; beyond it the stream ends, and it comes back and asks. */
const WAITING_BYTES_MAX = 1_000_000;

/** One console that listens. */
export interface Console {
  readonly agentId: Id<'agent'>;
  readonly sessionId: Id<'session'>;
  readonly response: ServerResponse;
}

export interface EventStreamDeps {
  readonly deskFeed: DeskFeed;
  readonly clock: Clock;
  /** Says that they are there; false: the console must not go on. */
  readonly check: (console: Console) => Promise<boolean>;
  readonly onError: (error: unknown) => void;
}

/**
 * All open consoles of this process on one subscription. The same event of one moment is told once, and written as
 * text once for all of them.
 */
export class EventStream {
  readonly #deps: EventStreamDeps;
  readonly #consoles = new Set<Console>();
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(deps: EventStreamDeps) {
    this.#deps = deps;
  }

  /** How many consoles somebody has open in this process. */
  countOf(agentId: Id<'agent'>): number {
    return [...this.#consoles].filter((console) => console.agentId === agentId).length;
  }

  /** Greets a console and keeps it until it goes away or may not stay. */
  add(console: Console): void {
    const { response, agentId } = console;
    this.#unsubscribe ??= this.#deps.deskFeed.subscribeDesk((event) => this.#take(event));
    this.#consoles.add(console);
    response.on('close', () => this.#remove(console));
    // A console that vanished in mid-write is no failure of ours; 'close' follows.
    response.on('error', () => undefined);
    const hello = { agentId, now: this.#deps.clock.now().toISOString() };
    this.#write(console, `retry: 1000\n${toText('hello', JSON.stringify(hello))}`);
  }

  /** A sign of life to every console; ends those that may not stay. To be called every ten seconds. */
  async beat(): Promise<void> {
    await Promise.all([...this.#consoles].map((console) => this.#beatOne(console)));
  }

  /** Ends all streams: the consoles come back to another process. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    for (const { response } of this.#consoles) response.end();
    this.#consoles.clear();
  }

  async #beatOne(console: Console): Promise<void> {
    try {
      if (await this.#deps.check(console)) this.#write(console, ': beat\n\n');
      else console.response.end();
    } catch (error) {
      // The database is away for a moment: nobody is signed out for that.
      this.#deps.onError(error);
      this.#write(console, ': beat\n\n');
    }
  }

  #remove(console: Console): void {
    this.#consoles.delete(console);
    if (this.#consoles.size > 0) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #take(event: DeskEvent): void {
    this.#waiting.add(toText(event.kind, JSON.stringify(event)));
    this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS);
  }

  #flush(): void {
    this.#timer = undefined;
    const text = [...this.#waiting].join('');
    this.#waiting.clear();
    for (const console of this.#consoles) this.#write(console, text);
  }

  #write({ response }: Console, text: string): void {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > WAITING_BYTES_MAX) {
      response.destroy();
      return;
    }
    response.write(text);
  }
}

function toText(name: string, json: string): string {
  return `event: ${name}\ndata: ${json}\n\n`;
}
