import { isJsonObject, type Json } from '../../../lib/json.ts';

/** Levels of objects and arrays that a message may have. A card has about ten; PostgreSQL and we recurse. */
export const DEPTH_MAX = 48;

/**
 * JSON that PostgreSQL can store: without NUL and lone surrogates, which jsonb refuses, and without
 * numbers that JSON cannot say. Undefined when it is nested deeper than `DEPTH_MAX`.
 */
export function cleanJson(value: unknown): Json | undefined {
  return isDeeperThan(value, DEPTH_MAX) ? undefined : clean(value);
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const child of Object.values(value)) if (isDeeperThan(child, levels - 1)) return true;
  return false;
}

function clean(value: unknown): Json {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map(clean);
  if (!isJsonObject(value)) return null;
  const out: Record<string, Json> = {};
  for (const [key, child] of Object.entries(value)) {
    // An own key of this name would become the object's prototype in a careless copy.
    if (key !== '__proto__' && child !== undefined) out[cleanText(key)] = clean(child);
  }
  return out;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for.
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Removes what PostgreSQL's text cannot hold; emoji and other pairs stay. */
export function cleanText(text: string): string {
  return text.replace(UNSTORABLE, '');
}
