import { resolve } from 'node:path';
import { readOrCreateSecret } from '../gateways/local-secrets.ts';
import { ensureFirstAdmin } from '../store/agents/first-admin.ts';
import { common, type Desk, random } from './desk.ts';

/** Prints where everything is, and once the first administrator's sign-in. */
export async function announce(desk: Desk, port: number): Promise<void> {
  const { config, database } = desk;
  const kept =
    config.ADMIN_PASSWORD === undefined
      ? readOrCreateSecret({ dataDir: config.DATA_DIR, name: 'admin-password', random, length: 20 })
      : undefined;
  const admin = await ensureFirstAdmin(
    { pool: database.pool, ...common },
    { username: config.ADMIN_USERNAME, password: config.ADMIN_PASSWORD ?? kept?.value },
  );
  const url = config.PUBLIC_URL ?? `http://localhost:${port}`;
  const lines = [
    `Careline is ready.`,
    `  Web chat     ${url}/`,
    `  Admin API    ${url}/api/v1   (docs: ${url}/api/docs)`,
    `  Direct Line  ${url}/v3/directline`,
  ];
  if (admin.kind === 'created' && kept !== undefined) {
    lines.push(
      `  First admin  ${admin.username} / ${admin.password}   (kept in ${resolve(kept.path)})`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
