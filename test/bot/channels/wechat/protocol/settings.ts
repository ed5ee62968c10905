import type {
  KfSettings,
  OfficialAccountSettings,
} from '../../../../../src/lib/wechat-accounts.ts';

const shared = {
  token: 'callbacktoken',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  quota: { messagesMax: 5, messageHours: 48, actionsMax: 3, actionSeconds: 60, keptForNews: 1 },
  handoff: 'console',
} as const;

/** A customer-service account at a test's own server. */
export function kfSettings(baseUrl: string): KfSettings {
  return {
    ...shared,
    fallbacks: [],
    kind: 'kf',
    account: 'kf',
    corpId: 'ww123',
    secret: 'kf-secret',
    openKfids: ['wk1'],
    baseUrl,
    pollSeconds: 300,
  };
}

/** An Official Account at a test's own server. */
export function officialAccountSettings(baseUrl: string): OfficialAccountSettings {
  return {
    ...shared,
    fallbacks: [],
    kind: 'official-account',
    account: 'main',
    appId: 'wx123',
    appSecret: 'oa-secret',
    mode: 'safe',
    menu: false,
    baseUrl,
  };
}
