import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { build } from 'vite';
import { addMs, DAY_MS, HOUR_MS, systemClock } from '../../src/lib/clock.ts';
import { httpTransport, makePushSender } from './push-sender.ts';
import { type PushTransport, startPushTransport } from './push-transport.ts';

const SCRIPT = fileURLToPath(new URL('./dying-push-sender.ts', import.meta.url));
const FILE_NAME = 'dying-push-sender.mjs';
/** Senders at a time; each is killed and followed by another. */
const SENDERS = 2;
/** As many pushes may be on their way in one sender: two batches (jobs/outreach.ts). */
const IN_FLIGHT_MAX = 2 * 256;
const DELAY_MS_MAX = 15;
const CAMPAIGN = 'cam_crash';

export interface CrashOptions {
  readonly pool: Pool;
  readonly connectionString: string;
  readonly recipients: number;
  readonly kills: number;
  /** True: the transport drops a repeated id, and the sender knows it. */
  readonly honoursIds: boolean;
}

/** What a campaign came to whose senders were killed again and again. */
export interface CrashReport {
  readonly kills: number;
  /** Kills with something on its way. */
  readonly killsInFlight: number;
  readonly inFlight: number;
  readonly requests: number;
  readonly planned: number;
  /** Whoever got it once. */
  readonly once: number;
  readonly doubled: number;
  /** Said to be sent, or to be nothing at all, and not there: what must not be. */
  readonly lost: number;
  readonly unknown: number;
  /** Of those: whoever got it. */
  readonly unknownArrived: number;
  readonly doubledNotUnknown: number;
  readonly inFlightMax: number;
  readonly seconds: number;
}

/** Plans and sends a campaign by two processes at once that are killed (SIGKILL) at random moments while they send. */
export async function crashCampaign(options: CrashOptions): Promise<CrashReport> {
  const { pool, recipients } = options;
  const folder = mkdtempSync(join(tmpdir(), 'careline-sender-'));
  const transport = await startPushTransport({
    honoursIds: options.honoursIds,
    delayMsMax: DELAY_MS_MAX,
  });
  const began = performance.now();
  try {
    await bundle(folder);
    await fill(pool, recipients);
    const deaths = await killSenders({ ...options, transport, file: join(folder, FILE_NAME) });
    await finish(options, transport);
    const seconds = (performance.now() - began) / 1_000;
    return { ...deaths, ...(await judge(pool, transport)), seconds };
  } finally {
    await transport.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In one file it starts in a fifth of a second. */
async function bundle(folder: string): Promise<void> {
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

/** People with a phone, and a campaign for all of them that begins now. */
async function fill(pool: Pool, recipients: number): Promise<void> {
  const now = systemClock.now();
  await pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, created_at, updated_at)
     SELECT 'cus_' || lpad(n::text, 8, '0'), 'C' || n, '王建国', '138' || lpad(n::text, 8, '0'), $2, $2
     FROM generate_series(1, $1::int) n`,
    [recipients, now],
  );
  await pool.query(
    `INSERT INTO outreach_accounts (account, per_minute, per_day) VALUES ('sms', 1000000, 100000000)`,
  );
  await pool.query(
    `INSERT INTO outreach_templates (id, code, version, push_class, title, variants, status, author_id, created_at,
       updated_at)
     VALUES ('otp_crash', 'crash', 1, 'service', 'x', '[{"key":"A","text":"大风将至，请把车停好。"}]', 'approved',
       'agt_a', $1, $1)`,
    [now],
  );
  await pool.query(
    `INSERT INTO campaigns (id, name, occasion_key, push_class, template_id, audience_rule, ways, status, starts_at,
       ends_at, daily_from, daily_until, created_by, created_at, updated_at)
     VALUES ($1, 'x', $1, 'service', 'otp_crash', '{}', '["sms"]', 'scheduled', $2, $3, '00:00', '00:00', 'agt_a', $2, $2)`,
    [CAMPAIGN, now, addMs(now, DAY_MS)],
  );
  await pool.query('ANALYZE');
}

interface Deaths {
  readonly kills: number;
  readonly killsInFlight: number;
  readonly inFlight: number;
  readonly inFlightMax: number;
}

/** Each sender dies after about its share of the messages, at any moment of a batch. */
async function killSenders(
  given: CrashOptions & { readonly transport: PushTransport; readonly file: string },
): Promise<Deaths> {
  const { connectionString, file, honoursIds, kills, recipients, transport } = given;
  const deaths = { kills: 0, killsInFlight: 0, inFlight: 0 };
  const share = recipients / (kills + SENDERS);
  const lane = async (): Promise<void> => {
    while (deaths.kills < kills) {
      const args = [file, connectionString, transport.url, honoursIds ? 'yes' : 'no'];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await live(child, transport, Math.random() * share);
      const open = transport.open();
      deaths.kills += 1;
      deaths.inFlight += open;
      if (open > 0) deaths.killsInFlight += 1;
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, lane));
  return { ...deaths, inFlightMax: deaths.kills * IN_FLIGHT_MAX };
}

/** Until so many more messages have come, or the campaign has nothing more to send. */
async function live(child: ChildProcess, transport: PushTransport, more: number): Promise<void> {
  const exited = once(child, 'exit').then(() => {
    throw new Error('a sender ended by itself');
  });
  const lives = (async () => {
    if (child.stdout !== null) await once(child.stdout, 'data');
    const from = transport.requests();
    const untilMs = performance.now() + 3_000;
    while (transport.requests() < from + more && performance.now() < untilMs) await delay(1);
    await delay(Math.random() * DELAY_MS_MAX);
  })();
  exited.catch(() => undefined);
  await Promise.race([exited, lives]);
}

/** A worker that lives sends the rest: what the dead had taken is settled when their leases are over. */
async function finish(options: CrashOptions, transport: PushTransport): Promise<void> {
  const { pool } = options;
  const sender = httpTransport(transport.url, options.honoursIds);
  const later = { ...systemClock, now: () => addMs(systemClock.now(), HOUR_MS) };
  const { deliverer, outreach } = makePushSender({ pool, transport: sender, clock: later });
  const untilMs = performance.now() + 300_000;
  for (;;) {
    await outreach.tick(later.now());
    await deliverer.recover();
    await deliverer.deliver();
    const { rows } = await pool.query<{ status: string }>(
      `SELECT status FROM campaigns WHERE id = $1 AND status = 'finished' AND finished_at IS NOT NULL`,
      [CAMPAIGN],
    );
    if (rows.length > 0) return;
    if (performance.now() > untilMs) throw new Error('the campaign does not end');
    await delay(60);
  }
}

async function judge(
  pool: Pool,
  transport: PushTransport,
): Promise<Omit<CrashReport, keyof Deaths | 'seconds'>> {
  const { rows } = await pool.query<{ phone: string; status: string }>(
    `SELECT c.phone, d.status FROM outreach_deliveries d JOIN customers c ON c.id = d.customer_id
     WHERE d.campaign_id = $1`,
    [CAMPAIGN],
  );
  const report = {
    once: 0,
    doubled: 0,
    lost: 0,
    unknown: 0,
    unknownArrived: 0,
    doubledNotUnknown: 0,
  };
  for (const { phone, status } of rows) {
    const times = transport.arrived.get(phone) ?? 0;
    const isUnknown = status === 'unknown';
    if (times === 1) report.once += 1;
    if (times > 1) report.doubled += 1;
    if (times > 1 && !isUnknown) report.doubledNotUnknown += 1;
    if (times === 0 && !isUnknown) report.lost += 1;
    if (isUnknown) report.unknown += 1;
    if (isUnknown && times > 0) report.unknownArrived += 1;
  }
  return { ...report, planned: rows.length, requests: transport.requests() };
}
