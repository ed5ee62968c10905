import { once } from 'node:events';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/lib/ids.ts';
import { ACCESS } from '../../src/server/admin/access.ts';
import type { AdminDeps } from '../../src/server/admin/ports.ts';
import { buildApp } from '../../src/server/app.ts';
import { makeMetrics } from '../../src/server/metrics.ts';
import { HeldClock } from './admin/admin-app.ts';

const lines: string[] = [];
let unready: readonly string[] | Error = [];
let app: FastifyInstance;

const nothing = async (): Promise<never> => {
  throw new Error('secret of the database');
};

/** An API behind which nothing works: what is asserted here needs nothing of it. */
const port = new Proxy({}, { get: () => nothing });
const BROKEN = new Proxy(
  { clock: new HeldClock() },
  { get: (known, key) => Reflect.get(known, key) ?? port },
) as unknown as AdminDeps;

beforeAll(async () => {
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const metrics = makeMetrics();
  metrics.counter('careline_test_total', 'Test.', ['kind']).inc({ kind: 'a' }, 2);
  app = await buildApp({
    log: pino({ level: 'info' }, sink),
    random: systemRandom,
    metrics,
    findUnready: async () => {
      if (unready instanceof Error) throw unready;
      return unready;
    },
    version: '1.2.3',
    admin: BROKEN,
    plugins: [
      async (scope) => {
        scope.get('/broken', async () => {
          throw new Error('inner detail');
        });
        scope.get('/odd/:token', async () => ({ ok: true }));
      },
    ],
  });
  await app.ready();
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

describe('the app', () => {
  it('says that it lives, and what is not ready', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await get('/readyz')).statusCode).toBe(200);
    unready = ['database'];
    const answer = await get('/readyz');
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { status: 'not_ready', unready: ['database'] },
    ]);
    unready = new Error('x');
    expect((await get('/readyz')).json().unready).toEqual(['check']);
    unready = [];
  });

  it.each(['/nowhere', '/api/v1/nowhere', '/api/v1/customers/../../etc/passwd', '/odd'])(
    'answers %s with a problem',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.json()).toMatchObject({ code: 'not_found', status: 404 });
    },
  );

  it('refuses an address that cannot be decoded', async () => {
    const answer = await get('/odd/%ff');
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad_request']);
  });

  it('tells nobody the inside of a failure, and the log with the same id', async () => {
    const answer = await get('/broken');
    expect([answer.statusCode, answer.json().code]).toEqual([500, 'internal']);
    expect(answer.body).not.toContain('inner detail');
    expect(answer.body).not.toContain('at ');
    const id = answer.headers['x-request-id'];
    expect(lines.some((line) => line.includes(String(id)) && line.includes('inner detail'))).toBe(
      true,
    );
  });

  it('logs one line a request, by pattern, without what was asked', async () => {
    lines.length = 0;
    await get('/odd/ck_topsecret?phone=13800000001', { authorization: 'Bearer ck_other' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      method: 'GET',
      route: '/odd/:token',
      status: 200,
      msg: 'answered',
    });
    expect(lines.join('')).not.toMatch(/topsecret|13800000001|ck_other/);
  });

  it('sends headers that keep browsers careful', async () => {
    const answer = await get('/api/v1/claims/X');
    expect(answer.statusCode).toBe(401);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'www-authenticate': 'Bearer',
    });
  });

  it('measures requests by route and shows what others count', async () => {
    const { body, headers } = await get('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain('careline_test_total{kind="a"} 2');
    expect(body).toMatch(
      /careline_http_request_seconds_count\{method="GET",route="\/odd\/:token",status="200"\}/,
    );
    expect(body).not.toContain('topsecret');
    expect(body).toContain('process_cpu_seconds_total');
  });
});

describe('an app that closes', () => {
  it('does not wait for a browser that connected and asked nothing', async () => {
    const closing = await buildApp({
      log: pino({ level: 'silent' }),
      random: systemRandom,
      metrics: makeMetrics(),
      findUnready: async () => [],
      version: '1.2.3',
      admin: BROKEN,
      plugins: [],
    });
    const url = new URL(await closing.listen({ port: 0, host: '127.0.0.1' }));
    const socket = connect(Number(url.port), url.hostname);
    await once(socket, 'connect');
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    await Promise.all([closing.close(), once(socket, 'close')]);
  });
});

describe('the API document', () => {
  it('is OpenAPI 3.1 and describes every route of the API and no other', async () => {
    const document = (await get('/api/docs/json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(document.info.version).toBe('1.2.3');
    const described = Object.entries<Record<string, unknown>>(document.paths).flatMap(
      ([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = Object.keys(ACCESS).map((route) =>
      route.replace(' ', ' /api/v1').replace(/:(\w+)/g, '{$1}'),
    );
    expect(described.sort()).toEqual(served.sort());
  });

  it('names every operation once and says how each fails', async () => {
    const document = (await get('/api/docs/json')).json();
    const operations = Object.values<Record<string, { operationId: string; responses: object }>>(
      document.paths,
    ).flatMap((methods) => Object.values(methods));
    const names = operations.map((operation) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain(undefined);
    for (const operation of operations) {
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
    }
  });

  it('is shown to people', async () => {
    const answer = await get('/api/docs/');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('车险客服台');
  });
});
