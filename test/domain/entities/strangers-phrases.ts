import { strangersIdentifiers } from './strangers-identifiers.ts';
import type { StrangersPhrase } from './strangers-phrase.ts';
import { strangersPlaces } from './strangers-places.ts';
import { strangersSums } from './strangers-sums.ts';
import { strangersTimes } from './strangers-times.ts';

/** Written before the readers were looked at; every entity of a text, and no other. */
export const strangersPhrases: readonly StrangersPhrase[] = [
  ...strangersIdentifiers,
  ...strangersTimes,
  ...strangersSums,
  ...strangersPlaces,
];
