import { benchConsole } from './console.ts';
import { benchOutreach } from './outreach.ts';
import { benchSla } from './sla.ts';
import { benchTurn } from './turn.ts';
import { benchUnderstanding } from './understanding.ts';
import { benchWechat } from './wechat.ts';

/** `npm run bench -- [name]`: one benchmark by name, or all of them. */
const benchmarks: Record<string, () => Promise<void>> = {
  console: benchConsole,
  outreach: benchOutreach,
  sla: benchSla,
  turn: benchTurn,
  understanding: benchUnderstanding,
  wechat: benchWechat,
};

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = asked.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0) {
  console.error(
    `unknown benchmark ${unknown.join(', ')}; known: ${Object.keys(benchmarks).join(', ')}`,
  );
  process.exit(2);
}
for (const [name, run] of Object.entries(benchmarks)) {
  if (asked.length === 0 || asked.includes(name)) await run();
}
