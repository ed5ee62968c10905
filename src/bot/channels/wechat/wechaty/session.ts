import { FileBox } from 'file-box';
import { type Message, WechatyBuilder } from 'wechaty';
import { type Puppet, log as wechatyLog } from 'wechaty-puppet';
import { SECOND_MS } from '../../../../lib/clock.ts';
import type { Breaker } from './breaker.ts';
import { type Hearing, makeHearing } from './hear.ts';
import { type KeepAlive, makeKeepAlive, statusIn } from './keep-alive.ts';
import { toInbound } from './to-inbound.ts';
import { type WechatyDeps, wechatyAccountOf } from './wechaty-deps.ts';

/** A logout that wechaty says of itself, when a puppet is stopped or started again. */
const OWN_LOGOUT = 'puppet stop()';
/** wechaty's own limit for it is longer, and what does not stop by then is gone anyway. */
const STOP_WITHIN_MS = 5 * SECOND_MS;

/** An account at work: hears, and lends its puppet to the sender. */
export interface Session {
  isLoggedIn(): boolean;
  /** Both reject with the puppet's error. */
  sendText(userId: string, text: string): Promise<void>;
  sendFile(
    userId: string,
    file: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<void>;
  stop(): Promise<void>;
}

interface Parts {
  readonly deps: WechatyDeps;
  readonly channelAccount: string;
  readonly puppet: Puppet;
  readonly hearing: Hearing;
  readonly keepAlive: KeepAlive;
  readonly breaker: Breaker;
}

/** Starts wechaty over a puppet. A puppet that does not start is tried again until `stop`. */
export async function startSession(
  deps: WechatyDeps,
  given: { readonly puppet: Puppet; readonly breaker: Breaker },
): Promise<Session> {
  const { puppet, breaker } = given;
  const { clock, random, log } = deps;
  // What it writes goes around our log, with names and texts; errors come as events.
  wechatyLog.level('silent');
  const channelAccount = wechatyAccountOf(deps.settings);
  const keepAlive = makeKeepAlive({
    channelAccount,
    puppet: revivable(puppet),
    clock,
    random,
    log,
  });
  const hearing = makeHearing(deps);
  const parts: Parts = { deps, channelAccount, puppet, hearing, keepAlive, breaker };
  // Never without a puppet: wechaty would take web WeChat. Never with a name: it would write a file of that name.
  const bot = WechatyBuilder.build({ puppet });
  followAccount(parts);
  bot.on('message', (message) => {
    // An async handler that rejects would end the process: wechaty catches nothing.
    void hear(parts, message).catch((err: unknown) =>
      log.error({ err, channelAccount }, 'a message was not heard'),
    );
  });
  bot.on('error', (error) => hearError(parts, error.message));
  await bot.start();
  if (!puppet.state.active()) keepAlive.revive('not_started');
  return {
    isLoggedIn: () => puppet.state.active() === true && puppet.isLoggedIn,
    sendText: async (userId, text) => {
      await puppet.messageSendText(userId, text);
    },
    sendFile: async (userId, { name, bytes }) => {
      // From base64, the one form that every puppet can hand on.
      const base64 = Buffer.from(bytes).toString('base64');
      await puppet.messageSendFile(userId, FileBox.fromBase64(base64, name));
    },
    stop: async () => {
      await keepAlive.stop();
      await Promise.race([bot.stop(), clock.sleep(STOP_WITHIN_MS)]);
      await hearing.stop();
    },
  };
}

async function hear({ deps, channelAccount, hearing }: Parts, message: Message): Promise<void> {
  const heard = await toInbound(message, { channelAccount, now: deps.clock.now() });
  if (heard.kind === 'ignored') {
    const { reason } = heard;
    const level = reason === 'own' ? 'debug' : 'warn';
    deps.log[level]({ channelAccount, messageId: message.id, reason }, 'a message was ignored');
    return;
  }
  await hearing.take(heard.inbound, () => message.toFileBox());
}

function hearError({ deps, channelAccount, keepAlive, breaker }: Parts, message: string): void {
  deps.log.debug({ channelAccount, reason: statusIn(message) }, 'wechaty reports an error');
  breaker.hear(message, deps.clock.now().getTime());
  keepAlive.hear(message);
}

function followAccount({ deps, channelAccount, puppet, keepAlive, breaker }: Parts): void {
  puppet.on('dong', ({ data = '' }) => keepAlive.dong(data));
  puppet.on('scan', ({ qrcode }) => {
    keepAlive.expectLogin(false);
    // Not an address to be kept: it is good for minutes, and whoever runs the desk has to scan it.
    deps.log.warn({ channelAccount, qrcode }, 'a wechaty account waits for its code to be scanned');
  });
  puppet.on('login', () => {
    keepAlive.expectLogin(true);
    breaker.loggedIn();
    deps.log.info({ channelAccount }, 'a wechaty account is logged in');
  });
  puppet.on('logout', ({ data = '' }) => {
    if (data === OWN_LOGOUT) return;
    keepAlive.expectLogin(false);
    breaker.loggedOut(data.slice(0, 200));
    breaker.hear(data, deps.clock.now().getTime());
  });
}

function revivable(puppet: Puppet) {
  return {
    isActive: () => puppet.state.active() !== false,
    isLoggedIn: () => puppet.isLoggedIn,
    start: () => puppet.start(),
    reset: () => puppet.reset(),
    ding: (data: string) => puppet.ding(data),
  };
}
