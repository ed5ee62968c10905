import { clausesOf } from './hygiene.ts';
import { CLAIM_NOUN, FEATURES, FOREIGN, YIELDS } from './lexicon.ts';

/** From here on an intent is taken as said. */
export const ACCEPT_MIN = 0.6;
/** From here on it is worth asking back. */
export const CLARIFY_MIN = 0.35;
/** Explicit words are not taken back by a stronger neighbour. */
const EXPLICIT_MIN = 0.8;
const CONFIDENCE_MAX = 0.98;

export interface ScoredIntent {
  readonly intent: string;
  readonly confidence: number;
}

/** What a readable text asks for, best first: each clause by itself, and all of it together. */
export function scoreIntents(readableText: string): readonly ScoredIntent[] {
  const whole = scoreOne(readableText);
  const best = new Map<string, number>();
  const clauses = clausesOf(readableText);
  const isForeign = FOREIGN.test(readableText);
  for (const clause of clauses) {
    // `我社保的钱，什么时候到账`: the second half is about the first one's matter.
    if (isForeign && !CLAIM_NOUN.test(clause)) continue;
    raise(best, scoreOne(clause));
  }
  raise(best, whole);
  if (isForeign && !hasOwnClause(clauses)) {
    for (const intent of [...best.keys()]) if (intent !== 'none') best.delete(intent);
  } else {
    best.delete('none');
    if (isForeign && best.size === 0) best.set('none', 0.9);
  }
  return settle(best);
}

/** True when some clause is about our business and names nothing foreign. */
function hasOwnClause(clauses: readonly string[]): boolean {
  return clauses.some((clause) => !FOREIGN.test(clause) && CLAIM_NOUN.test(clause));
}

function scoreOne(text: string): ReadonlyMap<string, number> {
  const scores = new Map<string, number>();
  for (const { pattern, votes } of FEATURES) {
    if (!pattern.test(text)) continue;
    for (const [intent, vote] of Object.entries(votes)) {
      scores.set(intent, (scores.get(intent) ?? 0) + vote);
    }
  }
  return scores;
}

function raise(best: Map<string, number>, scores: ReadonlyMap<string, number>): void {
  for (const [intent, score] of scores) best.set(intent, Math.max(score, best.get(intent) ?? 0));
}

/** Drops what a stronger neighbour explains, and sorts. */
function settle(scores: ReadonlyMap<string, number>): readonly ScoredIntent[] {
  const explained = new Set<string>();
  for (const [intent, others] of Object.entries(YIELDS)) {
    if ((scores.get(intent) ?? 0) < ACCEPT_MIN) continue;
    for (const other of others) {
      if ((scores.get(other) ?? 0) < EXPLICIT_MIN) explained.add(other);
    }
  }
  return [...scores]
    .filter(([intent, score]) => score > 0 && !explained.has(intent))
    .map(([intent, score]) => ({ intent, confidence: Math.min(score, CONFIDENCE_MAX) }))
    .sort((a, b) => b.confidence - a.confidence);
}
