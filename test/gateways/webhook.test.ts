import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboxRow } from '../../src/domain/outbox.ts';
import { makeWebhook } from '../../src/gateways/webhook.ts';

const now = new Date('2026-11-23T08:00:00.750Z');
const clock = { now: () => now, sleep: async () => undefined };
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const OTHER_SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const event = {
  type: 'roadside.requested',
  timestamp: '2026-11-23T07:59:58.000Z',
  data: { requestNo: 'SR20261123000001', place: '广深高速往深圳方向 K23', isDangerous: true },
};
const row: OutboxRow = {
  id: 'out_1',
  kind: 'webhook',
  orderKey: 'webhook:SR20261123000001',
  payload: { target: 'rescue_partner', conversationId: 'con_1', event },
  address: null,
  attempt: 1,
  createdAt: now,
};

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/rescue`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A partner that takes everything and remembers it. */
async function partner(): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const url = await listen(async (request, response) => {
    received.push({ headers: request.headers, body: await bodyOf(request) });
    response.writeHead(204).end();
  });
  return { url, received };
}

function send(
  url: string,
  options: { secrets?: readonly string[]; row?: Partial<OutboxRow>; timeoutMs?: number } = {},
) {
  const { secrets = [SECRET], timeoutMs = 5_000 } = options;
  const sender = makeWebhook({ url, secrets, clock, timeoutMs });
  return sender.send({ ...row, ...options.row }, new AbortController().signal);
}

/** As the partner checks it, from the specification's words and not from our code. */
function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.');
  const wanted = `v1,${createHmac('sha256', key).update(content, 'utf8').digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(wanted);
}

describe('what the partner gets', () => {
  it('is the event, its id, the second it was sent in and a signature that verifies', async () => {
    const { url, received } = await partner();
    expect(await send(url)).toEqual({ kind: 'sent' });
    const [got] = received;
    if (got === undefined) throw new Error('nothing came');
    expect(JSON.parse(got.body)).toEqual(event);
    expect(got.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'out_1',
      'webhook-timestamp': '1795420800',
    });
    expect([isSignedWith(SECRET, got), isSignedWith(OTHER_SECRET, got)]).toEqual([true, false]);
  });

  it('verifies with the old and with the new secret while it is changed', async () => {
    const { url, received } = await partner();
    await send(url, { secrets: [OTHER_SECRET, SECRET] });
    const [got] = received;
    if (got === undefined) throw new Error('nothing came');
    expect([isSignedWith(SECRET, got), isSignedWith(OTHER_SECRET, got)]).toEqual([true, true]);
  });

  it('no longer verifies with the old secret once it is gone', async () => {
    const { url, received } = await partner();
    await send(url, { secrets: [OTHER_SECRET] });
    expect(received.map((got) => isSignedWith(SECRET, got))).toEqual([false]);
  });

  it('fails the check when one character of it was changed on the way', async () => {
    const { url, received } = await partner();
    await send(url);
    const [got] = received;
    if (got === undefined) throw new Error('nothing came');
    expect(isSignedWith(SECRET, { ...got, body: got.body.replace('K23', 'K24') })).toBe(false);
  });

  it('keeps its id on a later attempt, so that it counts once', async () => {
    const { url, received } = await partner();
    await send(url);
    await send(url, { row: { attempt: 2 } });
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(['out_1', 'out_1']);
  });
});

it.each([
  [204, { kind: 'sent' }],
  [302, { kind: 'failed', reason: 'http_302' }],
  [401, { kind: 'retry', reason: 'http_401' }],
  [410, { kind: 'failed', reason: 'http_410' }],
  [429, { kind: 'retry', reason: 'http_429', retryAfterMs: 0 }],
  [500, { kind: 'unknown', reason: 'http_500' }],
])('an answer of %i is %j', async (status, expected) => {
  const url = await listen(
    (_request, response) => void response.writeHead(status, { location: 'http://x/' }).end(),
  );
  expect(await send(url)).toEqual(expected);
});

it('a partner who does not answer may have it', async () => {
  const url = await listen(() => undefined);
  expect(await send(url, { timeoutMs: 50 })).toEqual({ kind: 'unknown', reason: 'timeout' });
});

it('a partner who is down took nothing', async () => {
  const url = await listen(() => undefined);
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  expect(await send(url)).toEqual({ kind: 'retry', reason: 'network_econnrefused' });
});

it.each([null, {}, { event: { type: 'x', timestamp: 'soon', data: {} } }])(
  'refuses the payload %j',
  async (payload) => {
    expect(await send('http://127.0.0.1:1', { row: { payload } })).toEqual({
      kind: 'failed',
      reason: 'bad_payload',
    });
  },
);
