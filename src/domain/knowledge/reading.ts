import { pinyin } from 'pinyin-pro';

/** Readings of single characters; there are only so many of them. */
const known = new Map<string, string>();

/** How a Chinese character is read, without its tone: what slips of the keyboard and of the ear leave as it is. */
export function readingOf(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const reading = pinyin(character, { toneType: 'none', v: true });
  known.set(character, reading);
  return reading;
}
