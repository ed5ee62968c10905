import { once } from 'node:events';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import type { Log } from '../../lib/log.ts';
import { findBinaries } from './binaries.ts';
import { openCluster } from './cluster.ts';
import { readPidFile } from './pid-file.ts';
import {
  findFreePort,
  findPostmaster,
  launchPostmaster,
  type Postmaster,
  type PostmasterOptions,
  stopPostmaster,
} from './postmaster.ts';
import { APPLICATION, openPresence, type Presence } from './presence.ts';
import { isAlive, waitUntil } from './process.ts';

export interface EmbeddedEngine {
  /** Starts the database or joins the one that runs already. Throws a sentence that says what to do. */
  start(): Promise<{ readonly connectionString: string }>;
  /** Stops the database, unless another process still uses it. Close every pool first. */
  stop(): Promise<void>;
}

export interface EmbeddedEngineOptions {
  /** The database is in `<dataDir>/postgres`. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Settings of postgresql.conf that differ from ours (postmaster.ts); tests trade safety for speed. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** How long a start may fail before it is given up: a busy port, or old processes that still hold the data. */
const GIVE_UP_AFTER_MS = 60_000;
const RETRY_MS = 200;

/** A server that does not take a connection for this long is stuck. */
const SILENT_MAX_MS = 60_000;

interface Up {
  postmaster: Postmaster;
  presence: Presence;
}

interface Running extends PostmasterOptions, Up {}

/**
 * PostgreSQL from npm, in our data folder. It outlives a crash of this process, and the next start joins it;
 * when it crashes itself, it is started again on the same port, so that pools reconnect.
 */
export function makeEmbeddedEngine(options: EmbeddedEngineOptions): EmbeddedEngine {
  const stopping = new AbortController();
  const watch: Watch = { log: options.log, signal: stopping.signal };
  let starting: Promise<Running> | undefined;
  let supervision = Promise.resolve();

  return {
    start: async () => {
      starting ??= startServer(options, watch);
      const running = await starting;
      supervision = supervise(running, watch);
      const { port, pid } = running.postmaster;
      options.log.info({ port, pid }, 'the embedded database is up');
      const { password } = running.cluster;
      return {
        connectionString: `postgresql://${APPLICATION}:${password}@127.0.0.1:${port}/${APPLICATION}`,
      };
    },
    stop: async () => {
      stopping.abort();
      // A start that failed left nothing to stop.
      const running = await starting?.catch(() => undefined);
      await supervision;
      if (running === undefined) return;
      starting = undefined;
      const { presence, postmaster } = running;
      await presence.close(() => stopPostmaster(options.clock, postmaster.pid));
    },
  };
}

async function startServer(options: EmbeddedEngineOptions, watch: Watch): Promise<Running> {
  const { clock, random, log } = options;
  const binaries = await findBinaries();
  await mkdir(options.dataDir, { recursive: true });
  // One name for one folder: the server's command line is compared with it.
  const folder = join(await realpath(options.dataDir), 'postgres');
  const setup: PostmasterOptions = {
    cluster: await openCluster({ folder, binaries, clock, random, log }),
    program: binaries.postgres,
    clock,
    settings: options.settings ?? {},
  };
  const up = await bringUp(setup, watch);
  await up.presence.prepare();
  return { ...setup, ...up };
}

interface Watch {
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Brings the server back whenever it goes, until the engine stops. */
async function supervise(running: Running, watch: Watch): Promise<void> {
  const stopped = once(watch.signal, 'abort');
  while (!watch.signal.aborted) {
    await Promise.race([running.presence.ended, stopped]);
    if (watch.signal.aborted) return;
    watch.log.warn({ pid: running.postmaster.pid }, 'the embedded database broke off');
    const { port } = running.postmaster;
    try {
      Object.assign(running, await bringUp(running, watch, port));
      watch.log.warn({ pid: running.postmaster.pid }, 'the embedded database is back');
    } catch (err) {
      watch.log.error({ err }, 'the embedded database does not come back');
      await running.clock.sleep(RETRY_MS, watch.signal);
    }
  }
}

/** Joins the living server or starts one, and keeps trying for a while. `fixedPort`: only this port will do. */
async function bringUp(options: PostmasterOptions, watch: Watch, fixedPort?: number): Promise<Up> {
  const { clock, cluster } = options;
  const deadline = clock.now().getTime() + GIVE_UP_AFTER_MS;
  // Pools of other processes may be waiting at the port of a server that crashed.
  let port = fixedPort ?? (await readPidFile(cluster.dataFolder))?.port ?? (await findFreePort());
  for (;;) {
    const found = await joinServer(options, watch.signal);
    if (found !== undefined) return found;
    const launched = await launchPostmaster(options, port);
    if (launched.kind === 'ready') continue;
    if (watch.signal.aborted) throw new Error('stopped while the database was starting');
    if (clock.now().getTime() > deadline) {
      throw new Error(`The embedded database does not start. It says: ${launched.output}`);
    }
    watch.log.info(
      { port, reason: launched.output },
      'the embedded database did not start, retrying',
    );
    port = fixedPort ?? (await findFreePort());
    await clock.sleep(RETRY_MS, watch.signal);
  }
}

/**
 * Connects to the living server of this cluster, if there is one. After a crash it may take a while to
 * replay its log; one that stays silent for too long is stopped.
 */
async function joinServer(
  options: PostmasterOptions,
  signal: AbortSignal,
): Promise<Up | undefined> {
  const { clock, cluster } = options;
  const postmaster = await findPostmaster(options);
  if (postmaster === undefined) return undefined;
  let presence: Presence | undefined;
  await waitUntil(clock, SILENT_MAX_MS, async () => {
    presence = await openPresence(cluster, postmaster.port, clock);
    return presence !== undefined || signal.aborted || !isAlive(postmaster.pid);
  });
  if (presence !== undefined) return { postmaster, presence };
  if (!signal.aborted) await stopPostmaster(clock, postmaster.pid);
  return undefined;
}
