import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { AppError } from '../../lib/errors.ts';

/** The largest activity we take, in bytes; channels themselves allow about 100 kB. */
const BODY_BYTES_MAX = 256 * 1_024;

export interface BotFrameworkRouteDeps {
  /** Without a registration nobody proves who they are: then only programs on this machine may call. */
  readonly loopbackOnly: boolean;
  readonly post: (
    authorization: string,
    body: unknown,
  ) => Promise<
    | { readonly kind: 'answered'; readonly status: number; readonly body?: unknown }
    | {
        readonly kind: 'invalid';
        readonly problems: readonly { readonly path: string; readonly problem: string }[];
      }
  >;
}

/** `POST /api/messages`, the Bot Framework's endpoint. Register only when a registration or local mode is set. */
export function botFrameworkRoutes(deps: BotFrameworkRouteDeps): FastifyPluginAsync {
  const options = { bodyLimit: BODY_BYTES_MAX, schema: { hide: true } };
  return async (app) => {
    app.post('/api/messages', options, async (request, reply) => {
      if (deps.loopbackOnly) refuseStrangers(request);
      const posted = await deps.post(request.headers.authorization ?? '', request.body);
      if (posted.kind === 'invalid') {
        throw new AppError('bad_request', 'this is no activity we can take', {
          details: posted.problems,
        });
      }
      if (posted.status === 401) throw new AppError('unauthenticated', 'the token is not valid');
      return reply.code(posted.status).send(posted.body);
    });
  };
}

/**
 * The socket's own address, never a header's. A proxy on this machine would make everybody look local, and a
 * web page open on this machine can post to it as well: both show themselves by their headers.
 */
function refuseStrangers(request: FastifyRequest): void {
  const { headers, socket } = request.raw;
  const isLocal = isLoopbackAddress(socket.remoteAddress ?? '');
  const isForwarded =
    headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
  const isFromPage = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  const isForUs = isLoopbackName(headers.host ?? '');
  if (isLocal && !isForwarded && !isFromPage && isForUs) return;
  throw new AppError('forbidden', 'local mode answers programs on this machine only');
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);
}

/** A name that an attacker points at 127.0.0.1 is not one of these. */
function isLoopbackName(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(host);
}
