import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { Pool } from 'pg';

/** A script that the database refused, and what it said. */
export interface ScriptFailure {
  readonly script: string;
  readonly error: unknown;
}

/** Prisma's adapter over our pool, with its faults mended. Script errors are reported besides. */
export function makeEngineAdapter(
  pool: Pool,
  onScriptError: (failure: ScriptFailure) => void,
): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const mend = (adapter: PgAdapter): PgAdapter => {
    keepCharColumns(adapter);
    // The adapter cuts a script at every semicolon, also inside strings and function bodies (adapter-pg
    // 7.10.0, executeScript). PostgreSQL itself takes a script whole, and then all of it or nothing.
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        onScriptError({ script, error });
        throw error;
      }
    };
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => mend(await factory.connect()),
    connectToShadowDb: async () => mend(await connectToScratch(pool)),
  };
}

/**
 * A new empty database that is dropped when the engine is done with it. The adapter's own way works in the
 * real database when its pool has a connection string, and drops before it disconnects (adapter-pg 7.10.0).
 */
async function connectToScratch(pool: Pool): Promise<PgAdapter> {
  const name = `scratch_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(pool.options.connectionString ?? '');
  url.pathname = `/${name}`;
  await pool.query(`CREATE DATABASE ${name}`);
  const scratch = new Pool({ connectionString: url.href });
  const adapter = await new PrismaPg(scratch).connect();
  adapter.dispose = async () => {
    await scratch.end();
    await pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return adapter;
}

type PgAdapter = Awaited<ReturnType<PrismaPg['connect']>>;

const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * The adapter refuses columns of the catalogue's own type "char", which the engine reads when it describes a
 * database (adapter-pg 7.10.0, fieldToColumnType). They are announced as text and handed on as single characters.
 */
function keepCharColumns(adapter: PgAdapter): void {
  // The engine sends one query after the other, so these are the columns of the answer in hand.
  let charColumns: readonly number[] = [];
  adapter.underlyingDriver().on('connect', (client) => {
    client.connection?.prependListener('rowDescription', ({ fields }: RowDescription) => {
      charColumns = fields.flatMap((column, index) =>
        column.dataTypeID === CHAR_OID ? [index] : [],
      );
      for (const index of charColumns) Object.assign(fields[index] ?? {}, { dataTypeID: TEXT_OID });
    });
  });
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    charColumns = [];
    const answer = await queryRaw(query);
    for (const index of charColumns) answer.columnTypes[index] = ColumnTypeEnum.Character;
    return answer;
  };
}

interface RowDescription {
  readonly fields: readonly { readonly dataTypeID: number }[];
}
