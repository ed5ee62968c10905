import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./wechaty-child.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

export interface PuppetProcess {
  /** Ends it without a word. */
  kill(): Promise<void>;
}

/** A puppet server in a process of its own, listening. */
export function startPuppetProcess(of: {
  readonly baseUrl: string;
  readonly endpoint: string;
  readonly token: string;
}): Promise<PuppetProcess> {
  const args = ['--import', TSX, SCRIPT, of.baseUrl, of.endpoint, of.token];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (!output.includes('listening')) return;
      resolve({
        kill: async () => {
          child.kill('SIGKILL');
          await ended;
        },
      });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(output)));
  });
}
