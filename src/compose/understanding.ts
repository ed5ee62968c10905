import { trainClassifier } from '../bot/understanding/classifier/classifier.ts';
import { makeUnderstander } from '../bot/understanding/make-understander.ts';
import { makeParse, type Parsed } from '../bot/understanding/parse.ts';
import { readExamples } from '../bot/understanding/read-examples.ts';
import type { Understander } from '../bot/understanding/understanding.ts';
import { allFlows } from '../flows/all-flows.ts';

/** What the desk makes of people's words. */
export interface DeskUnderstanding {
  readonly understander: Understander;
  readonly parse: (text: string, now: Date) => Promise<Parsed>;
}

/** Learns from the corpus beside the flows; takes about a second, once for each process. */
export function makeUnderstanding(): DeskUnderstanding {
  const classifier = trainClassifier(readExamples());
  const understander = makeUnderstander(classifier);
  return { understander, parse: makeParse({ classifier, understander, flows: allFlows }) };
}
