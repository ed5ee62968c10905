import { describe, expect, it } from 'vitest';
import { findEntities } from '../../../src/domain/entities/find-entities.ts';
import { blindPhrases } from './blind-phrases.ts';
import type { StrangersPhrase } from './strangers-phrase.ts';
import { strangersPhrases } from './strangers-phrases.ts';

/** A Friday. */
const now = new Date('2026-06-12T10:30:00+08:00');
/** The share of the blind texts that must be exactly right; it was never tuned on, so it need not be all. */
const BLIND_SHARE_MIN = 0.95;

/** What was found and what was expected, without what may be read either way. */
function judged([text, expected, either = []]: StrangersPhrase) {
  const left = (entities: object): object =>
    Object.fromEntries(
      Object.entries(entities).filter(([name]) => !either.some((e) => e === name)),
    );
  return { found: left(findEntities(text, { now }).entities), expected: left(expected) };
}

describe('texts of strangers', () => {
  it.each(strangersPhrases.map((phrase) => ({ text: phrase[0], phrase })))(
    '$text',
    ({ phrase }) => {
      const { found, expected } = judged(phrase);
      expect(found).toEqual(expected);
    },
  );

  it('are exactly right where the readers were never tuned on them', () => {
    const wrong = blindPhrases.filter((phrase) => {
      const { found, expected } = judged(phrase);
      const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
      return JSON.stringify(sorted(found, names)) !== JSON.stringify(sorted(expected, names));
    });
    const share = 1 - wrong.length / blindPhrases.length;
    expect(share, wrong.map(([text]) => text).join('\n')).toBeGreaterThanOrEqual(BLIND_SHARE_MIN);
  });
});

function sorted(entities: object, names: ReadonlySet<string>): readonly unknown[] {
  const values = new Map(Object.entries(entities));
  return [...names].sort().map((name) => values.get(name) ?? null);
}
