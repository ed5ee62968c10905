import { Client } from 'pg';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

/** What the server calls this connection: as many processes run as there are of them. */
export const PROCESS_CONNECTION = 'careline process';
/** How long to wait before a broken connection is opened again, in milliseconds. */
const REOPEN_AFTER_MS = 100;

export interface ProcessConnectionDeps {
  readonly connectionString: string;
  /** Names this process among all that use the database. */
  readonly processId: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs on each new connection before anybody gets it. */
  readonly onOpen?: (client: Client) => Promise<void>;
}

/**
 * One connection that lives as long as the process. It holds the process's presence, an advisory lock on its
 * id: while that is held, the conversations whose turn this process took are its own, and when the process dies
 * PostgreSQL frees it at once. Notices are sent and heard here as well. It is opened again whenever it breaks.
 */
export class ProcessConnection {
  readonly #deps: ProcessConnectionDeps;
  readonly #closing = new AbortController();
  #current: Promise<Client>;

  constructor(deps: ProcessConnectionDeps) {
    this.#deps = deps;
    this.#current = this.#open();
  }

  /** The living connection. One query at a time: whoever uses it awaits each. */
  get(): Promise<Client> {
    return this.#current;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const client = await this.#current.catch(() => undefined);
    await client?.end();
  }

  async #open(): Promise<Client> {
    const { deps, signal } = { deps: this.#deps, signal: this.#closing.signal };
    for (;;) {
      const client = new Client({
        connectionString: deps.connectionString,
        application_name: PROCESS_CONNECTION,
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
      });
      try {
        await this.#prepare(client);
        return client;
      } catch (err) {
        await client.end().catch(() => undefined);
        if (signal.aborted) throw err;
        deps.log.warn({ err }, 'the process connection could not be opened and is tried again');
        await deps.clock.sleep(REOPEN_AFTER_MS, signal);
      }
    }
  }

  async #prepare(client: Client): Promise<void> {
    // Without a listener a connection that breaks would end the process; `end` follows and reopens it.
    client.on('error', (err) => this.#deps.log.warn({ err }, 'the process connection broke'));
    await client.connect();
    // It writes nothing that must survive, so it does not wait for the disk.
    await client.query('SET synchronous_commit = off');
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [this.#deps.processId]);
    await this.#deps.onOpen?.(client);
    client.once('end', () => {
      if (!this.#closing.signal.aborted) this.#current = this.#open();
    });
  }
}
