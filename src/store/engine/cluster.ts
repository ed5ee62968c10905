import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Clock, MINUTE_MS } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import type { Log } from '../../lib/log.ts';
import { type Account, chooseAccount, runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { isAlive } from './process.ts';

/** The role that may do everything inside the server; used only to make the application's own. */
export const SUPERUSER = 'postgres';

/** A database folder that is ready to be started. */
export interface Cluster {
  /** Holds the next three; belongs to the account. */
  readonly folder: string;
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly password: string;
  readonly account: Account;
}

export interface ClusterOptions {
  /** Where the cluster is or will be, absolute. */
  readonly folder: string;
  readonly binaries: Binaries;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

const PASSWORD_LENGTH = 32;
/** A half-made folder this old belongs to nobody, even if its process id is in use again. */
const ABANDONED_AFTER_MS = 10 * MINUTE_MS;

/** Opens the cluster in `folder`, making it first when there is none. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  await mkdir(dirname(options.folder), { recursive: true });
  if (!(await exists(options.folder))) await makeCluster(options);
  await removeAbandoned(options);
  const account = await chooseAccount({
    folder: options.folder,
    initdb: options.binaries.initdb,
    log: options.log,
  });
  const paths = pathsIn(options.folder);
  await checkVersion(paths.dataFolder, options, account);
  const password = (await readFile(paths.passwordFile, 'utf8')).trim();
  return { folder: options.folder, ...paths, password, account };
}

function pathsIn(folder: string): { dataFolder: string; logFolder: string; passwordFile: string } {
  return {
    dataFolder: join(folder, 'data'),
    logFolder: join(folder, 'log'),
    passwordFile: join(folder, 'password'),
  };
}

/**
 * Makes the cluster in a folder beside its place and renames it when it is whole: a crash on the
 * way leaves nothing that looks like a database, and of two processes that do this at once, one wins.
 */
async function makeCluster(options: ClusterOptions): Promise<void> {
  const { folder, random, log } = options;
  const draft = `${folder}.new-${process.pid}-${random.text(8)}`;
  log.info({ folder }, 'making a new database');
  await mkdir(draft, { mode: 0o700 });
  try {
    const account = await chooseAccount({ folder: draft, initdb: options.binaries.initdb, log });
    const { dataFolder, logFolder, passwordFile } = pathsIn(draft);
    await writeFile(passwordFile, `${random.text(PASSWORD_LENGTH)}\n`, { mode: 0o600 });
    await mkdir(logFolder, { mode: 0o700 });
    await give(account, [passwordFile, logFolder]);
    await runInitdb(options.binaries, account, { dataFolder, passwordFile });
    await rename(draft, folder).catch(loseTheRace);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function runInitdb(
  binaries: Binaries,
  account: Account,
  paths: { readonly dataFolder: string; readonly passwordFile: string },
): Promise<void> {
  const result = await runAs(account, binaries.initdb, [
    `--pgdata=${paths.dataFolder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${paths.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order on every machine, whatever locales it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]);
  if (result.exitCode !== 0) throw new Error(`initdb failed: ${result.output}`);
}

async function give(account: Account, paths: readonly string[]): Promise<void> {
  if (account.ids === undefined) return;
  for (const path of paths) await chown(path, account.ids.uid, account.ids.gid);
}

/** Another process was faster: its cluster is as good as ours. */
function loseTheRace(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}

async function removeAbandoned(options: ClusterOptions): Promise<void> {
  const parent = dirname(options.folder);
  const prefix = `${basename(options.folder)}.new-`;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(parent, name);
    const made = await stat(path).catch(() => undefined);
    if (made === undefined) continue;
    const ageMs = options.clock.now().getTime() - made.mtimeMs;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (ageMs > ABANDONED_AFTER_MS || !isAlive(pid))
      await rm(path, { recursive: true, force: true });
  }
}

async function checkVersion(
  dataFolder: string,
  options: ClusterOptions,
  account: Account,
): Promise<void> {
  const found = await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (found === undefined) {
    throw new Error(
      `${options.folder} holds no database. Move it away to start with an empty one, or put a backup in its place.`,
    );
  }
  const version = await runAs(account, options.binaries.postgres, ['--version']);
  const ours = /(\d+)\.\d+/.exec(version.output)?.[1];
  if (ours !== undefined && ours !== found.trim()) {
    throw new Error(
      `The database in ${options.folder} was made by PostgreSQL ${found.trim()}; this Careline runs ${ours}. ` +
        'Use the Careline that made it to export the data, or move the folder away.',
    );
  }
  // PostgreSQL refuses a folder that others may read; a copied or restored one often is.
  await chmod(dataFolder, 0o700);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
