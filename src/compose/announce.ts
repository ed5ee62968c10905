import { resolve } from 'node:path';
import { readOrCreateSecret } from '../gateways/local-secrets.ts';
import type { Config } from '../lib/config.ts';
import { ensureFirstAdmin } from '../store/agents/first-admin.ts';
import { common, type Desk, random } from './desk.ts';

/** The first administrator's sign-in, when it was made just now and only we know it: one line to print. */
export async function makeFirstAdmin(desk: Desk): Promise<string | undefined> {
  const { config, database } = desk;
  const kept =
    config.ADMIN_PASSWORD === undefined
      ? readOrCreateSecret({ dataDir: config.DATA_DIR, name: 'admin-password', random, length: 20 })
      : undefined;
  const admin = await ensureFirstAdmin(
    { pool: database.pool, ...common },
    { username: config.ADMIN_USERNAME, password: config.ADMIN_PASSWORD ?? kept?.value },
  );
  if (admin.kind === 'exists' || kept === undefined) return undefined;
  return `${admin.username} / ${admin.password}   (kept in ${resolve(kept.path)})`;
}

/** The sign-in of everybody at the demo's desk: one password for all, kept like the first administrator's. */
export function makeDemoSignIn(config: Config): {
  readonly password: string;
  /** One line to print when the demo was loaded just now. */
  readonly line: string;
} {
  const { value, path } = readOrCreateSecret({
    dataDir: config.DATA_DIR,
    name: 'demo-password',
    random,
    length: 20,
  });
  const names = 'demo.agent1 … demo.agent8, demo.supervisor1, demo.admin, demo.auditor';
  return { password: value, line: `${names} / ${value}   (kept in ${resolve(path)})` };
}

/** Prints where everything is. */
export function announce(
  desk: Desk,
  at: { readonly port: number; readonly firstAdmin?: string | undefined },
): void {
  const url = desk.config.PUBLIC_URL ?? `http://localhost:${at.port}`;
  const lines = [
    'Careline is ready.',
    `  Web chat     ${url}/`,
    `  Console      ${url}/console`,
    `  Admin API    ${url}/api/v1   (docs: ${url}/api/docs)`,
    `  Direct Line  ${url}/v3/directline`,
    ...(desk.demoSignIn === undefined ? [] : [`  Demo desk    ${desk.demoSignIn}`]),
    ...(at.firstAdmin === undefined ? [] : [`  First admin  ${at.firstAdmin}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
