import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly activity: unknown;
}

/** What the service answers: a status, or nothing at all. */
export type Answer = number | 'silence' | 'break';

/** The service of a Bot Framework channel on loopback: takes what the bot posts. */
export interface FakeConnectorService {
  readonly url: string;
  readonly posted: Posted[];
  answer: Answer;
  stop(): Promise<void>;
}

export async function startFakeConnectorService(): Promise<FakeConnectorService> {
  const posted: Posted[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    posted.push({
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      activity: text === '' ? undefined : JSON.parse(text),
    });
    if (service.answer === 'break') request.socket.destroy();
    else if (service.answer !== 'silence') {
      response.writeHead(service.answer, { 'content-type': 'application/json' });
      response.end(service.answer < 300 ? '{"id":"1"}' : '{"error":{"code":"x","message":"x"}}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const service: FakeConnectorService = {
    url: `http://127.0.0.1:${port}`,
    posted,
    answer: 200,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}
