// npm run wechat:sim: makes a fresh clone ready, then starts a simulator of WeChat and a desk that is connected to it.
import { ensureBuilt, ensureGenerated, ensureInstalled, ROOT, requireNode } from './bootstrap.mjs';

requireNode();
await ensureInstalled();
if (!process.argv.includes('--no-desk')) {
  await ensureGenerated();
  await ensureBuilt();
}
process.chdir(ROOT);
// A fresh clone has it only now.
const { register } = await import('tsx/esm/api');
register();
await import('./run-wechat-sim.ts');
