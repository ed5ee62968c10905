import { systemClock } from '../../src/lib/clock.ts';
import { type DemoDesk, STILL, startDemoDesk } from './demo-desk.ts';
import { startWxSim } from './wx-sim/start-wx-sim.ts';
import type { WxSim } from './wx-sim/types.ts';

const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const OPEN_KFID = 'wkFlows';
export const SCENE_SECRET = 'a-secret-of-scenes';
export const WEB_SECRET = 'a-secret-of-the-web-chat';

/** The demo insurer on WeChat: `main` hands over to our console, `native` to WeChat's own people. */
export interface WechatFlowDesk {
  readonly desk: DemoDesk;
  readonly sim: WxSim;
  remove(): Promise<void>;
}

const officialAccount = (account: string) => ({
  account,
  appId: `wx-${account}`,
  appSecret: `app-secret-${account}`,
  token: 'flowtoken',
  encodingAesKey: AES_KEY,
  mode: 'safe' as const,
});

const kf = (account: string) => ({
  account,
  corpId: `ww-${account}`,
  secret: `kf-secret-${account}`,
  token: 'flowtoken',
  encodingAesKey: AES_KEY,
});

const ACCOUNTS = [
  { account: 'main', handoff: 'console' },
  { account: 'native', handoff: 'native' },
] as const;

/** How followers hear of news whose window is closed. */
const TEMPLATE = { templateId: 'news', fields: { thing1: 'title', thing2: 'hint' } } as const;

/** Starts the simulator and a built desk that has four accounts there. */
export async function startWechatFlowDesk(
  environment: Record<string, string> = {},
  changes: readonly string[] = STILL,
): Promise<WechatFlowDesk> {
  const sim = await startWxSim({
    clock: systemClock,
    limits: { blindSyncsPerMinute: 10_000, callsPerMinute: 1_000_000 },
    officialAccounts: ACCOUNTS.map(({ account }) => ({
      ...officialAccount(account),
      servicers: [{ kfAccount: 'lin@desk', isOnline: true }],
    })),
    kfAccounts: ACCOUNTS.map(({ account }) => ({
      ...kf(account),
      openKfids: [
        {
          openKfid: `${OPEN_KFID}-${account}`,
          name: 'Careline',
          servicers: [{ userId: 'zhang', status: 'serving' }],
        },
      ],
    })),
  });
  const settings = ACCOUNTS.flatMap(({ account, handoff }) => [
    {
      ...{ kind: 'official-account', ...officialAccount(account), handoff, baseUrl: sim.baseUrl },
      template: TEMPLATE,
    },
    {
      ...{ kind: 'kf', ...kf(account), handoff, baseUrl: sim.baseUrl },
      openKfids: [`${OPEN_KFID}-${account}`],
    },
  ]);
  const desk = await startDemoDesk({
    name: 'wechat-flows',
    changes,
    environment: {
      WECHAT_ACCOUNTS: JSON.stringify(settings),
      WECHAT_SCENE_SECRET: SCENE_SECRET,
      DIRECT_LINE_SECRET: WEB_SECRET,
      ...environment,
    },
  });
  for (const { account } of ACCOUNTS) {
    for (const channel of ['official-account', 'kf'] as const) {
      const callbackUrl = `${desk.url}/webhooks/wechat/${channel}/${account}`;
      await sim.connect({ channel, account, callbackUrl });
    }
  }
  return {
    desk,
    sim,
    remove: async () => {
      await desk.remove();
      await sim.stop();
    },
  };
}
