import { Pool } from 'pg';
import type { Migration } from './migration-folder.ts';
import { asMigrationList, NO_FILTERS, withSchemaEngine } from './schema-engine.ts';

/** Migrations with this ending hold what Prisma's schema cannot express, so a comparison leaves them out. */
const HAND_WRITTEN = '_hand_written';

/**
 * The SQL that leads from what the migrations make to what the schema says; empty when they agree.
 * Makes and drops a scratch database on the server of `connectionString`. For developers and tests only.
 */
export async function diffToSchema(
  connectionString: string,
  migrations: readonly Migration[],
  schema: string,
): Promise<string> {
  const generated = migrations.filter(({ name }) => !name.endsWith(HAND_WRITTEN));
  const pool = new Pool({ connectionString });
  try {
    const { stdout } = await withSchemaEngine(pool, (engine) =>
      engine.diff({
        from:
          generated.length === 0
            ? { tag: 'empty' }
            : { tag: 'migrations', ...asMigrationList(generated) },
        to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
        script: true,
        exitCode: null,
        filters: NO_FILTERS,
      }),
    );
    const sql = stdout ?? '';
    return sql.trim() === '-- This is an empty migration.' ? '' : sql;
  } finally {
    await pool.end();
  }
}
