// npm start: makes a fresh clone ready, then becomes the server.
import { ensureBuilt, ensureGenerated, ensureInstalled, ROOT, requireNode } from './bootstrap.mjs';

requireNode();
await ensureInstalled();
await ensureGenerated();
await ensureBuilt();
process.chdir(ROOT);
process.setSourceMapsEnabled(true);
// In this process, so that its signals, its exit code and its process id are the server's.
await import('../dist/main.js');
