import { ApiError } from './api.ts';
import { COPY } from './copy.ts';
import { COMPLAINT_REFUSALS } from './copy-admin/complaint-acts.ts';
import { VISIT_REFUSALS } from './copy-admin/visits.ts';

const BY_CODE: Readonly<Record<string, string>> = {
  ...COPY.errors,
  ...COPY.refusals,
  ...COMPLAINT_REFUSALS,
  ...VISIT_REFUSALS,
};

/** What went wrong, in words for whoever works at the console. */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return COPY.errors.unexpected;
  if (error.code === 'too_many_requests' || error.code === 'locked') {
    return error.retryAfterSeconds === undefined
      ? COPY.errors.too_many_requests
      : COPY.waitFor(error.retryAfterSeconds);
  }
  const text = BY_CODE[error.code] ?? COPY.errors.unexpected;
  const id = error.problem?.requestId;
  return error.status >= 500 && id !== undefined ? `${text}${COPY.requestId(id)}` : text;
}
