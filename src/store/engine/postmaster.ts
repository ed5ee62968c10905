import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import { commandFor } from './account.ts';
import type { Cluster } from './cluster.ts';
import { isPostmasterOf, PID_FILE, readPidFile } from './pid-file.ts';
import { isAlive, signal, waitUntil } from './process.ts';
import { CLEAN_ENVIRONMENT } from './run.ts';

/** A server process that takes connections. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Replaying the log after a crash can take this long on a slow disk. */
const START_TIMEOUT_MS = 120_000;
/** A fast shutdown writes a checkpoint. */
const STOP_TIMEOUT_MS = 30_000;
const QUIT_TIMEOUT_MS = 5_000;

/** Sized for a small machine that also runs the desk. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  huge_pages: 'off',
  jit: 'off',
  // Reads in the server process itself: three I/O workers are too many for a desk.
  io_method: 'sync',
  // There is no standby: the log carries only what a crash needs.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  checkpoint_timeout: '10min',
  autovacuum_naptime: '15s',
  idle_in_transaction_session_timeout: '5min',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors of single statements go to whoever sent them: they may quote personal data, so they are not kept here.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  logging_collector: 'on',
  log_directory: '../log',
  // One file for each day of the week, overwritten a week later.
  log_filename: 'postgres-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
};

export interface PostmasterOptions {
  readonly cluster: Cluster;
  readonly program: string;
  readonly clock: Clock;
  /** Settings of postgresql.conf that differ from ours. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Why a server did not come up, with what it said. */
export type Launched =
  | { readonly kind: 'ready'; readonly postmaster: Postmaster }
  | { readonly kind: 'failed'; readonly output: string };

/** Finds the living server of this cluster; waits while it is starting. Clears a lock that is nobody's. */
export async function findPostmaster(options: PostmasterOptions): Promise<Postmaster | undefined> {
  const { dataFolder } = options.cluster;
  const found = await readPidFile(dataFolder);
  if (found === undefined) return undefined;
  if (!(await isPostmasterOf(found.pid, dataFolder))) {
    // PostgreSQL clears the lock of a dead process by itself, but not of an id that is in use again.
    if (isAlive(found.pid)) await rm(join(dataFolder, PID_FILE), { force: true });
    return undefined;
  }
  return await untilReady(options, found.pid);
}

/** Starts a server on `port` and waits until it takes connections. */
export async function launchPostmaster(
  options: PostmasterOptions,
  port: number,
): Promise<Launched> {
  const { cluster, program } = options;
  await mkdir(cluster.logFolder, { recursive: true });
  const startLog = join(cluster.logFolder, 'start.log');
  const output = await open(startLog, 'w', 0o600);
  const settings = { ...SETTINGS, ...options.settings };
  const args = ['-D', cluster.dataFolder, '-p', String(port)];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const { command, args: all, ids } = commandFor(cluster.account, program, args);
  const child = spawn(command, all, {
    ...ids,
    // Its own process group: Ctrl-C in our terminal is ours to handle, and it outlives a kill -9 of us.
    detached: true,
    cwd: '/',
    env: CLEAN_ENVIRONMENT,
    stdio: ['ignore', output.fd, output.fd],
  });
  let hasEnded = false;
  const end = (): void => {
    hasEnded = true;
  };
  child.on('error', end);
  child.on('exit', end);
  child.unref();
  await output.close();
  const postmaster =
    child.pid === undefined ? undefined : await untilReady(options, child.pid, () => hasEnded);
  if (postmaster !== undefined) return { kind: 'ready', postmaster };
  return { kind: 'failed', output: (await readFile(startLog, 'utf8').catch(() => '')).trim() };
}

async function untilReady(
  options: PostmasterOptions,
  pid: number,
  hasEnded: () => boolean = () => !isAlive(pid),
): Promise<Postmaster | undefined> {
  let ready: Postmaster | undefined;
  await waitUntil(options.clock, START_TIMEOUT_MS, async () => {
    const found = await readPidFile(options.cluster.dataFolder);
    if (found?.pid === pid && found.isReady && found.port !== undefined) {
      ready = { pid, port: found.port };
    }
    return ready !== undefined || hasEnded();
  });
  return ready;
}

/** Stops a server: politely, then firmly. Committed work is safe either way. */
export async function stopPostmaster(clock: Clock, pid: number): Promise<void> {
  const hasEnded = (): boolean => !isAlive(pid);
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one.
  signal(pid, 'SIGINT');
  if (await waitUntil(clock, STOP_TIMEOUT_MS, hasEnded)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntil(clock, QUIT_TIMEOUT_MS, hasEnded)) return;
  signal(pid, 'SIGKILL');
  await waitUntil(clock, QUIT_TIMEOUT_MS, hasEnded);
}

/** A port of the loopback address that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
