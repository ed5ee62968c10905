import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { OutboxRow, Sender, SendResult } from '../domain/outbox.ts';
import { type Clock, SECOND_MS } from '../lib/clock.ts';
import { classifyAnswer, classifyError } from '../lib/http-outcome.ts';

/** How long the partner may take to answer. Below the outbox's own limit, so that the reason is ours. */
export const WEBHOOK_TIMEOUT_MS = 10 * SECOND_MS;

/** What is sent, out of an outbox row of kind `webhook` (domain/webhook.ts). */
const payloadSchema = z.object({
  event: z.object({
    type: z.string().min(1),
    timestamp: z.iso.datetime({ offset: true }),
    data: z.looseObject({}),
  }),
});

const SECRET_PREFIX = 'whsec_';

/**
 * Posts events by Standard Webhooks 1.0 (https://github.com/standard-webhooks/standard-webhooks, read
 * 2026-11-23): `webhook-id` is the row's id on every attempt, so that the partner drops a repeated one;
 * `webhook-timestamp` is this attempt's, in seconds; `webhook-signature` is one `v1,` HMAC-SHA256 over
 * `id.timestamp.body` for each of `secrets`. While a secret is changed there are two of them, and a partner
 * that knows either accepts.
 */
export function makeWebhook(deps: {
  readonly url: string;
  /** `whsec_` and base64, at least one. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
  readonly timeoutMs?: number;
}): Sender {
  return { isIdempotent: true, send: (row, signal) => send(deps, row, signal) };
}

async function send(
  deps: Parameters<typeof makeWebhook>[0],
  row: OutboxRow,
  signal: AbortSignal,
): Promise<SendResult> {
  const body = toWebhookBody(row.payload);
  if (body === undefined) return { kind: 'failed', reason: 'bad_payload' };
  const now = deps.clock.now();
  try {
    const response = await fetch(deps.url, {
      method: 'POST',
      headers: signedHeaders({ id: row.id, body, now, secrets: deps.secrets }),
      body,
      // A redirect would carry the place and the phone number to whoever the answer names.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs ?? WEBHOOK_TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return classifyAnswer(response);
  } catch (error) {
    return classifyError(error);
  }
}

/** The body of an outbox row of kind `webhook`; undefined when it holds none. */
export function toWebhookBody(payload: unknown): string | undefined {
  const parsed = payloadSchema.safeParse(payload);
  return parsed.success ? JSON.stringify(parsed.data.event) : undefined;
}

/** What goes with the body: its type, and who vouches for it. */
export function signedHeaders(sent: {
  readonly id: string;
  readonly body: string;
  readonly now: Date;
  readonly secrets: readonly string[];
}): Record<string, string> {
  const { id, body, now, secrets } = sent;
  const timestamp = String(Math.floor(now.getTime() / SECOND_MS));
  const signatures = secrets.map((secret) => sign(secret, `${id}.${timestamp}.${body}`));
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

function sign(secret: string, content: string): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}
