import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureBuilt, ensureGenerated } from '../../scripts/bootstrap.mjs';
import { freePort, startDesk } from './desk-process.ts';
import { copyDatabase, startTestServer, testDatabaseName, urlOf } from './test-server.ts';

/**
 * Tests that start the desk as a process run what is in `dist`: it must be of these sources. The demo insurer is loaded
 * here, once: its acts are carried out one by one, which takes longer than most of what is tested on it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureGenerated();
  await ensureBuilt();
  const { url, template: empty, stop } = await startTestServer();
  const template = testDatabaseName();
  await copyDatabase(url, template, empty);
  project.provide('demoDesk', { template, files: await loadDemo(urlOf(url, template)) });
  // The next run drops the database: this one's server may be gone already.
  return stop;
}

/** The first start of a desk on this database; what it keeps in its folder. */
async function loadDemo(databaseUrl: string): Promise<Record<string, string>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'careline-demo-'));
  try {
    const environment = { DATABASE_URL: databaseUrl, DEMO: 'on' };
    const desk = await startDesk({ port: await freePort(), dataDir, environment });
    await desk.stop();
    const names = (await readdir(dataDir, { withFileTypes: true })).filter((file) => file.isFile());
    const files = await Promise.all(
      names.map(async ({ name }) => [name, await readFile(join(dataDir, name), 'utf8')] as const),
    );
    return Object.fromEntries(files);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
