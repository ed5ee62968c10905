import type { ApiFailure, ApiResult } from '../../../../domain/wechat/errors.ts';
import type { GrantKind } from '../../../../domain/wechat/grants.ts';
import type { Native } from '../../../../domain/wechat/native.ts';
import type { SendPart, WechatLedger, WechatPeople } from '../../../../domain/wechat/ports.ts';
import { hasCode } from '../../../../domain/wechat/quota.ts';
import type { Clock } from '../../../../lib/clock.ts';
import type { Log } from '../../../../lib/log.ts';
import { callSend, type FileDeps, sendIdOf, toMessage } from './call-send.ts';
import type { SendJob } from './send-job.ts';
import type { SendingAccount } from './sending-account.ts';

export interface SendPartDeps extends FileDeps {
  readonly ledger: Pick<WechatLedger, 'grants' | 'exhaust' | 'begin' | 'end'>;
  readonly people: Pick<WechatPeople, 'setUnreachable'>;
  /** Absent: sessions are never handed to WeChat's own people. */
  readonly native?: Pick<Native, 'stateLost'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Grants of one message that goes with a code. */
const CODES: readonly GrantKind[] = ['welcome', 'closing', 'queue_notice'];

/** What became of one message, and what follows for those behind it. */
export type PartResult =
  | { readonly kind: 'sent' }
  /** This one only; those behind it may still go. `unknown`: it may have arrived. */
  | { readonly kind: 'failed' | 'unknown'; readonly reason: string }
  /** The row comes again. */
  | { readonly kind: 'retry'; readonly reason: string }
  /** None of the rest goes either. */
  | { readonly kind: 'stop'; readonly status: 'failed' | 'suppressed'; readonly reason: string }
  /** By this grant nothing goes any more; perhaps by another. */
  | { readonly kind: 'spent'; readonly grantKind: GrantKind; readonly reason: string };

/** Sends one message that is planned, or that an attempt which died had begun, and records what became of it. */
export async function sendPart(
  deps: SendPartDeps,
  account: SendingAccount,
  { job, part }: { readonly job: SendJob; readonly part: SendPart },
): Promise<PartResult> {
  // An official account has no key against repeating: what was begun may have arrived.
  if (part.status === 'sending' && account.kind === 'official-account') {
    return settle(deps, { job, part }, { kind: 'unknown', reason: 'sender_died' });
  }
  const code = await codeOf(deps, job, part);
  if (code.kind === 'over') {
    const { grantKind } = code;
    return settle(deps, { job, part }, { kind: 'spent', grantKind, reason: 'code_expired' });
  }
  const message = await toMessage(deps, account, part.wire);
  if (message.kind === 'failed')
    return afterFailure(deps, account, { job, part, failure: message });
  // An upload may take longer than anybody waits for: by now another attempt may have the row.
  if (job.signal.aborted) return { kind: 'retry', reason: 'cut_off' };
  const sendId = account.kind === 'kf' ? sendIdOf(job, part.part) : undefined;
  await deps.ledger.begin(job.outboxId, part.part, sendId);
  const given = { message: message.value, part: part.part, ...code.given };
  const sent = await callSend(job, account, given);
  if (sent.kind === 'ok') return arrived(deps, { job, part, sent });
  if (isCopy(part, sent)) {
    return arrived(deps, {
      job,
      part,
      sent: { kind: 'ok', value: { sendId: sendIdOf(job, part.part) } },
    });
  }
  return afterFailure(deps, account, { job, part, failure: sent });
}

/** "Invalid parameter", which 微信客服 may also say of a `msgid` that it has (wechat.md 4.5). */
const BAD_PARAMETER = 40_058;

/** The same message was sent by an attempt that did not hear the answer: what was taken once is refused now. */
function isCopy({ status }: SendPart, { code }: ApiFailure): boolean {
  return status === 'sending' && code === BAD_PARAMETER;
}

interface OfPart {
  readonly job: SendJob;
  readonly part: SendPart;
}

type Code =
  | { readonly kind: 'use'; readonly given: { readonly code?: string } }
  | { readonly kind: 'over'; readonly grantKind: GrantKind };

/** The code that the part was planned with, while it is good: of a welcome that is 20 seconds. */
async function codeOf(deps: SendPartDeps, job: SendJob, { grantKind }: SendPart): Promise<Code> {
  if (grantKind === undefined || !CODES.includes(grantKind)) return { kind: 'use', given: {} };
  const now = deps.clock.now();
  const grants = await deps.ledger.grants(job.conversationId, now, { usedUp: true });
  const grant = grants.find((one) => one.kind === grantKind && hasCode(one));
  if (grant?.code === undefined) return { kind: 'over', grantKind };
  return { kind: 'use', given: { code: grant.code } };
}

async function arrived(
  deps: SendPartDeps,
  {
    job,
    part,
    sent,
  }: OfPart & { readonly sent: Extract<ApiResult<{ sendId?: string }>, { kind: 'ok' }> },
): Promise<PartResult> {
  const { sendId } = sent.value;
  await deps.ledger.end(job.outboxId, part.part, {
    status: 'sent',
    ...(sendId !== undefined && { providerId: sendId }),
    now: deps.clock.now(),
  });
  return { kind: 'sent' };
}

/** What an answer means for the message (wechat.md 3.9, 4.7). */
async function afterFailure(
  deps: SendPartDeps,
  account: SendingAccount,
  { job, part, failure }: OfPart & { readonly failure: ApiFailure },
): Promise<PartResult> {
  const of = { job, part };
  const { errorClass, reason } = failure;
  const isCode = part.grantKind !== undefined && CODES.includes(part.grantKind);
  switch (errorClass) {
    case 'duplicate':
      return arrived(deps, {
        ...of,
        sent: { kind: 'ok', value: { sendId: sendIdOf(job, part.part) } },
      });
    case 'retry':
    case 'refresh_token':
      return again(deps, account, { ...of, failure });
    case 'unknown':
      if (!failure.mayHaveHappened && isCode) return codeIsSpent(deps, of, reason);
      return settle(deps, of, { kind: failure.mayHaveHappened ? 'unknown' : 'failed', reason });
    case 'content':
      return settle(deps, of, { kind: 'failed', reason });
    case 'config':
      deps.log.error({ outboxId: job.outboxId, reason }, 'a WeChat account is not set up to send');
      return settle(deps, of, { kind: 'stop', status: 'failed', reason });
    case 'user_gone': {
      const { channelAccount, address } = job;
      await deps.people.setUnreachable(channelAccount, address.userId, reason);
      return settle(deps, of, { kind: 'stop', status: 'suppressed', reason: 'user_gone' });
    }
    case 'window_closed':
      if (isCode) return codeIsSpent(deps, of, 'code_expired');
      await deps.ledger.exhaust(job.conversationId);
      return settle(deps, of, { kind: 'stop', status: 'suppressed', reason: 'window_closed' });
    case 'quota':
      if (part.grantKind === undefined) {
        return settle(deps, of, { kind: 'stop', status: 'suppressed', reason: 'quota' });
      }
      return settle(deps, of, { kind: 'spent', grantKind: part.grantKind, reason: 'quota' });
    case 'state':
      if (isCode) return codeIsSpent(deps, of, 'code_expired');
      return stateLost(deps, of);
  }
}

/** Whatever the server has against a code, without it the message may still go. */
function codeIsSpent(deps: SendPartDeps, of: OfPart, reason: string): Promise<PartResult> {
  const grantKind = of.part.grantKind ?? 'welcome';
  return settle(deps, of, { kind: 'spent', grantKind, reason });
}

/** 微信客服 drops a copy by its id, so the part stays begun; an official account must know that nothing arrived. */
async function again(
  deps: SendPartDeps,
  account: SendingAccount,
  { job, part, failure }: OfPart & { readonly failure: ApiFailure },
): Promise<PartResult> {
  const { reason, mayHaveHappened } = failure;
  const isOpen = account.kind === 'official-account' && mayHaveHappened;
  if (isOpen) return settle(deps, { job, part }, { kind: 'unknown', reason });
  if (job.isLastAttempt) {
    const kind = mayHaveHappened ? 'unknown' : 'failed';
    return settle(deps, { job, part }, { kind, reason });
  }
  if (!mayHaveHappened) {
    const now = deps.clock.now();
    await deps.ledger.end(job.outboxId, part.part, { status: 'planned', reason, now });
  }
  return { kind: 'retry', reason };
}

/** Somebody else has the session, or nobody: whoever minds that asks WeChat, and its answer decides. */
async function stateLost(deps: SendPartDeps, of: OfPart): Promise<PartResult> {
  const { job, part } = of;
  const who = (await deps.native?.stateLost(job.conversationId)) ?? 'person';
  if (who === 'ours' && !job.isLastAttempt) {
    const now = deps.clock.now();
    const reason = 'session_changed';
    await deps.ledger.end(job.outboxId, part.part, { status: 'planned', reason, now });
    return { kind: 'retry', reason };
  }
  const reason = who === 'ended' ? 'session_ended' : 'person_has_it';
  return settle(deps, of, { kind: 'stop', status: 'suppressed', reason });
}

/** Records what became of the part. */
async function settle<R extends Exclude<PartResult, { readonly kind: 'sent' | 'retry' }>>(
  deps: SendPartDeps,
  { job, part }: OfPart,
  result: R,
): Promise<R> {
  await deps.ledger.end(job.outboxId, part.part, {
    status: statusOf(result),
    reason: result.reason,
    now: deps.clock.now(),
  });
  return result;
}

function statusOf(
  result: Exclude<PartResult, { readonly kind: 'sent' | 'retry' }>,
): 'failed' | 'unknown' | 'suppressed' | 'planned' {
  switch (result.kind) {
    case 'failed':
    case 'unknown':
      return result.kind;
    case 'stop':
      return result.status;
    // It did not leave, and is planned anew: until then a crash finds it as it was.
    case 'spent':
      return 'planned';
  }
}
