// npm run check: format, lint, types, import rules, unused code, tests. `--no-test` leaves the tests out.
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

const tsc = bin('typescript', 'tsc');
const steps = [
  ['format and lint', [bin('@biomejs/biome', 'biome'), 'check', '.']],
  ['types of the server', [tsc, '--noEmit']],
  ['types of the pages', [tsc, '--noEmit', '--project', 'src/web']],
  ['types of the tests', [tsc, '--noEmit', '--project', 'test']],
  ['import rules', [bin('dependency-cruiser', 'depcruise'), 'src']],
  ['unused code', [bin('knip')]],
];

let failures = 0;
for (const [title, args] of steps) {
  const startedAt = performance.now();
  const { exitCode, output } = await run(process.execPath, args, { isShown: false });
  if (exitCode !== 0) {
    console.log(output.trim());
    failures += 1;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${title} (${seconds} s)`);
}
if (!process.argv.includes('--no-test')) {
  await ensureBuilt();
  const counts = await runTests([]);
  failures += counts.failed;
  console.log(summaryOf(counts));
}
process.exitCode = failures > 0 ? 1 : 0;
