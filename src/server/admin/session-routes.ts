import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { currentSession, session, signInInput } from '../contract/access.ts';
import { toAgentAnswer } from './agent-routes.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf, SESSION_COOKIE } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['sessions'];

/** Sign-in, who is signed in, sign-out. */
export function sessionRoutes(deps: Pick<AdminDeps, 'sessions'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/sessions',
      {
        config: { idempotent: false },
        schema: {
          tags: TAGS,
          operationId: 'signIn',
          summary: 'Sign in: a cookie for browsers, a token for scripts',
          body: signInInput,
          response: { 201: session, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const signedIn = await deps.sessions.signIn({ ...request.body, address: request.ip });
        switch (signedIn.kind) {
          case 'too_many':
            throw new AppError('too_many_requests', 'too many tries; wait', {
              retryAfterMs: signedIn.retryAfterMs,
            });
          case 'refused':
            throw new AppError('unauthenticated', 'the name or the password is wrong');
          case 'signed_in': {
            const { token, expiresAt, agent } = signedIn;
            setCookie({ request, reply }, token, expiresAt);
            return reply
              .code(201)
              .send({ token, expiresAt: iso(expiresAt), agent: toAgentAnswer(agent) });
          }
        }
      },
    );
    app.get(
      '/sessions/current',
      {
        schema: {
          tags: TAGS,
          operationId: 'getCurrentSession',
          response: { 200: currentSession, ...PROBLEMS },
        },
      },
      async (request) => {
        const { id, username, displayName, role } = signedInAgent(request);
        return { id, username, displayName, role };
      },
    );
    app.delete(
      '/sessions/current',
      {
        config: { idempotent: false },
        schema: {
          tags: TAGS,
          operationId: 'signOut',
          response: { 204: z.undefined(), ...PROBLEMS },
        },
      },
      async (request, reply) => {
        await deps.sessions.signOut(signedInAgent(request).sessionId, actorOf(request));
        reply.clearCookie(SESSION_COOKIE, { path: '/api' });
        return reply.code(204).send(undefined);
      },
    );
  };
}

function signedInAgent(request: FastifyRequest) {
  const { principal } = request;
  if (principal?.kind === 'agent') return principal;
  throw new AppError('forbidden', 'a machine key has no session');
}

function setCookie(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  token: string,
  expires: Date,
): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/api',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    expires,
  });
}
