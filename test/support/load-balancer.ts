import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** One address for several processes of the desk. */
export interface LoadBalancer {
  readonly url: string;
  /** Where connections that are made from now on go, in turn; one that refuses is passed over. */
  setTargets(urls: readonly string[]): void;
  stop(): Promise<void>;
}

/** Hands connections on, byte for byte; without a living target they are closed. */
export async function startLoadBalancer(): Promise<LoadBalancer> {
  let ports: readonly number[] = [];
  let turn = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    turn += 1;
    const nth = turn % Math.max(1, ports.length);
    handOn(socket, [...ports.slice(nth), ...ports.slice(0, nth)]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    setTargets: (urls) => {
      ports = urls.map((url) => Number(new URL(url).port));
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function handOn(socket: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) return void socket.destroy();
  const target = connect(port, '127.0.0.1');
  let isConnected = false;
  target.on('connect', () => {
    isConnected = true;
    socket.pipe(target);
    target.pipe(socket);
  });
  target.on('error', () => (isConnected ? socket.destroy() : handOn(socket, others)));
  target.on('close', () => isConnected && socket.destroy());
  socket.on('close', () => target.destroy());
}
