import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../lib/root.ts';
import { sha256 } from '../../lib/sha256.ts';

/** One step of the database's shape. */
export interface Migration {
  /** The folder's name: a time and what the step is about. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the script in hex, as Prisma records it. */
  readonly checksum: string;
}

export const MIGRATIONS_FOLDER = join(ROOT, 'prisma/migrations');

/** Reads every migration in the order of application. */
export async function readMigrations(folder = MIGRATIONS_FOLDER): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return await Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: sha256(sql) };
    }),
  );
}
