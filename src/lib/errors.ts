/** The one table of codes. A code is part of the API: it never changes its meaning. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  token_expired: 403,
  forbidden: 403,
  not_found: 404,
  /** It was there, and its time is over. */
  gone: 410,
  conflict: 409,
  /** What a hand-off answers to whoever may not move it so (domain/handoff/desk.ts). */
  ended: 409,
  not_waiting: 409,
  not_with_agent: 409,
  offered_to_another: 409,
  owned_by_another: 409,
  owned_elsewhere: 409,
  recused: 409,
  at_capacity: 409,
  agent_unavailable: 409,
  /** What a complaint answers to an act that it does not allow (domain/complaint/acts.ts). */
  illegal_move: 409,
  not_handler: 409,
  needs_supervisor: 409,
  no_feedback_yet: 409,
  not_paused: 409,
  notice_incomplete: 422,
  proof_missing: 422,
  root_cause_missing: 422,
  answer_missing: 422,
  reply_still_possible: 409,
  handler_closes: 409,
  too_late: 409,
  no_extension: 422,
  already_overdue: 409,
  merge_into_itself: 422,
  merge_into_later: 409,
  merge_into_ended: 409,
  wrong_time: 422,
  already_rated: 409,
  not_asked: 409,
  /** What a return visit answers to whoever may not call now (domain/visit/acts.ts). */
  not_calling: 409,
  not_owner: 409,
  on_hold: 409,
  not_yet: 409,
  same_slot: 409,
  outside_hours: 409,
  not_identified: 422,
  /** The customer's channel takes no more messages until they write again. */
  channel_closed: 409,
  /** Words that may be sent when the agent means them, and words that never are. */
  warning_words: 409,
  forbidden_words: 422,
  idempotency_key_reused: 422,
  payload_too_large: 413,
  unsupported_media_type: 415,
  unprocessable: 422,
  locked: 423,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export interface AppErrorOptions {
  /** What was wrong with which field; shown to API callers, so without personal data. */
  readonly details?: readonly { readonly path: string; readonly problem: string }[];
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** A failure that ends the request or job. The message is for us and API callers, never for a customer. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: AppErrorOptions['details'];
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
    this.retryAfterMs = options.retryAfterMs;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}
