/** What neither text nor jsonb of PostgreSQL holds: half of a surrogate pair, and NUL. */
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const NUL = '\u0000';
const REPLACEMENT = '\ufffd';

/**
 * JSON as PostgreSQL takes it. One character that it refuses, in what somebody wrote, must not keep a whole page of
 * messages from being stored, and with it every later one.
 */
export function toStoredJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string'
      ? inner.replace(HALF_PAIR, REPLACEMENT).replaceAll(NUL, REPLACEMENT)
      : inner,
  );
}
