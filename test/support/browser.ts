import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

/** Off: everything with which Chromium would talk to its maker. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  // It draws on the processor all the same: one process less for each browser.
  '--in-process-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--font-render-hinting=none',
];

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts a headless Chromium: CHROMIUM_PATH, else the one from npm (Linux x64), else an installed one. */
export async function launchBrowser(): Promise<Browser> {
  const wanted = process.env['CHROMIUM_PATH'];
  const candidates =
    wanted === undefined ? [packagedChromium, ...INSTALLED.filter(existsSync)] : [wanted];
  const problems: unknown[] = [];
  for (const candidate of candidates) {
    try {
      const executablePath = typeof candidate === 'string' ? candidate : await candidate();
      return await chromium.launch({ executablePath, args: FLAGS });
    } catch (problem) {
      problems.push(problem);
    }
  }
  throw new AggregateError(problems, 'no Chromium starts: set CHROMIUM_PATH to an installed one');
}

/** Unpacks once per machine. Test files run side by side, and half an executable does not start. */
async function packagedChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('@sparticuz/chromium is for Linux on x64');
  }
  const { default: packaged } = await import('@sparticuz/chromium');
  const release = await takeLock(join(tmpdir(), 'careline-chromium.lock'));
  try {
    return await packaged.executablePath();
  } finally {
    await release();
  }
}

const LOCK_WAIT_MS = 200;
const LOCK_WAITS_MAX = 300;

async function takeLock(path: string): Promise<() => Promise<void>> {
  for (let waits = 0; waits < LOCK_WAITS_MAX; waits += 1) {
    try {
      await mkdir(path);
      return () => rmdir(path);
    } catch {
      await sleep(LOCK_WAIT_MS);
    }
  }
  // Whoever held it for a minute is gone.
  return () => rmdir(path).catch(() => undefined);
}
