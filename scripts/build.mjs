// npm run build: the server and the pages, into dist.
import { build, ensureGenerated, ensureInstalled, requireNode } from './bootstrap.mjs';

requireNode();
await ensureInstalled();
await ensureGenerated();
await build();
