import { Pool } from 'pg';
import type { Log } from '../../lib/log.ts';
import { surviveBreaks } from '../sql.ts';

/** Two statements are on their way at once (wechat-inbox.ts); the doorbells have the third. */
const CONNECTIONS = 3;
const CONNECT_TIMEOUT_MS = 4_000;

/** Connections that only callbacks use: WeChat waits no longer than five seconds, however busy the desk is with answers. */
export function openCallbackPool(options: {
  readonly connectionString: string;
  readonly log: Log;
}): Pool {
  const pool = new Pool({
    connectionString: options.connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'careline',
    keepAlive: true,
  });
  // As in database.ts.
  pool.on('error', (err) => options.log.warn({ err }, 'an idle database connection broke'));
  surviveBreaks(pool);
  return pool;
}
