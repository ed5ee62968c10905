import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { startTestDatabase, type TestDatabase } from './database.ts';
import { type DeskProcess, freePort, startDesk } from './desk-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database with the demo insurer in it, loaded once a run, and the files that its first start left. */
    demoDesk: { readonly template: string; readonly files: Readonly<Record<string, string>> };
  }
}

/** What the desk would send by itself depends on the hour and the day: a test that is not about it is left alone. */
export const STILL = [
  'UPDATE care_plans SET is_active = false',
  `UPDATE campaigns SET status = 'cancelled', reason = 'cancelled' WHERE status NOT IN ('finished', 'cancelled')`,
  `UPDATE return_visits SET status = 'stopped', reason = 'standstill' WHERE status IN ('planned', 'inviting', 'calling')`,
  `UPDATE outreach_deliveries SET status = 'suppressed', reason = 'cancelled' WHERE status = 'planned'`,
] as const;

/** A desk in its own process that was started before: its database is a copy of the demo insurer's. */
export interface DemoDesk extends DeskProcess {
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** Of the demo's people. */
  readonly password: string;
  /** Ends it and removes what it left. */
  remove(): Promise<void>;
}

/** Starts the built desk on a copy of the demo insurer, which takes a second where loading it takes many. */
export async function startDemoDesk(
  options: {
    readonly name?: string;
    readonly environment?: Record<string, string>;
    /** SQL that makes the insurer another one before the desk knows it. Default: it writes to nobody first. */
    readonly changes?: readonly string[];
  } = {},
): Promise<DemoDesk> {
  const { template, files } = inject('demoDesk');
  const dataDir = mkdtempSync(join(tmpdir(), `careline-${options.name ?? 'demo'}-`));
  const database = await startTestDatabase(template);
  for (const change of options.changes ?? STILL) await database.pool.query(change);
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(dataDir, name), content, { mode: 0o600 });
  }
  const desk = await startDesk({
    port: await freePort(),
    dataDir,
    environment: { DATABASE_URL: database.url, ...options.environment },
  });
  return {
    ...desk,
    database,
    dataDir,
    password: (files['demo-password'] ?? '').trim(),
    remove: async () => {
      await desk.stop();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
