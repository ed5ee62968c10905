import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import type { Log } from '../lib/log.ts';
import { PrismaClient } from './generated/client.ts';
import { surviveBreaks } from './sql.ts';

export interface Database {
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  /** Resolves when a query was answered; rejects when the database cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** How long to wait for a connection before a request fails, in milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000;

/** One pool, shared by raw SQL (the hot paths) and Prisma (the rest). */
export function openDatabase(options: {
  readonly connectionString: string;
  readonly connectionsMax: number;
  readonly log: Log;
}): Database {
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.connectionsMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'careline',
    keepAlive: true,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', (err) => options.log.warn({ err }, 'an idle database connection broke'));
  surviveBreaks(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    ping: async () => {
      await pool.query('SELECT 1');
    },
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
