// The simulator of WeChat with its phone page, and a desk that is connected to it.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { addMs, type Clock, SECOND_MS, systemClock } from '../src/lib/clock.ts';
import { connectDemoAccounts, makeDemoAccounts } from '../test/support/wx-sim/demo-accounts.ts';
import { startWxSim } from '../test/support/wx-sim/start-wx-sim.ts';
import type { WxSim } from '../test/support/wx-sim/types.ts';

const SIM_PORT = 3980;
const DESK_PORT = 3978;
/** Ports looked at when the wanted one is taken. */
const PORTS_TRIED = 20;
/** Building the demo insurer takes a while on a slow machine. */
const READY_WITHIN_MS = 300 * SECOND_MS;

const HELP = `npm run wechat:sim -- [options]
  --sim-port N    of the simulator and its phone page (${SIM_PORT}, or the next free one)
  --desk-port N   of the desk (${DESK_PORT}, or the next free one)
  --native        customers who ask for a person go to the people in WeCom (on the phone page), not to the console
  --no-desk       only the simulator; prints the WECHAT_ACCOUNTS to start a desk with
`;

const { values: options } = parseArgs({
  options: {
    'sim-port': { type: 'string' },
    'desk-port': { type: 'string' },
    native: { type: 'boolean', default: false },
    'no-desk': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const accounts = makeDemoAccounts(options.native ? 'native' : 'console');

if (options.help) process.stdout.write(HELP);
else if (options['no-desk']) await runAlone();
else await runWithDesk();

/** A desk that somebody starts has its own time: here nothing moves it, since callbacks of another time are refused. */
async function runAlone(): Promise<void> {
  const deskUrl = `http://localhost:${options['desk-port'] ?? DESK_PORT}`;
  const port = await portFor(options['sim-port'], SIM_PORT);
  const sim = await startWxSim({ ...accounts, clock: systemClock, port });
  process.stdout.write(
    [
      `Phone page     ${sim.baseUrl}/`,
      'Start a desk with',
      `  WECHAT_ACCOUNTS='${accounts.settingsFor(sim.baseUrl)}'`,
      `Its callbacks are looked for at ${deskUrl}.`,
      '',
    ].join('\n'),
  );
  onStop(() => sim.stop());
  while (!(await isConnected(sim, deskUrl))) await delay(SECOND_MS);
  process.stdout.write('The desk is connected. Ctrl-C stops the simulator.\n');
}

async function isConnected(sim: WxSim, deskUrl: string): Promise<boolean> {
  return await connectDemoAccounts(sim, deskUrl).then(
    () => true,
    () => false,
  );
}

async function runWithDesk(): Promise<void> {
  const simPort = await portFor(options['sim-port'], SIM_PORT);
  const deskPort = await portFor(options['desk-port'], DESK_PORT);
  const dataDir = join('.data-wechat-sim', String(simPort));
  // The simulator forgets everything when it ends; a desk that remembers would take its new messages for old ones.
  rmSync(dataDir, { recursive: true, force: true });
  let desk: ChildProcess | undefined;
  const clock = makeMovableClock((offsetMs) => desk?.send({ offsetMs }));
  const sim = await startWxSim({ ...accounts, clock, port: simPort });
  const deskUrl = `http://localhost:${deskPort}`;
  desk = startDesk({ deskPort, deskUrl, dataDir, settings: accounts.settingsFor(sim.baseUrl) });
  const ended = new Promise<void>((resolve) => desk?.once('exit', () => resolve()));
  let isStopping = false;
  onStop(async () => {
    isStopping = true;
    desk?.kill('SIGTERM');
    await ended;
    await sim.stop();
  });
  process.stdout.write('starting a desk with the demo insurer ...\n');
  await untilReady(deskUrl, desk);
  await connectDemoAccounts(sim, deskUrl);
  announce(sim, deskUrl, dataDir);
  await ended;
  if (isStopping) return;
  process.stderr.write('The desk has ended.\n');
  process.exit(1);
}

function startDesk(given: {
  readonly deskPort: number;
  readonly deskUrl: string;
  readonly dataDir: string;
  readonly settings: string;
}): ChildProcess {
  const shift = new URL('shift-clock.mjs', import.meta.url).href;
  return spawn(process.execPath, ['--enable-source-maps', '--import', shift, 'dist/main.js'], {
    env: {
      LOG_LEVEL: 'warn',
      ...process.env,
      PORT: String(given.deskPort),
      PUBLIC_URL: given.deskUrl,
      DATA_DIR: given.dataDir,
      // Always its own: nobody wants WeChat's pretended customers in a database of theirs.
      DATABASE_URL: '',
      DEMO: 'on',
      ROLES: 'all',
      WECHAT_ACCOUNTS: given.settings,
    },
    // What it announces is announced below, with the phone.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl-C reaches it through us, once.
    detached: process.platform !== 'win32',
  });
}

async function untilReady(deskUrl: string, desk: ChildProcess): Promise<void> {
  const deadline = systemClock.now().getTime() + READY_WITHIN_MS;
  for (;;) {
    if (desk.exitCode !== null) throw new Error('The desk ended while it started.');
    const answer = await fetch(`${deskUrl}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    if (systemClock.now().getTime() > deadline) throw new Error('The desk was never ready.');
    await delay(200);
  }
}

function announce(sim: WxSim, deskUrl: string, dataDir: string): void {
  const passwordOf = (name: string): string => readFileSync(join(dataDir, name), 'utf8').trim();
  const people = options.native
    ? 'in WeCom: the panel beside the phone'
    : `in the console: demo.agent1 … demo.agent8 / ${passwordOf('demo-password')}`;
  process.stdout.write(
    [
      'WeChat is ready, without WeChat.',
      `  Phone page   ${sim.baseUrl}/`,
      `  Console      ${deskUrl}/console`,
      `  People answer ${people}`,
      `  Admin        demo.admin / ${passwordOf('demo-password')}`,
      'Chat on the phone page; put time forward there. Ctrl-C stops both. Every start begins anew.',
      '',
    ].join('\n'),
  );
}

/** The real time and what was put forward, for the simulator and the desk alike. */
function makeMovableClock(
  moved: (offsetMs: number) => void,
): Clock & { advance(ms: number): void } {
  let offsetMs = 0;
  return {
    now: () => addMs(systemClock.now(), offsetMs),
    sleep: systemClock.sleep,
    advance: (ms) => {
      offsetMs += ms;
      moved(offsetMs);
    },
  };
}

function onStop(stop: () => Promise<void>): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void stop().then(() => process.exit(0));
    });
  }
}

/** The one that was asked for, or the first free one from the usual. */
async function portFor(wanted: string | undefined, usual: number): Promise<number> {
  if (wanted !== undefined) return Number(wanted);
  for (let port = usual; port < usual + PORTS_TRIED; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No port is free from ${usual} on.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
