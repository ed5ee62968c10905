import { readFile } from 'node:fs/promises';
import type { Clock } from '../../lib/clock.ts';
import { runProgram } from './run.ts';

const POLL_MS = 20;

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Sends a signal; a process that is gone already is no failure. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The command line of a process, or undefined when it is gone or cannot be read. */
export async function commandLine(pid: number): Promise<string | undefined> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch {
    // No /proc (macOS): ps says the same.
    const result = await runProgram('ps', ['-o', 'command=', '-p', String(pid)]);
    return result.exitCode === 0 ? result.output : undefined;
  }
}

/** Waits until `condition` holds; false when it did not within `timeoutMs`. */
export async function waitUntil(
  clock: Clock,
  timeoutMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const end = clock.now().getTime() + timeoutMs;
  while (!(await condition())) {
    if (clock.now().getTime() >= end) return false;
    await clock.sleep(POLL_MS);
  }
  return true;
}
