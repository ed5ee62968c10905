import { resolve } from 'node:path';
import { readOrCreateSecret } from '../gateways/local-secrets.ts';
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

/** Prints where everything is. */
export function announce(
  desk: Desk,
  at: { readonly port: number; readonly firstAdmin?: string | undefined },
): void {
  const url = desk.config.PUBLIC_URL ?? `http://localhost:${at.port}`;
  const lines = [
    'Careline is ready.',
    `  Web chat     ${url}/`,
    `  Admin API    ${url}/api/v1   (docs: ${url}/api/docs)`,
    `  Direct Line  ${url}/v3/directline`,
    ...(at.firstAdmin === undefined ? [] : [`  First admin  ${at.firstAdmin}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
