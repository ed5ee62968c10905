import { dayAt, startOf } from '../../../../domain/calendar/shanghai-day.ts';
import type { OutboxRow, Sender, SendResult } from '../../../../domain/outbox.ts';
import { SECOND_MS } from '../../../../lib/clock.ts';
import type { Breaker } from './breaker.ts';
import { makeRateLimit, type RateLimit } from './rate-limit.ts';
import { type Part, partsOf, type RowParts } from './row-parts.ts';
import { failureOf } from './send-failure.ts';
import type { Session } from './session.ts';
import { type WechatyDeps, wechatyAccountOf } from './wechaty-deps.ts';

/** Less than the outbox gives one send, with time to send in. */
const WAIT_MS_MAX = 8 * SECOND_MS;
/** For another process to take the row, or for this one to get its session. */
const NO_SESSION_MS = 3 * SECOND_MS;

export interface WechatySenderDeps
  extends Pick<WechatyDeps, 'settings' | 'files' | 'countSent' | 'clock' | 'random' | 'log'> {
  readonly breaker: Breaker;
  /** Undefined while another process has the account, or none. */
  readonly session: () => Session | undefined;
}

interface Work extends WechatySenderDeps {
  readonly limit: RateLimit;
  /** Parts of a row that left already: a row that is tried again goes on behind them. */
  readonly progress: Map<string, number>;
}

/** Sends the rows of one account. No key of ours reaches the other side, so what may have arrived stays `unknown`. */
export function makeWechatySender(deps: WechatySenderDeps): Sender {
  const limit = makeRateLimit(deps.settings.limits, deps.random);
  const work: Work = { ...deps, limit, progress: new Map() };
  return {
    isIdempotent: false,
    send: async (row, signal) => {
      const result = await sendRow(work, row, signal);
      if (result.kind !== 'retry') work.progress.delete(row.id);
      return result;
    },
  };
}

async function sendRow(work: Work, row: OutboxRow, signal: AbortSignal): Promise<SendResult> {
  const said = partsOf(row);
  if (said?.channelAccount !== wechatyAccountOf(work.settings)) {
    return { kind: 'failed', reason: 'bad_row' };
  }
  if (said.parts.length === 0) return { kind: 'suppressed', reason: 'not_for_channel' };
  const begun = work.progress.get(row.id) ?? 0;
  // What has begun is finished, whatever the day's count.
  if (begun === 0 && (await isCapped(work))) return { kind: 'suppressed', reason: 'daily_cap' };
  for (let index = begun; index < said.parts.length; index += 1) {
    const part = said.parts[index];
    if (part === undefined) break;
    const result = await sendPart(work, { said, part }, signal);
    if (result.kind !== 'sent') return result;
    work.progress.set(row.id, index + 1);
  }
  return { kind: 'sent' };
}

async function isCapped({ settings, countSent, clock }: Work): Promise<boolean> {
  const today = new Date(startOf(dayAt(clock.now().getTime())));
  return (await countSent(wechatyAccountOf(settings), today)) >= settings.limits.perDay;
}

async function sendPart(
  work: Work,
  { said, part }: { readonly said: RowParts; readonly part: Part },
  signal: AbortSignal,
): Promise<SendResult> {
  const { clock, limit } = work;
  const refused = whyNot(work);
  if (refused !== undefined) return refused;
  const { isBooked, waitMs } = limit.book(said.userId, clock.now().getTime(), WAIT_MS_MAX);
  if (!isBooked) return { kind: 'retry', reason: 'rate_limited', retryAfterMs: waitMs };
  if (waitMs > 0) await clock.sleep(waitMs, signal);
  if (signal.aborted) return { kind: 'retry', reason: 'timeout' };
  const session = work.session();
  if (session === undefined) return noSession();
  return say(work, { session, said, part });
}

function whyNot({ breaker, clock, session }: Work): SendResult | undefined {
  const open = breaker.open(clock.now().getTime());
  if (open !== undefined) {
    return { kind: 'retry', reason: open.reason, retryAfterMs: open.restMs };
  }
  const held = session();
  if (held === undefined) return noSession();
  return held.isLoggedIn() ? undefined : { kind: 'retry', reason: 'not_logged_in' };
}

function noSession(): SendResult {
  return { kind: 'retry', reason: 'no_session', retryAfterMs: NO_SESSION_MS };
}

async function say(
  { files, breaker, clock, log, settings }: Work,
  of: { readonly session: Session; readonly said: RowParts; readonly part: Part },
): Promise<SendResult> {
  const { session, part } = of;
  const { userId } = of.said;
  const file = part.kind === 'file' ? await files.read(part.fileId) : undefined;
  if (part.kind === 'file' && file === undefined) return { kind: 'failed', reason: 'file_gone' };
  try {
    if (part.kind === 'text') await session.sendText(userId, part.text);
    else if (file !== undefined)
      await session.sendFile(userId, { name: part.name, bytes: file.bytes });
    return { kind: 'sent' };
  } catch (error) {
    const result = failureOf(error);
    const channelAccount = wechatyAccountOf(settings);
    log.warn({ channelAccount, result: result.kind }, 'a puppet did not send');
    if (error instanceof Error && breaker.hear(error.message, clock.now().getTime())) {
      return { kind: 'retry', reason: 'too_often' };
    }
    return result;
  }
}
