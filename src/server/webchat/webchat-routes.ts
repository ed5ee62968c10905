import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addMs, type Clock, DAY_MS } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import { baseUrl, DIRECT_LINE_PREFIX, serializeRequest } from '../direct-line/addresses.ts';
import { addCors } from '../direct-line/cors.ts';
import { TOKEN_TTL_S, type Tokens, VISITOR_TTL_S } from '../direct-line/tokens.ts';
import { makeIdentityTokenCheck, type VouchedCustomer } from './identity-token.ts';
import { NewcomerLimit } from './newcomer-limit.ts';

export interface WebchatDeps {
  readonly tokens: Tokens;
  /** The conversation that goes on when this user comes back, if there is one. */
  readonly findOpenByUser: (
    userId: string,
  ) => Promise<{ readonly id: Id<'conversation'> } | undefined>;
  /** Makes `userId` this customer's identity, once for each `jti`, in one transaction. */
  readonly bindIdentityToken: (
    input: VouchedCustomer & { readonly userId: string },
  ) => Promise<{ readonly kind: 'bound' | 'used' | 'unknown_customer' }>;
  /** IDENTITY_TOKEN_SECRET; absent: identity tokens are refused. */
  readonly identityTokenSecret?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly allowedOrigins: string;
  readonly brand: WebchatBrand;
  /** UPLOAD_BYTES_MAX: told to the page, so that it refuses a file before it is uploaded. */
  readonly uploadBytesMax: number;
  readonly clock: Clock;
  readonly random: Random;
}

export interface WebchatBrand {
  readonly name: string;
  readonly color: string;
  readonly hotline: string;
  readonly logoUrl?: string | undefined;
}

/**
 * A visitor that names a customer opens that customer's history without asking again, so it lives shorter than
 * a stranger's: the insurer's page vouches anew whenever it is opened.
 */
const CUSTOMER_VISITOR_MS = DAY_MS;
const CUSTOMER_PREFIX = 'customer:';
const BODY_BYTES_MAX = 16_384;

const bodySchema = z.object({
  visitor: z.string().max(2_048).nullish(),
  identityToken: z.string().min(1).max(4_096).nullish(),
  locale: z.string().max(64).nullish(),
});

/** `POST /api/webchat/tokens`: what our own page needs to go on where this browser, or this customer, was. */
export function webchatRoutes(deps: WebchatDeps): FastifyPluginAsync {
  const { clock, identityTokenSecret: secret } = deps;
  const door: Door = {
    ...deps,
    newcomers: new NewcomerLimit(clock),
    ...(secret !== undefined && { check: makeIdentityTokenCheck({ secret, clock }) }),
  };
  return async (root) => {
    await root.register(
      async (app) => {
        addCors(app, deps.allowedOrigins);
        app.setErrorHandler(answerProblem);
        app.post('/tokens', { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
          reply.header('cache-control', 'no-store');
          return answerToken(door, request);
        });
      },
      { prefix: '/api/webchat', logSerializers: { req: serializeRequest } },
    );
  };
}

/** The routes' dependencies with what they keep between requests. */
interface Door extends WebchatDeps {
  readonly newcomers: NewcomerLimit;
  /** Absent while no secret is shared with the insurer's site. */
  readonly check?: ReturnType<typeof makeIdentityTokenCheck>;
}

async function answerToken(deps: Door, request: FastifyRequest) {
  const body = bodySchema.safeParse(request.body ?? {});
  if (!body.success) {
    const details = body.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      problem: issue.message,
    }));
    throw new AppError('bad_request', 'the body is not as described', { details });
  }
  const { identityToken, visitor: known } = body.data;
  const visitor =
    (identityToken ?? undefined) === undefined
      ? toVisitor(deps, { known: known ?? '', address: request.ip })
      : await toCustomer(deps, identityToken ?? '');
  const conversation = await deps.findOpenByUser(visitor.userId);
  const conversationId = conversation?.id ?? newId('conversation', deps.random);
  return {
    token: deps.tokens.issue({ conversationId, userId: visitor.userId }),
    conversationId,
    userId: visitor.userId,
    visitor: deps.tokens.issueVisitor(visitor),
    expiresIn: TOKEN_TTL_S,
    domain: `${baseUrl(request, deps.publicUrl)}${DIRECT_LINE_PREFIX}`,
    brand: deps.brand,
    uploadBytesMax: deps.uploadBytesMax,
  };
}

interface Visitor {
  readonly userId: string;
  readonly expiresAt: Date;
}

/** The visitor that the browser kept, or a new one: a broken one is no reason to turn anybody away. */
function toVisitor(
  deps: Door,
  input: { readonly known: string; readonly address: string },
): Visitor {
  const expiresAt = addMs(deps.clock.now(), VISITOR_TTL_S * 1_000);
  const verified = deps.tokens.verifyVisitor(input.known);
  if (verified.kind === 'ok') {
    const { subject } = verified;
    return subject.userId.startsWith(CUSTOMER_PREFIX) ? subject : { ...subject, expiresAt };
  }
  const waitMs = deps.newcomers.take(input.address);
  if (waitMs !== undefined)
    throw new AppError('too_many_requests', 'too many new visitors from this address', {
      retryAfterMs: waitMs,
    });
  return { userId: `visitor:${deps.random.text(24)}`, expiresAt };
}

/** The customer whom the insurer's own page vouches for; history follows them over devices. */
async function toCustomer(deps: Door, identityToken: string): Promise<Visitor> {
  if (deps.check === undefined)
    throw new AppError('bad_request', 'the identity token is refused: they are not set up here');
  const verdict = deps.check(identityToken);
  if (verdict.kind === 'invalid') throw new AppError('bad_request', verdict.problem);
  const userId = `${CUSTOMER_PREFIX}${verdict.vouched.customerNo}`;
  const bound = await deps.bindIdentityToken({ ...verdict.vouched, userId });
  switch (bound.kind) {
    case 'bound':
      return { userId, expiresAt: addMs(deps.clock.now(), CUSTOMER_VISITOR_MS) };
    case 'used':
      throw new AppError('bad_request', 'the identity token is refused: it was used before');
    case 'unknown_customer':
      throw new AppError('bad_request', 'the identity token is refused: no such customer');
  }
}

/** Problem details (RFC 9457) with our stable code. */
function answerProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  const own = error instanceof AppError ? error : fromFastify(error);
  if (own.status >= 500) request.log.error({ err: error }, 'a web chat token could not be made');
  if (own.retryAfterMs !== undefined)
    reply.header('retry-after', Math.ceil(own.retryAfterMs / 1_000));
  return reply
    .code(own.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send({
      type: 'about:blank',
      title: own.code,
      status: own.status,
      code: own.code,
      detail: own.message,
      ...(own.details !== undefined && { errors: own.details }),
    });
}

function fromFastify(error: FastifyError | Error): AppError {
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) return new AppError('payload_too_large', 'the body is too large');
  if (status === 415) return new AppError('unsupported_media_type', 'send application/json');
  const isRefusal = status !== undefined && status >= 400 && status < 500;
  if (isRefusal) return new AppError('bad_request', 'the body is not valid JSON');
  return new AppError('internal', 'the service could not do this now', { cause: error });
}
