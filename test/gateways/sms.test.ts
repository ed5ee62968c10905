import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboxRow } from '../../src/domain/outbox.ts';
import { makeSmsGateway } from '../../src/gateways/sms.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const clock = { now: () => now, sleep: async () => undefined };
const row: OutboxRow = {
  id: 'out_1',
  kind: 'sms',
  orderKey: 'k',
  payload: { to: '13800000000', text: '验证码 123456' },
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
  return `http://127.0.0.1:${address.port}/sms`;
}

function send(
  url: string,
  options: { payload?: unknown; signal?: AbortSignal; timeoutMs?: number } = {},
) {
  const {
    payload = row.payload,
    signal = new AbortController().signal,
    timeoutMs = 5_000,
  } = options;
  return makeSmsGateway({ url, token: 'secret', clock, timeoutMs }).send(
    { ...row, payload },
    signal,
  );
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

it('posts the number, the text and the id, once', async () => {
  const seen: unknown[] = [];
  const url = await listen(async (request, response) => {
    const { authorization, 'idempotency-key': key, 'content-type': type } = request.headers;
    seen.push({ method: request.method, authorization, key, type, body: await bodyOf(request) });
    response.writeHead(202).end('{"accepted":true}');
  });
  expect(await send(url)).toEqual({ kind: 'sent' });
  expect(seen).toEqual([
    {
      method: 'POST',
      authorization: 'Bearer secret',
      key: 'out_1',
      type: 'application/json',
      body: { to: '13800000000', text: '验证码 123456', id: 'out_1' },
    },
  ]);
});

describe('an answer', () => {
  it.each([
    [200, {}, { kind: 'sent' }],
    [204, {}, { kind: 'sent' }],
    [302, { location: 'http://127.0.0.1:1/' }, { kind: 'failed', reason: 'http_302' }],
    [400, {}, { kind: 'failed', reason: 'http_400' }],
    [401, {}, { kind: 'retry', reason: 'http_401' }],
    [408, {}, { kind: 'unknown', reason: 'http_408' }],
    [429, { 'retry-after': '7' }, { kind: 'retry', reason: 'http_429', retryAfterMs: 7_000 }],
    [429, { 'retry-after': 'soon' }, { kind: 'retry', reason: 'http_429', retryAfterMs: 0 }],
    [500, {}, { kind: 'unknown', reason: 'http_500' }],
    [502, {}, { kind: 'unknown', reason: 'http_502' }],
    [503, {}, { kind: 'retry', reason: 'http_503', retryAfterMs: 0 }],
  ])('%i %j is %j', async (status, headers, expected) => {
    const url = await listen(
      (_request, response) => void response.writeHead(status, headers).end('<html>'),
    );
    expect(await send(url)).toEqual(expected);
  });

  it('that never comes is unknown after the time is up', async () => {
    const url = await listen(() => undefined);
    expect(await send(url, { timeoutMs: 50 })).toEqual({ kind: 'unknown', reason: 'timeout' });
  });

  it('that never ends counts by its status', async () => {
    const url = await listen((_request, response) => void response.writeHead(200).write('{'));
    expect(await send(url)).toEqual({ kind: 'sent' });
  });

  it('that is no HTTP is unknown', async () => {
    const url = await listen((request) => void request.socket.end('hello\r\n\r\n'));
    expect((await send(url)).kind).toBe('unknown');
  });

  it('that breaks off is unknown', async () => {
    const url = await listen((request) => void request.socket.destroy());
    expect(await send(url)).toMatchObject({ kind: 'unknown' });
  });
});

it('a gateway that cannot be reached took nothing', async () => {
  const url = await listen(() => undefined);
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  expect(await send(url)).toEqual({ kind: 'retry', reason: 'network_econnrefused' });
});

it('is given up when the sender is', async () => {
  const url = await listen(() => undefined);
  expect(await send(url, { signal: AbortSignal.timeout(20) })).toMatchObject({ kind: 'unknown' });
});

it.each([null, {}, { to: '', text: 'x' }, { to: '1' }, { to: '1', text: 'x', expiresAt: 'soon' }])(
  'refuses the payload %j',
  async (payload) => {
    expect(await send('http://127.0.0.1:1', { payload })).toEqual({
      kind: 'failed',
      reason: 'bad_payload',
    });
  },
);

it('does not send what has expired', async () => {
  const payload = { to: '1', text: 'x', expiresAt: now.toISOString() };
  expect(await send('http://127.0.0.1:1', { payload })).toEqual({
    kind: 'suppressed',
    reason: 'expired',
  });
});
