import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const figures = z.object({ count: z.number(), right: z.number(), top3: z.number() });
const result = z.object({
  readyMs: z.number(),
  readyCpuMs: z.number(),
  firstMs: z.number(),
  rssMb: z.number(),
  microseconds: z.number(),
  groups: z.record(z.string(), figures),
  entities: z.object({
    count: z.number(),
    exact: z.number(),
    values: z.number(),
    valuesRight: z.number(),
    missed: z.record(z.string(), z.number()),
  }),
});
type Result = z.infer<typeof result>;

/** Understanding on the blind test, beside node-nlp on the same corpus: each in a process of its own. */
export async function benchUnderstanding(): Promise<void> {
  const ours = await measure('careline');
  const theirs = await measure('nlpjs');
  console.log('\n| blind test | rows | Careline | top 3 | node-nlp | top 3 |');
  console.log('|---|---|---|---|---|---|');
  for (const [name, group] of Object.entries(ours.groups)) {
    const other = theirs.groups[name];
    const cells = [share(group.right, group), share(group.top3, group)];
    const others = other === undefined ? [] : [share(other.right, other), share(other.top3, other)];
    console.log(`| ${[name, group.count, ...cells, ...others].join(' | ')} |`);
  }
  printCost(ours, theirs);
  const { count, exact, values, valuesRight, missed } = ours.entities;
  console.log(
    `\nentities exactly right: ${exact} of ${count} texts, ${valuesRight} of ${values} values`,
  );
  console.log(`missed by kind: ${JSON.stringify(missed)}`);
}

function printCost(ours: Result, theirs: Result): void {
  const taken = ({ groups }: Result): string => {
    const foreign = groups['out of scope'];
    return foreign === undefined ? '' : share(foreign.count - foreign.right, foreign);
  };
  console.log('\n| | Careline | node-nlp |');
  console.log('|---|---|---|');
  const rows: readonly (readonly [string, (of: Result) => string])[] = [
    ['out of scope taken for something', taken],
    ['read and train, ms', (of) => of.readyMs.toFixed(0)],
    ['read and train, ms of processor time', (of) => of.readyCpuMs.toFixed(0)],
    ['first utterance after that, ms', (of) => of.firstMs.toFixed(1)],
    ['resident memory added, MB', (of) => of.rssMb.toFixed(0)],
    ['an utterance, microseconds of processor time', (of) => of.microseconds.toFixed(0)],
  ];
  for (const [name, of] of rows) console.log(`| ${name} | ${of(ours)} | ${of(theirs)} |`);
}

function share(part: number, { count }: { readonly count: number }): string {
  return `${((100 * part) / Math.max(count, 1)).toFixed(1)} %`;
}

async function measure(engine: string): Promise<Result> {
  const script = join(import.meta.dirname, 'understanding-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, engine], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (exitCode !== 0) throw new Error(`${engine} ended with ${exitCode}`);
  return result.parse(JSON.parse(printed));
}
