import { readingOf } from '../../../domain/reading.ts';

/** A character as the classifier sees it: the names of what it is and of how it sounds, as numbers. */
export interface Unit {
  readonly char: string;
  readonly charId: number;
  readonly soundId: number;
}

/** Before a feature of sound, and between its syllables. */
export const SOUND = '~';

const UNHEARD = /[\s,。.!?;:、…~"'“”‘’·()<>《》【】-]/;
/** Two ids make one small integer, which maps look up fastest. */
const ID_BITS = 15;
const IDS_MAX = 2 ** ID_BITS;

const ids = new Map<string, number>();
const names: string[] = [''];
const units = new Map<string, Unit | undefined>();

/** The number of a name, the same for the life of the process; 0 for all beyond the first 32,767. */
export function idOf(name: string): number {
  const before = ids.get(name);
  if (before !== undefined) return before;
  if (names.length >= IDS_MAX) return 0;
  ids.set(name, names.length);
  return names.push(name) - 1;
}

/** The feature of two units side by side. */
export function pairOf(first: number, second: number): number {
  return (first << ID_BITS) | second;
}

/** The two ids that a feature was made of; the first is 0 where it is a single one. */
export function idsIn(feature: number): readonly [number, number] {
  return [feature >> ID_BITS, feature & (IDS_MAX - 1)];
}

/** The name that `idOf` gave this number to; empty for none. */
export function nameOf(id: number): string {
  return names[id] ?? '';
}

/** What a feature stands for: one name, or two side by side. */
export function nameOfFeature(feature: number): string {
  const [first, last] = idsIn(feature);
  return nameOf(first) + nameOf(last);
}

/** The characters of a text that are heard: neither spaces nor punctuation. */
export function unitsOf(text: string): readonly Unit[] {
  const found: Unit[] = [];
  for (const char of text) {
    const unit = units.has(char) ? units.get(char) : readUnit(char);
    if (unit !== undefined) found.push(unit);
  }
  return found;
}

function readUnit(char: string): Unit | undefined {
  const unit = UNHEARD.test(char)
    ? undefined
    : { char, charId: idOf(char), soundId: idOf(SOUND + readingOf(char)) };
  // What is kept stays bounded, whatever people send.
  if (units.size < IDS_MAX) units.set(char, unit);
  return unit;
}
