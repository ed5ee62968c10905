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

/** What a feature stands for: one name, or two side by side. */
export function nameOfFeature(feature: number): string {
  const last = names[feature & (IDS_MAX - 1)] ?? '';
  return feature < IDS_MAX ? last : (names[feature >> ID_BITS] ?? '') + last;
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
