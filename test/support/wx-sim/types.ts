import type { Clock } from '../../../src/lib/clock.ts';
import type {
  DoorbellKnobs,
  Fault,
  KfAccountOptions,
  OfficialAccountOptions,
  ServicerStatus,
  SimLimits,
} from './options.ts';

export interface WxSimOptions {
  readonly clock: Clock & { advance?(ms: number): void };
  /** 0 or absent: any free one. */
  readonly port?: number;
  readonly officialAccounts?: readonly OfficialAccountOptions[];
  readonly kfAccounts?: readonly KfAccountOptions[];
  readonly limits?: Partial<SimLimits>;
  /** A repeated callback is the same request again, or one with a new timestamp, nonce and signature. Default same. */
  readonly retriesAre?: 'same' | 'signed_again';
}

export type SeenKind =
  | 'text'
  | 'menu'
  | 'image'
  | 'voice'
  | 'video'
  | 'file'
  | 'link'
  | 'location'
  | 'miniprogram'
  | 'template'
  | 'subscription'
  /** What happened and nobody wrote: only in a thread, its text is a `ThreadEvent` of phone.ts. */
  | 'event'
  | 'other';

/** How a message came: `wechat` is WeChat's own word that the account is out of order. */
export type SeenVia =
  | 'custom'
  | 'passive'
  | 'send_msg'
  | 'on_event'
  | 'template'
  | 'subscription'
  | 'servicer'
  | 'wechat';

export interface SeenOption {
  /** Empty for what is no answer: a line of text, a link. */
  readonly id: string;
  readonly label: string;
  readonly url?: string;
}

/** What the customer's phone shows of the other side. */
export interface SeenMessage {
  readonly id: string;
  readonly at: Date;
  readonly kind: SeenKind;
  /** Of a menu: head, options and tail, a line each. Of a template: its values. */
  readonly text: string;
  readonly head?: string;
  readonly tail?: string;
  readonly options: readonly SeenOption[];
  readonly mediaId?: string;
  readonly via: SeenVia;
  /** Who, when it was a person. */
  readonly servicerId?: string;
  readonly isRecalled?: boolean;
}

/** One line of the chat as the phone shows it. */
export interface ThreadEntry extends Omit<SeenMessage, 'via' | 'options'> {
  readonly from: 'customer' | 'desk' | 'servicer' | 'wechat';
  readonly via?: SeenVia;
  readonly options: readonly SeenOption[];
  /** Of a location. */
  readonly place?: Place;
}

/** What a customer did: its id at WeChat's, and the callback's first attempt when there was one. */
export interface Done {
  readonly messageId: string;
  readonly callback?: CallbackSeen;
}

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly name: string;
  readonly address: string;
}

/** A customer with a phone. Each act resolves when its callback's first attempt is over, or at once without one. */
export interface SimCustomer {
  readonly id: string;
  say(text: string): Promise<Done>;
  /** An option of the last menu, by its id or label. Throws when there is no such. */
  tap(option: string): Promise<Done>;
  /** The number as a message, for menus that are read and not tapped. */
  typeNumber(number: number): Promise<Done>;
  photo(bytes: Uint8Array): Promise<Done>;
  voice(bytes: Uint8Array): Promise<Done>;
  video(bytes: Uint8Array): Promise<Done>;
  file(name: string, bytes: Uint8Array): Promise<Done>;
  location(place: Place): Promise<Done>;
  link(link: {
    readonly title: string;
    readonly description: string;
    readonly url: string;
  }): Promise<Done>;
  /** Everything the phone got, oldest first. */
  received(): readonly SeenMessage[];
  /** Both sides. */
  thread(): readonly ThreadEntry[];
  /** The first message for which it is true (those received before count). Throws after `timeoutMs` (5,000). */
  waitFor(
    predicate: (message: SeenMessage, index: number) => boolean,
    timeoutMs?: number,
  ): Promise<SeenMessage>;
  /** Everything, once there are at least as many. */
  waitForCount(count: number, timeoutMs?: number): Promise<readonly SeenMessage[]>;
}

export interface OfficialAccountCustomer extends SimCustomer {
  /** Follows the account; by a QR code when there is a scene. */
  subscribe(scene?: string): Promise<Done>;
  unsubscribe(): Promise<Done>;
  /** Scans a QR code: a follower's SCAN, anybody else's subscription. */
  scan(scene: string): Promise<Done>;
  /** A menu button with a key, and one with an address. */
  click(key: string): Promise<Done>;
  view(url: string): Promise<Done>;
  decideSubscription(templateId: string, decision: 'accept' | 'reject'): Promise<Done>;
  isTyping(): boolean;
  /** Who serves them in the account's own customer service. */
  session(): { readonly kfAccount: string } | 'waiting' | undefined;
}

export interface KfCustomer extends SimCustomer {
  readonly openKfid: string;
  /** Opens the chat, by a link of `add_contact_way` or with its scene. */
  enter(by?: {
    readonly url?: string;
    readonly scene?: string;
    readonly sceneParam?: string;
  }): Promise<Done>;
  /** Takes back the last message, or the one with the id. */
  recall(messageId?: string): Promise<Done>;
  /** 0 new, 1 assistant, 2 pool, 3 person, 4 ended or not begun. */
  state(): { readonly state: 0 | 1 | 2 | 3 | 4; readonly servicerId?: string };
}

export type AnyCustomerId = string | { readonly id: string };

/** A person in the Official Account's own customer service: nothing they write comes to the desk. */
export interface OfficialAccountServicer {
  readonly kfAccount: string;
  setOnline(isOnline: boolean): void;
  /** From the waiting ones, or any customer. */
  take(customer: AnyCustomerId): Promise<void>;
  say(customer: AnyCustomerId, text: string): Promise<void>;
  transfer(customer: AnyCustomerId, toKfAccount: string): Promise<void>;
  end(customer: AnyCustomerId): Promise<void>;
  /** What customers wrote while they were served, which WeChat does not hand to the desk. */
  heard(): readonly { readonly userId: string; readonly text: string }[];
}

/** A person in WeCom. `openKfid` is needed when the customer wrote to several. */
export interface KfServicer {
  readonly userId: string;
  /** From the pool, or over the desk's head while its assistant has the session. */
  take(customer: AnyCustomerId, openKfid?: string): Promise<void>;
  /** Opens an ended session again. Throws while the session is somebody else's. */
  say(customer: AnyCustomerId, text: string, openKfid?: string): Promise<Done>;
  photo(customer: AnyCustomerId, bytes: Uint8Array, openKfid?: string): Promise<Done>;
  recall(customer: AnyCustomerId, messageId: string, openKfid?: string): Promise<Done>;
  transfer(customer: AnyCustomerId, toUserId: string, openKfid?: string): Promise<void>;
  end(customer: AnyCustomerId, openKfid?: string): Promise<void>;
  setStatus(status: ServicerStatus): Promise<void>;
}

/** A callback as WeChat would send it, to be spoiled and posted by a test. */
export interface SignedRequest {
  readonly url: string;
  readonly body: string;
}

export interface OfficialAccountSim {
  customer(openId: string, facts?: { readonly unionId?: string }): OfficialAccountCustomer;
  servicer(kfAccount: string): OfficialAccountServicer;
  /** Who waits for a person. */
  waiting(): readonly string[];
  /** The menu that the desk made, as it sent it. */
  menu(): unknown;
  /** Any content, signed and encrypted as the account's mode says; not sent. */
  sign(xml: string): SignedRequest;
  /** Signs and sends any content, with retries. */
  push(xml: string): Promise<CallbackSeen | undefined>;
}

export interface KfSim {
  /** `openKfid`: the first of the account when absent. */
  customer(
    externalUserId: string,
    facts?: { readonly openKfid?: string; readonly unionId?: string; readonly nickname?: string },
  ): KfCustomer;
  servicer(userId: string): KfServicer;
  /** Who waits for a person, first come first. */
  poolOf(openKfid?: string): readonly string[];
  /** Stays as it is until the next call; what is not named goes back to normal. */
  doorbells(knobs: Partial<DoorbellKnobs>): void;
  /** Rings without a message. */
  ring(openKfid?: string): Promise<CallbackSeen | undefined>;
  /** A doorbell, signed and encrypted, not sent. */
  sign(openKfid?: string): SignedRequest;
  /** The next sends are answered ok and do not arrive: `msg_send_fail` with the type follows. */
  loseSends(given: { readonly times: number; readonly failType: number }): void;
  /** Puts any message into the log that `sync_msg` reads, as JSON without msgid and send_time, and rings. */
  push(message: Readonly<Record<string, unknown>>, openKfid?: string): Promise<Done>;
}

/** One attempt at a callback and what was answered. */
export interface CallbackSeen {
  readonly account: string;
  readonly at: Date;
  /** From 1 to 3. */
  readonly attempt: number;
  readonly url: string;
  readonly body: string;
  /** What it was about, such as `text`, `CLICK` or `kf_msg_or_event`. */
  readonly about: string;
  /** MsgId; empty for events. */
  readonly messageId: string;
  /** ok: nothing more. late: over 5 s. refused: not 200. broken: 200 with something unreadable. */
  readonly outcome: 'ok' | 'late' | 'refused' | 'unreachable' | 'broken';
  readonly status?: number;
  readonly answer?: string;
  /** Real milliseconds. */
  readonly tookMs: number;
}

/** A call of the API. */
export interface RequestSeen {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** JSON as it was sent; undefined for anything else. */
  readonly body: unknown;
  /** Answered with; undefined when the connection was cut or bytes were sent. */
  readonly errcode?: number;
}

/** What the phone page and tests are told of as it happens. */
export type SimEvent =
  | {
      readonly kind: 'thread';
      readonly channel: 'official-account' | 'kf';
      readonly account: string;
      readonly customer: string;
      readonly openKfid?: string;
      readonly entry: ThreadEntry;
    }
  | { readonly kind: 'callback'; readonly callback: CallbackSeen }
  | { readonly kind: 'changed' };

export interface WxSim {
  /** Of both API hosts: `http://127.0.0.1:PORT`. */
  readonly baseUrl: string;
  officialAccount(account: string): OfficialAccountSim;
  kf(account: string): KfSim;
  /** Checks the address as WeChat's console does (echostr) unless told not to; throws when the answer is wrong. */
  connect(given: {
    readonly channel: 'official-account' | 'kf';
    readonly account: string;
    readonly callbackUrl: string;
    readonly isChecked?: boolean;
  }): Promise<void>;
  fail(fault: Fault): void;
  /** All access tokens given so far are over (42001). */
  expireTokens(): void;
  /** The bytes are gone (40007). */
  loseMedia(mediaId: string): void;
  /** API calls, oldest first; those whose path ends so. */
  requests(path?: string): readonly RequestSeen[];
  /** Attempts at callbacks, oldest first. */
  callbacks(account?: string): readonly CallbackSeen[];
  /** Resolves when no callback is under way or waits to be repeated. */
  settled(): Promise<void>;
  /** Returns how to stop listening. */
  onEvent(listener: (event: SimEvent) => void): () => void;
  stop(): Promise<void>;
}
