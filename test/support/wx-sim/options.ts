/** How an Official Account's callbacks are sent: in clear text, both ways at once, or encrypted only. */
export type CallbackMode = 'plain' | 'compatible' | 'safe';

export interface OfficialAccountOptions {
  readonly account: string;
  readonly appId: string;
  readonly appSecret: string;
  /** Signs the callbacks. */
  readonly token: string;
  /** 43 characters; needed unless `mode` is plain. */
  readonly encodingAesKey?: string;
  readonly mode: CallbackMode;
  /** May come later by `connect`. */
  readonly callbackUrl?: string;
  /** Templates that exist; absent: every id does. */
  readonly templateIds?: readonly string[];
  /** The account's own customer service: people and whether they are signed in. */
  readonly servicers?: readonly { readonly kfAccount: string; readonly isOnline: boolean }[];
}

export type ServicerStatus = 'serving' | 'stopped' | 'suspended';

export interface KfAccountOptions {
  readonly account: string;
  readonly corpId: string;
  readonly secret: string;
  readonly token: string;
  readonly encodingAesKey: string;
  readonly callbackUrl?: string;
  readonly openKfids: readonly {
    readonly openKfid: string;
    readonly name: string;
    readonly servicers?: readonly { readonly userId: string; readonly status: ServicerStatus }[];
  }[];
}

/** Numbers that WeChat changed before, or that nobody confirmed on a live tenant. */
export interface SimLimits {
  /** Messages in the 48 hours after a customer's message. */
  readonly messagesMax: number;
  /** Messages in the minute after a menu tap, a subscription or a scan. */
  readonly actionsMax: number;
  /** Calls of one API in one minute (45009 beyond it). */
  readonly callsPerMinute: number;
  /** `sync_msg` without a token, for each open_kfid. */
  readonly blindSyncsPerMinute: number;
  /** Most messages on one page of `sync_msg`, whatever was asked for. */
  readonly pageMax: number;
  /** Every n-th page that has something to give comes empty with has_more=1; 0: never. */
  readonly emptyPageEvery: number;
  /** The code of a `msgid` used before; the real one is to be confirmed. */
  readonly duplicateMsgidErrcode: number;
  /** The code of a message code that is over, used or was never given; to be confirmed. */
  readonly badCodeErrcode: number;
}

export interface DoorbellKnobs {
  /** None rings. */
  readonly isDropped: boolean;
  /** By the clock. */
  readonly delayMs: number;
  /** Different callbacks for one message. */
  readonly perMessage: number;
  /** How often each is sent, byte by byte the same. */
  readonly copies: number;
  /** Two and two change places. */
  readonly isReordered: boolean;
}

export interface Fault {
  /** The end of the path: `/kf/send_msg`. */
  readonly path: string;
  /** 1 when absent. */
  readonly times?: number;
  /** Calls that pass before it begins. */
  readonly after?: number;
  readonly kind: 'errcode' | 'status' | 'slow' | 'reset' | 'reset_after_doing' | 'not_json';
  readonly errcode?: number;
  readonly status?: number;
  /** Of `slow`: by the clock, then it is done as ever. */
  readonly delayMs?: number;
}
