import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { z } from 'zod';
import type { OutboxRow, Sender, SendResult } from '../domain/outbox.ts';
import { ENDPOINT_RETRY_DELAYS_MS, type WebhookAddress } from '../domain/webhook.ts';
import type { Clock } from '../lib/clock.ts';
import { classifyError } from '../lib/http-outcome.ts';
import { isPublicAddress } from './private-address.ts';
import { signedHeaders, toWebhookBody, WEBHOOK_TIMEOUT_MS } from './webhook.ts';

/** Events that one endpoint takes at a time: a slow one must not hold up what customers are sent. */
export const IN_FLIGHT_MAX = 4;

/** All addresses of a name, as `dns.lookup` gives them. */
export type LookupAll = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

export interface WebhookEndpointDeps {
  readonly endpoints: {
    find(id: string): Promise<WebhookAddress | undefined>;
    disable(id: string): Promise<void>;
  };
  /** True: addresses inside a private network, and plain http, are allowed (WEBHOOK_ALLOW_PRIVATE). */
  readonly mayTellPrivate: boolean;
  readonly clock: Clock;
  readonly timeoutMs?: number;
  /** How names become addresses; the system's own by default. */
  readonly lookup?: LookupAll;
}

const targetSchema = z.object({ target: z.string().min(1) });

/**
 * Posts events to the systems that administrators named, by Standard Webhooks 1.0: any answer but 2xx is tried
 * again for a day, since a wrong one is a fault that somebody repairs; 410 disables the endpoint; a redirect is
 * not followed. The address is checked when the connection is made, whatever the name pointed to before.
 */
export function makeWebhookEndpoints(deps: WebhookEndpointDeps): Sender {
  const inFlight = new Map<string, number>();
  return {
    isIdempotent: true,
    retryDelaysMs: ENDPOINT_RETRY_DELAYS_MS,
    send: async (row, signal) => {
      const parsed = targetSchema.safeParse(row.payload);
      if (!parsed.success) return { kind: 'failed', reason: 'bad_payload' };
      const { target } = parsed.data;
      const count = inFlight.get(target) ?? 0;
      if (count >= IN_FLIGHT_MAX) return { kind: 'retry', reason: 'endpoint_busy' };
      inFlight.set(target, count + 1);
      try {
        return await send(deps, { row, target }, signal);
      } finally {
        const left = (inFlight.get(target) ?? 1) - 1;
        if (left === 0) inFlight.delete(target);
        else inFlight.set(target, left);
      }
    },
  };
}

async function send(
  deps: WebhookEndpointDeps,
  { row, target }: { readonly row: OutboxRow; readonly target: string },
  signal: AbortSignal,
): Promise<SendResult> {
  const body = toWebhookBody(row.payload);
  if (body === undefined) return { kind: 'failed', reason: 'bad_payload' };
  const address = await deps.endpoints.find(target);
  if (address === undefined) return { kind: 'suppressed', reason: 'endpoint_removed' };
  if (!address.isEnabled) return { kind: 'suppressed', reason: 'endpoint_disabled' };
  const url = new URL(address.url);
  if (!deps.mayTellPrivate && !mayBePublic(url)) {
    return { kind: 'failed', reason: 'address_not_allowed' };
  }
  const now = deps.clock.now();
  const headers = signedHeaders({ id: row.id, body, now, secrets: address.secrets });
  const timeout = AbortSignal.timeout(deps.timeoutMs ?? WEBHOOK_TIMEOUT_MS);
  try {
    const status = await post(deps, url, {
      body,
      headers,
      signal: AbortSignal.any([signal, timeout]),
    });
    if (status === 410) await deps.endpoints.disable(target);
    return toResult(status);
  } catch (error) {
    if (error instanceof NotPublicError) return { kind: 'failed', reason: 'address_not_allowed' };
    return classifyError(timeout.aborted ? timeout.reason : error);
  }
}

function toResult(status: number): SendResult {
  const reason = `http_${status}`;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 410) return { kind: 'failed', reason };
  return status >= 500 || status === 408 ? { kind: 'unknown', reason } : { kind: 'retry', reason };
}

/** Of a literal address no name is looked up, so it is judged here. */
function mayBePublic({ protocol, hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return protocol === 'https:' && (isIP(host) === 0 || isPublicAddress(host));
}

/** The name leads inside. */
class NotPublicError extends Error {}

/** Answers the status. Not `fetch`, which cannot be held to the address that was checked. */
function post(
  deps: WebhookEndpointDeps,
  url: URL,
  sent: {
    readonly body: string;
    readonly headers: Record<string, string>;
    readonly signal: AbortSignal;
  },
): Promise<number> {
  const { body, headers, signal } = sent;
  const options = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    signal,
    // A connection that is kept would be to an address of earlier.
    agent: false,
    ...(deps.mayTellPrivate ? {} : { lookup: lookupPublic(deps.lookup ?? systemLookup) }),
  } as const;
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request: ClientRequest = start(url, options, (response) => {
      // What they answer beyond the status is nobody's business, and might not end.
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Looks a name up and gives only public addresses; one private address among them spoils the name. */
function lookupPublic(lookup: LookupAll): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error !== null) callback(error, '');
      else if (first === undefined || !found.every(({ address }) => isPublicAddress(address))) {
        callback(new NotPublicError('the name leads to an address that is not public'), '');
      } else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}
