import type { OutboxRow, Sender, SendResult } from '../../../../domain/outbox.ts';
import type { Native } from '../../../../domain/wechat/native.ts';
import type { NewsFallback } from './news-fallback.ts';
import { readRow, type SendJob } from './send-job.ts';
import { type SendRowDeps, sendRow } from './send-row.ts';
import type { SendingAccount } from './sending-account.ts';

export interface WechatSenderDeps extends Omit<SendRowDeps, 'native'> {
  /** By channel account. */
  readonly accounts: ReadonlyMap<string, SendingAccount>;
  /** Absent: hand-offs stay in our own queue. */
  readonly native?: Pick<Native, 'handOff' | 'stateLost'>;
  /** How news reach a customer whose window is closed. */
  readonly fallback?: NewsFallback;
}

/**
 * Sends what waits for WeChat, both protocols; to be registered under `wechat-oa` and `wechat-kf`. A row that comes
 * again is harmless: each of its messages has a record of its own, and what may have arrived is not repeated, unless
 * the server drops the copy by its id.
 */
export function makeWechatSender(deps: WechatSenderDeps): Sender {
  return { isIdempotent: true, send: (row, signal) => send(deps, row, signal) };
}

async function send(
  deps: WechatSenderDeps,
  row: OutboxRow,
  signal: AbortSignal,
): Promise<SendResult> {
  const read = readRow(row);
  if (read.kind === 'bad') return { kind: 'failed', reason: read.reason };
  if (read.kind === 'handoff') {
    if (deps.native === undefined) return { kind: 'suppressed', reason: 'not_native' };
    return deps.native.handOff(read.conversationId);
  }
  const job = { ...read.job, signal };
  const account = deps.accounts.get(job.channelAccount);
  // It was taken out of the settings: nobody can send for it.
  if (account === undefined) return { kind: 'failed', reason: 'no_account' };
  return sendJob(deps, account, job);
}

async function sendJob(
  deps: WechatSenderDeps,
  account: SendingAccount,
  job: SendJob,
): Promise<SendResult> {
  const { fallback } = deps;
  const parts = await deps.ledger.parts(job.outboxId);
  const mayTellElsewhere = job.purpose === 'news' && fallback !== undefined;
  // It was begun by an earlier attempt, which died: the news themselves are not tried again.
  if (mayTellElsewhere && fallback.hasBegun(parts)) {
    return fallback.tell(account, { job, parts, why: 'window_closed' });
  }
  const { result, isUntold } = await sendRow(deps, account, { job, parts });
  if (!mayTellElsewhere || !isUntold || result.kind !== 'suppressed') return result;
  const { reason } = result;
  if (!ELSEWHERE.has(reason)) return result;
  const now = await deps.ledger.parts(job.outboxId);
  return fallback.tell(account, { job, parts: now, why: reason });
}

/** What keeps news from going by WeChat, for which another way is looked for. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'window_closed',
  'quota',
  'user_gone',
  'session_ended',
]);
