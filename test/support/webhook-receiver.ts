import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { Pool } from 'pg';
import { makeWebhookEndpoints } from '../../src/gateways/webhook-endpoint.ts';
import { makeDeliverOutbox } from '../../src/jobs/deliver-outbox.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeOutbox } from '../../src/store/outbox/outbox.ts';
import { makeEndpointReader } from '../../src/store/webhooks/endpoint-reader.ts';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WebhookReceiver {
  readonly origin: string;
  readonly received: Received[];
  /** What it answers, by path; 204 for every other. */
  readonly answers: Map<string, number>;
  stop(): Promise<void>;
}

/** Another desk: takes what is posted to it and remembers it. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const answers = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    received.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(answers.get(request.url ?? '') ?? 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    answers,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Nothing here takes as long as a sender may: the clock of the limit stands still until it is called off. */
const noTimeLimit = (_ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));

/** Sends the webhooks that are due, also to addresses of this machine. */
export function deliverWebhooks(deps: { readonly pool: Pool; readonly clock: Clock }) {
  const { pool } = deps;
  const clock = { now: () => deps.clock.now(), sleep: noTimeLimit };
  return makeDeliverOutbox({
    outbox: makeOutbox({ pool }),
    senders: {
      endpointWebhook: makeWebhookEndpoints({
        endpoints: makeEndpointReader({ pool, clock }),
        mayTellPrivate: true,
        clock,
      }),
      channels: {},
    },
    clock,
    random: systemRandom,
    log: makeLog({ level: 'silent' }),
  }).deliver();
}
