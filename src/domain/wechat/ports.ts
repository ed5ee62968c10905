import type { Id } from '../../lib/ids.ts';
import type { Grant, GrantKind, NewGrant } from './grants.ts';
import type { WechatInbound } from './inbound.ts';
import type { SendStatus, WechatWire } from './outbound.ts';

/** What marks one callback, so that a copy of it is known. */
export interface CallbackMark {
  readonly channelAccount: string;
  /** Unique for each callback: signature, timestamp and nonce, joined. */
  readonly signature: string;
  /** SHA-256 of the body as it came. */
  readonly bodyHash: string;
  readonly now: Date;
}

/**
 * `stored`: new. `repeated`: the very same within half a minute, as WeChat repeats what it got no answer to; nothing
 * was stored again. `replayed`: later, or with another body: somebody's copy, nothing was stored.
 */
export type Received = 'stored' | 'repeated' | 'replayed';

export interface InboxRow {
  /** A 64-bit number. */
  readonly id: string;
  readonly inbound: WechatInbound;
  /** From 1. */
  readonly attempt: number;
  readonly receivedAt: Date;
}

/** What WeChat told us and nobody worked off yet. Implemented on PostgreSQL in store/wechat/. */
export interface WechatInbox {
  /** The callback's mark and what it brought, in one transaction (law 1). */
  receive(mark: CallbackMark, inbounds: readonly WechatInbound[]): Promise<Received>;
  /** Takes the first waiting row of each user that no living process works on; at most `limit`. */
  take(now: Date, limit: number): Promise<readonly InboxRow[]>;
  /** Settles a row and empties it; `ignored` with the reason why nothing followed. */
  settle(
    row: InboxRow,
    outcome:
      | { readonly kind: 'done' }
      | { readonly kind: 'ignored' | 'failed'; readonly reason: string }
      | { readonly kind: 'again'; readonly at: Date; readonly reason: string },
  ): Promise<void>;
}

/** One reading of a customer-service account. */
export interface KfPull {
  readonly channelAccount: string;
  readonly openKfid: string;
  readonly cursor?: string;
  /** Absent when none is fresh: then the server limits how often we may ask. */
  readonly token?: string;
  /** Messages sent before this are history. */
  readonly since: Date;
  /** The doorbell count when it began. */
  readonly rung: number;
}

/** How far each open_kfid was read; one process reads it at a time. */
export interface KfCursors {
  /** Notes the accounts of the settings; one that is new begins at `now`. */
  know(
    accounts: readonly { readonly channelAccount: string; readonly openKfid: string }[],
    now: Date,
  ): Promise<void>;
  /** A doorbell. Of an account that nobody knows nothing is stored. */
  ring(
    mark: CallbackMark,
    bell: { readonly openKfid: string; readonly token: string },
  ): Promise<Received>;
  /** One that rang since it was read, or is due for a look, and that no living process reads. */
  take(now: Date): Promise<KfPull | undefined>;
  /** The page's messages and the cursor after it, in one transaction. False: another process has it now. */
  savePage(
    pull: KfPull,
    page: {
      readonly inbounds: readonly WechatInbound[];
      readonly nextCursor: string;
      readonly now: Date;
    },
  ): Promise<boolean>;
  /** Everything was read, or nothing can be for now: the next look is at `nextPullAt`, or at once when it rang meanwhile. */
  release(
    pull: KfPull,
    given: { readonly nextPullAt: Date; readonly isComplete: boolean },
  ): Promise<void>;
}

export interface StoredToken {
  readonly token: string;
  readonly expiresAt: Date;
  readonly version: number;
}

/** Access tokens, shared by all processes. */
export interface TokenStore {
  read(channelAccount: string): Promise<StoredToken | undefined>;
  /** True for exactly one caller until `until` or until it saved: whoever saw `version` (0: none) and wants the next. */
  claimRefresh(
    channelAccount: string,
    version: number,
    given: { readonly now: Date; readonly until: Date },
  ): Promise<boolean>;
  /** The new one; gives the refresh back. */
  save(
    channelAccount: string,
    token: { readonly token: string; readonly expiresAt: Date },
  ): Promise<StoredToken>;
  /** The refresh failed: the next who wants one may try. */
  giveUp(channelAccount: string): Promise<void>;
}

/** One message of an outbox row on the wire. */
export interface SendPart {
  readonly part: number;
  readonly wire: WechatWire;
  readonly grantKind?: GrantKind;
  readonly status: SendStatus;
}

/** Quota and window, and what was sent by them. */
export interface WechatLedger {
  /** What a customer's act allows; an older one than is known changes nothing. */
  grant(grant: NewGrant): Promise<void>;
  /** All grants of a conversation that are neither over nor used up; with `usedUp` those that are used up as well. */
  grants(
    id: Id<'conversation'>,
    now: Date,
    options?: { readonly usedUp: boolean },
  ): Promise<readonly Grant[]>;
  /** The server says that it is over: nothing more by this grant, or by any but subscriptions when `kind` is absent. */
  exhaust(id: Id<'conversation'>, kind?: GrantKind): Promise<void>;
  /** The row's parts as they were planned; none: it was not planned yet. */
  parts(outboxId: Id<'outbox'>): Promise<readonly SendPart[]>;
  /**
   * Stores the plan and spends its grants in one transaction. False: a grant has less than the plan needs; nothing was
   * written. Of a row that was planned before, the parts that did not begin are dropped, their grants come back, and the
   * new parts get the numbers after all there were.
   */
  plan(input: {
    readonly outboxId: Id<'outbox'>;
    readonly conversationId: Id<'conversation'>;
    readonly channelAccount: string;
    readonly parts: readonly { readonly wire: WechatWire; readonly grantKind: GrantKind }[];
    readonly now: Date;
  }): Promise<boolean>;
  /**
   * Before the network is called: found in this state after a crash, it may have been sent. `sendId`: the id that we
   * give the message, so that a failure that is told before the answer came finds it. Throws when the part is settled
   * or was planned anew.
   */
  begin(outboxId: Id<'outbox'>, part: number, sendId?: string): Promise<void>;
  /**
   * What became of it. A part that certainly did not leave gives its grant back, unless the quota is what ended it.
   * `planned`: it did not leave and is tried again, so its grant stays spent.
   */
  end(
    outboxId: Id<'outbox'>,
    part: number,
    result: {
      readonly status: Exclude<SendStatus, 'sending'>;
      readonly providerId?: string;
      readonly reason?: string;
      readonly now: Date;
    },
  ): Promise<void>;
  /** A send that was taken failed after all, or arrived for certain: its message's `delivery` follows. */
  confirm(input: {
    readonly channelAccount: string;
    readonly providerId: string;
    readonly status: 'delivered' | 'failed';
    readonly reason?: string;
  }): Promise<void>;
}

/** Who somebody on WeChat is, over all accounts. */
export interface WechatPeople {
  /** Joins the identity to whoever else has this union id: a proved binding is shared, a contradiction is left alone. */
  join(identityId: Id<'identity'>, unionId: string, now: Date): Promise<void>;
  /** Why nothing can be sent to them; undefined: it can again. */
  setUnreachable(channelAccount: string, userId: string, reason: string | undefined): Promise<void>;
}
