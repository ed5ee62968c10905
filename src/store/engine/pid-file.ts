import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, isAlive } from './process.ts';

/** What a running postmaster writes about itself (postmaster.pid, src/include/utils/pidfile.h of PostgreSQL 18). */
export interface PidFile {
  readonly pid: number;
  readonly port: number | undefined;
  readonly isReady: boolean;
}

/** The lock file's name inside the data folder. */
export const PID_FILE = 'postmaster.pid';

/** Reads the lock file; undefined when there is none or it is not yet written. */
export async function readPidFile(dataFolder: string): Promise<PidFile | undefined> {
  const text = await readFile(join(dataFolder, PID_FILE), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const port = Number(lines[3]);
  return {
    pid,
    port: Number.isInteger(port) && port > 0 ? port : undefined,
    isReady: lines[7]?.trim() === 'ready',
  };
}

/**
 * True when the process named by a lock file is a postmaster of this data folder. After a crash or in
 * a restarted container its id may belong to any other program by now.
 */
export async function isPostmasterOf(pid: number, dataFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await commandLine(pid);
  return command?.includes('postgres') === true && command.includes(dataFolder);
}
