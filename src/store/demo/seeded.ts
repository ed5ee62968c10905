import type { Random } from '../../lib/ids.ts';

/** Choices that are the same on every machine and at every start: for made-up data, never for secrets. */
export interface Seeded extends Random {
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean;
  shuffled<T>(list: readonly T[]): readonly T[];
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A stream of choices of its own for each name: more of one kind of data leaves the others as they are. */
export function makeSeeded(name: string): Seeded {
  const next = mulberry32(fnv1a(name));
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const text = (length: number, alphabet: string): string =>
    Array.from({ length }, () => alphabet.charAt(int(0, alphabet.length - 1))).join('');
  return {
    int,
    pick: (list) => at(list, int(0, list.length - 1)),
    chance: (probability) => next() < probability,
    shuffled: (list) =>
      list
        .map((one) => ({ one, order: next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ one }) => one),
    text: (length) => text(length, ALPHABET),
    digits: (length) => text(length, '0123456789'),
  };
}

/** An element that must be there: lists of demo data are ours, so a missing one is a bug. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`demo data: nothing at ${index} of ${list.length}`);
  return found;
}

/** Numbers from 0 up to 1: Tommy Ettinger's Mulberry32, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash;
}
