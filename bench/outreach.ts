import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { z } from 'zod';
import { systemClock } from '../src/lib/clock.ts';
import { systemRandom } from '../src/lib/ids.ts';
import { makeLog } from '../src/lib/log.ts';
import { makeEmbeddedEngine } from '../src/store/engine/embedded-engine.ts';
import { migrate } from '../src/store/migrate.ts';
import { readCounts } from '../src/store/outreach/counts.ts';
import { planPage } from '../src/store/outreach/plan.ts';
import { type CrashReport, crashCampaign } from '../test/support/outreach-crash.ts';
import { makePushSender } from '../test/support/push-sender.ts';
import { CHAT, fillPeople, openCampaign, PLAN, SMS } from './outreach-fill.ts';
import { floorOfPlanning, floorOfSending } from './outreach-floor.ts';
import { benchPolicy } from './outreach-policy.ts';

/** Of the issue; fewer for a quick look. */
const PEOPLE = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000);
const RECIPIENTS = Number(process.env['BENCH_RECIPIENTS'] ?? 100_000);
const KILLS = Number(process.env['BENCH_KILLS'] ?? 100);
/** People of a chat, beside whom everybody has a phone. */
const CHATS = PEOPLE / 10;
const SEND_MS = 15_000;
const BOUND = { planSeconds: 60, planMb: 300, sentPerSecond: 2_000 };

interface Figure {
  readonly what: string;
  readonly ours: number;
  readonly floor: number;
  readonly unit: string;
}

/** Campaigns: planning, sending, the policy, and senders that die; beside it the same rows by bare `pg`. */
export async function benchOutreach(): Promise<void> {
  await benchPolicy();
  const slow = await onEngine(measureAll);
  for (const honoursIds of [true, false]) {
    const report = await onEngine((pool, connectionString) =>
      crashCampaign({ pool, connectionString, recipients: RECIPIENTS, kills: KILLS, honoursIds }),
    );
    printCrash(honoursIds, report);
    judgeCrash(honoursIds, report);
  }
  if (slow.length > 0) throw new Error(slow.join('; '));
}

async function onEngine<T>(work: (pool: Pool, connectionString: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'careline-bench-'));
  const log = makeLog({ level: 'warn' });
  const engine = makeEmbeddedEngine({ dataDir, clock: systemClock, random: systemRandom, log });
  const { connectionString } = await engine.start();
  await migrate({ connectionString, log });
  const pool = new Pool({ connectionString, max: 8 });
  try {
    return await work(pool, connectionString);
  } finally {
    await pool.end();
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What is too slow. Printed before it is judged: a figure that is too low is what one wants to see. */
async function measureAll(pool: Pool, connectionString: string): Promise<readonly string[]> {
  await fillPeople(pool, { people: PEOPLE, chats: CHATS });
  const floor = new Pool({ connectionString, max: 1 });
  const planFloor = await floorOfPlanning(floor);
  const plan = await measurePlanning(pool, connectionString);
  const bySms = await measureSending(pool, SMS);
  const byChat = await measureSending(pool, CHAT);
  const sendFloor = await floorOfSending(floor);
  await floor.end();
  await measureProgress(pool);
  const figures = [
    { what: 'people planned', ours: plan.perSecond, floor: planFloor, unit: 'a second' },
    { what: 'short messages sent', ours: bySms, floor: sendFloor, unit: 'a second' },
    { what: 'chat messages sent', ours: byChat, floor: sendFloor, unit: 'a second' },
  ];
  print(figures);
  const isPlanSlow = PEOPLE / plan.perSecond > BOUND.planSeconds || plan.mb > BOUND.planMb;
  return [
    ...(isPlanSlow ? ['planning is too slow or too large'] : []),
    ...(Math.min(bySms, byChat) < BOUND.sentPerSecond ? ['too few are sent a second'] : []),
  ];
}

/** In a process of its own, whose memory is that of a planner. */
async function measurePlanning(
  pool: Pool,
  connectionString: string,
): Promise<{ readonly perSecond: number; readonly mb: number }> {
  await openCampaign(pool, PLAN, '["sms"]');
  const script = fileURLToPath(new URL('./outreach-planner.ts', import.meta.url));
  const args = ['--import', 'tsx', script, connectionString];
  const planner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const stdout = (await planner.stdout.toArray()).join('');
  const { rssBytes, seconds } = plannerSchema.parse(JSON.parse(stdout));
  const counts = await readCounts(pool, PLAN);
  const planned = counts.reduce((sum, { count }) => sum + count, 0);
  const mb = rssBytes / 2 ** 20;
  console.log(
    `\n${planned.toLocaleString('en')} people planned in ${seconds.toFixed(1)} s, ${mb.toFixed(0)} MB at most`,
  );
  if (planned !== PEOPLE) throw new Error('somebody has no row');
  await pool.query(`UPDATE campaigns SET status = 'paused' WHERE id = $1`, [PLAN]);
  return { perSecond: planned / seconds, mb };
}

const plannerSchema = z.object({ seconds: z.number(), rssBytes: z.number() });

/** A worker's own sender, whose transport answers at once; the ledger, the outbox and the transcript are written. */
async function measureSending(pool: Pool, campaign: string): Promise<number> {
  const isChat = campaign === CHAT;
  await openCampaign(pool, campaign, isChat ? '["wechat"]' : '["sms"]');
  while (await planPage(pool, systemClock.now()));
  await pool.query('VACUUM ANALYZE outreach_deliveries');
  let sent = 0;
  const transport = {
    isIdempotent: true,
    send: async () => {
      sent += 1;
      return { kind: 'sent' as const };
    },
  };
  const { outreach } = makePushSender({ pool, transport, clock: systemClock });
  outreach.start();
  while (sent === 0) await systemClock.sleep(5);
  await systemClock.sleep(SEND_MS / 5);
  const from = sent;
  const began = performance.now();
  while (performance.now() - began < SEND_MS && sent < (isChat ? CHATS : PEOPLE) * 0.9) {
    await systemClock.sleep(50);
  }
  const perSecond = ((sent - from) * 1_000) / (performance.now() - began);
  await outreach.stop();
  await pool.query(`UPDATE campaigns SET status = 'paused' WHERE id = $1`, [campaign]);
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM outreach_deliveries WHERE campaign_id = $1 AND status = 'sent'`,
    [campaign],
  );
  if (rows[0]?.count !== sent)
    throw new Error(`${sent} were sent, the ledger has ${rows[0]?.count}`);
  return perSecond;
}

/** What the console's progress costs while the ledger is large. */
async function measureProgress(pool: Pool): Promise<void> {
  const began = performance.now();
  const counts = await readCounts(pool, PLAN);
  const ms = performance.now() - began;
  const rows = counts.reduce((sum, { count }) => sum + count, 0);
  console.log(`progress of a campaign of ${rows.toLocaleString('en')}: ${ms.toFixed(0)} ms`);
}

function print(figures: readonly Figure[]): void {
  console.log('\n| what | ours | bare pg | share | unit |\n|---|---|---|---|---|');
  for (const { what, ours, floor, unit } of figures) {
    const [a, b] = [ours, floor].map((one) => Math.round(one).toLocaleString('en'));
    console.log(`| ${what} | ${a} | ${b} | ${((100 * ours) / floor).toFixed(0)} % | ${unit} |`);
  }
}

function printCrash(honoursIds: boolean, report: CrashReport): void {
  const name = honoursIds ? 'a transport that honours ids' : 'a transport that does not';
  console.log(
    `\n${report.planned.toLocaleString('en')} recipients on ${name}, two senders at once, ${report.kills} kills (${report.killsInFlight} with something on its way), ${report.seconds.toFixed(0)} s`,
  );
  console.log(
    '| got it once | doubled | lost | unknown | of them arrived | requests |\n|---|---|---|---|---|---|',
  );
  console.log(
    `| ${report.once} | ${report.doubled} | ${report.lost} | ${report.unknown} | ${report.unknownArrived} | ${report.requests} |`,
  );
}

function judgeCrash(honoursIds: boolean, report: CrashReport): void {
  const { doubled, doubledNotUnknown, inFlightMax, kills, lost, unknown } = report;
  if (lost > 0 || doubledNotUnknown > 0) throw new Error('somebody was lost or written to twice');
  if (honoursIds && (doubled > 0 || unknown > 0)) throw new Error('an id was not honoured');
  if (unknown > inFlightMax || kills < KILLS) throw new Error('more unknown than on their way');
}
