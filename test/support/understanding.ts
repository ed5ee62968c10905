import { trainClassifier } from '../../src/bot/understanding/classifier/classifier.ts';
import { makeUnderstander } from '../../src/bot/understanding/make-understander.ts';
import { makeParse } from '../../src/bot/understanding/parse.ts';
import { readExamples } from '../../src/bot/understanding/read-examples.ts';
import { allFlows } from '../../src/flows/all-flows.ts';

/** Trained on the product's own corpus: about a second for each test file that needs it. */
export const classifier = trainClassifier(readExamples());
export const understander = makeUnderstander(classifier);
export const parse = makeParse({ classifier, understander, flows: allFlows });
