import { Agent, request } from 'node:http';
import { SECOND_MS } from '../../../../src/lib/clock.ts';
import type { CallbackSeen, SignedRequest } from '../types.ts';
import type { SimCore } from './sim-core.ts';

/** WeChat waits five seconds, and asks three times in all. */
const PATIENCE_MS = 5 * SECOND_MS;
const ATTEMPTS_MAX = 3;

export interface Callback {
  readonly account: string;
  readonly about: string;
  readonly messageId: string;
  /** Made for each attempt: the same again, or signed again. */
  readonly request: (attempt: number) => SignedRequest;
  /** Reads a 200's body; false: it is neither `success`, nor empty, nor anything that can be read. */
  readonly accept: (answer: string) => boolean;
  readonly onGivenUp?: () => void;
}

export interface CallbackSender {
  /** Resolves after the first attempt; repetitions go on behind it. */
  send(callback: Callback): Promise<CallbackSeen>;
  seen(account?: string): readonly CallbackSeen[];
  settled(): Promise<void>;
  stop(): void;
}

type Outcome = Pick<CallbackSeen, 'outcome' | 'status' | 'answer'>;

export function makeCallbackSender(core: SimCore): CallbackSender {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const seen: CallbackSeen[] = [];
  const underWay = new Set<Promise<void>>();
  let isStopped = false;

  async function attempt(callback: Callback, number: number): Promise<CallbackSeen> {
    const { url, body } = callback.request(number);
    const began = performance.now();
    const at = core.timers.now();
    const outcome = await post({ core, agent, url, body, accept: callback.accept });
    const { account, about, messageId } = callback;
    const tookMs = performance.now() - began;
    const one = { account, at, attempt: number, url, body, about, messageId, ...outcome, tookMs };
    seen.push(one);
    core.emit({ kind: 'callback', callback: one });
    return one;
  }

  async function repeat(callback: Callback, first: CallbackSeen): Promise<void> {
    let last = first;
    while (last.outcome !== 'ok' && last.attempt < ATTEMPTS_MAX && !isStopped) {
      // One that was late has waited its five seconds already.
      const waited = core.timers.now().getTime() - last.at.getTime();
      if (waited < PATIENCE_MS) await core.timers.sleep(PATIENCE_MS - waited);
      last = await attempt(callback, last.attempt + 1);
    }
    if (last.outcome !== 'ok') callback.onGivenUp?.();
  }

  return {
    send: async (callback) => {
      const first = attempt(callback, 1);
      const all = first.then((one) => repeat(callback, one)).finally(() => underWay.delete(all));
      underWay.add(all);
      return await first;
    },
    seen: (account) => seen.filter((one) => account === undefined || one.account === account),
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: () => {
      isStopped = true;
      agent.destroy();
    },
  };
}

function post(given: {
  readonly core: SimCore;
  readonly agent: Agent;
  readonly url: string;
  readonly body: string;
  readonly accept: Callback['accept'];
}): Promise<Outcome> {
  return new Promise((resolve) => {
    const { core, agent, url, body } = given;
    const outgoing = request(url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) },
    });
    const forget = core.timers.after(PATIENCE_MS, () => finish({ outcome: 'late' }));
    outgoing.on('response', (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', () => finish({ outcome: 'unreachable' }));
      incoming.on('end', () => {
        const answer = Buffer.concat(parts).toString();
        const status = incoming.statusCode ?? 0;
        if (status !== 200) return finish({ outcome: 'refused', status, answer });
        const isFine = answer === '' || answer === 'success' || given.accept(answer);
        finish({ outcome: isFine ? 'ok' : 'broken', status, answer });
      });
    });
    outgoing.on('error', () => finish({ outcome: 'unreachable' }));
    outgoing.end(body);
    let isOver = false;
    function finish(outcome: Outcome): void {
      if (isOver) return;
      isOver = true;
      forget();
      if (outcome.outcome === 'late') outgoing.destroy();
      resolve(outcome);
    }
  });
}
