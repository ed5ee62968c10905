import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { PROBLEMS } from './answers.ts';
import { agentOf } from './desk-actor.ts';
import { EventStream } from './event-stream.ts';
import type { AdminDeps } from './ports.ts';

/** How often a console hears from us, and we ask whether it may still listen. */
const BEAT_MS = 10_000;
/** Tabs of one person in this process. */
const CONSOLES_MAX = 20;

const GET_EVENTS = {
  tags: ['desk'],
  operationId: 'listenToEvents',
  summary:
    'Server-sent events of the desk: `hello` first, then handoff, message, note and presence; ids only',
  response: { 200: z.string().describe('text/event-stream'), ...PROBLEMS },
};

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies must neither keep, squeeze nor gather it.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // A stream that ended leaves no idle connection behind, for which a stopping server would wait.
  connection: 'close',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

type Deps = Pick<AdminDeps, 'deskFeed' | 'handoffDesk' | 'consoles' | 'clock'>;

/** What consoles hear at once. A stream ends within seconds of its session. */
export function eventRoutes(deps: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    const stream = new EventStream({
      deskFeed: deps.deskFeed,
      clock: deps.clock,
      check: async ({ agentId, sessionId }) => {
        if (!(await deps.consoles.isSignedIn(sessionId))) return false;
        await deps.handoffDesk.seen(agentId);
        return true;
      },
      onError: (err) => app.log.warn({ err }, 'open consoles could not be checked'),
    });
    const timer = setInterval(() => void stream.beat(), BEAT_MS);
    // Before the server waits for requests to end: these would never.
    app.addHook('preClose', async () => {
      clearInterval(timer);
      stream.close();
    });
    // A HEAD would wait for ever for an end that does not come.
    const route = { schema: GET_EVENTS, exposeHeadRoute: false };
    app.get('/events', route, async (request, reply) => {
      const { id: agentId, sessionId } = agentOf(request);
      await deps.handoffDesk.seen(agentId);
      // Behind the last wait, so that no two can pass together.
      if (stream.countOf(agentId) >= CONSOLES_MAX) {
        throw new AppError('too_many_requests', `${CONSOLES_MAX} consoles are open already`, {
          retryAfterMs: BEAT_MS,
        });
      }
      reply.hijack();
      reply.raw.writeHead(200, { ...HEADERS, 'x-request-id': request.id });
      stream.add({ agentId, sessionId, response: reply.raw });
      deps.deskFeed.publishDesk([{ kind: 'presence', agentId }]);
    });
  };
}
