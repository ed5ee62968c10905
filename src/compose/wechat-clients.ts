import type { NativeAccount } from '../bot/channels/wechat/native/ask-state.ts';
import type { KfApi, OfficialAccountApi } from '../bot/channels/wechat/protocol/api.ts';
import { makeKfClient } from '../bot/channels/wechat/protocol/kf-client.ts';
import { makeOfficialAccountClient } from '../bot/channels/wechat/protocol/official-account-client.ts';
import {
  type ReceivingAccount,
  receivingKf,
  receivingOfficialAccount,
} from '../bot/channels/wechat/receive/receiving-account.ts';
import type { SendingAccount } from '../bot/channels/wechat/send/sending-account.ts';
import { channelAccountOf } from '../domain/wechat/account.ts';
import type { TokenStore } from '../domain/wechat/ports.ts';
import type { Config } from '../lib/config.ts';
import type { Log } from '../lib/log.ts';
import type { KfSettings, OfficialAccountSettings } from '../lib/wechat-accounts.ts';
import { clock } from './desk.ts';

interface OfficialAccountClient {
  readonly settings: OfficialAccountSettings;
  readonly api: OfficialAccountApi;
}

/** The accounts of the two official protocols, each with its client, as every part sees them. */
export interface WechatClients {
  readonly settings: readonly (OfficialAccountSettings | KfSettings)[];
  readonly receiving: ReadonlyMap<string, ReceivingAccount>;
  readonly sending: ReadonlyMap<string, SendingAccount>;
  readonly native: ReadonlyMap<string, NativeAccount>;
  readonly kf: ReadonlyMap<string, { readonly settings: KfSettings; readonly api: KfApi }>;
  readonly official: ReadonlyMap<string, OfficialAccountClient>;
}

/** One client for each account: it keeps the token in memory. */
export function openClients(deps: {
  readonly config: Config;
  readonly tokens: TokenStore;
  readonly log: Log;
}): WechatClients {
  const clients = {
    receiving: new Map<string, ReceivingAccount>(),
    sending: new Map<string, SendingAccount>(),
    native: new Map<string, NativeAccount>(),
    kf: new Map<string, { readonly settings: KfSettings; readonly api: KfApi }>(),
    official: new Map<string, OfficialAccountClient>(),
  };
  const accounts = (deps.config.WECHAT_ACCOUNTS ?? []).filter((one) => one.kind !== 'wechaty');
  for (const settings of accounts) {
    const name = channelAccountOf(settings.kind, settings.account);
    const isNative = settings.handoff === 'native';
    if (settings.kind === 'kf') {
      const api = makeKfClient({ ...deps, settings, clock });
      clients.kf.set(name, { settings, api });
      clients.receiving.set(name, receivingKf(settings, api));
      clients.sending.set(name, { kind: 'kf', settings, api });
      clients.native.set(name, { kind: 'kf', isNative, api });
    } else {
      const api = makeOfficialAccountClient({ ...deps, settings, clock });
      clients.official.set(name, { settings, api });
      clients.receiving.set(name, receivingOfficialAccount(settings, api));
      clients.sending.set(name, { kind: 'official-account', settings, api });
      clients.native.set(name, { kind: 'official-account', isNative, api });
    }
  }
  return { settings: accounts, ...clients };
}

/** True for a channel account whose customers are handed to WeChat's own people. */
export function isNativeAccount({ WECHAT_ACCOUNTS = [] }: Config, channelAccount: string): boolean {
  return WECHAT_ACCOUNTS.some(
    (one) =>
      one.kind !== 'wechaty' &&
      one.handoff === 'native' &&
      channelAccountOf(one.kind, one.account) === channelAccount,
  );
}

/** Sends of a customer's message that replies leave over for news; 0 on channels without a quota. */
export function keptForNews({ WECHAT_ACCOUNTS = [] }: Config, channelAccount: string): number {
  for (const one of WECHAT_ACCOUNTS) {
    if (one.kind === 'wechaty') continue;
    if (channelAccountOf(one.kind, one.account) === channelAccount) return one.quota.keptForNews;
  }
  return 0;
}
