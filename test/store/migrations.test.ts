import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLog } from '../../src/lib/log.ts';
import { migrate } from '../../src/store/migrate.ts';
import { diffToSchema } from '../../src/store/migration/diff.ts';
import { type Migration, readMigrations } from '../../src/store/migration/migration-folder.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

const log = makeLog({ level: 'silent' });
const schemaFile = new URL('../../prisma/schema.prisma', import.meta.url);

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(async () => {
  await db.stop();
});

function script(name: string, sql: string): Migration {
  return { name, sql, checksum: `checksum of ${name}` };
}

/** Migrates a schema-less copy: the database is emptied first. */
async function migrateEmpty(migrations: readonly Migration[]): Promise<void> {
  await empty();
  await migrate({ connectionString: db.url, log, migrations });
}

async function empty(): Promise<void> {
  await db.pool.query('DROP SCHEMA public CASCADE');
  await db.pool.query('CREATE SCHEMA public');
}

async function names(query: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ name: string }>(query);
  return rows.map(({ name }) => name);
}

/** Tables after FROM, JOIN, INTO and UPDATE, without functions, the catalogue and names of WITH. */
async function namesInSql(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  const found = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.includes('generated'))) {
    // What a time is taken from, and what something differs from, are columns.
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll(
      /extract\(\w+ from \w+|\bis (?:not )?distinct from \w+/gi,
      '',
    );
    const local = new Set(
      [...text.matchAll(/\b([a-z_]+) AS (?:MATERIALIZED )?\(/g)].map((m) => m[1]),
    );
    for (const [, table = ''] of text.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE) ([a-z_]+)\b(?!\()/g)) {
      if (!table.startsWith('pg_') && !local.has(table)) found.add(table);
    }
  }
  return [...found];
}

const TABLES = `SELECT table_name AS name FROM information_schema.tables
  WHERE table_schema = 'public' ORDER BY 1`;
const APPLIED = 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY started_at, 1';

describe('the installation’s migrations', () => {
  it('make what the schema says', async () => {
    const schema = await readFile(schemaFile, 'utf8');
    expect(await diffToSchema(db.url, await readMigrations(), schema)).toBe('');
  });

  it('differ from a schema with one more column', async () => {
    const schema = await readFile(schemaFile, 'utf8');
    const changed = schema.replace('model Setting {', 'model Setting {\n  note String?\n');
    expect(await diffToSchema(db.url, await readMigrations(), changed)).toContain(
      'ADD COLUMN     "note" TEXT',
    );
  });

  it('make every table that the schema maps', async () => {
    const schema = await readFile(schemaFile, 'utf8');
    const mapped = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map((match) => match[1]);
    expect(mapped.length).toBeGreaterThan(0);
    expect(await names(TABLES)).toEqual(expect.arrayContaining(mapped));
  });

  it('make every table that the code’s SQL names', async () => {
    const named = await namesInSql(fileURLToPath(new URL('../../src', import.meta.url)));
    expect(named).toContain('conversations');
    expect(await names(TABLES)).toEqual(expect.arrayContaining(named));
  });

  it('are in the table that Prisma’s own tools read', async () => {
    const all = await readMigrations();
    expect(await names(APPLIED)).toEqual(all.map(({ name }) => name));
  });

  it('make the two partial indexes', async () => {
    const { rows } = await db.pool.query(
      `SELECT indexname, indexdef FROM pg_indexes WHERE indexname = ANY($1) ORDER BY 1`,
      [['conversations_unhandled', 'outbox_waiting']],
    );
    expect(rows).toEqual([
      {
        indexname: 'conversations_unhandled',
        indexdef: expect.stringContaining('WHERE (last_inbound_seq > handled_seq)'),
      },
      { indexname: 'outbox_waiting', indexdef: expect.stringContaining('WHERE (status = ANY') },
    ]);
  });

  it.each([
    ['an unknown role', "INSERT INTO agents VALUES ('a', 'a', 'a', 'king', 'h', NULL, now())"],
    [
      'an unknown outbox status',
      `INSERT INTO outbox (id, kind, order_key, payload, status, next_attempt_at, created_at)
       VALUES ('o', 'sms', 'k', '{}', 'lost', now(), now())`,
    ],
    [
      'an identity level above 3',
      `INSERT INTO channel_identities (id, channel_account, external_user_id, level, created_at)
       VALUES ('i', 'web', 'u', 4, now())`,
    ],
  ])('refuse %s', async (_what, sql) => {
    await expect(db.pool.query(sql)).rejects.toMatchObject({ code: '23514' });
  });

  it.each([
    'UPDATE audit SET reason = NULL',
    'DELETE FROM audit',
    'TRUNCATE audit',
    'UPDATE claim_events SET actor = NULL',
    'DELETE FROM claim_events',
  ])('refuse to rewrite what happened: %s', async (sql) => {
    await expect(db.pool.query(sql)).rejects.toThrow('is append-only');
  });
});

describe('migrate', () => {
  const first = script('1_first', 'CREATE TABLE one (id int)');
  const second = script(
    '2_second',
    "CREATE TABLE two (id int); INSERT INTO two VALUES (length('a;b'))",
  );

  it('runs a script whole, semicolons in strings and all', async () => {
    const { checksum } = (await readMigrations())[0] ?? first;
    expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    await migrateEmpty([first, second]);
    expect(await names(TABLES)).toEqual(['_prisma_migrations', 'one', 'two']);
  });

  it('leaves the database as it was when one of several fails, and names it with the line', async () => {
    await empty();
    const broken = script('2_broken', 'CREATE TABLE two (id int);\nSELECT nothing FROM nowhere');
    await expect(
      migrate({ connectionString: db.url, log, migrations: [first, broken] }),
    ).rejects.toThrow('2_broken failed, and the database is as it was before: relation "nowhere"');
    expect(await names(TABLES)).toEqual([]);
  });

  it('goes on after a failure was mended', async () => {
    await empty();
    const broken = script('2_second', 'SELECT 1 / 0');
    const run = (migrations: Migration[]) => migrate({ connectionString: db.url, log, migrations });
    await expect(run([first, broken])).rejects.toThrow('division by zero');
    await run([first, second]);
    expect(await names(APPLIED)).toEqual(['1_first', '2_second']);
  });

  it('applies each once when four processes start at the same time', async () => {
    await empty();
    const all = await readMigrations();
    await Promise.all([1, 2, 3, 4].map(() => migrate({ connectionString: db.url, log })));
    expect(await names(APPLIED)).toEqual(all.map(({ name }) => name));
  });

  it('refuses a database that is newer than the code', async () => {
    await empty();
    const all = await readMigrations();
    await migrate({ connectionString: db.url, log });
    await expect(
      migrate({ connectionString: db.url, log, migrations: all.slice(0, -1) }),
    ).rejects.toThrow('The database is newer than this code');
  });

  it('refuses a migration that was edited after it was applied', async () => {
    const [core, ...rest] = await readMigrations();
    if (core === undefined) throw new Error('no migrations');
    await expect(
      migrate({ connectionString: db.url, log, migrations: [{ ...core, checksum: 'x' }, ...rest] }),
    ).rejects.toThrow('was changed after it had been applied');
  });

  it('refuses a database where another tool left a migration unfinished', async () => {
    await db.pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '9_half')`,
    );
    await expect(migrate({ connectionString: db.url, log })).rejects.toThrow(
      'Migration 9_half was started by another tool',
    );
  });
});
