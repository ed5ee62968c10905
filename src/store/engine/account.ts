import { chmod, chown, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from '../../lib/log.ts';
import { type ProgramResult, runProgram } from './run.ts';

/** How PostgreSQL's programs are started: as ourselves, or as an ordinary account when we are root. */
export interface Account {
  /** Set when it is another account than ours. */
  readonly ids?: { readonly uid: number; readonly gid: number };
  /** Put before the program: drops to the account while keeping the right to enter closed folders. */
  readonly prefix: readonly string[];
}

/** Ourselves. PostgreSQL refuses to run as root, so this is for everybody else. */
const OURSELVES: Account = { prefix: [] };

/** Runs a program under the account, to its end. */
export function runAs(
  account: Account,
  command: string,
  args: readonly string[],
): Promise<ProgramResult> {
  const spawned = commandFor(account, command, args);
  return runProgram(spawned.command, spawned.args, spawned.ids);
}

/** The command line that runs a program under the account. */
export function commandFor(
  account: Account,
  command: string,
  args: readonly string[],
): { command: string; args: readonly string[]; ids: { uid?: number; gid?: number } } {
  const [first, ...rest] = account.prefix;
  // setpriv changes the account itself, so node must not do it first.
  if (first !== undefined) return { command: first, args: [...rest, command, ...args], ids: {} };
  return { command, args, ids: account.ids ?? {} };
}

/**
 * Chooses the account for the database in `folder` (which exists) and makes sure that it can reach
 * both the folder and the program. Throws a sentence that names the folder when that is impossible.
 */
export async function chooseAccount(options: {
  readonly folder: string;
  readonly initdb: string;
  readonly log: Log;
}): Promise<Account> {
  const owner = await stat(options.folder);
  const self = process.getuid?.();
  if (self === undefined) return OURSELVES;
  if (self !== 0) {
    if (owner.uid === self) return OURSELVES;
    throw new Error(
      `${options.folder} belongs to user ${owner.uid}, but this process runs as user ${self}. ` +
        'Start it as the same user as before, or give the folder to this user (chown -R).',
    );
  }
  // A database that an ordinary user made keeps running under that user.
  const ids = owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : await findOrdinaryIds();
  if (owner.uid === 0) await chown(options.folder, ids.uid, ids.gid);
  return await reach({ ...options, ids });
}

async function findOrdinaryIds(): Promise<{ uid: number; gid: number }> {
  for (const name of ['postgres', 'nobody']) {
    const uid = await runProgram('id', ['-u', name]);
    const gid = await runProgram('id', ['-g', name]);
    if (uid.exitCode === 0 && gid.exitCode === 0 && uid.output !== '0') {
      return { uid: Number(uid.output), gid: Number(gid.output) };
    }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as. ' +
      'Start Careline as an ordinary user.',
  );
}

interface Reach {
  readonly folder: string;
  readonly initdb: string;
  readonly log: Log;
  readonly ids: { readonly uid: number; readonly gid: number };
}

/** A clone below a folder that only root may enter (mktemp -d, /root) is closed to the ordinary account. */
async function reach(target: Reach): Promise<Account> {
  const plain: Account = { ids: target.ids, prefix: [] };
  if (await canReach(plain, target)) return plain;
  const privileged: Account = { ids: target.ids, prefix: setprivPrefix(target.ids) };
  if (await canReach(privileged, target)) return privileged;
  for (const closed of await closedAncestors(target)) {
    target.log.warn({ folder: closed.path }, 'opening a folder for the database to pass through');
    await chmod(closed.path, closed.mode | 0o001);
  }
  if (await canReach(plain, target)) return plain;
  throw new Error(
    `PostgreSQL runs as user ${target.ids.uid}, which cannot enter ${target.folder} or run ${target.initdb}. ` +
      'Allow everybody to pass through the folders above them (chmod o+x), or start Careline as an ordinary user.',
  );
}

async function canReach(account: Account, target: Reach): Promise<boolean> {
  // --show makes initdb look for postgres beside itself, which is as much as a real run asks for.
  const script = 'cd "$1" && exec "$2" --show --pgdata="$1"';
  const { folder, initdb } = target;
  const result = await runAs(account, '/bin/sh', ['-c', script, 'sh', folder, initdb]);
  return result.exitCode === 0;
}

/** CAP_DAC_READ_SEARCH lets it pass closed folders; every other capability of root is given up. */
function setprivPrefix(ids: { readonly uid: number; readonly gid: number }): string[] {
  return [
    'setpriv',
    `--reuid=${ids.uid}`,
    `--regid=${ids.gid}`,
    '--clear-groups',
    // Without it, access(2) leaves the capability out of account, and PostgreSQL asks by access(2).
    '--securebits=+no_setuid_fixup',
    '--inh-caps=-all,+dac_read_search',
    '--ambient-caps=-all,+dac_read_search',
    '--bounding-set=-all,+dac_read_search',
    '--no-new-privs',
    '--',
  ];
}

async function closedAncestors(target: Reach): Promise<{ path: string; mode: number }[]> {
  const closed = new Map<string, number>();
  for (const start of [target.folder, target.initdb]) {
    for (let path = dirname(start); path !== dirname(path); path = dirname(path)) {
      const found = await stat(path);
      if (found.uid === 0 && (found.mode & 0o001) === 0) closed.set(path, found.mode & 0o7777);
    }
  }
  return [...closed].map(([path, mode]) => ({ path, mode }));
}
