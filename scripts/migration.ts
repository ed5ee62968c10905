// npm run migration -- <name>: writes prisma/migrations/<time>_<name>/migration.sql, the way from what the
// migrations make to what prisma/schema.prisma says. The name of an existing migration that was never released
// makes that one anew. A migration named *_hand_written holds what Prisma cannot express and is left alone.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/lib/clock.ts';
import { systemRandom } from '../src/lib/ids.ts';
import { makeLog } from '../src/lib/log.ts';
import { makeEmbeddedEngine } from '../src/store/engine/embedded-engine.ts';
import { diffToSchema } from '../src/store/migration/diff.ts';
import { MIGRATIONS_FOLDER, readMigrations } from '../src/store/migration/migration-folder.ts';

const SCHEMA = new URL('../prisma/schema.prisma', import.meta.url);

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Say what it is about: npm run migration -- add_vehicle_colour');
  process.exit(1);
}

const migrations = await readMigrations();
const position = migrations.findIndex((migration) => migration.name.endsWith(`_${name}`));
const before = position === -1 ? migrations : migrations.slice(0, position);
const folderName = migrations[position]?.name ?? `${timestamp(new Date())}_${name}`;
const sql = await withScratchDatabase(async (connectionString) =>
  diffToSchema(connectionString, before, await readFile(SCHEMA, 'utf8')),
);
if (sql === '') {
  console.log('The migrations already make what the schema says. Nothing was written.');
} else {
  const file = join(MIGRATIONS_FOLDER, folderName, 'migration.sql');
  await mkdir(join(MIGRATIONS_FOLDER, folderName), { recursive: true });
  await writeFile(file, sql);
  console.log(`Wrote ${file}. Read it before you keep it.`);
}

async function withScratchDatabase<T>(work: (connectionString: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'careline-migration-'));
  const engine = makeEmbeddedEngine({
    dataDir,
    clock: systemClock,
    random: systemRandom,
    log: makeLog({ level: 'warn' }),
    settings: { fsync: 'off' },
  });
  try {
    const { connectionString } = await engine.start();
    return await work(connectionString);
  } finally {
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function timestamp(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
