// Run as a process of its own: watches clocks against a slow database until the test kills it, and says when a
// transaction begins and ends.
import { setTimeout as delay } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import { makeWatchClocks } from '../../src/jobs/watch-clocks.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeWatch } from '../../src/store/clocks/watch.ts';

/** How long each statement takes beside its own time: most of a process's life is inside a transaction. */
const SLOW_MS = 4;

const [connectionString] = process.argv.slice(2);
const pool = new Pool({ connectionString, max: 2 });
pool.on('connect', slowDown);

function slowDown(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: readonly unknown[]) => Promise<unknown>;
  const slow = async (...args: readonly unknown[]): Promise<unknown> => {
    await delay(SLOW_MS);
    const result = await query(...args);
    if (args[0] === 'BEGIN') process.stdout.write('(');
    if (args[0] === 'COMMIT') process.stdout.write(')');
    return result;
  };
  Object.assign(client, { query: slow });
}

const log = makeLog({ level: 'error' });
const watch = makeWatchClocks({
  look: makeWatch({
    pool,
    clock: systemClock,
    random: systemRandom,
    log,
    publishDesk: () => undefined,
  }),
  clock: systemClock,
  log,
});
watch.start();
process.stdout.write('.');
