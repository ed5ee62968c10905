import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BotAdapter, TestAdapter } from 'botbuilder-core';
import { fastify } from 'fastify';
import { Pool } from 'pg';
import { systemClock } from '../src/lib/clock.ts';
import { systemRandom } from '../src/lib/ids.ts';
import { makeLog } from '../src/lib/log.ts';
import { makeEmbeddedEngine } from '../src/store/engine/embedded-engine.ts';
import { freePort, startDesk } from '../test/support/desk-process.ts';
import { HttpClient } from '../test/support/http.ts';
import { type Measured, measure, median } from './measure.ts';
import { DeskLanes } from './turn-desk.ts';
import { prepareFloor } from './turn-floor.ts';

const CONCURRENCY = [1, 32, 256] as const;
const ROUNDS = 3;
const FOR_MS = 4_000;
const SECRET = 'benchmark-secret-0123456789';

/** Durable turns a second beside what bounds them, all in one run on one machine. */
export async function benchTurn(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'careline-bench-'));
  const engine = makeEmbeddedEngine({
    dataDir,
    clock: systemClock,
    random: systemRandom,
    log: makeLog({ level: 'warn' }),
  });
  const { connectionString } = await engine.start();
  const desk = await startDesk({
    port: await freePort(),
    dataDir,
    environment: {
      DATABASE_URL: connectionString,
      DIRECT_LINE_SECRET: SECRET,
      LOG_LEVEL: 'error',
      DEMO: 'off',
    },
  });
  const pool = new Pool({ connectionString, max: 12 });
  try {
    const rows: Measured[] = [];
    for (const concurrency of CONCURRENCY) {
      const runs = new Map<string, Measured[]>();
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const run of await measureRound({ concurrency, pool, deskUrl: desk.url })) {
          runs.set(run.name, [...(runs.get(run.name) ?? []), run]);
        }
      }
      rows.push(...[...runs.values()].map(median));
    }
    print(rows);
  } finally {
    await desk.stop();
    await pool.end();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measureRound(options: {
  readonly concurrency: number;
  readonly pool: Pool;
  readonly deskUrl: string;
}): Promise<Measured[]> {
  const { concurrency } = options;
  const common = { concurrency, forMs: FOR_MS };
  const floor = await prepareFloor(options.pool, concurrency);
  const measuredFloor = await measure({ name: 'floor (bare pg)', ...common, once: floor });
  const lanes = await DeskLanes.open({ url: options.deskUrl, secret: SECRET, count: concurrency });
  const measuredDesk = await measure({
    name: 'careline turn',
    ...common,
    once: (lane) => lanes.turn(lane),
  });
  lanes.close();
  return [measuredDesk, measuredFloor, await measureBarePost(common), await measureEcho(common)];
}

async function measureBarePost(common: { concurrency: number; forMs: number }): Promise<Measured> {
  const app = fastify();
  app.post('/echo', (request) => ({ got: request.body }));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const http = new HttpClient(url);
  const once = async (): Promise<void> => {
    await http.send('POST', '/echo', { body: { type: 'message', text: '你好' } });
  };
  const measured = await measure({ name: 'bare fastify POST', ...common, once });
  http.close();
  await app.close();
  return measured;
}

async function measureEcho(common: { concurrency: number; forMs: number }): Promise<Measured> {
  const adapter: BotAdapter & TestAdapter = new TestAdapter(async (context) => {
    await context.sendActivity(`收到：${context.activity.text}`);
  });
  const once = async (): Promise<void> => {
    await adapter.receiveActivity('你好');
    adapter.activeQueue.length = 0;
  };
  return measure({ name: 'botbuilder echo, in process', ...common, once });
}

function print(rows: readonly Measured[]): void {
  console.log('\n| what | conversations | turns/s | p50 ms | p99 ms | of the floor |');
  console.log('|---|---|---|---|---|---|');
  for (const row of rows) {
    const floor = rows.find(
      (other) => other.concurrency === row.concurrency && other.name.startsWith('floor'),
    );
    const share =
      floor === undefined ? '' : `${((row.perSecond / floor.perSecond) * 100).toFixed(0)} %`;
    console.log(
      `| ${row.name} | ${row.concurrency} | ${row.perSecond.toFixed(0)} | ${row.p50Ms.toFixed(2)} | ${row.p99Ms.toFixed(1)} | ${share} |`,
    );
  }
}
