// npm run check: format, lint, types, import rules, unused code, tests. `--no-test` leaves the tests out.
import { availableParallelism } from 'node:os';
import {
  bin,
  ensureBuilt,
  ensureGenerated,
  ensureInstalled,
  requireNode,
  run,
} from './bootstrap.mjs';
import { runTests, summaryOf } from './run-tests.mjs';

requireNode();
await ensureInstalled();
await ensureGenerated();

const tsc = bin('typescript-native', 'tsc');
// The longest first: they run side by side.
const steps = [
  ['types of the tests', [tsc, '--project', 'test']],
  ['types of the server', [tsc]],
  ['types of the pages', [tsc, '--project', 'src/web']],
  ['format and lint', [bin('@biomejs/biome', 'biome'), 'check', '.']],
  ['import rules', [bin('dependency-cruiser', 'depcruise'), 'src']],
  ['unused code', [bin('knip')]],
];

let failures = 0;
async function runSteps() {
  for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
    const [title, args] = step;
    const startedAt = performance.now();
    const { exitCode, output } = await run(process.execPath, args, { isShown: false });
    if (exitCode !== 0) {
      console.log(output.trim());
      failures += 1;
    }
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${title} (${seconds} s)`);
  }
}
// Each takes up to a gigabyte of memory, however many cores there are.
const LANES_MAX = 3;
await Promise.all(Array.from({ length: Math.min(availableParallelism(), LANES_MAX) }, runSteps));
if (!process.argv.includes('--no-test')) {
  await ensureBuilt();
  const counts = await runTests([]);
  failures += counts.failed;
  console.log(summaryOf(counts));
}
process.exitCode = failures > 0 ? 1 : 0;
