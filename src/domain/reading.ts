import { pinyin } from 'pinyin-pro';

const HAN = /^[\u4e00-\u9fff]$/;
const known = new Map<string, string>();

/**
 * The toneless reading of a Chinese character; any other character stands for itself. A character has one
 * reading here, whatever stands beside it: what counts is that training and use agree.
 */
export function readingOf(char: string): string {
  // Beyond the basic plane are emoji and rare characters; what is kept stays bounded.
  if (char.length > 1) return char;
  const before = known.get(char);
  if (before !== undefined) return before;
  const reading = HAN.test(char) ? pinyin(char, { toneType: 'none', v: true }) : char;
  known.set(char, reading);
  return reading;
}
