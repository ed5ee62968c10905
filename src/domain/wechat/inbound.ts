/** Something that a WeChat server told us, whatever the protocol. Stored as it is until the transcript has it. */
export interface WechatInbound {
  readonly channelAccount: string;
  /** The server's id (a 64-bit number stays text), or one made of an event's facts; unique in the account. */
  readonly messageId: string;
  /** openid or external_userid; absent in what concerns no customer. */
  readonly userId?: string;
  /** 微信客服 only. */
  readonly openKfid?: string;
  /** When it was sent, by WeChat's clock, to the second. */
  readonly sentAt: Date;
  readonly content: WechatContent;
}

export type WechatContent = WechatMessageContent | WechatEvent;

/** What somebody wrote. */
export type WechatMessageContent =
  | {
      readonly kind: 'text';
      readonly text: string /** Of a tap on our menu. */;
      readonly menuId?: string;
    }
  | { readonly kind: 'image'; readonly mediaId: string; readonly url?: string }
  | { readonly kind: 'voice'; readonly mediaId: string; readonly format?: string }
  | { readonly kind: 'video'; readonly mediaId: string }
  | { readonly kind: 'file'; readonly mediaId: string; readonly name?: string }
  | {
      readonly kind: 'location';
      /** Degrees, GCJ-02, as WeChat gives them. */
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string;
      readonly address?: string;
    }
  | {
      readonly kind: 'link';
      readonly title: string;
      readonly description?: string;
      readonly url: string;
    }
  /** A kind that the desk can only name: mini program, business card, shop order, merged messages. */
  | { readonly kind: 'other'; readonly type: string; readonly title?: string };

/** What happened. */
export type WechatEvent =
  /** A chat was opened; `welcomeCode` allows one message within 20 s. */
  | {
      readonly kind: 'entered';
      readonly scene?: string;
      readonly sceneParam?: string;
      readonly welcomeCode?: string;
    }
  | { readonly kind: 'subscribed'; readonly scene?: string }
  | { readonly kind: 'unsubscribed' }
  | { readonly kind: 'scanned'; readonly scene: string }
  | { readonly kind: 'menu_clicked'; readonly key: string }
  | { readonly kind: 'menu_viewed'; readonly url: string }
  | { readonly kind: 'located'; readonly latitude: number; readonly longitude: number }
  /** A message that was taken did not arrive; `reason` is the server's own word or number. */
  | { readonly kind: 'send_failed'; readonly sendId: string; readonly reason: string }
  | { readonly kind: 'template_sent'; readonly sendId: string; readonly status: string }
  | {
      readonly kind: 'subscription_decided';
      readonly decisions: readonly { readonly templateId: string; readonly isAccepted: boolean }[];
    }
  /** People in WeChat's own client: taken from the pool, handed on, ended, opened again. `code` lives 20 s at an end. */
  | {
      readonly kind: 'session';
      readonly change: 'taken' | 'transferred' | 'ended' | 'reopened';
      readonly servicerId?: string;
      readonly code?: string;
    }
  /** What a person wrote in WeChat's own client (origin 5). */
  | {
      readonly kind: 'servicer_wrote';
      readonly servicerId: string;
      readonly content: WechatMessageContent;
    }
  | { readonly kind: 'servicer_status'; readonly servicerId: string; readonly isServing: boolean }
  | { readonly kind: 'recalled'; readonly recalledId: string; readonly by: 'customer' | 'servicer' }
  /** Known to nobody here: stored, logged, not answered. */
  | { readonly kind: 'unsupported'; readonly name: string };

/** `kf_msg_or_event`: there is something to fetch. Holds no message. */
export interface KfDoorbell {
  readonly kind: 'doorbell';
  readonly openKfid: string;
  /** Good for ten minutes. */
  readonly token: string;
}
