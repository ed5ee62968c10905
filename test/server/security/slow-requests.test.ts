import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import type { AdminDeps } from '../../../src/server/admin/ports.ts';
import { buildApp } from '../../../src/server/app.ts';
import { makeMetrics } from '../../../src/server/metrics.ts';

const PATIENCE = { headMs: 300, requestMs: 900, silenceMs: 600, lookEveryMs: 50 };
/** What a connection may last beyond its limit on a machine that is busy. */
const GRACE_MS = 4_000;

let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  app = await buildApp({
    log: makeLog({ level: 'silent' }),
    random: systemRandom,
    metrics: makeMetrics(),
    findUnready: async () => [],
    version: '0',
    // Nobody comes as far as that.
    admin: {} as unknown as AdminDeps,
    plugins: [async (scope) => void scope.post('/echo', async ({ body }) => ({ body }))],
    patience: PATIENCE,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => app.close());

interface Visit {
  readonly socket: Socket;
  /** Resolves with what was answered and after how long, when the other side closed. */
  readonly closed: Promise<{ readonly answer: string; readonly afterMs: number }>;
}

function visit(): Visit {
  const from = performance.now();
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<{ answer: string; afterMs: number }>((resolve) =>
    socket.once('close', () => resolve({ answer, afterMs: performance.now() - from })),
  );
  return { socket, closed };
}

/** Sends a byte now and then, for as long as it is listened to. */
function drip(socket: Socket, everyMs: number): () => void {
  const timer = setInterval(() => socket.write('x'), everyMs);
  return () => clearInterval(timer);
}

describe('a connection is closed', () => {
  it('when nothing is said', async () => {
    const { closed } = visit();
    expect((await closed).afterMs).toBeLessThan(PATIENCE.silenceMs + GRACE_MS);
  });

  it('when the head does not end', async () => {
    const { socket, closed } = visit();
    socket.write('POST /echo HTTP/1.1\r\nHost: a\r\nX-Slow: ');
    const stop = drip(socket, 100);
    const { answer, afterMs } = await closed;
    stop();
    expect(answer).toContain('408');
    expect(afterMs).toBeLessThan(PATIENCE.headMs + GRACE_MS);
  });

  it('when the body does not end', async () => {
    const { socket, closed } = visit();
    socket.write(
      'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n',
    );
    const stop = drip(socket, 100);
    const { answer, afterMs } = await closed;
    stop();
    expect(answer).toContain('408');
    expect(afterMs).toBeGreaterThan(PATIENCE.headMs);
    expect(afterMs).toBeLessThan(PATIENCE.requestMs + GRACE_MS);
  });

  it('when the head is endless, however fast it comes', async () => {
    const { socket, closed } = visit();
    socket.write(`GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`);
    expect((await closed).answer).toContain('431');
  });
});

it('a request in time is answered', async () => {
  const { socket, closed } = visit();
  const body = '{"a":1}';
  socket.write(
    `POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  socket.write(body);
  expect((await closed).answer).toContain('{"body":{"a":1}}');
});

it('has limits in the product as well, and short enough ones', async () => {
  const plain = await buildApp({
    log: makeLog({ level: 'silent' }),
    random: systemRandom,
    metrics: makeMetrics(),
    findUnready: async () => [],
    version: '0',
    admin: {} as unknown as AdminDeps,
    plugins: [],
  });
  const { headersTimeout, requestTimeout, timeout } = plain.server;
  await plain.close();
  for (const limit of [headersTimeout, requestTimeout, timeout]) {
    expect(limit).toBeGreaterThan(0);
    expect(limit).toBeLessThanOrEqual(120_000);
  }
});
