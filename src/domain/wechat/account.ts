/** The two official protocols that WeChat customers reach us by. */
export type WechatKind = 'official-account' | 'kf';

const PREFIXES = { 'official-account': 'wechat-oa', kf: 'wechat-kf' } as const;
/** A wechaty puppet's accounts are `wechaty:<account>`. */
const ON_WECHAT: readonly string[] = [...Object.values(PREFIXES), 'wechaty'];

/** `wechat-oa:main`: what every row of the account is filed under. `account` is our own name for it. */
export function channelAccountOf(kind: WechatKind, account: string): string {
  return `${PREFIXES[kind]}:${account}`;
}

/** The protocol of a channel account; undefined when it is none of WeChat's official ones. */
export function wechatKindOf(channelAccount: string): WechatKind | undefined {
  const [prefix] = channelAccount.split(':', 1);
  if (prefix === PREFIXES['official-account']) return 'official-account';
  return prefix === PREFIXES.kf ? 'kf' : undefined;
}

/** True for every account on WeChat, a wechaty puppet's too. */
export function isOnWechat(channelAccount: string): boolean {
  const [prefix = ''] = channelAccount.split(':', 1);
  return ON_WECHAT.includes(prefix);
}

/** Where a conversation on WeChat is reached: `conversations.address`. */
export interface WechatAddress {
  readonly userId: string;
  /** 微信客服 only: which of its accounts the customer wrote to. */
  readonly openKfid?: string;
}
