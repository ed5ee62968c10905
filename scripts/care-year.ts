// npm run care:year -- [--days 365] [--from 2026-12-01] [--look-minutes 60]: plays a year of the demo insurer on a
// clock that is moved and a database of its own, and prints what was due, what was done, and why the rest was not.
// Ends with 1 when something that was due is missing without a reason that the facts bear out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { systemClock } from '../src/lib/clock.ts';
import { systemRandom } from '../src/lib/ids.ts';
import { makeLog } from '../src/lib/log.ts';
import { makeEmbeddedEngine } from '../src/store/engine/embedded-engine.ts';
import { migrate } from '../src/store/migrate.ts';
import { judgeYear, tableOf } from '../test/support/care-year/judge.ts';
import { playYear } from '../test/support/care-year/play-year.ts';
import { differencesShown } from '../test/support/care-year/shown.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '365' },
    from: { type: 'string', default: '2026-12-01' },
    'look-minutes': { type: 'string', default: '60' },
  },
});
/** Nothing of the year outlives the run. */
const IN_A_HURRY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const dataDir = mkdtempSync(join(tmpdir(), 'careline-year-'));
const log = makeLog({ level: 'warn' });
const clock = systemClock;
const engine = makeEmbeddedEngine({
  dataDir,
  clock,
  random: systemRandom,
  log,
  settings: IN_A_HURRY,
});
try {
  const { connectionString } = await engine.start();
  await migrate({ connectionString, log });
  const pool = new Pool({ connectionString });
  // What breaks when the engine stops is of no interest any more.
  pool.on('error', () => undefined);
  const wrong = await play(pool);
  await pool.end();
  if (wrong > 0) process.exitCode = 1;
} finally {
  await engine.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** How much was wrong. */
async function play(pool: Pool): Promise<number> {
  const began = clock.now().getTime();
  const played = await playYear({
    pool,
    firstDay: values.from,
    days: Number(values.days),
    looks: looksEvery(Number(values['look-minutes'])),
    standstill: ['2027-03-10', '2027-03-11', '2027-03-12'],
    told: (day) => {
      if (day.endsWith('-01')) process.stderr.write(`${day}\n`);
    },
  });
  const { lines, wrong } = await judgeYear(played);
  const shown = await differencesShown(played, lines);
  const done = lines.filter(({ came }) => came === 'done').length;
  const seconds = Math.round((clock.now().getTime() - began) / 1_000);
  console.log(tableOf(lines));
  console.log(
    `\n${values.days} days from ${values.from} in ${seconds} s: ${lines.length} due, ${done} done, ${lines.length - done} with a reason why not`,
  );
  for (const problem of [...wrong, ...shown]) console.log(`WRONG ${problem}`);
  console.log(`${wrong.length + shown.length} wrong`);
  return wrong.length + shown.length;
}

/** Once at night, and from 08:00 to 21:00. */
function looksEvery(minutes: number): readonly string[] {
  const count = Math.floor((13 * 60) / minutes) + 1;
  const byDay = Array.from({ length: count }, (_, nth) => {
    const minute = 8 * 60 + nth * minutes;
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  });
  return ['03:00', ...byDay];
}
