import { type Clock, SECOND_MS } from '../../../../lib/clock.ts';
import type { Random } from '../../../../lib/ids.ts';
import type { Log } from '../../../../lib/log.ts';

/** As much of a puppet as keeping it alive takes. */
export interface Revivable {
  isActive(): boolean;
  isLoggedIn(): boolean;
  start(): Promise<void>;
  reset(): Promise<void>;
  ding(data: string): void;
}

export interface KeepAliveDeps {
  readonly channelAccount: string;
  readonly puppet: Revivable;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Between two dings, and how long a dong may take; milliseconds. */
  readonly dingEveryMs?: number;
  readonly dongWithinMs?: number;
}

/** Notices that the other end is gone and brings it back (wechat.md 1.4): puppets do not by themselves. */
export interface KeepAlive {
  /** An error of the puppet: begins to bring it back when it says that the connection is gone. */
  hear(message: string): void;
  dong(data: string): void;
  /** Whether an account is expected behind the puppet: not while somebody has to scan a code. */
  expectLogin(isExpected: boolean): void;
  /** Begins to bring the puppet back, unless that goes on already. */
  revive(reason: string): void;
  stop(): Promise<void>;
}

/** The same list that a vendor's engineer gives: https://github.com/wechaty/puppet-supports/issues/324 */
const CONNECTION_GONE = /14 UNAVAILABLE|no grpc manager|NO CLIENT|1 CANCELLED/;
/** The other end is there and does not take our token: nothing but a person helps. */
const REFUSED = /16 UNAUTHENTICATED/;

const DING_EVERY_MS = 30 * SECOND_MS;
const DONG_WITHIN_MS = 10 * SECOND_MS;
/** One attempt. wechaty's own limits are longer, and some of its calls have none. */
const ATTEMPT_MS = 10 * SECOND_MS;
/** For the account to be told as logged in after the connection is up. */
const LOGIN_WITHIN_MS = 2 * SECOND_MS;
const LOOK_EVERY_MS = 50;
/** Doubled to the most: so a customer waits at most some seconds once the other end is back. */
const PAUSE_FIRST_MS = 250;
const PAUSE_MAX_MS = 2 * SECOND_MS;
const PAUSE_REFUSED_MS = 60 * SECOND_MS;

/** One puppet's keeper; works until `stop`. */
export function makeKeepAlive(deps: KeepAliveDeps): KeepAlive {
  const stopping = new AbortController();
  const state: State = {
    isLoginExpected: true,
    wasRefused: false,
    isRefusalTold: false,
  };
  const revive = (reason: string): void => {
    if (state.reviving !== undefined || stopping.signal.aborted) return;
    const { channelAccount, log } = deps;
    log.warn({ channelAccount, reason }, 'the connection of a wechaty account is gone');
    state.reviving = bringBack(deps, state, stopping.signal).finally(() => {
      delete state.reviving;
    });
  };
  const watching = watch(deps, { state, revive, stopping: stopping.signal });
  return {
    hear: (message) => {
      if (REFUSED.test(message)) refused(deps, state);
      if (REFUSED.test(message) || CONNECTION_GONE.test(message)) revive(statusIn(message));
    },
    dong: (data) => {
      if (data === state.ding) delete state.ding;
    },
    expectLogin: (isExpected) => {
      state.isLoginExpected = isExpected;
    },
    revive,
    stop: async () => {
      stopping.abort();
      await Promise.all([watching, state.reviving]);
    },
  };
}

interface State {
  isLoginExpected: boolean;
  /** During the last attempt. */
  wasRefused: boolean;
  isRefusalTold: boolean;
  /** One at a time, whatever happens meanwhile. */
  reviving?: Promise<void>;
  /** What was sent and not answered yet. */
  ding?: string;
}

/** The status of a gRPC error, or less: the text behind it may quote the token. */
export function statusIn(message: string): string {
  return /\b\d{1,2} [A-Z_]{2,}\b/.exec(message)?.[0] ?? 'no_status';
}

function refused({ channelAccount, log }: KeepAliveDeps, state: State): void {
  state.wasRefused = true;
  if (state.isRefusalTold) return;
  state.isRefusalTold = true;
  log.error({ channelAccount }, 'the puppet server refuses the token of a wechaty account');
}

async function bringBack(deps: KeepAliveDeps, state: State, stopping: AbortSignal): Promise<void> {
  const { channelAccount, puppet, clock, log } = deps;
  let pauseMs = PAUSE_FIRST_MS;
  for (let tries = 1; !stopping.aborted; tries += 1) {
    state.wasRefused = false;
    await attempt(deps, stopping);
    if (await isBack(deps, state, stopping)) {
      state.isRefusalTold = false;
      log.info({ channelAccount, tries }, 'a wechaty account is connected again');
      return;
    }
    await clock.sleep(state.wasRefused ? PAUSE_REFUSED_MS : pauseMs, stopping);
    pauseMs = Math.min(2 * pauseMs, PAUSE_MAX_MS);
  }
  log.debug({ channelAccount, isActive: puppet.isActive() }, 'a wechaty account is let go');
}

/** `reset` of a puppet that is not active does nothing, silently: after a reset that failed only `start` helps. */
async function attempt(deps: KeepAliveDeps, stopping: AbortSignal): Promise<void> {
  const { puppet, clock, log, channelAccount } = deps;
  const done = new AbortController();
  const over = AbortSignal.any([stopping, done.signal]);
  const work = (puppet.isActive() ? puppet.reset() : puppet.start()).catch(() => {
    // The error came as an event too; its text may quote the token.
    log.debug({ channelAccount }, 'a wechaty account did not come back yet');
  });
  await Promise.race([work, clock.sleep(ATTEMPT_MS, over)]);
  done.abort();
}

async function isBack(deps: KeepAliveDeps, state: State, stopping: AbortSignal): Promise<boolean> {
  const { puppet, clock } = deps;
  for (let waitedMs = 0; waitedMs <= LOGIN_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    if (!puppet.isActive()) return false;
    // A server that was restarted with nobody logged in shows a code: that is back, too.
    if (puppet.isLoggedIn() || !state.isLoginExpected) return true;
    if (stopping.aborted) return false;
    await clock.sleep(LOOK_EVERY_MS, stopping);
  }
  return false;
}

/** A stream that stalls after days tells nobody: only an answer that does not come does. */
async function watch(
  deps: KeepAliveDeps,
  of: {
    readonly state: State;
    readonly revive: (reason: string) => void;
    readonly stopping: AbortSignal;
  },
): Promise<void> {
  const { clock, puppet, random } = deps;
  const { dingEveryMs = DING_EVERY_MS, dongWithinMs = DONG_WITHIN_MS } = deps;
  const { state, revive, stopping } = of;
  for (;;) {
    await clock.sleep(dingEveryMs, stopping);
    if (stopping.aborted) return;
    if (state.reviving !== undefined) continue;
    const ding = random.text(12);
    state.ding = ding;
    try {
      puppet.ding(ding);
    } catch {
      revive('no_client');
      continue;
    }
    await clock.sleep(dongWithinMs, stopping);
    if (state.ding === ding && !stopping.aborted) revive('no_dong');
  }
}
