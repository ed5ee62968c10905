import { z } from 'zod';
import type { Page } from '../domain/page.ts';
import { AppError } from '../lib/errors.ts';

/** Where a page ended, as text that callers hand back unread. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

const partsSchema = z.array(z.string().max(200)).max(4);

/** The parts of a cursor; undefined for none. Throws bad_request for a text that is none of ours. */
export function decodeCursor(
  cursor: string | undefined,
  count: number,
): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  const parsed = partsSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success && parsed.data.length === count) return parsed.data;
  throw new AppError('bad_request', 'the cursor is not one that this list gave', {
    details: [{ path: 'query.cursor', problem: 'unknown cursor' }],
  });
}

/** A page out of rows that were asked for with `limit + 1`. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  options: {
    readonly limit: number;
    readonly cursorOf: (row: Row) => readonly string[];
    readonly toItem: (row: Row) => Item;
  },
): Page<Item> {
  const shown = rows.slice(0, options.limit);
  const last = shown.at(-1);
  const items = shown.map(options.toItem);
  if (rows.length <= options.limit || last === undefined) return { items };
  return { items, nextCursor: encodeCursor(options.cursorOf(last)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
