import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  openScene,
  SCENE_LENGTH_MAX,
  type Scene,
  signScene,
} from '../../../src/domain/wechat/scene.ts';

const SECRET = 'a secret of sixteen or more';
const NOW = new Date('2026-06-11T07:00:00.000Z');
const LATER = new Date('2026-06-18T07:00:00.000Z');

const scenes = fc.record(
  {
    kind: fc.constantFrom('claim', 'report', 'complaint', 'policy', 'manager'),
    ref: fc.stringMatching(/^[0-9A-Za-z]{0,32}$/),
    expiresAt: fc
      .integer({ min: NOW.getTime() / 1_000 + 1, max: 4_000_000_000 })
      .map((seconds) => new Date(seconds * 1_000)),
  },
  { requiredKeys: ['kind', 'ref'] },
) satisfies fc.Arbitrary<Scene>;

it('opens what was signed, in characters that both accounts take', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const text = signScene(scene, SECRET);
      expect(text).toMatch(/^[0-9a-zA-Z_-]+$/);
      expect(text.length).toBeLessThanOrEqual(SCENE_LENGTH_MAX);
      expect(openScene(text, SECRET, NOW)).toEqual({ kind: 'ok', scene });
    }),
  );
});

it('takes no reference in which one character was changed', () => {
  const text = signScene({ kind: 'claim', ref: 'RP20260610048213', expiresAt: LATER }, SECRET);
  for (let at = 0; at < text.length; at += 1) {
    const other = text[at] === 'A' ? 'B' : 'A';
    const changed = text.slice(0, at) + other + text.slice(at + 1);
    expect(openScene(changed, SECRET, NOW)).toEqual({ kind: 'invalid' });
  }
});

describe('a reference', () => {
  const text = signScene({ kind: 'claim', ref: 'RP1', expiresAt: LATER }, SECRET);
  it.each([
    ['signed with another secret', text, `${SECRET}!`, NOW, 'invalid'],
    ['cut off', text.slice(0, -1), SECRET, NOW, 'invalid'],
    ['with something behind it', `${text}0`, SECRET, NOW, 'invalid'],
    ['that is none', 'qr_code', SECRET, NOW, 'invalid'],
    ['that is empty', '', SECRET, NOW, 'invalid'],
    ['a second before its end', text, SECRET, new Date(LATER.getTime() - 1_000), 'ok'],
    ['at its end', text, SECRET, LATER, 'expired'],
  ])('%s is read as such', (_name, given, secret, now, expected) => {
    expect(openScene(given, secret, now).kind).toBe(expected);
  });
});

it.each(['保单', 'a b', 'x'.repeat(33), 'a-b'])('refuses to sign %j', (ref) => {
  expect(() => signScene({ kind: 'policy', ref }, SECRET)).toThrow();
});
