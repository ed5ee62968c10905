import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/lib/clock.ts';
import { startTestDatabase, type TestDatabase } from './database.ts';
import { type DeskProcess, freePort, startDesk } from './desk-process.ts';
import { startLoadBalancer } from './load-balancer.ts';
import { KF, OFFICIAL_ACCOUNT, settingsFor, type WorldSettings } from './world-accounts.ts';
import type { SimLimits } from './wx-sim/options.ts';
import { startWxSim } from './wx-sim/start-wx-sim.ts';
import type { WxSim } from './wx-sim/types.ts';

/** A desk in the world; the one that is killed gets no callbacks any more. */
export type WorldDesk = Pick<DeskProcess, 'url' | 'pid' | 'output' | 'kill'>;

/** WeChat's servers, a database and any number of desks between them. */
export interface WechatWorld {
  readonly sim: WxSim;
  readonly database: TestDatabase;
  /** The one address of both accounts' callbacks: whichever desk lives behind it. */
  readonly callbackUrls: Readonly<Record<'official-account' | 'kf', string>>;
  /** Starts one more process of the built desk, which gets callbacks from then on. */
  start(): Promise<WorldDesk>;
  /** Takes everything down; the desks that run are stopped first. */
  remove(): Promise<void>;
}

export interface WorldOptions extends WorldSettings {
  readonly limits?: Partial<SimLimits>;
}

/** One Official Account and one account of 微信客服, both called `main`; no desk runs yet. */
export async function startWechatWorld(options: WorldOptions = {}): Promise<WechatWorld> {
  const database = await startTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'careline-wechat-'));
  const balancer = await startLoadBalancer();
  const callbackUrls = {
    'official-account': `${balancer.url}/webhooks/wechat/official-account/main`,
    kf: `${balancer.url}/webhooks/wechat/kf/main`,
  };
  const sim = await startWxSim({
    clock: systemClock,
    limits: { blindSyncsPerMinute: 1_000, ...options.limits },
    officialAccounts: [{ ...OFFICIAL_ACCOUNT, callbackUrl: callbackUrls['official-account'] }],
    kfAccounts: [{ ...KF, callbackUrl: callbackUrls.kf }],
  });
  const environment = {
    DATABASE_URL: database.url,
    DEMO: 'off',
    WECHAT_ACCOUNTS: JSON.stringify(settingsFor(sim.baseUrl, options)),
  };
  let desks: readonly DeskProcess[] = [];
  const setDesks = (next: readonly DeskProcess[]): void => {
    desks = next;
    balancer.setTargets(desks.map(({ url }) => url));
  };
  return {
    sim,
    database,
    callbackUrls,
    start: async () => {
      const desk = await startDesk({ port: await freePort(), dataDir, environment });
      setDesks([...desks, desk]);
      return {
        ...desk,
        kill: async () => {
          setDesks(desks.filter((one) => one !== desk));
          await desk.kill();
        },
      };
    },
    remove: async () => {
      await Promise.all(desks.map((desk) => desk.stop()));
      await sim.stop();
      await balancer.stop();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
