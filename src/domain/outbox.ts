import { addMs, MINUTE_MS, SECOND_MS } from '../lib/clock.ts';
import type { Id, Random } from '../lib/ids.ts';
import type { JsonObject } from '../lib/json.ts';

/** What leaves by a network call; each kind has one sender. */
export const OUTBOX_KINDS = ['channel_message', 'sms', 'webhook'] as const;
export type OutboxKind = (typeof OUTBOX_KINDS)[number];

/** What somebody wants sent. */
export interface NewOutboxRow {
  readonly id: Id<'outbox'>;
  readonly kind: OutboxKind;
  /** The message whose `delivery` follows this row, or all from `firstSeq` on; absent for what is in no transcript. */
  readonly message?: {
    readonly conversationId: Id<'conversation'>;
    readonly seq: number;
    readonly firstSeq?: number;
  };
  /**
   * Rows of one key are sent in the order they were enqueued, one at a time. Whoever enqueues holds the lock
   * of what the key names (the conversation's row), or the order is whichever transaction came first.
   */
  readonly orderKey: string;
  readonly payload: JsonObject;
  readonly now: Date;
}

/** A row that one sender holds until `leasedUntil`. */
export interface OutboxRow {
  readonly id: Id<'outbox'>;
  readonly kind: OutboxKind;
  readonly message?: { readonly conversationId: Id<'conversation'>; readonly seq: number };
  readonly orderKey: string;
  readonly payload: unknown;
  /** Where the conversation is reached outside a request, when its channel has such an address. */
  readonly address: unknown;
  /** This attempt's number, from 1. Also the proof that a result is of this attempt and of no later one. */
  readonly attempt: number;
  readonly createdAt: Date;
  /** Of a push: the row of the ledger that follows this one (domain/outreach/delivery.ts). */
  readonly deliveryId?: bigint;
}

/** What a sender can say. `unknown`: it may have arrived. `retry`: it certainly did not. */
export type SendResult =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'suppressed'; readonly reason: string }
  /** `isFinal`: not even a sender that is idempotent may send it again. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly isFinal?: true };

/** Delivers rows of one kind. Throws only on a bug: an answer it expects, a timeout too, is a value. */
export interface Sender {
  /** True when the other side drops a repeated row by its id, so that `unknown` may be sent again. */
  readonly isIdempotent: boolean;
  /** Delays between the attempts; absent: doubled from RETRY_BASE_MS, ATTEMPTS_MAX in all. */
  readonly retryDelaysMs?: readonly number[];
  send(row: OutboxRow, signal: AbortSignal): Promise<SendResult>;
}

/** What becomes of a row after an attempt. */
export type Disposition =
  | { readonly status: 'sent' }
  | { readonly status: 'queued'; readonly reason: string; readonly nextAttemptAt: Date }
  | { readonly status: 'failed' | 'suppressed' | 'unknown'; readonly reason: string };

/** Attempts before a row is given up. With the delays below that is about an hour and a half. */
export const ATTEMPTS_MAX = 12;
/** Delay after the first attempt; it doubles with each one. */
export const RETRY_BASE_MS = 2 * SECOND_MS;
/** The longest delay between two attempts, whatever the other side asks for. */
export const RETRY_MAX_MS = 15 * MINUTE_MS;

interface RetryContext {
  readonly attempt: number;
  /** The sender's own; up to a tenth is added to each. */
  readonly retryDelaysMs?: readonly number[] | undefined;
  readonly now: Date;
  readonly random: Random;
}

/** Decides what follows from a result. Pure, but for the jitter that `random` adds. */
export function toDisposition(
  result: SendResult,
  context: RetryContext & { readonly isIdempotent: boolean },
): Disposition {
  const { retryDelaysMs } = context;
  const attemptsMax = retryDelaysMs === undefined ? ATTEMPTS_MAX : retryDelaysMs.length + 1;
  switch (result.kind) {
    case 'sent':
      return { status: 'sent' };
    case 'failed':
    case 'suppressed':
      return { status: result.kind, reason: result.reason };
    case 'unknown': {
      // A second copy is worse than an honest "we do not know", unless the other side drops the copy.
      const isHarmless = context.isIdempotent && result.isFinal !== true;
      const mayRepeat = isHarmless && context.attempt < attemptsMax;
      if (!mayRepeat) return { status: 'unknown', reason: result.reason };
      return { status: 'queued', reason: result.reason, nextAttemptAt: nextAttemptAt(context) };
    }
    case 'retry': {
      if (context.attempt >= attemptsMax) return { status: 'failed', reason: result.reason };
      const at = nextAttemptAt(context, result.retryAfterMs);
      return { status: 'queued', reason: result.reason, nextAttemptAt: at };
    }
  }
}

/** Never sooner than the other side asked, as far as that is within RETRY_MAX_MS. */
function nextAttemptAt(context: RetryContext, retryAfterMs = 0): Date {
  const share = Number(context.random.digits(4)) / 10_000;
  const own = context.retryDelaysMs?.[context.attempt - 1];
  const delayMs = own === undefined ? backOff(context.attempt, share) : own * (1 + share / 10);
  return addMs(context.now, Math.max(Math.round(delayMs), Math.min(retryAfterMs, RETRY_MAX_MS)));
}

/** Exponential, with up to half of it taken off at random. */
function backOff(attempt: number, share: number): number {
  return Math.min(RETRY_BASE_MS * 2 ** (attempt - 1), RETRY_MAX_MS) * (1 - share / 2);
}

/** The outbox as its only sender sees it. Implemented on PostgreSQL in store/. */
export interface Outbox {
  /** Takes due rows, at most one for each order key, and marks them as being sent until `leasedUntil`. */
  claim(input: ClaimRows): Promise<readonly OutboxRow[]>;
  /**
   * Records what became of an attempt, and the message's `delivery` with it. False when a later attempt has
   * begun or the row is settled: then nothing was written, except that a late `sent` settles `unknown`.
   */
  record(row: OutboxRow, disposition: Disposition, now: Date): Promise<boolean>;
  /** Rows whose sender went away in mid-send: the lease ran out. At most `limit`, oldest first. */
  findAbandoned(now: Date, limit: number, share?: RowShare): Promise<readonly OutboxRow[]>;
}

/**
 * Which rows a process sends, by channel account or by its part before the `:`, when not all: a session that one
 * process holds sends only there, and that process need not do the work of others. `only` leaves out SMS and webhooks.
 */
export type RowShare =
  | { readonly only: readonly string[] }
  | { readonly except: readonly string[] };

export interface ClaimRows {
  readonly now: Date;
  readonly leasedUntil: Date;
  readonly limit: number;
  /** Only rows of this key. */
  readonly orderKey?: string;
  /** Absent: all. */
  readonly share?: RowShare;
}
