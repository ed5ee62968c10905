import type { WechatInbound } from '../../../../domain/wechat/inbound.ts';
import { type Clock, SECOND_MS } from '../../../../lib/clock.ts';
import type { Log } from '../../../../lib/log.ts';
import type { KfApi } from '../protocol/api.ts';
import { type InboundSource, TOLD_AGAIN_MS } from './puppet-base.ts';

/** A doorbell's token that the server does not take any more (wechat.md 4.7): asked again without it. */
const TOKEN_EXPIRED = 95_007;
const AFTER_FAILURE_MS = 2 * SECOND_MS;
/** Without a doorbell's token the server limits how often one may ask. */
const POLL_MS_DEFAULT = 5 * SECOND_MS;

export interface KfSourceDeps {
  readonly api: Pick<KfApi, 'syncMessages'>;
  readonly openKfid: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly pollMs?: number;
}

/** Reads at once, with the token of a callback when there is one. */
export interface KfSource extends InboundSource {
  ring(token?: string): void;
}

/**
 * Reads one account of 微信客服 with a cursor in memory. After a crash it begins with the last minutes: WeChat keeps
 * three days, and who keeps the messages knows those it has.
 */
export function makeKfSource(deps: KfSourceDeps): KfSource {
  const state: State = { rung: 0, hasBegun: false, bell: new AbortController() };
  let stopping: AbortController | undefined;
  let reading = Promise.resolve();
  return {
    start: async (listener) => {
      const own = new AbortController();
      stopping = own;
      reading = readUntil(deps, state, { listener, stopping: own.signal });
    },
    stop: async () => {
      stopping?.abort();
      state.bell.abort();
      await reading;
    },
    ring: (token) => {
      if (token !== undefined) state.token = token;
      state.rung += 1;
      state.bell.abort();
    },
  };
}

interface State {
  cursor?: string;
  token?: string;
  /** The first look gives three days; what is older than some minutes was somebody's business before. */
  hasBegun: boolean;
  /** Counts the doorbells. */
  rung: number;
  /** Aborted by a doorbell: ends the wait between two looks. */
  bell: AbortController;
}

interface Reading {
  readonly listener: (inbound: WechatInbound) => void;
  readonly stopping: AbortSignal;
}

async function readUntil(deps: KfSourceDeps, state: State, reading: Reading): Promise<void> {
  while (!reading.stopping.aborted) {
    const { rung } = state;
    state.bell = new AbortController();
    const waitMs = await look(deps, state, reading);
    const mayWait = rung === state.rung && !reading.stopping.aborted;
    if (mayWait) await deps.clock.sleep(waitMs, state.bell.signal);
  }
}

/** Reads all there is; returns how long to wait before the next look. */
async function look(deps: KfSourceDeps, state: State, reading: Reading): Promise<number> {
  const { api, openKfid, clock, log, pollMs = POLL_MS_DEFAULT } = deps;
  const { listener, stopping } = reading;
  const since = clock.now().getTime() - TOLD_AGAIN_MS;
  while (!stopping.aborted) {
    const { cursor, token } = state;
    const page = await api.syncMessages({
      openKfid,
      ...(cursor === undefined ? {} : { cursor }),
      ...(token === undefined ? {} : { token }),
    });
    if (page.kind === 'failed') {
      delete state.token;
      if (page.code === TOKEN_EXPIRED && token !== undefined) continue;
      log.warn({ openKfid, reason: page.reason }, 'messages could not be read');
      return AFTER_FAILURE_MS;
    }
    for (const inbound of page.value.messages) {
      if (state.hasBegun || inbound.sentAt.getTime() >= since) listener(inbound);
    }
    // A whole page or nothing: stopped in between, the next start reads it again.
    state.cursor = page.value.nextCursor;
    if (!page.value.hasMore) {
      state.hasBegun = true;
      break;
    }
  }
  return pollMs;
}
