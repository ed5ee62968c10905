import { realpath } from 'node:fs/promises';
import { Client } from 'pg';
import type { Clock } from '../../lib/clock.ts';
import { type Cluster, SUPERUSER } from './cluster.ts';
import { waitUntil } from './process.ts';

/** The application's own role and database: it may create, but it is no superuser. */
export const APPLICATION = 'careline';
/** How an engine's own connection is named, for other processes to see. */
const PRESENCE_NAME = 'careline engine';
/** Serialises who leaves and who creates, across processes. */
const LOCK = 7_223_201;
const CONNECT_TIMEOUT_MS = 5_000;
/** A connection that was closed just now still shows for a moment. */
const SETTLE_MS = 1_500;

/** One process's open connection to the shared server: as long as it stands, the server is wanted. */
export interface Presence {
  /** Resolves when the connection broke or was closed: the server may be gone. */
  readonly ended: Promise<void>;
  /** Makes the application's role and database when they are missing. */
  prepare(): Promise<void>;
  /** Runs `leave` unless another process still uses the server; then only this connection is closed. */
  close(leave: () => Promise<void>): Promise<void>;
}

/**
 * Connects to the server at `port`; undefined while nobody answers there or the server is not yet ready.
 * Throws a sentence when what answers is not this cluster's server, or no longer has its password.
 */
export async function openPresence(
  cluster: Cluster,
  port: number,
  clock: Clock,
): Promise<Presence | undefined> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: cluster.password,
    database: 'postgres',
    application_name: PRESENCE_NAME,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  // The end follows an error; without a listener the error would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    if (rows[0]?.data_directory === (await realpath(cluster.dataFolder))) {
      return makePresence(client, { cluster, clock, ended });
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    if (!isWrongPassword(error)) return undefined;
    throw new Error(`The server of ${cluster.folder} does not take the password kept there.`, {
      cause: error,
    });
  }
  await client.end().catch(() => undefined);
  throw new Error(`Another server than that of ${cluster.folder} answers on port ${port}.`);
}

const WRONG_PASSWORD = '28P01';

function isWrongPassword(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === WRONG_PASSWORD;
}

function makePresence(
  client: Client,
  deps: { readonly cluster: Cluster; readonly clock: Clock; readonly ended: Promise<void> },
): Presence {
  return {
    ended: deps.ended,
    prepare: () => prepare(client, deps.cluster.password),
    close: async (leave) => {
      const isLast = await isLastUser(client, deps.clock).catch(() => false);
      if (isLast) await leave();
      await client.end().catch(() => undefined);
    },
  };
}

async function prepare(client: Client, password: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION]);
    if (role.rowCount === 0) {
      // The password is letters and digits (lib/ids.ts), so it needs no escaping; DDL takes no parameters.
      await client.query(`CREATE ROLE ${APPLICATION} LOGIN CREATEDB PASSWORD '${password}'`);
    }
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      APPLICATION,
    ]);
    if (database.rowCount === 0) {
      await client.query(`CREATE DATABASE ${APPLICATION} OWNER ${APPLICATION}`);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

/** True when no other process of ours is connected. Holds the lock from then on, until the connection ends. */
async function isLastUser(client: Client, clock: Clock): Promise<boolean> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  return await waitUntil(clock, SETTLE_MS, async () => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
         AND application_name LIKE $1`,
      [`${APPLICATION}%`],
    );
    return rows[0]?.count === 0;
  });
}
