import type { Clock } from '../../src/lib/clock.ts';
import { type DirectLineStores, makeDirectLineServer } from './direct-line-server.ts';
import { makeMemoryFiles } from './memory-files.ts';
import { makeMemoryFeed, makeMemoryLog } from './memory-log.ts';
import { checkAnswers } from './swagger.ts';

export const SECRET = 'a-direct-line-secret-of-the-tests';

export function makeStores() {
  return { log: makeMemoryLog(), feed: makeMemoryFeed(), files: makeMemoryFiles() };
}

export interface RunOptions {
  readonly stores?: DirectLineStores;
  readonly port?: number;
  readonly clock?: Clock;
  readonly allowedOrigins?: string;
  readonly uploadBytesMax?: number;
  readonly logLines?: string[];
}

/** Our Direct Line on a port, every answer checked against the official description. */
export async function runDirectLine(options: RunOptions = {}) {
  const { port = 0, logLines, stores = makeStores(), ...rest } = options;
  let base = '';
  let problems: readonly string[] = [];
  const server = makeDirectLineServer({
    ...rest,
    stores,
    secret: SECRET,
    baseUrl: () => base,
    prepare: (app) => {
      problems = checkAnswers(app);
    },
    fastify: {
      forceCloseConnections: true,
      ...(logLines !== undefined && {
        logger: { level: 'debug', stream: { write: (line: string) => logLines.push(line) } },
      }),
    },
  });
  base = await server.app.listen({ port, host: '127.0.0.1' });
  const domain = `${base}/v3/directline`;
  async function call(
    method: string,
    path: string,
    init: { readonly bearer?: string; readonly body?: unknown; readonly headers?: object } = {},
  ) {
    const { bearer, body, headers } = init;
    const answer = await fetch(`${domain}${path}`, {
      method,
      headers: {
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && !(body instanceof FormData) && typeof body !== 'string'
          ? { 'content-type': 'application/json' }
          : {}),
        ...headers,
      },
      ...(body !== undefined && {
        body: body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }
  return {
    ...server,
    stores,
    base,
    domain,
    port: Number(new URL(base).port),
    call,
    get problems() {
      return problems;
    },
    /** A token of a new conversation bound to this user. */
    token: async (userId?: string): Promise<{ token: string; conversationId: string }> =>
      (
        await call('POST', '/tokens/generate', {
          bearer: SECRET,
          body: userId === undefined ? {} : { user: { id: userId } },
        })
      ).body,
    stop: () => server.app.close(),
  };
}

export type RunningDirectLine = Awaited<ReturnType<typeof runDirectLine>>;
