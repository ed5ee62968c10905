import { foldText } from '../entities/fold.ts';

/** Characters that a piece has: shorter ones are in every complaint, longer ones miss a changed word. */
const SHINGLE_LENGTH = 4;
/** Below this there is too little to compare: many people write the same ten characters. */
const TEXT_LENGTH_MIN = 24;
/** From here on two texts are the same but for names, numbers and a few words. */
const NEAR_IDENTICAL_MIN = 0.7;

/** How alike two texts are by the pieces they are made of: 0 nothing, 1 the same (Jaccard). Short texts are never alike. */
export function likeness(one: string, other: string): number {
  return jaccard(shinglesOf(one), shinglesOf(other));
}

/** Tells of other texts whether they were written from the same template as this one, which is taken apart once. */
export function nearIdenticalTo(text: string): (other: string) => boolean {
  const pieces = shinglesOf(text);
  return (other) => pieces.size > 0 && jaccard(pieces, shinglesOf(other)) >= NEAR_IDENTICAL_MIN;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const piece of small) {
    if (large.has(piece)) shared += 1;
  }
  return shared / (a.size + b.size - shared);
}

/** Without what differs between two fillings of one form: digits, letters, marks and spaces. */
function shinglesOf(text: string): ReadonlySet<string> {
  const letters = foldText(text).replace(/[^\u3400-\u9fff]/g, '');
  if (letters.length < TEXT_LENGTH_MIN) return new Set();
  const pieces = new Set<string>();
  for (let at = 0; at + SHINGLE_LENGTH <= letters.length; at += 1) {
    pieces.add(letters.slice(at, at + SHINGLE_LENGTH));
  }
  return pieces;
}
