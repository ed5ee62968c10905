import { z } from 'zod';
import type { OutboxRow, Sender, SendResult } from '../domain/outbox.ts';
import { type Clock, SECOND_MS } from '../lib/clock.ts';
import { classifyAnswer, classifyError } from '../lib/http-outcome.ts';

/** How long the gateway may take to answer. */
export const SMS_TIMEOUT_MS = 5 * SECOND_MS;

/** What an outbox row of kind `sms` holds. */
const smsPayloadSchema = z.object({
  /** The phone number, digits. */
  to: z.string().min(1),
  text: z.string().min(1),
  /** RFC 3339; later than this it is of no use to anybody (a one-time code) and is suppressed. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

/**
 * Sends short messages through a gateway: `POST url {to, text, id}` with the row's id as `Idempotency-Key`.
 * The gateway must drop a repeated id, so a row whose answer was lost is sent again. 2xx is accepted; 429 and
 * 5xx are asked again; any other answer is final.
 */
export function makeSmsGateway(deps: {
  readonly url: string;
  readonly token?: string;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}): Sender {
  return { isIdempotent: true, send: (row, signal) => send(deps, row, signal) };
}

async function send(
  deps: Parameters<typeof makeSmsGateway>[0],
  row: OutboxRow,
  signal: AbortSignal,
): Promise<SendResult> {
  const payload = smsPayloadSchema.safeParse(row.payload);
  if (!payload.success) return { kind: 'failed', reason: 'bad_payload' };
  const { to, text, expiresAt } = payload.data;
  if (expiresAt !== undefined && new Date(expiresAt) <= deps.clock.now()) {
    return { kind: 'suppressed', reason: 'expired' };
  }
  try {
    const response = await fetch(deps.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': row.id,
        ...(deps.token === undefined ? {} : { authorization: `Bearer ${deps.token}` }),
      },
      body: JSON.stringify({ to, text, id: row.id }),
      // A redirect would carry the number and the token to whoever the answer names.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs ?? SMS_TIMEOUT_MS)]),
    });
    // Nothing in the body counts, and an endless one must not hold the connection.
    await response.body?.cancel();
    return classifyAnswer(response);
  } catch (error) {
    return classifyError(error);
  }
}
