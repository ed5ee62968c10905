import type { Migration } from './migration-folder.ts';

/** A row of `_prisma_migrations`, the table that Prisma's own tools keep. */
export interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
  readonly rolled_back_at: Date | null;
}

/** How a database compares with the migrations of this code. */
export type Standing =
  | { readonly kind: 'current' }
  | { readonly kind: 'behind'; readonly pending: readonly string[] }
  /** Nothing may be done: the sentence says why and what would help. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Compares what was applied with what there is. */
export function compareHistory(
  applied: readonly AppliedMigration[],
  migrations: readonly Migration[],
): Standing {
  const counted = applied.filter((row) => row.rolled_back_at === null);
  const failed = counted.find((row) => row.finished_at === null);
  if (failed !== undefined) return refused(failureReason(failed.migration_name));
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const unknown = counted.filter((row) => !known.has(row.migration_name));
  if (unknown.length > 0) return refused(newerReason(unknown.map((row) => row.migration_name)));
  const edited = counted.find((row) => known.get(row.migration_name)?.checksum !== row.checksum);
  if (edited !== undefined) return refused(editedReason(edited.migration_name));
  const done = new Set(counted.map((row) => row.migration_name));
  const pending = migrations.map(({ name }) => name).filter((name) => !done.has(name));
  return pending.length === 0 ? { kind: 'current' } : { kind: 'behind', pending };
}

function refused(reason: string): Standing {
  return { kind: 'refused', reason };
}

// Ours run in one transaction and leave no such row; other tools' do.
function failureReason(name: string): string {
  return (
    `Migration ${name} was started by another tool and did not finish. Look at the database, then either undo it ` +
    `and set rolled_back_at of its row in _prisma_migrations, or complete it and set finished_at.`
  );
}

function newerReason(names: readonly string[]): string {
  return (
    `The database is newer than this code: it has ${names.join(', ')}, which this code does not know. ` +
    'Start the newer Careline, or restore a backup made by this one.'
  );
}

function editedReason(name: string): string {
  return (
    `Migration ${name} was changed after it had been applied to this database. ` +
    'Put the old file back and write the change as a new migration; ' +
    'a database that holds nothing of worth can be deleted instead.'
  );
}
