import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../domain/agent.ts';
import type { Actor } from '../../domain/audit.ts';
import { AppError } from '../../lib/errors.ts';
import { type Access, mayUse } from './access.ts';
import type { ApiKeysPort, SessionsPort } from './ports.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before a route of the admin API runs, unless the route is public. */
    principal: Principal | undefined;
  }
  interface FastifyContextConfig {
    access?: Access;
    /** False: the answer must not be kept for a repeated Idempotency-Key. */
    idempotent?: boolean;
  }
}

export const SESSION_COOKIE = 'careline_session';
const CSRF_HEADER = 'x-careline-csrf';
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

interface Credentials {
  readonly secret: string;
  readonly by: 'bearer' | 'cookie';
}

/** Knows who asks and whether they may, before a body is read. */
export function authenticate(deps: {
  readonly sessions: Pick<SessionsPort, 'authenticate'>;
  readonly apiKeys: Pick<ApiKeysPort, 'authenticate'>;
}) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const access = request.routeOptions.config.access;
    // Only the not-found answer of this prefix has no rule.
    if (access === undefined || access === 'public') return;
    const credentials = readCredentials(request);
    if (credentials === undefined) throw new AppError('unauthenticated', 'no token, key or cookie');
    const { secret, by } = credentials;
    // Before the token is looked at: a forged write must not rotate it either.
    if (by === 'cookie') refuseForgery(request);
    const principal =
      by === 'bearer' && secret.startsWith('ck_')
        ? await deps.apiKeys.authenticate(secret)
        : await findAgent(deps.sessions, { request, reply }, credentials);
    if (principal === undefined) throw new AppError('unauthenticated', 'unknown or over');
    if (!mayUse(access, principal)) {
      throw new AppError('forbidden', 'the role or the scopes do not allow this');
    }
    request.principal = principal;
  };
}

/** A browser's token is renewed now and then; a script keeps the one it was given. */
async function findAgent(
  sessions: Pick<SessionsPort, 'authenticate'>,
  { request, reply }: Exchange,
  { secret, by }: Credentials,
): Promise<Principal | undefined> {
  // A stream writes its own head, which has no place for a cookie.
  const isStream = request.headers.accept?.includes('text/event-stream') === true;
  const mayRotate = by === 'cookie' && !isStream;
  const found = await sessions.authenticate(secret, { mayRotate });
  if (found?.renewed !== undefined) setSessionCookie({ request, reply }, found.renewed);
  return found?.principal;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Gives the browser its token, for the admin API only and out of any script's reach. */
export function setSessionCookie(
  { request, reply }: Exchange,
  { token, expiresAt }: { readonly token: string; readonly expiresAt: Date },
): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/api',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    expires: expiresAt,
  });
}

function readCredentials(request: FastifyRequest): Credentials | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { secret: bearer, by: 'bearer' };
  const cookie = request.cookies[SESSION_COOKIE];
  return cookie === undefined || cookie === '' ? undefined : { secret: cookie, by: 'cookie' };
}

/**
 * A browser sends the cookie by itself, so a write must show that our own page made it: by a header that
 * another site cannot set without asking, or by what the browser says about its origin.
 */
function refuseForgery(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { headers } = request;
  if (headers[CSRF_HEADER] === '1') return;
  if (headers['sec-fetch-site'] === 'same-origin') return;
  if (headers['sec-fetch-site'] === undefined && isOwnOrigin(headers.origin, request.host)) return;
  throw new AppError('forbidden', `a write with the cookie needs the header ${CSRF_HEADER}: 1`);
}

function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

/** Whom the audit trail names; only for routes that are not public. */
export function actorOf(request: FastifyRequest): Actor {
  const { principal } = request;
  if (principal === undefined) throw new AppError('unauthenticated', 'nobody signed in');
  return { kind: principal.kind, id: principal.id };
}
