// Runs an embedded engine in the folder given until its input ends. Prints the connection string, or why there is none.
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeEmbeddedEngine } from '../../src/store/engine/embedded-engine.ts';

const engine = makeEmbeddedEngine({
  dataDir: process.argv[2] ?? '',
  clock: systemClock,
  random: systemRandom,
  log: makeLog({ level: 'warn' }),
  settings: { fsync: 'off' },
});

async function main(): Promise<void> {
  const { connectionString } = await engine.start();
  process.stdout.write(`${connectionString}\n`);
  for await (const _ of process.stdin);
  await engine.stop();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
