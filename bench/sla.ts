import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { addMs, HOUR_MS, SECOND_MS, systemClock } from '../src/lib/clock.ts';
import { systemRandom } from '../src/lib/ids.ts';
import { makeLog } from '../src/lib/log.ts';
import { makeWatch } from '../src/store/clocks/watch.ts';
import { makeEmbeddedEngine } from '../src/store/engine/embedded-engine.ts';
import { migrate } from '../src/store/migrate.ts';
import { quantile } from './measure.ts';
import { benchDeadlines } from './sla-compute.ts';
import { CLOCKS_EACH, fillComplaints, fillDue, fillPeople } from './sla-fill.ts';

/** Of the issue; fewer for a quick look. */
const OPEN_CLOCKS = Number(process.env['BENCH_CLOCKS'] ?? 1_000_000);
/** First feedbacks that fall due while it is measured, and for how long. */
const DUE = 1_800;
const DUE_MS = 60 * SECOND_MS;
/** Until then the watcher has made up for the warnings that lie behind already. */
const MAKE_UP_MS = 40 * SECOND_MS;
const SCANS = 2_000;
/** Of the issue. */
const BOUND = { scanMs: 5, breachMs: SECOND_MS, deadlinesPerSecond: 200_000 } as const;

/** A million open clocks: what a look costs, and how soon a breach is written. */
export async function benchSla(): Promise<void> {
  console.log('\n| deadlines, one core | a second |\n|---|---|');
  const figures = benchDeadlines();
  for (const { name, perSecond } of figures) {
    console.log(`| ${name} | ${Math.round(perSecond).toLocaleString('en')} |`);
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'careline-bench-'));
  const log = makeLog({ level: 'warn' });
  const engine = makeEmbeddedEngine({
    dataDir,
    clock: systemClock,
    random: systemRandom,
    log,
    // So that the database says when a breach was committed.
    settings: { track_commit_timestamp: 'on' },
  });
  const { connectionString } = await engine.start();
  await migrate({ connectionString, log });
  const pool = new Pool({ connectionString, max: 4 });
  try {
    await fill(pool);
    const scans = await measureScans(pool);
    const breaches = await measureBreaches(pool, connectionString);
    print([scans.idle, scans.due, breaches.latency]);
    const memory = (breaches.rssBytes / 2 ** 20).toFixed(0);
    console.log(`memory of the watching process: ${memory} MB at most`);
    judge([
      [scans.idle, BOUND.scanMs],
      [scans.due, BOUND.scanMs],
      [breaches.latency, BOUND.breachMs],
    ]);
    for (const { name, perSecond } of figures.slice(0, -1)) {
      if (perSecond < BOUND.deadlinesPerSecond) throw new Error(`too few a second: ${name}`);
    }
  } finally {
    await pool.end();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** All but those that will fall due: received within the last hours, so that none is warned of meanwhile. */
async function fill(pool: Pool): Promise<void> {
  const began = performance.now();
  await fillPeople(pool);
  const now = systemClock.now();
  const count = OPEN_CLOCKS / CLOCKS_EACH - DUE;
  await fillComplaints(pool, { prefix: 'F', count, from: addMs(now, -20 * HOUR_MS), to: now });
  await pool.query('VACUUM ANALYZE');
  const seconds = (performance.now() - began) / SECOND_MS;
  const perSecond = Math.round((count * CLOCKS_EACH) / seconds).toLocaleString('en');
  console.log(
    `\n${(count * CLOCKS_EACH).toLocaleString('en')} clocks replayed from their histories and stored in ${seconds.toFixed(0)} s (${perSecond} a second)`,
  );
}

interface Row {
  readonly what: string;
  readonly ms: readonly number[];
}

/** A look when nothing is due, as the watch takes it; and the question alone when a hundred clocks are. */
async function measureScans(pool: Pool): Promise<{ readonly idle: Row; readonly due: Row }> {
  const look = makeWatch({
    pool,
    clock: systemClock,
    random: systemRandom,
    log: makeLog({ level: 'warn' }),
    publishDesk: () => undefined,
  });
  const inTwoDays = addMs(systemClock.now(), 48 * HOUR_MS);
  const scan = async (): Promise<void> => {
    await pool.query({
      name: 'bench-due',
      text: 'SELECT complaint_id FROM complaint_clocks WHERE wake_at < $1 ORDER BY wake_at LIMIT 100',
      values: [inTwoDays],
    });
  };
  return {
    idle: { what: 'a look at nothing due', ms: await timeEach(async () => void (await look())) },
    due: { what: 'due-scan that finds 100', ms: await timeEach(scan) },
  };
}

async function timeEach(once: () => Promise<void>): Promise<readonly number[]> {
  const ms: number[] = [];
  for (let nth = -SCANS / 10; nth < SCANS; nth += 1) {
    const began = performance.now();
    await once();
    if (nth >= 0) ms.push(performance.now() - began);
  }
  return ms;
}

/** From each deadline to the commit of its breach, by the database's own clock, with one worker watching. */
async function measureBreaches(
  pool: Pool,
  connectionString: string,
): Promise<{ readonly latency: Row; readonly rssBytes: number }> {
  const from = addMs(systemClock.now(), MAKE_UP_MS);
  const to = addMs(from, DUE_MS);
  await fillDue(pool, { count: DUE, from, to });
  const script = fileURLToPath(new URL('./sla-watcher.ts', import.meta.url));
  const watcher = spawn(process.execPath, ['--import', 'tsx', script, connectionString], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let rssBytes = 0;
  watcher.stdout.on('data', (chunk: Buffer) => {
    rssBytes = Math.max(rssBytes, Number.parseInt(chunk.toString(), 10));
  });
  await delay(addMs(to, 3 * SECOND_MS).getTime() - systemClock.now().getTime());
  watcher.kill();
  const { rows } = await pool.query<{ ms: number }>(
    `SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin) - due_at) * 1000)::float8 AS ms FROM clock_breaches
     WHERE kind = 'first_feedback'`,
  );
  if (rows.length !== DUE) throw new Error(`${rows.length} of ${DUE} breaches were written`);
  const ms = rows.map((row) => row.ms);
  return { latency: { what: 'deadline -> breach row committed', ms }, rssBytes };
}

function print(rows: readonly Row[]): void {
  console.log('\n| what | times | p50 ms | p99 ms | worst ms |\n|---|---|---|---|---|');
  for (const { what, ms } of rows) {
    const sorted = [...ms].sort((a, b) => a - b);
    const [p50, p99, worst] = [0.5, 0.99, 1].map((q) => quantile(sorted, q).toFixed(2));
    console.log(`| ${what} | ${ms.length} | ${p50} | ${p99} | ${worst} |`);
  }
}

/** Throws when a 99th percentile is over its bound. */
function judge(bounds: readonly (readonly [Row, number])[]): void {
  for (const [{ what, ms }, boundMs] of bounds) {
    const p99 = quantile(
      [...ms].sort((a, b) => a - b),
      0.99,
    );
    if (!(p99 <= boundMs))
      throw new Error(`${what}: p99 ${p99.toFixed(1)} ms is over ${boundMs} ms`);
  }
}
