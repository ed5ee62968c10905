import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  LogController,
} from 'fastify';
import { AppError } from '../lib/errors.ts';
import type { Random } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import type { AdminDeps } from './admin/ports.ts';
import { apiDocs } from './api-docs.ts';
import type { Metrics } from './metrics.ts';
import { sendProblem } from './problem.ts';

export interface AppDeps {
  readonly log: Log;
  readonly random: Random;
  readonly metrics: Metrics;
  /** What is not ready yet, one word each; empty when everything is. Must answer within a second or so. */
  readonly findUnready: () => Promise<readonly string[]>;
  readonly admin: AdminDeps;
  /** Direct Line, the page, webhooks: each brings its own routes, limits and errors. */
  readonly plugins: readonly FastifyPluginAsync[];
  /** Shown by the API's documentation. */
  readonly version: string;
  /** Whose X-Forwarded-* headers to believe; by default proxies on private addresses. */
  readonly trustProxy?: string | boolean;
  /** Shorter ones for tests. */
  readonly patience?: Patience;
}

/** How long somebody may take before the connection is closed, in milliseconds. */
export interface Patience {
  /** For the head of a request. */
  readonly headMs: number;
  /** For a whole request, its body included. */
  readonly requestMs: number;
  /** Without a byte either way; streams of ours send one every half minute at the latest. */
  readonly silenceMs: number;
  /** How often the first two are looked at. */
  readonly lookEveryMs: number;
}

/** Believing everybody's header would let anyone sign in from "another address" at every try. */
const PRIVATE_PROXIES = 'loopback, linklocal, uniquelocal';
const BODY_BYTES_MAX = 1_000_000;
const REQUEST_ID_LENGTH = 12;
/**
 * Uploads from slow phones must arrive; whoever sends a byte now and then to keep a connection busy must not.
 * Node's and Fastify's defaults are a minute for the head and for ever for the rest.
 */
const PATIENCE: Patience = {
  headMs: 20_000,
  requestMs: 120_000,
  silenceMs: 90_000,
  lookEveryMs: 5_000,
};

/** Everything that is served over HTTP, not listening yet. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log;
  const patience = deps.patience ?? PATIENCE;
  const app: FastifyInstance = fastify({
    loggerInstance,
    // Ours is one line without query strings, bodies or headers: see `logRequests`.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: deps.trustProxy ?? PRIVATE_PROXIES,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: patience.requestMs,
    connectionTimeout: patience.silenceMs,
    http: {
      headersTimeout: patience.headMs,
      connectionsCheckingInterval: patience.lookEveryMs,
      requestTimeout: patience.requestMs,
    },
    requestIdHeader: false,
    genReqId: () => deps.random.text(REQUEST_ID_LENGTH),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    frameworkErrors: (error, request, reply) => {
      sendProblem(error, request, reply);
    },
  });
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(() => {
    throw new AppError('not_found', 'there is nothing at this address');
  });
  dropSilentSocketsOnClose(app);
  setCommonHeaders(app);
  watchRequests(app, deps.metrics);
  await app.register(cookie);
  await app.register(apiDocs({ version: deps.version }));
  registerHealth(app, deps);
  await app.register(adminRoutes(deps.admin), { prefix: '/api/v1' });
  for (const plugin of deps.plugins) await app.register(plugin);
  return app;
}

/** Browsers connect before they ask. Such a socket is not idle to Node, and closing would wait for its first request. */
function dropSilentSocketsOnClose(app: FastifyInstance): void {
  const open = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', async () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  });
}

/** What every answer carries; a page or an upload sets stricter ones of its own. */
function setCommonHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    setDefault('x-content-type-options', 'nosniff');
    setDefault('referrer-policy', 'strict-origin-when-cross-origin');
    if (request.protocol === 'https') {
      setDefault('strict-transport-security', 'max-age=31536000; includeSubDomains');
    }
    function setDefault(name: string, value: string): void {
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
  });
}

/** One log line and one measurement for each request, by the route's pattern: addresses may hold secrets. */
function watchRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { method } = request;
    const status = reply.statusCode;
    const ms = Math.round(reply.elapsedTime);
    metrics.observeRequest({ method, route, status, ms: reply.elapsedTime });
    const isProbe = route === '/healthz' || route === '/readyz' || route === '/metrics';
    request.log[isProbe ? 'debug' : 'info']({ method, route, status, ms }, 'answered');
  });
}

function registerHealth(app: FastifyInstance, deps: AppDeps): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const unready = await deps.findUnready().catch(() => ['check']);
    if (unready.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'not_ready', unready });
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(deps.metrics.contentType).send(await deps.metrics.text()),
  );
}
