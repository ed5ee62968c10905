import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import { makeControl } from './control/control.ts';
import { makeAccessTokens } from './core/access-tokens.ts';
import { type ApiHost, makeApiServer } from './core/api-server.ts';
import { makeCallbackSender } from './core/callback-sender.ts';
import { type Faults, makeFaults } from './core/faults.ts';
import { mediaRoutes } from './core/media-routes.ts';
import { makeMediaShelf } from './core/media-shelf.ts';
import { DEFAULT_LIMITS, type SimCore } from './core/sim-core.ts';
import { makeTimers } from './core/timers.ts';
import { type KfAccount, makeKfAccount } from './kf/account.ts';
import { sendRoutes as kfSendRoutes } from './kf/send-routes.ts';
import { serviceRoutes as kfServiceRoutes } from './kf/service-routes.ts';
import { makeKfSim } from './kf/sim.ts';
import { stateRoutes } from './kf/state-routes.ts';
import { syncRoutes } from './kf/sync-route.ts';
import { answerGetToken } from './kf/token-route.ts';
import { makeOfficialAccount, type OfficialAccount } from './official-account/account.ts';
import { sendRoutes } from './official-account/send-routes.ts';
import { serviceRoutes } from './official-account/service-routes.ts';
import { makeOfficialAccountSim } from './official-account/sim.ts';
import { answerStableToken } from './official-account/token-route.ts';
import type { SimEvent, WxSim, WxSimOptions } from './types.ts';

type Host<T> = ApiHost & { readonly of: T };

/**
 * Both WeChat servers on one port of this machine: the Official Account's API and WeCom's, with callbacks signed and
 * encrypted for real by Tencent's own library. Shares no code with the desk. Runs by the clock it is given.
 */
export async function startWxSim(options: WxSimOptions): Promise<WxSim> {
  const listeners = new Set<(event: SimEvent) => void>();
  let baseUrl = '';
  let count = 0;
  const timers = makeTimers(options.clock);
  const core: SimCore = {
    timers,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    media: makeMediaShelf(timers),
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    next: () => {
      count += 1;
      return count;
    },
    baseUrl: () => baseUrl,
  };
  const sender = makeCallbackSender(core);
  const retriesAre = options.retriesAre ?? 'same';
  const accounts = (options.officialAccounts ?? []).map((one) =>
    officialAccountHost(core, makeOfficialAccount(core, one, sender, retriesAre)),
  );
  const services = (options.kfAccounts ?? []).map((one) =>
    kfHost(core, makeKfAccount(core, one, sender, retriesAre)),
  );
  const faults = makeFaults();
  const sim = makeSim({
    core,
    faults,
    accounts,
    services,
    sender,
    listeners,
    baseUrl: () => baseUrl,
  });
  const control = makeControl({
    core,
    sim,
    clock: options.clock,
    accounts: accounts.map((host) => host.of),
    services: services.map((host) => host.of),
  });
  const server = makeApiServer({
    core,
    faults,
    hosts: [...accounts, ...services],
    openRoutes: {
      'POST /cgi-bin/stable_token': (call) =>
        answerStableToken(
          accounts.map((host) => ({ account: host.of, tokens: host.tokens })),
          call,
        ),
      'GET /cgi-bin/gettoken': (call) =>
        answerGetToken(
          services.map((host) => ({ account: host.of, tokens: host.tokens })),
          call,
        ),
    },
    control: control.handle,
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  return {
    ...sim,
    baseUrl,
    stop: async () => {
      sender.stop();
      timers.stop();
      control.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function officialAccountHost(core: SimCore, account: OfficialAccount): Host<OfficialAccount> {
  const prefix = `oa${core.next()}`;
  return {
    channel: 'official-account',
    account: account.options.account,
    of: account,
    tokens: makeAccessTokens({ timers: core.timers, prefix, isOverlapping: true }),
    routes: {
      ...mediaRoutes(core, 'official-account'),
      ...sendRoutes(account),
      ...serviceRoutes(account),
    },
  };
}

function kfHost(core: SimCore, account: KfAccount): Host<KfAccount> {
  const prefix = `kf${core.next()}`;
  return {
    channel: 'kf',
    account: account.options.account,
    of: account,
    tokens: makeAccessTokens({ timers: core.timers, prefix, isOverlapping: false }),
    routes: {
      ...mediaRoutes(core, 'kf'),
      ...syncRoutes(account),
      ...kfSendRoutes(account),
      ...stateRoutes(account),
      ...kfServiceRoutes(account),
    },
  };
}

function makeSim(parts: {
  readonly core: SimCore;
  readonly faults: Faults;
  readonly accounts: readonly Host<OfficialAccount>[];
  readonly services: readonly Host<KfAccount>[];
  readonly sender: ReturnType<typeof makeCallbackSender>;
  readonly listeners: Set<(event: SimEvent) => void>;
  readonly baseUrl: () => string;
}): Omit<WxSim, 'stop'> {
  const { core, faults, accounts, services, sender, listeners } = parts;
  const officialAccount = (name: string): OfficialAccount => find(accounts, name).of;
  const kf = (name: string): KfAccount => find(services, name).of;
  return {
    baseUrl: '',
    officialAccount: (name) => makeOfficialAccountSim(officialAccount(name)),
    kf: (name) => makeKfSim(kf(name)),
    connect: async ({ channel, account, callbackUrl, isChecked = true }) => {
      const target = channel === 'kf' ? kf(account).doorbell : officialAccount(account);
      target.callbackUrl = callbackUrl;
      if (!isChecked) return;
      const echo = randomBytes(8).readBigUInt64BE().toString();
      const answer = await read(target.signCheck(echo));
      if (answer === echo) return;
      target.callbackUrl = undefined;
      throw new Error(`${callbackUrl} did not answer the check: ${answer.slice(0, 80)}`);
    },
    fail: faults.add,
    expireTokens: () => {
      for (const host of [...accounts, ...services]) host.tokens.expireAll();
    },
    loseMedia: (mediaId) => core.media.lose(mediaId),
    requests: faults.requests,
    callbacks: sender.seen,
    settled: sender.settled,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function find<T>(hosts: readonly Host<T>[], account: string): Host<T> {
  const found = hosts.find((host) => host.account === account);
  if (found === undefined) throw new Error(`The simulator has no account ${account}`);
  return found;
}

/** The body of a 200; the status otherwise. */
function read(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = get(url, { agent: false }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('end', () => {
        const body = Buffer.concat(parts).toString();
        resolve(incoming.statusCode === 200 ? body : `HTTP ${incoming.statusCode}`);
      });
    });
    outgoing.on('error', reject);
  });
}
