import type { FastifyInstance } from 'fastify';
import { DirectLineError } from './errors.ts';

/** Largest activity in bytes: the real service's own limit (directline.md 1.5). */
export const ACTIVITY_BYTES_MAX = 262_144;

/**
 * Bodies as Direct Line's clients send them: JSON whatever the content type says, and often none at all,
 * even where one is announced (directline.md 1.1).
 */
export function addJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'string', bodyLimit: ACTIVITY_BYTES_MAX },
    (_request, body, done) => {
      try {
        done(null, parseJson(String(body)));
      } catch (err) {
        done(err instanceof Error ? err : new Error('unreadable body'));
      }
    },
  );
}

/** The JSON of a body; an empty one is `{}`. Throws 400 when it is not JSON. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be personal.
    throw new DirectLineError(400, 'BadSyntax', 'the body is not valid JSON');
  }
}
