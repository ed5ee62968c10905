import { randomBytes } from 'node:crypto';
import type { KfAccountOptions, OfficialAccountOptions } from './options.ts';

/** One Official Account and one customer service with two people, as the phone page shows them. */
export interface DemoAccounts {
  readonly officialAccounts: readonly [OfficialAccountOptions];
  readonly kfAccounts: readonly [KfAccountOptions];
  /** The value of WECHAT_ACCOUNTS for a desk that talks to the simulator at this address. */
  settingsFor(baseUrl: string): string;
}

const TEMPLATE = 'claim-news';
const SUBSCRIPTION = 'claim-progress';
const OPEN_KFID = 'wkDemoCareline';

/** Accounts with new secrets each time. `handoff`: where people answer. */
export function makeDemoAccounts(handoff: 'native' | 'console'): DemoAccounts {
  const officialAccount: OfficialAccountOptions = {
    account: 'main',
    appId: 'wxDemoCareline',
    appSecret: randomBytes(16).toString('hex'),
    ...callbackSecrets(),
    mode: 'safe',
    templateIds: [TEMPLATE, SUBSCRIPTION],
    servicers: [
      { kfAccount: 'lin@careline', isOnline: true },
      { kfAccount: 'zhou@careline', isOnline: true },
    ],
  };
  const kf: KfAccountOptions = {
    account: 'main',
    corpId: 'wwDemoCareline',
    secret: randomBytes(16).toString('hex'),
    ...callbackSecrets(),
    openKfids: [
      {
        openKfid: OPEN_KFID,
        name: '安途车险客服',
        servicers: [
          { userId: 'LinYue', status: 'serving' },
          { userId: 'ZhouHang', status: 'serving' },
        ],
      },
    ],
  };
  return {
    officialAccounts: [officialAccount],
    kfAccounts: [kf],
    settingsFor: (baseUrl) => JSON.stringify(settingsOf({ officialAccount, kf, handoff, baseUrl })),
  };
}

function settingsOf(given: {
  readonly officialAccount: OfficialAccountOptions;
  readonly kf: KfAccountOptions;
  readonly handoff: 'native' | 'console';
  readonly baseUrl: string;
}) {
  const { handoff, baseUrl } = given;
  const { account, appId, appSecret, token, encodingAesKey, mode } = given.officialAccount;
  return [
    {
      ...{ kind: 'official-account', account, appId, appSecret, token, encodingAesKey, mode },
      ...{ handoff, baseUrl, menu: true },
      template: {
        templateId: TEMPLATE,
        fields: { thing1: 'title', character_string2: 'caseNo', time3: 'time', thing4: 'hint' },
      },
      subscription: {
        templateId: SUBSCRIPTION,
        fields: { thing1: 'title', time2: 'time', thing3: 'hint' },
      },
    },
    {
      ...{ kind: 'kf', account: given.kf.account, corpId: given.kf.corpId },
      ...{ secret: given.kf.secret, token: given.kf.token },
      encodingAesKey: given.kf.encodingAesKey,
      openKfids: given.kf.openKfids.map(({ openKfid }) => openKfid),
      ...{ handoff, baseUrl },
    },
  ];
}

/** What signs and encrypts the callbacks. */
function callbackSecrets() {
  return {
    token: randomBytes(12).toString('hex'),
    encodingAesKey: randomBytes(32).toString('base64').replace('=', ''),
  };
}

/** Where the desk takes the callbacks of both. */
export async function connectDemoAccounts(
  sim: {
    connect(given: {
      readonly channel: 'official-account' | 'kf';
      readonly account: string;
      readonly callbackUrl: string;
    }): Promise<void>;
  },
  deskUrl: string,
): Promise<void> {
  for (const channel of ['official-account', 'kf'] as const) {
    const callbackUrl = `${deskUrl}/webhooks/wechat/${channel}/main`;
    await sim.connect({ channel, account: 'main', callbackUrl });
  }
}
