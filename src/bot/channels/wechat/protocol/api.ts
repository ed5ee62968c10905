import type { ApiResult } from '../../../../domain/wechat/errors.ts';
import type { WechatInbound } from '../../../../domain/wechat/inbound.ts';
import type { WechatMessage } from '../../../../domain/wechat/outbound.ts';

/** Bytes that go to WeChat or came from it. */
export interface MediaBytes {
  readonly bytes: Uint8Array;
  /** As the server says; what the bytes really are is for the store to find out. */
  readonly contentType: string;
  readonly name?: string;
}

export interface MediaUpload {
  readonly media: 'image' | 'voice' | 'video' | 'file';
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What both protocols have. Nothing here throws for what a server or a network may do. */
interface MediaApi {
  /** `content` when the size or the type is not WeChat's: nothing is sent then. */
  uploadMedia(upload: MediaUpload): Promise<ApiResult<{ readonly mediaId: string }>>;
  /** Lives three days. At most `bytesMax`, or `content`. */
  downloadMedia(mediaId: string, bytesMax: number): Promise<ApiResult<MediaBytes>>;
}

/** Service states of 微信客服 (wechat.md 4.4). */
export const KF_STATES = ['new', 'assistant', 'pool', 'person', 'ended'] as const;
export type KfState = (typeof KF_STATES)[number];

export interface KfApi extends MediaApi {
  syncMessages(input: {
    readonly openKfid: string;
    readonly cursor?: string;
    readonly token?: string;
    /** At most 1,000. */
    readonly limit?: number;
  }): Promise<
    ApiResult<{
      readonly messages: readonly WechatInbound[];
      readonly nextCursor: string;
      readonly hasMore: boolean;
    }>
  >;
  /** `sendId`: at most 32 of 0-9a-zA-Z_-, unique: a repeated one fails with the class `duplicate`. */
  send(input: {
    readonly openKfid: string;
    readonly userId: string;
    readonly sendId: string;
    readonly message: WechatMessage;
  }): Promise<ApiResult<{ readonly sendId: string }>>;
  /** One message for a code: text or menu. */
  sendOnEvent(input: {
    readonly code: string;
    readonly sendId: string;
    readonly message: WechatMessage;
  }): Promise<ApiResult<{ readonly sendId: string }>>;
  state(of: {
    readonly openKfid: string;
    readonly userId: string;
  }): Promise<ApiResult<{ readonly state: KfState; readonly servicerId?: string }>>;
  /** To the pool (2), to a person (3, who must be serving) or to the end (4). `code`: one message in the state's name. */
  transfer(input: {
    readonly openKfid: string;
    readonly userId: string;
    readonly state: 'pool' | 'person' | 'ended';
    readonly servicerId?: string;
  }): Promise<ApiResult<{ readonly code?: string }>>;
  servicers(
    openKfid: string,
  ): Promise<ApiResult<readonly { readonly servicerId: string; readonly isServing: boolean }[]>>;
  /** Only who was active in the last 48 hours; at most 100. */
  customers(
    userIds: readonly string[],
  ): Promise<
    ApiResult<
      readonly { readonly userId: string; readonly nickname?: string; readonly unionId?: string }[]
    >
  >;
  accounts(): Promise<ApiResult<readonly { readonly openKfid: string; readonly name: string }[]>>;
  /** An address that opens the chat; `sceneParam` comes back when somebody enters by it (at most 128 bytes). */
  contactWay(input: {
    readonly openKfid: string;
    readonly scene: string;
    readonly sceneParam?: string;
  }): Promise<ApiResult<{ readonly url: string }>>;
}

export interface OfficialAccountApi extends MediaApi {
  /** No key against repeating: a send without an answer may have arrived. */
  send(input: {
    readonly userId: string;
    readonly message: WechatMessage;
  }): Promise<ApiResult<Record<string, never>>>;
  typing(userId: string): Promise<ApiResult<Record<string, never>>>;
  sendTemplate(input: {
    readonly userId: string;
    readonly templateId: string;
    readonly url?: string;
    /** Against repeating, where the account has it. */
    readonly sendId: string;
    readonly data: Readonly<Record<string, string>>;
  }): Promise<ApiResult<{ readonly sendId: string }>>;
  /** One message for each time the customer agreed. */
  sendSubscription(input: {
    readonly userId: string;
    readonly templateId: string;
    readonly page?: string;
    readonly data: Readonly<Record<string, string>>;
  }): Promise<ApiResult<Record<string, never>>>;
  user(userId: string): Promise<
    ApiResult<{
      readonly isSubscribed: boolean;
      readonly unionId?: string;
      readonly remark?: string;
    }>
  >;
  createMenu(menu: OfficialAccountMenu): Promise<ApiResult<Record<string, never>>>;
  /** A QR code's address; lasting without `expiresInSeconds`. `scene`: at most 64 characters. */
  qrCode(input: {
    readonly scene: string;
    readonly expiresInSeconds?: number;
  }): Promise<ApiResult<{ readonly url: string }>>;
  /** People who are signed in to the account's own customer service. */
  onlineServicers(): Promise<
    ApiResult<readonly { readonly servicerId: string; readonly isServing: boolean }[]>
  >;
  createSession(input: {
    readonly userId: string;
    readonly servicerId: string;
  }): Promise<ApiResult<Record<string, never>>>;
  session(userId: string): Promise<ApiResult<{ readonly servicerId?: string }>>;
}

/** At most three, each with at most five below it. */
export interface OfficialAccountMenu {
  readonly buttons: readonly (
    | MenuButton
    | { readonly name: string; readonly buttons: readonly MenuButton[] }
  )[];
}
export type MenuButton =
  | { readonly name: string; readonly key: string }
  | { readonly name: string; readonly url: string };
