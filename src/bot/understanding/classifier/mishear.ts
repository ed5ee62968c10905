import { readingOf } from '../../../domain/reading.ts';
import { seeded } from './seeded.ts';

const SEED = 5;

/** Writes other characters of the same reading, as voice input does, for a share of the characters of a text. */
export function makeMishearer(texts: Iterable<string>): (text: string, share: number) => string {
  const twins = new Map<string, string[]>();
  for (const char of charsOf(texts)) {
    const reading = readingOf(char);
    if (reading === char) continue;
    const same = twins.get(reading);
    if (same === undefined) twins.set(reading, [char]);
    else same.push(char);
  }
  const random = seeded(SEED);
  return (text, share) => {
    let out = '';
    for (const char of text) {
      const same = random() < share ? (twins.get(readingOf(char)) ?? []) : [];
      out += same[Math.floor(random() * same.length)] ?? char;
    }
    return out;
  };
}

function charsOf(texts: Iterable<string>): ReadonlySet<string> {
  const chars = new Set<string>();
  for (const text of texts) for (const char of text) chars.add(char);
  return chars;
}
