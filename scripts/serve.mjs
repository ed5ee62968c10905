// npm run serve: the production start. Installs no development packages and builds only where the tools are there already.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  build,
  ensureGenerated,
  ensureInstalled,
  fail,
  isBuilt,
  ROOT,
  requireNode,
} from './bootstrap.mjs';

requireNode();
await ensureInstalled({ withoutDev: true });
if (!isBuilt()) {
  if (!existsSync(join(ROOT, 'node_modules', 'rolldown'))) {
    fail('There is no current build. Run npm ci && npm run build first, here or where you build.');
  }
  await ensureGenerated();
  await build();
}
process.chdir(ROOT);
process.env.CARELINE_MODE = 'serve';
process.setSourceMapsEnabled(true);
// In this process, so that its signals, its exit code and its process id are the server's.
// By its address: the types of the scripts end here.
await import(new URL('../dist/main.js', import.meta.url).href);
