import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, ERROR_STATUS, type ErrorCode } from '../lib/errors.ts';
import type { Problem } from './contract/common.ts';

const TITLES: Readonly<Record<ErrorCode, string>> = {
  bad_request: 'The request is not valid',
  unauthenticated: 'Sign in first',
  token_expired: 'The token has expired',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  gone: 'Gone',
  conflict: 'It conflicts with the present state',
  ended: 'It is over already',
  not_waiting: 'It does not wait for anybody',
  not_with_agent: 'No agent has it',
  offered_to_another: 'It is offered to somebody else',
  owned_by_another: 'Somebody else has it',
  owned_elsewhere: 'People on another desk have it',
  recused: 'This person must not have it',
  at_capacity: 'No room for another conversation',
  agent_unavailable: 'Nobody of that name can take it',
  illegal_move: 'Not possible in this state',
  not_handler: 'Somebody else handles it',
  needs_supervisor: 'Somebody who leads has to do this',
  no_feedback_yet: 'The first feedback comes before this',
  not_paused: 'It does not stand still',
  notice_incomplete: 'A part of the notice is empty',
  proof_missing: 'The proof of the notice is missing',
  root_cause_missing: 'The cause is missing',
  answer_missing: "The customer's answer is missing",
  reply_still_possible: 'The customer may still answer',
  handler_closes: 'Somebody else than the handler closes it',
  too_late: 'The time for this is over',
  no_extension: 'No such extension',
  already_overdue: 'The deadline has passed already',
  merge_into_itself: 'It cannot be merged into itself',
  merge_into_later: 'It is merged into the earlier one',
  merge_into_ended: 'The other one has ended',
  wrong_time: 'It cannot have happened then',
  already_rated: 'The customer has said how it was',
  not_asked: 'The customer was not asked yet',
  not_calling: 'Nobody is to call yet',
  not_owner: 'Take it first',
  on_hold: 'Something open keeps it back',
  not_yet: 'The time has not come',
  same_slot: 'Tried at this time of day already',
  outside_hours: 'Nobody is called at this hour',
  not_identified: 'Prove who is on the phone first',
  channel_closed: "The customer's channel takes no message now",
  warning_words: 'Some words should be looked at once more',
  forbidden_words: 'Some words must not be sent',
  idempotency_key_reused: 'The Idempotency-Key was used for another request',
  payload_too_large: 'The request is too large',
  unsupported_media_type: 'The content type is not supported',
  unprocessable: 'The request cannot be carried out',
  locked: 'Locked for a while',
  too_many_requests: 'Too many tries',
  internal: 'Something went wrong on our side',
  unavailable: 'Not available right now',
};

/** Fastify's own refusals by status. */
const CODE_OF_STATUS: ReadonlyMap<number, ErrorCode> = new Map([
  [400, 'bad_request'],
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [409, 'conflict'],
  [413, 'payload_too_large'],
  [415, 'unsupported_media_type'],
  [422, 'unprocessable'],
  [429, 'too_many_requests'],
  [503, 'unavailable'],
]);

/** Any failure as an AppError: what a caller may know of it. A bug becomes `internal` and says nothing. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!isFastifyError(error))
    return new AppError('internal', 'see the server log', { cause: error });
  if (error.validation !== undefined) {
    const context = error.validationContext ?? 'body';
    const where = context === 'querystring' ? 'query' : context;
    return new AppError('bad_request', 'some fields are not valid', {
      details: error.validation.map(({ instancePath, message }) => ({
        // Of the whole, such as a body that is missing, the path of an issue is one slash.
        path: `${where}${instancePath === '/' ? '' : instancePath.replaceAll('/', '.')}`,
        problem: message ?? 'not valid',
      })),
    });
  }
  const status = error.statusCode ?? 500;
  // A status that we give no name of its own, such as 414 for a part of a path that is too long, is still theirs.
  const isTheirs = status >= 400 && status < 500;
  const code = CODE_OF_STATUS.get(status) ?? (isTheirs ? 'bad_request' : 'internal');
  // Fastify's refusals of a request are about its form and hold nothing of its content but a JSON parser's excerpt.
  const isForm = error.code?.startsWith('FST_') === true;
  if (code === 'internal') return new AppError(code, 'see the server log', { cause: error });
  return new AppError(code, isForm ? (error.message ?? TITLES[code]) : TITLES[code], {
    cause: error,
  });
}

function isFastifyError(error: unknown): error is Partial<FastifyError> {
  return error instanceof Error && ('statusCode' in error || 'validation' in error);
}

/** Answers with problem details (RFC 9457). What is our fault is logged with its stack, which nobody else sees. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const failure = toAppError(error);
  if (failure.status >= 500) {
    request.log.error({ err: failure.cause ?? failure, code: failure.code }, 'request failed');
  }
  if (failure.retryAfterMs !== undefined) {
    reply.header('retry-after', String(Math.max(1, Math.ceil(failure.retryAfterMs / 1000))));
  }
  if (failure.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
  const body: Problem = {
    type: `urn:careline:problem:${failure.code}`,
    title: TITLES[failure.code],
    status: ERROR_STATUS[failure.code],
    code: failure.code,
    detail: failure.message,
    requestId: request.id,
    ...(failure.details === undefined ? {} : { errors: [...failure.details] }),
  };
  return reply
    .code(failure.status)
    .serializer((value: unknown) => JSON.stringify(value))
    .type('application/problem+json; charset=utf-8')
    .send(body);
}
