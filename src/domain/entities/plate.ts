import { normalizePlate, PLATE_PROVINCES, PLATE_SEPARATORS } from '../identifiers.ts';
import type { Found } from './fold.ts';

const GAP = `[${PLATE_SEPARATORS}]{0,2}`;
// Behind the letter of the city people also write a colon or a comma.
const CITY_GAP = `[${PLATE_SEPARATORS}:,_/#—–]{0,2}`;
const CANDIDATE = new RegExp(
  `[${PLATE_PROVINCES}]${GAP}[A-Z]${CITY_GAP}[A-Z0-9](?:${GAP}[A-Z0-9]){3}(?:${GAP}(?:应急|[A-Z0-9挂学警港澳领试超]))(?:${GAP}[A-Z0-9])?|使${GAP}\\d{3}${GAP}\\d{3}|\\d{6}${GAP}使(?!用)|WJ${GAP}[${PLATE_PROVINCES}]?(?:${GAP}[A-Z0-9]){5}`,
  'g',
);
const SEPARATORS = new RegExp(`[${PLATE_SEPARATORS}:,_/#—–]`, 'g');
const TRAILING_SEPARATORS = new RegExp(`[${PLATE_SEPARATORS}]+$`);

/** True for a normalised plate: upper case, half width, no separators. */
export function isPlate(value: string): boolean {
  return normalizePlate(value) === value;
}

/** Plates in a digit view (see fold.ts), normalised, in the order they stand. */
export function findPlates(view: string): readonly Found[] {
  const found: Found[] = [];
  for (const match of view.matchAll(CANDIDATE)) {
    const plate = readCandidate(match[0], view.slice(match.index + match[0].length));
    if (plate !== undefined) {
      found.push({
        value: plate.value,
        start: match.index,
        end: match.index + plate.length,
      });
    }
  }
  return found;
}

/** Eight characters when they make a new-energy plate, otherwise the first seven. */
function readCandidate(
  raw: string,
  rest: string,
): { readonly value: string; readonly length: number } | undefined {
  const whole = raw.replace(SEPARATORS, '');
  const isLong = whole.length === 8;
  if (isPlate(whole) && !(isLong && lastStandsAlone(raw))) {
    return goesOn(rest) ? undefined : { value: whole, length: raw.length };
  }
  if (!isLong) return undefined;
  const shorter = raw.slice(0, -1).replace(TRAILING_SEPARATORS, '');
  const value = whole.slice(0, 7);
  const following = raw.slice(shorter.length) + rest;
  return isPlate(value) && !goesOn(following) ? { value, length: shorter.length } : undefined;
}

/** `粤BD1234 5678` is a plate and something else, unless every character stands apart. */
function lastStandsAlone(raw: string): boolean {
  const isLastApart = /\s[A-Z0-9]$/.test(raw);
  const areOthersApart = /[A-Z0-9]\s+[A-Z0-9]/.test(raw.slice(2, -2));
  return isLastApart && !areOthersApart;
}

/** More letters or digits right behind it: too long for a plate, unless they are a phone number. */
function goesOn(rest: string): boolean {
  return /^[A-Z0-9领]/.test(rest) && !/^1[3-9]\d{9}(?!\d)/.test(rest);
}
