import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../lib/errors.ts';

/** Codes of Direct Line's error body. The clients look at the status only. */
export type DirectLineCode =
  | 'BadArgument'
  | 'BadSyntax'
  | 'MissingProperty'
  | 'MessageSizeTooBig'
  | 'UnsupportedMedia'
  | 'Unauthorized'
  | 'TokenExpired'
  | 'Forbidden'
  | 'NotFound'
  | 'ConversationEnded'
  | 'TooManyRequests'
  | 'ServiceError';

/**
 * A refusal in Direct Line's own shape. What the customer sees depends on the status alone
 * (directline.md 1.5): 403 ends a Web Chat for good, 404 ends the conversation, 400 marks one message.
 */
export class DirectLineError extends Error {
  readonly status: number;
  readonly code: DirectLineCode;

  constructor(status: number, code: DirectLineCode, message: string) {
    super(message);
    this.name = 'DirectLineError';
    this.status = status;
    this.code = code;
  }
}

/** Direct Line's own errors and its own "no such address", whatever the rest of the server answers. */
export function addDirectLineErrors(app: FastifyInstance): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => {
    send(reply, new DirectLineError(404, 'NotFound', 'no such Direct Line 3.0 operation'));
  });
}

function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  const refusal = toRefusal(error);
  if (refusal.status >= 500) request.log.error({ err: error }, 'a Direct Line request failed');
  if (error instanceof AppError && error.retryAfterMs !== undefined)
    reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  return send(reply, refusal);
}

function send(reply: FastifyReply, refusal: DirectLineError): FastifyReply {
  // The rest of a body that nobody reads must not be taken for the next request.
  if (refusal.status === 413) reply.header('connection', 'close');
  return reply
    .code(refusal.status)
    .header('content-type', 'application/json; charset=utf-8')
    .send({ error: { code: refusal.code, message: refusal.message } });
}

const CODE_OF_STATUS: Readonly<Record<number, DirectLineCode>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  413: 'MessageSizeTooBig',
  415: 'UnsupportedMedia',
  429: 'TooManyRequests',
};

function toRefusal(error: FastifyError | Error): DirectLineError {
  if (error instanceof DirectLineError) return error;
  const status = statusOf(error);
  // Only fastify's and our own refusals are told; what broke inside is ours to read.
  if (status >= 500)
    return new DirectLineError(status, 'ServiceError', 'the service could not do this now');
  return new DirectLineError(status, CODE_OF_STATUS[status] ?? 'BadArgument', error.message);
}

function statusOf(error: FastifyError | Error): number {
  if (error instanceof AppError) return error.status;
  const status = 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
