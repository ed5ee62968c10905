import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came over the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  json(): unknown;
}

export type Answer = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

/** A server of one's own that answers what a test tells it to. Not a simulator: it enforces nothing. */
export async function startFakeWechatServer() {
  const seen: SeenRequest[] = [];
  const answers = new Map<string, Answer>();
  const server = createServer((incoming, response) => {
    void collect(incoming).then((request) => {
      seen.push(request);
      const answer = answers.get(request.path);
      if (answer === undefined) {
        response.writeHead(404).end();
        return;
      }
      return answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    seen,
    /** What was asked of one path. */
    of: (path: string) => seen.filter((request) => request.path === path),
    on: (path: string, answer: Answer) => void answers.set(path, answer),
    /** JSON as WeChat gives it; one after the other, the last again and again. */
    says: (path: string, ...bodies: readonly object[]) => {
      let next = 0;
      answers.set(path, (_, response) => {
        const body = bodies[Math.min(next, bodies.length - 1)];
        next += 1;
        sayJson(response, body ?? {});
      });
    },
    reset: () => {
      seen.length = 0;
      answers.clear();
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type FakeWechatServer = Awaited<ReturnType<typeof startFakeWechatServer>>;

export function sayJson(response: ServerResponse, body: object | string): void {
  response.setHeader('content-type', 'application/json; encoding=utf-8');
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function collect(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const url = new URL(incoming.url ?? '/', 'http://fake');
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: incoming.headers,
    body,
    json: () => JSON.parse(body.toString('utf8')),
  };
}
