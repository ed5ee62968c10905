import type { Sender } from '../../../../domain/outbox.ts';
import { SECOND_MS } from '../../../../lib/clock.ts';
import { makeBreaker } from './breaker.ts';
import { drivesPersonalAccount, loadPuppet } from './load-puppet.ts';
import { makeWechatySender } from './sender.ts';
import type { Session } from './session.ts';
import { type WechatyDeps, wechatyAccountOf } from './wechaty-deps.ts';

/** Between two looks at the lease: how long an account is silent at most after its process died. */
const LEASE_EVERY_MS = 5 * SECOND_MS;

/** One wechaty account. */
export interface WechatyChannel {
  readonly channelAccount: string;
  /** Begins to try for the account's lease; returns at once. */
  start(): void;
  /** Gives the account up: whoever takes the lease next has it. */
  stop(): Promise<void>;
  /** True while this process has the account's session. */
  isHeld(): boolean;
  /** For rows of this account; `retry` in a process that has no session. */
  readonly sender: Sender;
}

/**
 * Customers by any wechaty puppet. wechaty itself is loaded by whoever gets the lease, and by nobody else: it takes a
 * second and 80 MB. One channel of an account in a process.
 */
export function makeWechatyChannel(deps: WechatyDeps): WechatyChannel {
  const channelAccount = wechatyAccountOf(deps.settings);
  const breaker = makeBreaker({ channelAccount, log: deps.log });
  const stopping = new AbortController();
  const state: State = {};
  let running = Promise.resolve();
  return {
    channelAccount,
    sender: makeWechatySender({ ...deps, breaker, session: () => state.session }),
    isHeld: () => state.session !== undefined,
    start: () => {
      if (mayStart(deps)) running = run(deps, { breaker, state, stopping: stopping.signal });
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

interface State {
  session?: Session;
}

interface Running {
  readonly breaker: ReturnType<typeof makeBreaker>;
  readonly state: State;
  readonly stopping: AbortSignal;
}

/** Automating a personal account is against WeChat's terms: somebody has to have said that they know. */
function mayStart({ settings, makePuppet, log }: WechatyDeps): boolean {
  if (makePuppet !== undefined || !drivesPersonalAccount(settings)) return true;
  const { puppet, iKnowPersonalAccountsGetBanned: isKnown } = settings;
  const of = { channelAccount: wechatyAccountOf(settings), puppet };
  if (isKnown) {
    log.warn(of, 'this puppet automates a personal account: WeChat bans accounts for it');
  } else {
    log.error(of, 'not started: set iKnowPersonalAccountsGetBanned to automate a personal account');
  }
  return isKnown;
}

async function run(deps: WechatyDeps, running: Running): Promise<void> {
  const { state, stopping } = running;
  const name = wechatyAccountOf(deps.settings);
  while (!stopping.aborted) {
    const isHeld = await takeLease(deps, name);
    if (isHeld === true && state.session === undefined) await begin(deps, running);
    // Lost: two processes on one account would answer twice.
    if (isHeld === false) await end(state);
    await deps.clock.sleep(LEASE_EVERY_MS, stopping);
  }
  await end(state);
  await deps.lease.release(name).catch((err: unknown) => {
    deps.log.debug(
      { err, name },
      'a lease was not given back: it is free once this process is gone',
    );
  });
}

/** Undefined: nobody knows. What is held goes on then; a message that two processes hear is stored once. */
async function takeLease({ lease, log }: WechatyDeps, name: string): Promise<boolean | undefined> {
  try {
    return await lease.take(name);
  } catch (err) {
    log.warn({ err, name }, 'the lease of a wechaty account cannot be asked for');
    return undefined;
  }
}

async function begin(deps: WechatyDeps, { breaker, state }: Running): Promise<void> {
  const { settings, home, log, makePuppet = () => loadPuppet(settings, home) } = deps;
  try {
    const { startSession } = await import('./session.ts');
    state.session = await startSession(deps, { puppet: await makePuppet(), breaker });
  } catch (err) {
    log.error(
      { err, channelAccount: wechatyAccountOf(settings) },
      'a wechaty account did not start',
    );
  }
}

async function end(state: State): Promise<void> {
  const { session } = state;
  delete state.session;
  await session?.stop();
}
