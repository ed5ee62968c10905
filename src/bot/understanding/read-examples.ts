import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../lib/root.ts';
import type { Example } from './classifier/classifier.ts';

/** Beside the flows: `<intent>.txt`, one utterance a line. */
const FOLDER = join(ROOT, 'src/flows/examples');
const SUFFIX = '.txt';

/** The corpus, always in the same order. Throws when there is none: a bot that understands nothing must not start. */
export function readExamples(folder = FOLDER): readonly Example[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  const examples = files.sort().flatMap((name) => {
    const intent = name.slice(0, -SUFFIX.length);
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    return lines.map((text) => ({ intent, text: text.trim() })).filter(({ text }) => text !== '');
  });
  if (examples.length === 0) throw new Error('there are no example utterances to learn from');
  return examples;
}
