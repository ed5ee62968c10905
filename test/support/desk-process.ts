import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface DeskProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it printed so far. */
  output(): string;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits until it has; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });
}

/** Starts the built desk as its own process and waits until it is ready. */
export async function startDesk(options: {
  readonly port: number;
  readonly dataDir: string;
  readonly environment?: Record<string, string>;
  readonly readyWithinMs?: number;
}): Promise<DeskProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js'], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(options.port),
      DATA_DIR: options.dataDir,
      LOG_LEVEL: 'warn',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    });
  }
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => resolve(code)),
  );
  const url = `http://127.0.0.1:${options.port}`;
  await waitUntilReady({
    url,
    child,
    withinMs: options.readyWithinMs ?? 60_000,
    output: () => printed,
  });
  return {
    url,
    pid: child.pid ?? 0,
    output: () => printed,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function waitUntilReady(options: {
  readonly url: string;
  readonly child: ChildProcess;
  readonly withinMs: number;
  readonly output: () => string;
}): Promise<void> {
  const deadline = Date.now() + options.withinMs;
  while (Date.now() < deadline) {
    if (options.child.exitCode !== null)
      throw new Error(`the desk ended while starting:\n${options.output()}`);
    const answer = await fetch(`${options.url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await delay(25);
  }
  options.child.kill('SIGKILL');
  throw new Error(`the desk was not ready in ${options.withinMs} ms:\n${options.output()}`);
}
