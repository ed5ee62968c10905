import { Connection } from './connection/connection.ts';
import type { Frame, OpenLine } from './connection/line.ts';
import type { Post } from './connection/post.ts';
import { Sender } from './connection/sender.ts';
import type { RequestSession, Session } from './connection/session.ts';
import { COPY } from './copy.ts';
import type { Place } from './place/locate.ts';
import { readActivity } from './state/activity.ts';
import type { Outgoing, OutgoingFile } from './state/model.ts';
import type { ChatAction } from './state/reducer.ts';
import type { PageStorage } from './state/storage.ts';

export interface ChatSessionDeps {
  readonly requestSession: RequestSession;
  readonly openLine: OpenLine;
  readonly openFallback: OpenLine;
  readonly post: Post;
  readonly storage: PageStorage;
  readonly dispatch: (action: ChatAction) => void;
  /** What the desk says about itself, whenever a session begins or is renewed. */
  readonly onSession: (session: Pick<Session, 'brand' | 'uploadBytesMax'>) => void;
  readonly identityToken?: string;
}

/** A typing sign that nothing follows goes away: the server repeats it every 4 s while it lasts. */
const TYPING_MS = 6_000;

/** Joins the stream, the sending queue, what is remembered and the page's state. */
export class ChatSession {
  readonly #deps: ChatSessionDeps;
  readonly #connection: Connection;
  readonly #sender: Sender;
  #conversationId: string | undefined;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: ChatSessionDeps) {
    this.#deps = deps;
    const visitor = deps.storage.visitor();
    this.#connection = new Connection({
      requestSession: deps.requestSession,
      openLine: deps.openLine,
      openFallback: deps.openFallback,
      random: Math.random,
      ...(visitor === undefined ? {} : { visitor }),
      ...(deps.identityToken === undefined ? {} : { identityToken: deps.identityToken }),
      events: {
        session: (session) => this.#enter(session),
        frame: (frame, session) => this.#read(frame, session),
        state: (connection) => {
          deps.dispatch({ kind: 'connection', connection });
          if (connection === 'online') this.#sender.flush();
        },
      },
    });
    this.#sender = new Sender({
      post: deps.post,
      credentials: () => this.#connection.credentials(),
      isOpen: () => this.#connection.isOpen,
      renew: () => this.#connection.renew(),
      random: Math.random,
      onState: (clientId, state) => deps.dispatch({ kind: 'sendState', clientId, state }),
      onProgress: (clientId, progress) => deps.dispatch({ kind: 'progress', clientId, progress }),
    });
  }

  start(): void {
    this.#connection.start();
  }

  stop(): void {
    clearTimeout(this.#typingTimer);
    this.#connection.stop();
  }

  nudge(): void {
    this.#connection.nudge();
  }

  identify(identityToken: string): void {
    this.#connection.identify(identityToken);
  }

  say(text: string): void {
    this.#add([{ clientId: newClientId(), at: Date.now(), text, state: 'sending', progress: 0 }]);
  }

  /** Shares a place once; the agreement it was shared under goes with it. */
  sendPlace(place: Place): void {
    const at = Date.now();
    const text = COPY.place.text;
    this.#add([{ clientId: newClientId(), at, text, place, state: 'sending', progress: 0 }]);
  }

  sendFiles(files: readonly OutgoingFile[]): void {
    this.#add(
      files.map((file) => ({
        clientId: newClientId(),
        at: Date.now(),
        text: '',
        file,
        state: 'sending',
        progress: 0,
      })),
    );
  }

  /** Tries a failed message again under the same id: the server keeps only one. */
  retry(outgoing: Outgoing): void {
    this.#sender.send(outgoing);
  }

  #add(outgoing: readonly Outgoing[]): void {
    this.#deps.dispatch({ kind: 'typed', outgoing });
    for (const one of outgoing) this.#sender.send(one);
  }

  #enter(session: Session): void {
    const { dispatch, storage } = this.#deps;
    storage.keepVisitor(session.visitor);
    this.#deps.onSession(session);
    if (this.#conversationId === session.conversationId) return;
    const isFirst = this.#conversationId === undefined;
    this.#conversationId = session.conversationId;
    dispatch({ kind: 'conversation', conversationId: session.conversationId });
    // Words typed before a reload and not stored yet. They keep their ids, so none is said twice.
    if (isFirst) this.#add(storage.unsent(session.conversationId));
  }

  #read(frame: Frame, session: Session): void {
    const arrivals = frame.activities.map((raw) => readActivity(raw, session.userId, Date.now()));
    this.#deps.dispatch({ kind: 'arrived', arrivals });
    for (const arrival of arrivals) {
      if (arrival.kind === 'message' && arrival.message.clientId !== undefined) {
        this.#sender.echoed(arrival.message.clientId);
      }
    }
    if (arrivals.some((arrival) => arrival.kind === 'typing')) this.#watchTyping();
  }

  #watchTyping(): void {
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#deps.dispatch({ kind: 'typingEnded' }), TYPING_MS);
  }
}

/** 128 random bits as hex. Not randomUUID: it is missing on http and on phones before 2022. */
function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
