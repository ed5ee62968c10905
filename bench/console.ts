import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import { systemClock } from '../src/lib/clock.ts';
import { systemRandom } from '../src/lib/ids.ts';
import { makeLog } from '../src/lib/log.ts';
import { makeEmbeddedEngine } from '../src/store/engine/embedded-engine.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { freePort, startDesk } from '../test/support/desk-process.ts';
import { BenchAgent, Customers, nowMs } from './console-desk.ts';
import { WatchedConsole } from './console-page.ts';
import { quantile } from './measure.ts';

const SECRET = 'benchmark-secret-0123456789';
const OPEN = 200;
const AGENTS = 5;
/** Each agent's; half of the conversations are owned, half wait. */
const CAPACITY = OPEN / 2 / AGENTS;
const REQUESTS = 120;
const PAUSE_MS = { min: 100, max: 700 } as const;
/** So many are lost when something is broken: then there is nothing to measure. */
const LOST_MAX = 3;
/** Of the issue: the 95th percentile from the request to the screen. */
const BOUND_MS = 1_000;

interface Sample {
  readonly conversationId: string;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly seenAt: number;
}

/** From a customer's wish for a person to the console's screen, with 200 conversations open. */
export async function benchConsole(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'careline-bench-'));
  const engine = makeEmbeddedEngine({
    dataDir,
    clock: systemClock,
    random: systemRandom,
    log: makeLog({ level: 'warn' }),
    // So that the database says when a request was committed.
    settings: { track_commit_timestamp: 'on' },
  });
  const { connectionString } = await engine.start();
  const desk = await startDesk({
    port: await freePort(),
    dataDir,
    environment: {
      DATABASE_URL: connectionString,
      DIRECT_LINE_SECRET: SECRET,
      LOG_LEVEL: 'error',
    },
    readyWithinMs: 120_000,
  });
  const pool = new Pool({ connectionString, max: 2 });
  const browser = await launchBrowser();
  try {
    const password = readFileSync(join(dataDir, 'demo-password'), 'utf8').trim();
    const crowd = await gather({ pool, url: desk.url, password });
    const first = { browser, url: desk.url, username: 'demo.agent1', password };
    const watched = await WatchedConsole.open(first);
    await delay(3_000);
    console.log(`\non the screen before: ${await watched.count()} conversations`);
    const samples = await request(watched, crowd);
    print(await toRows(pool, samples, crowd.listener));
    console.log(`on the screen after: ${await watched.count()} conversations`);
    for (const agent of crowd.agents) agent.close();
    crowd.customers.close();
  } finally {
    await browser.close();
    await desk.stop();
    await pool.end();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Crowd {
  readonly customers: Customers;
  readonly agents: readonly BenchAgent[];
  readonly listener: BenchAgent;
  /** Who has a person, or waits for one. */
  readonly open: readonly string[];
}

/** Half of the customers have a person and half wait: everybody at the desk has as many as they can. */
async function gather(options: {
  readonly pool: Pool;
  readonly url: string;
  readonly password: string;
}): Promise<Crowd> {
  const { pool, url, password } = options;
  await pool.query(`DELETE FROM calendars WHERE id = 'desk'`);
  await pool.query('UPDATE agents SET capacity = $1', [CAPACITY]);
  const agents: BenchAgent[] = [];
  for (let nth = 1; nth <= AGENTS; nth += 1) {
    agents.push(await BenchAgent.signIn({ url, username: `demo.agent${nth}`, password }));
  }
  const [listener] = agents;
  if (listener === undefined) throw new Error('nobody is at the desk');
  const customers = new Customers({ url, secret: SECRET });
  const open: string[] = [];
  for (let nth = 0; nth < OPEN; nth += 1) {
    const id = await customers.open();
    await customers.say(id, '转人工');
    open.push(id);
  }
  for (let owned = 0; owned < AGENTS * CAPACITY; ) {
    const taken = await Promise.all(agents.map((agent) => agent.takeOffers()));
    owned += taken.reduce((sum, count) => sum + count, 0);
    await delay(100);
  }
  return { customers, agents, listener, open };
}

/** One new request after the other, while those who have a person go on talking. */
async function request(watched: WatchedConsole, crowd: Crowd): Promise<readonly Sample[]> {
  const { customers, open } = crowd;
  const samples: Sample[] = [];
  for (let nth = 0; nth < REQUESTS; nth += 1) {
    const conversationId = await customers.open();
    await delay(PAUSE_MS.min + Math.random() * (PAUSE_MS.max - PAUSE_MS.min));
    await customers.say(open[nth % open.length] ?? '', `还有一个问题 ${nth}`);
    const sentAt = nowMs();
    await customers.say(conversationId, '转人工');
    const answeredAt = nowMs();
    const seenAt = await watched.seen(conversationId);
    samples.push({ conversationId, sentAt, answeredAt, seenAt });
    if (
      samples.filter((sample) => sample.seenAt === Number.POSITIVE_INFINITY).length === LOST_MAX
    ) {
      throw new Error(`${LOST_MAX} requests never came to the screen`);
    }
  }
  return samples;
}

type Row = readonly [what: string, ms: readonly number[]];

async function toRows(
  pool: Pool,
  samples: readonly Sample[],
  { heardAt }: BenchAgent,
): Promise<readonly Row[]> {
  const { rows } = await pool.query<{ conversation_id: string; ms: number }>(
    `SELECT conversation_id, (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float8 AS ms
     FROM handoff_events WHERE name = 'request'`,
  );
  const committedAt = new Map(rows.map((row) => [row.conversation_id, row.ms]));
  const known = samples.map((sample) => ({
    ...sample,
    committedAt: committedAt.get(sample.conversationId) ?? Number.NaN,
    heardAt: heardAt.get(sample.conversationId) ?? Number.POSITIVE_INFINITY,
  }));
  return [
    ['POST sent -> on the screen', known.map(({ sentAt, seenAt }) => seenAt - sentAt)],
    ['POST answered -> on the screen', known.map(({ answeredAt, seenAt }) => seenAt - answeredAt)],
    ['POST sent -> committed', known.map((it) => it.committedAt - it.sentAt)],
    ['committed -> heard (SSE)', known.map((it) => it.heardAt - it.committedAt)],
    ['heard (SSE) -> on the screen', known.map((it) => it.seenAt - it.heardAt)],
  ];
}

/** Throws when the first row is over the bound. */
function print(rows: readonly Row[]): void {
  console.log('\n| what | requests | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|');
  for (const [what, ms] of rows) {
    const sorted = [...ms].sort((a, b) => a - b);
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => quantile(sorted, q).toFixed(0));
    console.log(`| ${what} | ${ms.length} | ${p50} | ${p95} | ${p99} |`);
  }
  const whole = [...(rows[0]?.[1] ?? [])].sort((a, b) => a - b);
  const p95 = quantile(whole, 0.95);
  if (!(p95 <= BOUND_MS)) throw new Error(`p95 ${p95.toFixed(0)} ms is over ${BOUND_MS} ms`);
}
