import { fileURLToPath } from 'node:url';
import { makeUnderstander } from '../../src/bot/understanding/make-understander.ts';
import { readClassifier, storeClassifier } from '../../src/bot/understanding/open-classifier.ts';
import { makeParse } from '../../src/bot/understanding/parse.ts';
import { readExamples } from '../../src/bot/understanding/read-examples.ts';
import { allFlows } from '../../src/flows/all-flows.ts';

const FILE = fileURLToPath(
  new URL('../../node_modules/.cache/careline/trained-model.bin', import.meta.url),
);
const examples = readExamples();
const stored = readClassifier(FILE, examples);

/** Trained on the product's own corpus: once for each state of corpus and code, whoever needs it first. */
export const classifier =
  stored.kind === 'ready' ? stored.classifier : storeClassifier(FILE, examples);
export const understander = makeUnderstander(classifier);
export const parse = makeParse({ classifier, understander, flows: allFlows });
