import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./engine-child.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

export interface EngineProcess {
  readonly connectionString: string;
  readonly child: ChildProcess;
  /** Ends it without a word. */
  kill(): Promise<void>;
  /** Lets it stop its engine and waits until it has ended. */
  stop(): Promise<void>;
}

/** Starts an embedded engine in a process of its own; `prefix` is put before node, for another account. */
export function startEngineProcess(
  dataDir: string,
  prefix: readonly string[] = [],
): Promise<EngineProcess> {
  const [command = '', ...args] = [...prefix, process.execPath, '--import', TSX, SCRIPT, dataDir];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const connectionString = /^postgresql:.*$/m.exec(output)?.[0];
      if (connectionString === undefined) return;
      resolve({
        connectionString,
        child,
        kill: async () => {
          child.kill('SIGKILL');
          await ended;
        },
        stop: async () => {
          child.stdin.end();
          await ended;
        },
      });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(output)));
  });
}

/** Holds a port of the loopback address and hangs up on everybody. */
export function squat(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** An ordinary user who may read this repository, wherever it was cloned: also in a folder of root's own. */
export function asUser(id: number): readonly string[] {
  return [
    'setpriv',
    `--reuid=${id}`,
    `--regid=${id}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
    '--',
  ];
}
