/** One message as a WeChat customer gets it, with files by our own ids: stored before it is sent. */
export type WechatWire =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'menu';
      readonly head: string;
      readonly options: readonly { readonly id: string; readonly label: string }[];
      readonly tail?: string;
    }
  | {
      readonly kind: 'media';
      readonly media: 'image' | 'voice' | 'video' | 'file';
      readonly fileId: string;
      readonly name: string;
    };

/** The same with WeChat's own media id: what a client sends. */
export type WechatMessage =
  | Exclude<WechatWire, { readonly kind: 'media' }>
  | {
      readonly kind: 'media';
      readonly media: 'image' | 'voice' | 'video' | 'file';
      readonly mediaId: string;
    };

/** A status of one message on the wire. `unknown`: it may have arrived. */
export type SendStatus = 'planned' | 'sending' | 'sent' | 'failed' | 'suppressed' | 'unknown';

/** Bytes of UTF-8 that one text may have (45002 beyond it). */
export const TEXT_BYTES_MAX = 2_048;
/** And a menu's head or tail (wechat.md 4.5). */
export const MENU_TEXT_BYTES_MAX = 1_024;
export const MENU_OPTIONS_MAX = 10;
