import type { FastifyRequest } from 'fastify';
import type { Id } from '../../lib/ids.ts';
import { DirectLineError } from './errors.ts';
import type { TokenSubject, Tokens } from './tokens.ts';

/** Who asks: the holder of the secret, who may do everything, or of one conversation's token. */
export type Caller =
  | { readonly kind: 'secret' }
  | ({ readonly kind: 'token'; readonly token: string } & TokenSubject);

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Reads the Authorization header. 401 when it is missing or malformed; 403 when the token has expired, is not
 * ours, or is used from a page it was not made for: a client that gets 403 fetches a new token or gives up.
 */
export function authorize(request: FastifyRequest, tokens: Tokens): Caller {
  const bearer = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (bearer === undefined)
    throw new DirectLineError(401, 'Unauthorized', 'send "Authorization: Bearer <token>"');
  const verified = tokens.verify(bearer);
  if (verified.kind === 'expired')
    throw new DirectLineError(403, 'TokenExpired', 'the token has expired; fetch a new one');
  if (verified.kind === 'ok') {
    checkOrigin(verified.subject, request.headers.origin);
    return { kind: 'token', token: bearer, ...verified.subject };
  }
  if (tokens.isSecret(bearer)) return { kind: 'secret' };
  throw new DirectLineError(403, 'Forbidden', 'the token is not one of ours');
}

/** A token that names pages works on those only. Callers without a page, such as an app, send no Origin. */
export function checkOrigin(subject: TokenSubject, origin: string | undefined): void {
  const { trustedOrigins } = subject;
  if (trustedOrigins === undefined || origin === undefined) return;
  if (trustedOrigins.includes(origin)) return;
  throw new DirectLineError(403, 'Forbidden', 'the token was not made for this page');
}

/** The conversation of the address, when the caller may touch it. */
export function conversationOf(caller: Caller, id: string): Id<'conversation'> {
  if (caller.kind === 'token' && caller.conversationId !== id)
    throw new DirectLineError(403, 'Forbidden', 'the token belongs to another conversation');
  return id;
}

/** The user who is vouched for by the token; the secret vouches for whoever its holder names. */
export function userOf(caller: Caller): string | undefined {
  return caller.kind === 'token' ? caller.userId : undefined;
}
