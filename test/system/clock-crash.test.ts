import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMs, HOUR_MS, systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeWatch } from '../../src/store/clocks/watch.ts';
import { FEEDBACK_ONLY, openCase } from '../store/clocks/clock-world.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

const KILLS = 100;
const CASES = 700;
const HANDLERS = 60;
/** Watchers at a time; each is killed and followed by another. */
const WATCHERS = 3;
/** In which clocks fall due, from the first kill on. */
const SPREAD_MS = 25_000;
/** The life of a watcher after it began to watch, at most. */
const LIFE_MS_MAX = 600;
/** When each level of a first feedback within 48 hours comes: half, four fifths, the deadline, a day later. */
const LEVEL_MS = [24, 38.4, 48, 72].map((hours) => hours * HOUR_MS);
const SCRIPT = fileURLToPath(new URL('./dying-watcher.ts', import.meta.url));
const FILE_NAME = 'dying-watcher.mjs';

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await startTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'careline-watcher-'));
  await bundleWatcher();
  const people = [
    ...Array.from({ length: HANDLERS }, (_, n) => [`agt_h${n}`, 'agent', `tea_${n % 2}`]),
    ...[0, 1].map((n) => [`agt_lead${n}`, 'supervisor', `tea_${n}`]),
    ['agt_manager', 'admin', null],
  ];
  await db.pool.query(
    `INSERT INTO teams (id, name, created_at) VALUES ('tea_0', '0', now()), ('tea_1', '1', now())`,
  );
  for (const values of people) {
    await db.pool.query(
      `INSERT INTO agents (id, username, display_name, role, team_id, password_hash, created_at)
       VALUES ($1, $1, $1, $2, $3, 'x', now())`,
      values,
    );
  }
}, 60_000);
afterAll(async () => {
  await db.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** In one file it starts in a fifth of a second, so that a hundred lives fit into a minute. */
async function bundleWatcher(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['pg-native'] },
    build: {
      ssr: SCRIPT,
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: FILE_NAME } },
    },
  });
}

test('everybody is told of each level once while workers are killed a hundred times', async () => {
  const begin = systemClock.now();
  const startedAts = new Map<string, Date>();
  for (let n = 0; n < CASES; n += 1) {
    const falls = addMs(begin, 2_000 + Math.random() * SPREAD_MS);
    const at = addMs(falls, -(LEVEL_MS[n % LEVEL_MS.length] ?? 0));
    const handlerId = `agt_h${n % HANDLERS}`;
    startedAts.set(
      await openCase(db.pool, { no: String(n), at, handlerId, targets: FEEDBACK_ONLY }),
      at,
    );
  }
  const deaths = await killWatchers();
  await delay(Math.max(0, begin.getTime() + SPREAD_MS + 3_000 - Date.now()));
  const last = systemClock.now();
  await makeWatch({
    pool: db.pool,
    clock: { ...systemClock, now: () => last },
    random: systemRandom,
    log: makeLog({ level: 'error' }),
    publishDesk: () => undefined,
  })();

  process.stdout.write(`killed ${deaths.all}, inside a transaction ${deaths.inside}\n`);
  expect(deaths.all).toBe(KILLS);
  // Otherwise nothing was tested.
  expect(deaths.inside).toBeGreaterThan(KILLS / 4);
  expect(await readTold()).toEqual(expectedAt(last, startedAts));
  expect(await findLoose()).toEqual({ without_notice: 0, without_warning: 0, sum: 0, drowned: 0 });
  expect(await countBreaches()).toEqual(
    [...startedAts.values()].filter((at) => at.getTime() + 48 * HOUR_MS < last.getTime()).length,
  );
}, 180_000);

/** Kills watchers (SIGKILL) at random moments until there were enough; says how many died inside a transaction. */
async function killWatchers(): Promise<{ readonly all: number; readonly inside: number }> {
  const deaths = { all: 0, inside: 0 };
  const lane = async (): Promise<void> => {
    while (deaths.all < KILLS) {
      const child = spawn(process.execPath, [join(folder, FILE_NAME), db.url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const { isInside } = await liveAndDie(child);
      deaths.all += 1;
      if (isInside) deaths.inside += 1;
      if (deaths.all > KILLS - WATCHERS) return;
    }
  };
  await Promise.all(Array.from({ length: WATCHERS }, lane));
  return deaths;
}

async function liveAndDie(child: ChildProcess): Promise<{ readonly isInside: boolean }> {
  const exited = once(child, 'exit');
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  if (child.stdout !== null) await once(child.stdout, 'data');
  await delay(Math.random() * LIFE_MS_MAX);
  child.kill('SIGKILL');
  await exited;
  return { isInside: said.lastIndexOf('(') > said.lastIndexOf(')') };
}

/** `clock level person`, sorted, of everything that must have been told by then. */
function expectedAt(last: Date, startedAts: ReadonlyMap<string, Date>): readonly string[] {
  return [...startedAts]
    .flatMap(([id, at], n) => {
      const passed = LEVEL_MS.filter((ms) => at.getTime() + ms < last.getTime());
      return passed.flatMap((_, level) =>
        peopleOf(n, level).map((agentId) => `${id}:first_feedback:1 ${level} ${agentId}`),
      );
    })
    .sort();
}

/** Written down anew, not asked of the code under test. */
function peopleOf(n: number, level: number): readonly string[] {
  const handler = n % HANDLERS;
  const lead = `agt_lead${handler % 2}`;
  const all = [`agt_h${handler}`, lead, lead, 'agt_manager'];
  return level < 2 ? all.slice(0, 1) : level === 2 ? all.slice(0, 2) : [...new Set(all)];
}

async function readTold(): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ line: string }>(
    `SELECT clock_id || ' ' || level || ' ' || agent_id AS line FROM clock_notices`,
  );
  return rows.map(({ line }) => line).sort();
}

/** Rows without their notice, notices without their rows, digests that count wrongly, people who got too many. */
async function findLoose(): Promise<unknown> {
  const { rows } = await db.pool.query(
    `SELECT
       (SELECT count(*)::int FROM clock_notices c LEFT JOIN desk_notices d ON d.id = c.notice_id
         AND d.agent_id = c.agent_id WHERE d.id IS NULL) AS without_notice,
       (SELECT count(*)::int FROM desk_notices d
         WHERE NOT EXISTS (SELECT 1 FROM clock_notices c WHERE c.notice_id = d.id)) AS without_warning,
       (SELECT count(DISTINCT (clock_id, agent_id, written_at))::int FROM clock_notices)
         - (SELECT sum(COALESCE((data->>'count')::int, 1))::int FROM desk_notices) AS sum,
       (SELECT count(*)::int FROM (SELECT 1 FROM desk_notices WHERE kind = 'clock' GROUP BY agent_id
         HAVING count(*) > 6) AS more) AS drowned`,
  );
  return rows[0];
}

async function countBreaches(): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM clock_breaches WHERE withdrawn_at IS NULL',
  );
  return rows[0]?.count ?? 0;
}
