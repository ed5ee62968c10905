/** What JSON can hold. Everything stored in a JSON column or sent on a wire is one of these. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** True for a plain JSON object, false for arrays and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one key of an unknown value; undefined when the value is no object or lacks the key. */
export function field(value: unknown, key: string): Json | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}

/** Reads one string key of an unknown value. */
export function textField(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  return typeof found === 'string' ? found : undefined;
}
