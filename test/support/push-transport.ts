import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that takes messages over HTTP, as a provider would: it may drop a repeated id, and takes its time. */
export interface PushTransport {
  readonly url: string;
  /** Messages that reached somebody, by number. */
  readonly arrived: ReadonlyMap<string, number>;
  /** Requests that came, repeated ones too. */
  requests(): number;
  /** Requests that were taken and not answered yet. */
  open(): number;
  stop(): Promise<void>;
}

/** Answers after up to `delayMsMax`, so that a sender can die between a message's arrival and its answer. */
export async function startPushTransport(options: {
  readonly honoursIds: boolean;
  readonly delayMsMax: number;
}): Promise<PushTransport> {
  const arrived = new Map<string, number>();
  const ids = new Set<string>();
  let requests = 0;
  let open = 0;
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://transport');
    const id = searchParams.get('id') ?? '';
    const to = searchParams.get('to') ?? '';
    requests += 1;
    if (!(options.honoursIds && ids.has(id))) arrived.set(to, (arrived.get(to) ?? 0) + 1);
    ids.add(id);
    open += 1;
    setTimeout(() => {
      open -= 1;
      response.end();
    }, Math.random() * options.delayMsMax);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    requests: () => requests,
    open: () => open,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
