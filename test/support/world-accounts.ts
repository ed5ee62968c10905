/** 43 characters that are nobody's key. */
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
export const CALLBACK_TOKEN = 'worldtoken';
export const OPEN_KFID = 'wkClaims';

export interface WorldSettings {
  readonly handoff?: 'native' | 'console';
  /** Longest time between two looks at 微信客服 without a doorbell. */
  readonly pollSeconds?: number;
}

/** An Official Account in safe mode, as the simulator is told of it. */
export const OFFICIAL_ACCOUNT = {
  account: 'main',
  appId: 'wx-world',
  appSecret: 'app-secret',
  token: CALLBACK_TOKEN,
  encodingAesKey: AES_KEY,
  mode: 'safe',
} as const;

/** An account of 微信客服 with one servicer. */
export const KF = {
  account: 'main',
  corpId: 'ww-world',
  secret: 'kf-secret',
  token: CALLBACK_TOKEN,
  encodingAesKey: AES_KEY,
  openKfids: [
    {
      openKfid: OPEN_KFID,
      name: 'Claims',
      servicers: [{ userId: 'zhang', status: 'serving' }],
    },
  ],
} as const;

/** The same accounts as the desk's settings name them. */
export function settingsFor(
  baseUrl: string,
  { handoff = 'console', pollSeconds = 300 }: WorldSettings = {},
): readonly object[] {
  const shared = { baseUrl, handoff };
  return [
    { kind: 'official-account', ...OFFICIAL_ACCOUNT, ...shared },
    { kind: 'kf', ...KF, openKfids: [OPEN_KFID], pollSeconds, ...shared },
  ];
}
