/** PostgreSQL's own codes for "not now": connection exceptions, shutdown, crash, starting up. */
const POSTGRES_CODES = /^(08...|57P0[123])$/;
/** The operating system's codes for a peer that is gone. */
const SYSTEM_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
]);
/** `pg` gives these two no code, only words. */
const PG_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** True when the database could not be reached, as opposed to having refused what it was asked. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (POSTGRES_CODES.test(code) || SYSTEM_CODES.has(code) || PG_WORDS.test(error.message))
    return true;
  return isDatabaseUnavailable(error.cause);
}
