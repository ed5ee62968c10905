import { z } from 'zod';
import type {
  Outbox,
  OutboxKind,
  OutboxRow,
  RowShare,
  Sender,
  SendResult,
} from '../domain/outbox.ts';
import { toDisposition } from '../domain/outbox.ts';
import { RESCUE_TARGET } from '../domain/webhook.ts';
import { addMs, type Clock, SECOND_MS } from '../lib/clock.ts';
import type { Random } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';

/** A send that takes longer is cut off and is `unknown`. */
export const SEND_TIMEOUT_MS = 20 * SECOND_MS;
/** A sender holds a row this long. Longer than a send can take, or a living sender would lose its row. */
export const LEASE_MS = 60 * SECOND_MS;
/** Rows sent at a time by one call. */
const CONCURRENCY = 16;
/** Rows sent by one call; the next sweep takes the rest. */
const ATTEMPTS_A_CALL_MAX = 10_000;
/** A database that restarts is asked again: an answer we have must not become an `unknown`. 7.5 s in all. */
const RECORD_ATTEMPTS_MAX = 6;
const RECORD_RETRY_MS = 500;
/** Abandoned rows settled by one call; the next takes the rest. */
const ABANDONED_MAX = 1_000;
const SETTLED_AT_ONCE = 128;

/** Says whether a row may be sent now. Replies to a customer always may; pushes are judged (law 9). */
export type PushPolicy = (row: OutboxRow) => Promise<
  | { readonly kind: 'allowed' }
  | { readonly kind: 'suppressed'; readonly reason: string }
  /** Not now: it is settled under this reason, and who gave the reason queues it again. */
  | { readonly kind: 'later'; readonly reason: string }
>;

export interface DeliverOutbox {
  /** Sends what is due, of one key or of all, until nothing is. Returns the number of attempts made. */
  deliver(orderKey?: string): Promise<number>;
  /**
   * Sends rows that are marked as being sent already, all at once, and resolves when what became of each is recorded.
   * Whoever marked them has judged them in that moment, so that the policy is not asked again.
   */
  deliverRows(rows: readonly OutboxRow[]): Promise<void>;
  /** Settles rows whose sender died in mid-send: again where repeating is harmless, else `unknown`. */
  recover(): Promise<number>;
  /** From now on nothing more is claimed; what is being sent is finished by the calls that began it. */
  stop(): void;
}

export interface DeliverOutboxDeps {
  readonly outbox: Outbox;
  /** SMS, webhooks by their target, and channel messages by the part of the channel account before its `:` (`botframework`). */
  readonly senders: {
    readonly sms?: Sender;
    readonly rescueWebhook?: Sender;
    readonly endpointWebhook?: Sender;
    readonly channels: Readonly<Record<string, Sender>>;
  };
  /** What is this process's now, asked each time: a session that it holds may go to another. Absent: everything. */
  readonly share?: () => RowShare | undefined;
  readonly pushPolicy?: PushPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** The only code that sends (law 3). */
export function makeDeliverOutbox(deps: DeliverOutboxDeps): DeliverOutbox {
  const stopping = new AbortController();
  return {
    deliver: (orderKey) => deliver(deps, stopping.signal, orderKey),
    deliverRows: async (rows) => {
      await Promise.all(rows.map((row) => attempt({ ...deps, isJudged: true }, row)));
    },
    recover: () => recover(deps),
    stop: () => stopping.abort(),
  };
}

async function deliver(
  deps: DeliverOutboxDeps,
  stopping: AbortSignal,
  orderKey?: string,
): Promise<number> {
  const sending = new Set<Promise<void>>();
  let attempts = 0;
  try {
    while (attempts < ATTEMPTS_A_CALL_MAX) {
      if (stopping.aborted) return attempts;
      const rows = await claim(deps, CONCURRENCY - sending.size, orderKey);
      for (const row of rows) {
        const sent = attempt(deps, row).finally(() => sending.delete(sent));
        sending.add(sent);
      }
      attempts += rows.length;
      if (sending.size === 0) return attempts;
      // A slot that is free, or the next row of a key that was waited for.
      await Promise.race(sending);
    }
    deps.log.warn({ attempts }, 'outbox rows are left for the next sweep');
    return attempts;
  } finally {
    await Promise.all(sending);
  }
}

/**
 * What is claimed is sent at once, all of it: a row that waited here in the state `sending` would look, after
 * a crash, as if it might have been sent.
 */
function claim(
  deps: DeliverOutboxDeps,
  limit: number,
  orderKey: string | undefined,
): Promise<readonly OutboxRow[]> {
  const now = deps.clock.now();
  const key = orderKey === undefined ? {} : { orderKey };
  const share = deps.share?.();
  const mine = share === undefined ? {} : { share };
  return deps.outbox.claim({ now, leasedUntil: addMs(now, LEASE_MS), limit, ...key, ...mine });
}

interface AttemptDeps extends DeliverOutboxDeps {
  readonly isJudged?: true;
}

/** Never rejects: a row whose result cannot be recorded keeps its lease, and `recover` settles it. */
async function attempt(deps: AttemptDeps, row: OutboxRow): Promise<void> {
  const sender = senderFor(deps, row);
  const result = await sendOnce(deps, sender, row);
  const outcome = { row, result, sender };
  for (let tried = 1; ; tried += 1) {
    try {
      await settle(deps, outcome);
      return;
    } catch (err) {
      if (tried === RECORD_ATTEMPTS_MAX) {
        deps.log.error({ err, outboxId: row.id }, 'what became of an outbox row was not recorded');
        return;
      }
      await deps.clock.sleep(RECORD_RETRY_MS * tried);
    }
  }
}

async function sendOnce(
  deps: AttemptDeps,
  sender: Sender | undefined,
  row: OutboxRow,
): Promise<SendResult> {
  // Another process, or the same one after a change of settings, may have this sender.
  if (sender === undefined) return { kind: 'retry', reason: 'no_sender' };
  const verdict = deps.isJudged === true ? undefined : await judge(deps, row);
  if (verdict !== undefined) return verdict;
  const done = new AbortController();
  const limit = new AbortController();
  const timeout = deps.clock.sleep(SEND_TIMEOUT_MS, done.signal).then((): SendResult => {
    limit.abort();
    return { kind: 'unknown', reason: 'timeout' };
  });
  try {
    return await Promise.race([sender.send(row, limit.signal), timeout]);
  } catch (err) {
    deps.log.error({ err, outboxId: row.id, kind: row.kind }, 'a sender threw');
    return { kind: 'unknown', reason: 'sender_error' };
  } finally {
    done.abort();
  }
}

/** A policy that cannot be asked has not allowed anything: nothing was sent, so the row may come again. */
async function judge(deps: DeliverOutboxDeps, row: OutboxRow): Promise<SendResult | undefined> {
  try {
    const verdict = await deps.pushPolicy?.(row);
    if (verdict === undefined || verdict.kind === 'allowed') return undefined;
    return { kind: 'suppressed', reason: verdict.reason };
  } catch (err) {
    deps.log.error({ err, outboxId: row.id }, 'the push policy failed');
    return { kind: 'retry', reason: 'policy_error' };
  }
}

async function recover(deps: DeliverOutboxDeps): Promise<number> {
  const rows = await deps.outbox.findAbandoned(deps.clock.now(), ABANDONED_MAX, deps.share?.());
  // A sender of pushes that died leaves hundreds: they are recorded together.
  for (let from = 0; from < rows.length; from += SETTLED_AT_ONCE) {
    await Promise.all(rows.slice(from, from + SETTLED_AT_ONCE).map((row) => abandon(deps, row)));
  }
  return rows.length;
}

function abandon(deps: DeliverOutboxDeps, row: OutboxRow): Promise<void> {
  const sender = senderFor(deps, row);
  return settle(deps, { row, result: { kind: 'unknown', reason: 'sender_died' }, sender });
}

async function settle(
  deps: DeliverOutboxDeps,
  outcome: {
    readonly row: OutboxRow;
    readonly result: SendResult;
    readonly sender: Sender | undefined;
  },
): Promise<void> {
  const { row, result, sender } = outcome;
  const now = deps.clock.now();
  const disposition = toDisposition(result, {
    attempt: row.attempt,
    isIdempotent: sender?.isIdempotent ?? false,
    retryDelaysMs: sender?.retryDelaysMs,
    now,
    random: deps.random,
  });
  const isRecorded = await deps.outbox.record(row, disposition, now);
  const reason = disposition.status === 'sent' ? undefined : disposition.reason;
  const facts = { outboxId: row.id, kind: row.kind, attempt: row.attempt, isRecorded, reason };
  const line = `outbox row ${disposition.status}`;
  if (disposition.status === 'failed' || disposition.status === 'unknown') {
    deps.log.error(facts, line);
  } else if (disposition.status === 'queued') deps.log.warn(facts, line);
  else deps.log.debug(facts, line);
}

const webhookPayload = z.object({ target: z.literal(RESCUE_TARGET) });

function isForRescue(row: OutboxRow): boolean {
  return webhookPayload.safeParse(row.payload).success;
}

const channelPayload = z.object({ channelAccount: z.string() });

/** `botframework:msteams` is sent by `botframework`. */
function senderFor(deps: DeliverOutboxDeps, row: OutboxRow): Sender | undefined {
  const kind: OutboxKind = row.kind;
  switch (kind) {
    case 'sms':
      return deps.senders.sms;
    case 'webhook':
      return isForRescue(row) ? deps.senders.rescueWebhook : deps.senders.endpointWebhook;
    case 'channel_message': {
      const payload = channelPayload.safeParse(row.payload);
      if (!payload.success) return undefined;
      const channel = payload.data.channelAccount.split(':', 1)[0] ?? '';
      return Object.hasOwn(deps.senders.channels, channel)
        ? deps.senders.channels[channel]
        : undefined;
    }
  }
}
