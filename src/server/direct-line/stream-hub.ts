import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { DirectLine } from './port.ts';
import { StreamReader, type StreamReaderOptions } from './stream-reader.ts';

/** How often the sockets are compared with the database, in milliseconds. Notices are only speed. */
const CHECK_EVERY_MS = 1_000;
/** "Service restart" (RFC 6455 registry): come back, nothing was wrong with you. */
const RESTART_CODE = 1012;
/** How long a socket may take to close before it is cut, in milliseconds. */
const CLOSE_GRACE_MS = 1_000;

export interface StreamHubDeps {
  readonly directLine: DirectLine;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

/** All sockets of this process. One query a second asks for all of them whether something is left to send. */
export class StreamHub {
  readonly #readers = new Set<StreamReader>();
  readonly #stopping = new AbortController();
  readonly #deps: StreamHubDeps;
  #hasFailed = false;

  constructor(deps: StreamHubDeps) {
    this.#deps = deps;
  }

  /** Serves a socket until it closes. */
  add(options: Omit<StreamReaderOptions, 'directLine' | 'log'>): void {
    const { directLine, log } = this.#deps;
    const reader = new StreamReader({ ...options, directLine, log });
    // First the subscription, then the reading: what comes in between is not missed.
    const unsubscribe = directLine.subscribe(options.conversationId, {
      grew: (messages) => reader.grew(messages),
      typing: () => reader.typing(),
    });
    this.#readers.add(reader);
    const heard = (): void => reader.heard();
    options.socket.on('message', heard);
    options.socket.on('pong', heard);
    options.socket.on('close', () => {
      unsubscribe();
      this.#readers.delete(reader);
    });
    // Not awaited: its failures are logged inside.
    void reader.catchUp();
  }

  get size(): number {
    return this.#readers.size;
  }

  /** Runs the check until `close`. */
  async run(): Promise<void> {
    const { clock } = this.#deps;
    while (!this.#stopping.signal.aborted) {
      await clock.sleep(CHECK_EVERY_MS, this.#stopping.signal);
      if (!this.#stopping.signal.aborted) await this.#check();
    }
  }

  /** Asks every client to come back, and cuts those that do not answer. */
  async close(): Promise<void> {
    this.#stopping.abort();
    for (const reader of this.#readers) reader.close(RESTART_CODE, 'restarting');
    for (let waitedMs = 0; this.#readers.size > 0 && waitedMs < CLOSE_GRACE_MS; waitedMs += 50)
      await this.#deps.clock.sleep(50);
    for (const reader of this.#readers) reader.terminate();
  }

  async #check(): Promise<void> {
    if (this.#readers.size === 0) return;
    const ids = [...new Set([...this.#readers].map((reader) => reader.conversationId))];
    const lastSeqs = await this.#lastSeqs(ids);
    for (const reader of this.#readers) reader.check(lastSeqs.get(reader.conversationId));
  }

  async #lastSeqs(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    try {
      const found = await this.#deps.directLine.lastSeqs(ids);
      this.#hasFailed = false;
      return found;
    } catch (err) {
      // Said once, not once a second, while the database is away.
      if (!this.#hasFailed) this.#deps.log.warn({ err }, 'the streams could not be checked');
      this.#hasFailed = true;
      return new Map();
    }
  }
}
