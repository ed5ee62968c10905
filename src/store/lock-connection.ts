import { Client } from 'pg';
import type { Log } from '../lib/log.ts';

export interface LockConnection {
  /** The living connection; opens a new one when the last broke (its locks went with it). */
  get(): Promise<Client>;
  close(): Promise<void>;
}

/**
 * One connection of its own for what lives as long as the process: the turns it holds and the notices it sends.
 * It never writes rows, so it does not wait for the disk.
 */
export function makeLockConnection(options: {
  readonly connectionString: string;
  readonly log: Log;
  readonly onOpen?: (client: Client) => Promise<void>;
}): LockConnection {
  let current: Promise<Client> | undefined;

  async function open(): Promise<Client> {
    const client = new Client({
      connectionString: options.connectionString,
      application_name: 'careline',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const forget = (): void => {
      if (current === opening) current = undefined;
    };
    client.on('error', (err) => {
      options.log.warn({ err }, 'the lock connection broke');
      forget();
    });
    client.on('end', forget);
    await client.connect();
    await client.query('SET synchronous_commit = off');
    await options.onOpen?.(client);
    return client;
  }

  let opening: Promise<Client> | undefined;
  return {
    get: () => {
      if (current === undefined) {
        opening = open();
        current = opening;
        current.catch(() => {
          current = undefined;
        });
      }
      return current;
    },
    close: async () => {
      const client = await current?.catch(() => undefined);
      current = undefined;
      await client?.end();
    },
  };
}
