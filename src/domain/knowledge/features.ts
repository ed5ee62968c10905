import { readingOf } from '../reading.ts';
import { conceptsIn } from './concepts.ts';
import { commonWords } from './dialect.ts';
import { isCharacterTerm, termsOf } from './words.ts';

/** What a text is compared by, and how much each of it counts before its rarity. */
export type Features = ReadonlyMap<string, number>;

/** Measured by taking each known question out in turn and searching for it. */
const WEIGHT = { concept: 2, word: 1, character: 0.6, readings: 0.6, reading: 0.3 } as const;

const HAN_RUNS = /\p{Script=Han}+/gu;

/** The words of a text, the things it speaks of, and how its characters sound. */
export function featuresOf(text: string): Features {
  const features = new Map<string, number>();
  const said = text.normalize('NFKC').toLowerCase();
  const common = commonWords(said);
  for (const concept of conceptsIn(common === said ? said : `${said} ${common}`)) {
    features.set(`concept ${concept}`, WEIGHT.concept);
  }
  for (const term of termsOf(common)) {
    const isCharacter = isCharacterTerm(term);
    features.set(term, isCharacter ? WEIGHT.character : WEIGHT.word);
    if (isCharacter) features.set(`sound ${readingOf(term.slice(1))}`, WEIGHT.reading);
  }
  for (const [run] of common.matchAll(HAN_RUNS)) {
    const readings = Array.from(run, readingOf);
    readings.slice(1).forEach((reading, i) => {
      features.set(`sounds ${readings[i]} ${reading}`, WEIGHT.readings);
    });
  }
  return features;
}
