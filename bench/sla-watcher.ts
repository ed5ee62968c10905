// A worker that does nothing but watch clocks; says every second how much memory it holds.
import { Pool } from 'pg';
import { makeWatchClocks } from '../src/jobs/watch-clocks.ts';
import { systemClock } from '../src/lib/clock.ts';
import { systemRandom } from '../src/lib/ids.ts';
import { makeLog } from '../src/lib/log.ts';
import { makeWatch } from '../src/store/clocks/watch.ts';

const [connectionString] = process.argv.slice(2);
const log = makeLog({ level: 'warn' });
const watch = makeWatchClocks({
  look: makeWatch({
    pool: new Pool({ connectionString, max: 2 }),
    clock: systemClock,
    random: systemRandom,
    log,
    publishDesk: () => undefined,
  }),
  clock: systemClock,
  log,
});
watch.start();
setInterval(() => console.log(process.memoryUsage().rss), 1_000);
