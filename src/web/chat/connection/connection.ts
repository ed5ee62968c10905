import type { ConnectionState } from '../state/model.ts';
import type { Frame, Line, OpenLine } from './line.ts';
import type { RequestSession, Session } from './session.ts';

export interface ConnectionEvents {
  session(session: Session): void;
  frame(frame: Frame, session: Session): void;
  state(state: ConnectionState): void;
}

export interface ConnectionDeps {
  readonly requestSession: RequestSession;
  readonly openLine: OpenLine;
  /** For networks that let no web socket through. */
  readonly openFallback: OpenLine;
  readonly events: ConnectionEvents;
  /** The visitor of an earlier visit. */
  readonly visitor?: string;
  readonly identityToken?: string;
  /** 0 to 1. */
  readonly random: () => number;
}

/** The line's own first retry comes within a second; words about a break shorter than this would only flicker. */
const PATIENCE_MS = 1_500;
/** A line that is not open after this long is thrown away. */
const OPEN_WITHIN_MS = 10_000;
/** Lines in a row that never opened, although the desk answered, before we do without web sockets. */
const UNOPENED_MAX = 3;
const BACKOFF_FIRST_MS = 600;
const BACKOFF_MAX_MS = 15_000;

/**
 * Keeps one line open for as long as the page lives: a broken one is replaced under a fresh token
 * from the last watermark, with growing pauses and jitter, at once when the network comes back.
 */
export class Connection {
  readonly #deps: ConnectionDeps;
  #identityToken: string | undefined;
  #visitor: string | undefined;
  #session: Session | undefined;
  #line: Line | undefined;
  #watermark: string | undefined;
  #isOpen = false;
  /** The current line has closed and may come back by itself. */
  #isFading = false;
  #failures = 0;
  #unopened = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wordsTimer: ReturnType<typeof setTimeout> | undefined;
  /** The newest request for a session; settled when it was answered. */
  #asking: Promise<void> = Promise.resolve();
  /** Counts connects: what an abandoned one still says is not heard. */
  #generation = 0;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#visitor = deps.visitor;
    this.#identityToken = deps.identityToken;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Where and under which token to post; undefined before the first session. */
  credentials(): { readonly session: Session; readonly token: string } | undefined {
    if (this.#session === undefined) return undefined;
    return { session: this.#session, token: this.#line?.token() ?? this.#session.token };
  }

  start(): void {
    // #connect never rejects: what goes wrong becomes a state and a next try.
    void this.#connect();
  }

  stop(): void {
    clearTimeout(this.#wordsTimer);
    this.#wordsTimer = undefined;
    this.#abandon();
  }

  /** The token was refused or the stream proved dead: get a new session now. */
  renew(): void {
    this.#lost();
    void this.#connect();
  }

  /** The network or the page came back: if the stream is down, do not wait for the next try. */
  nudge(): void {
    if (this.#isOpen) return;
    this.#failures = 0;
    void this.#connect();
  }

  /** The insurer's site told who its visitor is. */
  identify(identityToken: string): void {
    this.#identityToken = identityToken;
    // Asked for before the first answer is here, a second session would be another visitor's.
    void this.#asking.then(() => this.#connect());
  }

  async #connect(): Promise<void> {
    const generation = this.#abandon();
    const identityToken = this.#identityToken;
    const asked = this.#deps.requestSession({
      ...(this.#visitor === undefined ? {} : { visitor: this.#visitor }),
      ...(identityToken === undefined ? {} : { identityToken }),
    });
    this.#asking = asked.then(ignore, ignore);
    const answer = await asked;
    if (generation !== this.#generation) return;
    if (answer.kind !== 'ok') {
      // An identity token that is old or wrong must not keep somebody from talking to us.
      if (answer.kind === 'refused') this.#forget(identityToken);
      return this.#tryAgain();
    }
    this.#enter(answer.session, identityToken);
    this.#open(answer.session, generation);
  }

  /** Drops what the server may have refused: first the site's token, then the remembered visitor. */
  #forget(identityToken: string | undefined): void {
    if (identityToken === undefined) this.#visitor = undefined;
    this.#dropIdentityToken(identityToken);
  }

  /** One that came while the other was on its way is still to be shown. */
  #dropIdentityToken(used: string | undefined): void {
    if (this.#identityToken === used) this.#identityToken = undefined;
  }

  #enter(session: Session, identityToken: string | undefined): void {
    if (this.#session?.conversationId !== session.conversationId) this.#watermark = undefined;
    this.#session = session;
    this.#visitor = session.visitor;
    // It is good for one use; from here on the visitor says the same.
    this.#dropIdentityToken(identityToken);
    this.#deps.events.session(session);
  }

  #open(session: Session, generation: number): void {
    const isCurrent = (): boolean => generation === this.#generation;
    this.#timer = setTimeout(() => this.#tryAgain(), OPEN_WITHIN_MS);
    const { conversationId, domain, token } = session;
    const watermark = this.#watermark;
    const openLine = this.#unopened < UNOPENED_MAX ? this.#deps.openLine : this.#deps.openFallback;
    this.#unopened += 1;
    this.#isFading = false;
    this.#line = openLine(
      {
        domain,
        token,
        ...(watermark === undefined ? {} : { resume: { conversationId, watermark } }),
      },
      {
        opened: () => isCurrent() && this.#opened(),
        frame: (frame) => isCurrent() && this.#received(frame, session),
        closed: () => isCurrent() && this.#closed(),
        failed: () => isCurrent() && this.#tryAgain(),
      },
    );
  }

  #opened(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#wordsTimer);
    this.#wordsTimer = undefined;
    this.#isOpen = true;
    this.#isFading = false;
    this.#failures = 0;
    if (this.#unopened <= UNOPENED_MAX) this.#unopened = 0;
    this.#deps.events.state('online');
  }

  #received(frame: Frame, session: Session): void {
    if (frame.watermark !== undefined) this.#watermark = frame.watermark;
    this.#deps.events.frame(frame, session);
  }

  /** Gives the line's own quick retry a moment before we say anything or take over. */
  #closed(): void {
    this.#lost();
    // The line's own tries fail one after the other; the patience counts from the first.
    if (this.#isFading) return;
    this.#isFading = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), PATIENCE_MS);
  }

  #lost(): void {
    this.#isOpen = false;
    this.#wordsTimer ??= setTimeout(() => this.#deps.events.state('reconnecting'), PATIENCE_MS);
  }

  #tryAgain(): void {
    this.#abandon();
    this.#lost();
    this.#failures += 1;
    if (this.#failures >= 2 && this.#session === undefined) this.#deps.events.state('unreachable');
    const ceiling = Math.min(BACKOFF_FIRST_MS * 2 ** (this.#failures - 1), BACKOFF_MAX_MS);
    // Half fixed, half random: after a restart thousands of pages must not come at once.
    const pause = ceiling / 2 + (ceiling / 2) * this.#deps.random();
    this.#timer = setTimeout(() => void this.#connect(), pause);
  }

  #abandon(): number {
    clearTimeout(this.#timer);
    this.#isOpen = false;
    this.#line?.close();
    this.#line = undefined;
    this.#generation += 1;
    return this.#generation;
  }
}

/** Only that it is over matters. */
function ignore(): void {}
