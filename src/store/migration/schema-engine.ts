import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Pool } from 'pg';
import { makeEngineAdapter, type ScriptFailure } from './engine-adapter.ts';
import { MIGRATIONS_FOLDER, type Migration } from './migration-folder.ts';

/** Nothing in the database is left to others. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Runs `work` with Prisma's schema engine, the one behind `prisma migrate`, in its WebAssembly form:
 * it comes with npm, where the native one would have to be downloaded. It weighs about 10 MB: load it only when there is work.
 */
export async function withSchemaEngine<T>(
  pool: Pool,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadEngine();
  let failure: ScriptFailure | undefined;
  const factory = makeEngineAdapter(pool, (found) => {
    failure ??= found;
  });
  const engine = await bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine);
  } catch (error) {
    // What the database said about the script is worth more than what the engine made of it.
    throw failure === undefined ? error : new ScriptError(failure);
  } finally {
    engine.free();
  }
}

/** A script that the database refused. */
export class ScriptError extends Error {
  readonly script: string;

  constructor({ script, error }: ScriptFailure) {
    super(error instanceof Error ? `${error.message}${place(script, error)}` : 'unknown', {
      cause: error,
    });
    this.name = 'ScriptError';
    this.script = script;
  }
}

/** PostgreSQL counts characters; people count lines. */
function place(script: string, error: Error): string {
  const position = 'position' in error ? Number(error.position) : Number.NaN;
  if (Number.isNaN(position)) return '';
  return `, line ${script.slice(0, position - 1).split('\n').length}`;
}

/** The migrations in the form that the engine reads. */
export function asMigrationList(migrations: readonly Migration[]): bindings.MigrationList {
  return {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/** What we use of the runtime's WebAssembly: the compiler knows it only among the browser's types. */
declare const WebAssembly: {
  instantiate(
    code: Uint8Array,
    imports: Readonly<Record<string, object>>,
  ): Promise<{ readonly instance: { readonly exports: { __wbindgen_start(): void } } }>;
};

let isLoaded = false;

/** Node 20 cannot import WebAssembly, so the module is put together by hand, as schema_engine.js would do it. */
async function loadEngine(): Promise<void> {
  if (isLoaded) return;
  const here = createRequire(import.meta.url);
  const script = here.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const code = await readFile(script.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': bindings });
  // Where the engine puts its last words. Thrown, they reach whoever called it.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: panic } });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  isLoaded = true;
}

function panic(message: string): never {
  throw new Error(`Prisma's schema engine broke: ${message}`);
}
