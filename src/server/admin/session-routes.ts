import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { currentSession, session, signInInput } from '../contract/access.ts';
import { ownPasswordInput } from '../contract/setup.ts';
import { toAgentAnswer } from './agent-routes.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf, SESSION_COOKIE, setSessionCookie } from './authenticate.ts';
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
            setSessionCookie({ request, reply }, { token, expiresAt });
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
          summary: 'Who is signed in',
          response: { 200: currentSession, ...PROBLEMS },
        },
      },
      async (request) => {
        const { id, username, displayName, role } = signedInAgent(request);
        return { id, username, displayName, role };
      },
    );
    await app.register(signOutRoute(deps));
    await app.register(passwordRoute(deps));
  };
}

function signOutRoute(deps: Pick<AdminDeps, 'sessions'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.delete(
      '/sessions/current',
      {
        config: { idempotent: false },
        schema: {
          tags: TAGS,
          operationId: 'signOut',
          summary: 'End this session',
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

function passwordRoute(deps: Pick<AdminDeps, 'sessions'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.put(
      '/sessions/current/password',
      {
        // Nothing of a password is kept, not even whether the same was sent before.
        config: { idempotent: false },
        schema: {
          tags: TAGS,
          operationId: 'changeOwnPassword',
          summary: 'Change one’s own password; every other session of theirs ends',
          body: ownPasswordInput,
          response: { 204: z.undefined(), ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const { id, sessionId, username } = signedInAgent(request);
        const who = { agentId: id, sessionId, username, address: request.ip };
        const outcome = await deps.sessions.changePassword({ ...who, ...request.body });
        switch (outcome.kind) {
          case 'too_many':
            throw new AppError('too_many_requests', 'too many tries; wait', {
              retryAfterMs: outcome.retryAfterMs,
            });
          case 'wrong':
            throw new AppError('unprocessable', 'the present password is wrong', {
              details: [{ path: 'body.current', problem: 'wrong' }],
            });
          case 'changed':
            return reply.code(204).send(undefined);
        }
      },
    );
  };
}

function signedInAgent(request: FastifyRequest) {
  const { principal } = request;
  if (principal?.kind === 'agent') return principal;
  throw new AppError('forbidden', 'a machine key has no session');
}
