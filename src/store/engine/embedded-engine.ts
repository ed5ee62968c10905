import { resolve } from 'node:path';
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

interface Running extends PostmasterOptions {
  postmaster: Postmaster;
  presence: Presence;
}

/**
 * PostgreSQL from npm, in our data folder. It outlives a crash of this process, and the next start joins it;
 * when it crashes itself, it is started again on the same port, so that pools reconnect.
 */
export function makeEmbeddedEngine(options: EmbeddedEngineOptions): EmbeddedEngine {
  const { clock, log } = options;
  const stopping = new AbortController();
  let running: Running | undefined;
  let supervision = Promise.resolve();

  return {
    start: async () => {
      const binaries = await findBinaries();
      const folder = resolve(options.dataDir, 'postgres');
      const cluster = await openCluster({ folder, binaries, clock, random: options.random, log });
      const setup: PostmasterOptions = {
        cluster,
        program: binaries.postgres,
        clock,
        settings: options.settings ?? {},
      };
      const up = await bringUp(setup, { log, signal: stopping.signal });
      await up.presence.prepare();
      running = { ...setup, ...up };
      supervision = supervise(running, { log, signal: stopping.signal });
      const { port } = up.postmaster;
      log.info({ port, pid: up.postmaster.pid }, 'the embedded database is up');
      return {
        connectionString: `postgresql://${APPLICATION}:${cluster.password}@127.0.0.1:${port}/${APPLICATION}`,
      };
    },
    stop: async () => {
      stopping.abort();
      if (running === undefined) return;
      const { presence, postmaster } = running;
      await presence.close(() => stopPostmaster(clock, postmaster.pid));
      await supervision;
      running = undefined;
    },
  };
}

interface Watch {
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Brings the server back whenever it goes, until the engine stops. */
async function supervise(running: Running, watch: Watch): Promise<void> {
  while (!watch.signal.aborted) {
    await running.presence.ended;
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
async function bringUp(
  options: PostmasterOptions,
  watch: Watch,
  fixedPort?: number,
): Promise<{ postmaster: Postmaster; presence: Presence }> {
  const { clock, cluster } = options;
  const deadline = clock.now().getTime() + GIVE_UP_AFTER_MS;
  // Pools of other processes may be waiting at the port of a server that crashed.
  let port = fixedPort ?? (await readPidFile(cluster.dataFolder))?.port ?? (await findFreePort());
  for (;;) {
    const found = await join(options);
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

/** Connects to the living server of this cluster, if there is one. One that does not answer is stopped. */
async function join(
  options: PostmasterOptions,
): Promise<{ postmaster: Postmaster; presence: Presence } | undefined> {
  const postmaster = await findPostmaster(options);
  if (postmaster === undefined) return undefined;
  const presence = await openPresence(options.cluster, postmaster.port, options.clock);
  if (presence !== undefined) return { postmaster, presence };
  await stopPostmaster(options.clock, postmaster.pid);
  return undefined;
}
