import { familiesIn } from './find-families.ts';
import { idOf, pairOf, SOUND, type Unit, unitsOf } from './units.ts';

const START = idOf('^');
const END = idOf('$');
const SOUND_START = idOf(`${SOUND}^`);
const SOUND_END = idOf(`${SOUND}$`);
/** Before the name of a word family. */
const FAMILY = '#';

/**
 * What the classifier sees of a masked text: its characters alone and in pairs, their readings alone and in pairs,
 * so that a homophone keeps half of what speaks for it, and the families of its words. Features are numbers
 * (`nameOfFeature` says which); what is in a text twice is here twice.
 */
export function featuresOf(text: string): readonly number[] {
  const units = unitsOf(text);
  const features = familiesIn(units).map((family) => idOf(FAMILY + family));
  addGrams(features, units);
  return features;
}

function addGrams(features: number[], units: readonly Unit[]): void {
  let char = START;
  let sound = SOUND_START;
  for (const { charId, soundId } of units) {
    features.push(charId, soundId, pairOf(char, charId), pairOf(sound, soundId));
    char = charId;
    sound = soundId;
  }
  features.push(pairOf(char, END), pairOf(sound, SOUND_END));
}
