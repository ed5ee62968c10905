import type { FastifyInstance } from 'fastify';

/** How long a browser may reuse a preflight's answer, in seconds; browsers cap it at two hours. */
const PREFLIGHT_MAX_AGE_S = 7_200;
/** What the stock clients' preflights ask for (directline.md 1.1). */
const HEADERS = 'authorization, content-type, x-ms-bot-agent, x-requested-with';

/**
 * Cross-origin rules of Direct Line. `allowedOrigins` is `*` or a comma-separated list. Requests without an
 * Origin, and the same origin, are none of its business. Cookies are never part of it.
 */
export function addCors(app: FastifyInstance, allowedOrigins: string): void {
  const allowed = new Set(allowedOrigins.split(',').map((origin) => origin.trim()));
  const isAllowed = (origin: string): boolean => allowed.has('*') || allowed.has(origin);
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (origin === undefined) return;
    reply.header('vary', 'Origin');
    if (!isAllowed(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'Retry-After');
  });
  app.options('/*', { logLevel: 'silent' }, async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'GET, POST, OPTIONS')
      .header('access-control-allow-headers', HEADERS)
      .header('access-control-max-age', String(PREFLIGHT_MAX_AGE_S))
      .send(),
  );
}
