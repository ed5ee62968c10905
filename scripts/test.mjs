// npm test: makes a fresh clone ready, then runs every test. What follows `--` goes to vitest.
import { ensureBuilt, ensureGenerated, ensureInstalled, requireNode } from './bootstrap.mjs';
import { runTests, summaryOf } from './run-tests.mjs';

requireNode();
await ensureInstalled();
await ensureGenerated();
await ensureBuilt();
const counts = await runTests(process.argv.slice(2));
console.log(summaryOf(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
