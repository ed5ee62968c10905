import type { WebSocket } from '@fastify/websocket';
import type { StoredMessage } from '../../domain/conversation.ts';
import type { Id } from '../../lib/ids.ts';
import type { Log } from '../../lib/log.ts';
import type { DirectLine, DirectLineView } from './port.ts';
import { PAGE_MAX } from './watermark.ts';

/** Unsent bytes of one socket above which nothing is added: the rest waits in the database. */
const BUFFERED_MAX = 1_000_000;
/** Rounds of the check (one a second) without a sign of life before we ask for one, and before we give up. */
const PING_AFTER_ROUNDS = 25;
const DEAD_AFTER_ROUNDS = 60;
/** Rounds that a socket may stay full before it is closed; its client comes back and reads on. */
const FULL_ROUNDS_MAX = 30;

export interface StreamReaderOptions {
  readonly socket: WebSocket;
  readonly conversationId: Id<'conversation'>;
  readonly directLine: DirectLine;
  readonly view: DirectLineView;
  /** The client has every message up to here. */
  readonly afterSeq: number;
  readonly log: Pick<Log, 'warn'>;
}

/** One socket: a cursor over its conversation. Whatever wakes it, it sends what follows its number, in order. */
export class StreamReader {
  readonly conversationId: Id<'conversation'>;
  readonly #options: StreamReaderOptions;
  #cursor: number;
  #isReading = false;
  #mustReadAgain = false;
  #silentRounds = 0;
  #fullRounds = 0;

  constructor(options: StreamReaderOptions) {
    this.#options = options;
    this.conversationId = options.conversationId;
    this.#cursor = options.afterSeq;
  }

  /** New messages: sent as they are when they are the next ones, otherwise looked up. */
  grew(messages: readonly StoredMessage[]): void {
    const news = messages.filter((message) => message.seq > this.#cursor);
    if (messages.length > 0 && news.length === 0) return;
    if (!this.#isReading && this.#areNext(news) && this.#hasRoom()) this.#send(news);
    else void this.catchUp(); // Its failures are logged inside, and the next check tries again.
  }

  /** Of the moment: no watermark, or the client would skip messages it has not got. */
  typing(): void {
    if (!this.#hasRoom()) return;
    this.#sendFrame({ activities: [this.#options.directLine.typing(this.conversationId)] });
  }

  /** Reads and sends until nothing follows. One at a time; a call meanwhile makes it look once more. */
  async catchUp(): Promise<void> {
    if (this.#isReading) {
      this.#mustReadAgain = true;
      return;
    }
    this.#isReading = true;
    try {
      do {
        this.#mustReadAgain = false;
        await this.#readToEnd();
      } while (this.#mustReadAgain && this.#hasRoom());
    } catch (err) {
      this.#options.log.warn({ err }, 'a stream could not be read and is tried again');
    } finally {
      this.#isReading = false;
    }
  }

  /** Once a second: catches up with what no notice told of, and lets go of dead and full sockets. */
  check(lastSeq: number | undefined): void {
    const { socket } = this.#options;
    this.#silentRounds += 1;
    this.#fullRounds = this.#hasRoom() ? 0 : this.#fullRounds + 1;
    if (this.#silentRounds > DEAD_AFTER_ROUNDS || this.#fullRounds > FULL_ROUNDS_MAX) {
      socket.terminate();
      return;
    }
    if (this.#silentRounds === PING_AFTER_ROUNDS) socket.ping();
    // Not awaited: its failures are logged inside.
    if ((lastSeq ?? 0) > this.#cursor) void this.catchUp();
  }

  /** The other side said something: a pong, or the stock client's empty message every 20 seconds. */
  heard(): void {
    this.#silentRounds = 0;
  }

  close(code: number, reason: string): void {
    this.#options.socket.close(code, reason);
  }

  terminate(): void {
    this.#options.socket.terminate();
  }

  async #readToEnd(): Promise<void> {
    const { directLine } = this.#options;
    while (this.#hasRoom()) {
      const page = await directLine.read(this.conversationId, this.#cursor, PAGE_MAX);
      if (page.length > 0) this.#send(page);
      if (page.length < PAGE_MAX) return;
    }
  }

  #areNext(messages: readonly StoredMessage[]): boolean {
    return (
      messages.length > 0 &&
      messages.every((message, index) => message.seq === this.#cursor + 1 + index)
    );
  }

  #hasRoom(): boolean {
    const { socket } = this.#options;
    return socket.readyState === socket.OPEN && socket.bufferedAmount < BUFFERED_MAX;
  }

  #send(messages: readonly StoredMessage[]): void {
    const { directLine, view } = this.#options;
    const last = messages.at(-1);
    if (last === undefined) return;
    this.#cursor = last.seq;
    const activities = directLine.show(messages, view);
    if (activities.length > 0) this.#sendFrame({ activities, watermark: String(last.seq) });
  }

  /** Only ever JSON: anything else is an uncaught exception in the customer's page. */
  #sendFrame(frame: object): void {
    this.#options.socket.send(JSON.stringify(frame));
  }
}
