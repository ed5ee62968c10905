import type { Entities } from '../../../src/domain/entities/entities.ts';

/** A text, everything that is in it, and the entities that may be read either way and are not judged. */
export type StrangersPhrase = readonly [
  text: string,
  expected: Entities,
  either?: readonly (keyof Entities)[],
];
