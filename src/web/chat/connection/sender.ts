import type { Outgoing, SendState } from '../state/model.ts';
import type { Post, PostResult } from './post.ts';
import type { Session } from './session.ts';

export interface SenderDeps {
  readonly post: Post;
  readonly credentials: () => { readonly session: Session; readonly token: string } | undefined;
  readonly isOpen: () => boolean;
  /** Asks for a new token. */
  readonly renew: () => void;
  readonly onState: (clientId: string, state: SendState) => void;
  readonly onProgress: (clientId: string, progress: number) => void;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Attempts in a row, while the stream is open, before we say that it failed. */
const ATTEMPTS_MAX = 4;
const PAUSE_FIRST_MS = 700;
const PAUSE_MAX_MS = 10_000;
/** A stored message that is not echoed by then: the stream looks open and is dead. */
const ECHO_WITHIN_MS = 6_000;

/** One queue, sent strictly in order. */
interface Lane {
  readonly waiting: Outgoing[];
  isBusy: boolean;
}

/**
 * Hands own messages to the server, each under one id however often it is tried. Words and files
 * queue apart, so that a question does not wait behind ten photos. While the stream is down nothing
 * is tried: `flush` goes on when it is back.
 */
export class Sender {
  readonly #deps: SenderDeps;
  readonly #words: Lane = { waiting: [], isBusy: false };
  readonly #files: Lane = { waiting: [], isBusy: false };
  readonly #attempts = new Map<string, number>();
  /** An echo may come before the answer to the request that caused it. */
  readonly #echoed = new Set<string>();
  readonly #echoTimers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(deps: SenderDeps) {
    this.#deps = deps;
  }

  /** Queues a message: a new one, or one to try again under the same id. */
  send(outgoing: Outgoing): void {
    const lane = this.#laneOf(outgoing);
    if (lane.waiting.some((one) => one.clientId === outgoing.clientId)) return;
    this.#attempts.set(outgoing.clientId, 0);
    lane.waiting.push(outgoing);
    this.#deps.onState(outgoing.clientId, this.#deps.isOpen() ? 'sending' : 'waiting');
    void this.#run(lane);
  }

  /** The stream is open (again). */
  flush(): void {
    // #run never rejects: what goes wrong with a message is its send state.
    void this.#run(this.#words);
    void this.#run(this.#files);
  }

  /** The stream brought the message back: it needs no more attempts. */
  echoed(clientId: string): void {
    this.#echoed.add(clientId);
    clearTimeout(this.#echoTimers.get(clientId));
    this.#echoTimers.delete(clientId);
  }

  #laneOf(outgoing: Outgoing): Lane {
    return outgoing.file === undefined ? this.#words : this.#files;
  }

  async #run(lane: Lane): Promise<void> {
    if (lane.isBusy) return;
    lane.isBusy = true;
    try {
      while (lane.waiting[0] !== undefined && this.#deps.isOpen())
        await this.#attempt(lane, lane.waiting[0]);
    } finally {
      lane.isBusy = false;
    }
    for (const one of lane.waiting) this.#deps.onState(one.clientId, 'waiting');
  }

  async #attempt(lane: Lane, outgoing: Outgoing): Promise<void> {
    const credentials = this.#deps.credentials();
    if (credentials === undefined) return;
    const { clientId } = outgoing;
    if (this.#echoed.has(clientId)) {
      lane.waiting.shift();
      return;
    }
    this.#deps.onState(clientId, 'sending');
    const result = await this.#deps.post({
      ...credentials,
      outgoing,
      onProgress: (share) => this.#deps.onProgress(clientId, share),
    });
    await this.#settle(lane, outgoing, result);
  }

  async #settle(lane: Lane, { clientId }: Outgoing, result: PostResult): Promise<void> {
    if (result.kind === 'stored' || this.#echoed.has(clientId)) {
      this.#deps.onState(clientId, 'sent');
      this.#awaitEcho(clientId);
      lane.waiting.shift();
      return;
    }
    const attempts = (this.#attempts.get(clientId) ?? 0) + 1;
    this.#attempts.set(clientId, attempts);
    if (result.kind === 'refused' || attempts >= ATTEMPTS_MAX) {
      this.#deps.onState(clientId, 'failed');
      lane.waiting.shift();
    } else if (result.kind === 'expired') {
      this.#deps.renew();
    } else {
      await pause(Math.min(result.retryAfterMs ?? this.#pauseMs(attempts), PAUSE_MAX_MS));
    }
  }

  #pauseMs(attempts: number): number {
    return (
      Math.min(PAUSE_FIRST_MS * 2 ** (attempts - 1), PAUSE_MAX_MS) *
      (0.75 + this.#deps.random() / 2)
    );
  }

  #awaitEcho(clientId: string): void {
    if (this.#echoed.has(clientId)) return;
    clearTimeout(this.#echoTimers.get(clientId));
    this.#echoTimers.set(
      clientId,
      setTimeout(() => {
        this.#echoTimers.delete(clientId);
        this.#deps.renew();
      }, ECHO_WITHIN_MS),
    );
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
