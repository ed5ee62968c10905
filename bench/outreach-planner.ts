// A process that does nothing but plan what is to be planned; says how long it took and how much memory it held.
import { Pool } from 'pg';
import { systemClock } from '../src/lib/clock.ts';
import { planPage } from '../src/store/outreach/plan.ts';

const [connectionString] = process.argv.slice(2);
const pool = new Pool({ connectionString, max: 2 });
let rssBytes = 0;
const began = performance.now();
while (await planPage(pool, systemClock.now())) {
  rssBytes = Math.max(rssBytes, process.memoryUsage().rss);
}
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1_000, rssBytes }));
await pool.end();
