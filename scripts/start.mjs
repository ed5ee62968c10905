// npm start: makes a fresh clone ready, then becomes the server.
import { ensureBuilt, ensureGenerated, ensureInstalled, ROOT, requireNode } from './bootstrap.mjs';

requireNode();
await ensureInstalled();
await ensureGenerated();
await ensureBuilt();
process.chdir(ROOT);
process.setSourceMapsEnabled(true);
// In this process, so that its signals, its exit code and its process id are the server's.
// By its address: the types of the scripts end here.
await import(new URL('../dist/main.js', import.meta.url).href);
