import type { Classifier } from '../bot/understanding/classifier/classifier.ts';
import { makeUnderstander } from '../bot/understanding/make-understander.ts';
import { makeParse, type Parsed } from '../bot/understanding/parse.ts';
import type { Understander } from '../bot/understanding/understanding.ts';
import { allFlows } from '../flows/all-flows.ts';

/** What the desk makes of people's words. */
export interface DeskUnderstanding {
  readonly understander: Understander;
  readonly parse: (text: string, now: Date) => Promise<Parsed>;
}

/** Understanding around a classifier of the corpus beside the flows; one for each process. */
export function makeUnderstanding(classifier: Classifier): DeskUnderstanding {
  const understander = makeUnderstander(classifier);
  return { understander, parse: makeParse({ classifier, understander, flows: allFlows }) };
}
