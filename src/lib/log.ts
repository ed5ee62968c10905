import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Keys that never reach a log line, whoever wrote it (style.md 32). */
const REDACTED = [
  'text',
  'name',
  'phone',
  'plate',
  'token',
  'password',
  'secret',
  'authorization',
  'cookie',
  'idNumber',
  'idLast4',
  'vin',
  'address',
  'body',
  'activity',
  'payload',
];

/** One line per event, as JSON on standard output; personal keys are replaced at two levels of depth. */
export function makeLog(options: { readonly level: string }): Log {
  return pino({
    level: options.level,
    base: null,
    redact: {
      paths: REDACTED.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: '[redacted]',
    },
    serializers: { err: serializeError },
  });
}

/** Type, code, message and stack; never the vendor's own fields, which may hold row values. */
function serializeError(err: unknown): object {
  if (!(err instanceof Error)) return { type: typeof err };
  const code = 'code' in err ? String(err.code) : undefined;
  // A database error's message may quote the row's values; its code says enough.
  const isDatabase = 'severity' in err && 'routine' in err;
  return {
    type: err.name,
    code,
    message: isDatabase ? 'database error' : err.message,
    stack: isDatabase ? undefined : err.stack,
    cause: err.cause instanceof Error ? serializeError(err.cause) : undefined,
  };
}
