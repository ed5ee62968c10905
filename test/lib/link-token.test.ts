import { describe, expect, it } from 'vitest';
import { readLink, signLink } from '../../src/lib/link-token.ts';

const secret = 'a secret';
const expiresAt = new Date('2026-06-12T00:00:00Z');
const now = new Date('2026-06-11T00:00:00Z');
const token = signLink({ secret, kind: 'survey', id: 'inv_abc', expiresAt });

describe('a link', () => {
  it('opens what it was signed for, until its end', () => {
    expect(readLink({ secret, kind: 'survey' }, token, now)).toEqual({
      kind: 'ok',
      id: 'inv_abc',
      expiresAt,
    });
    expect(readLink({ secret, kind: 'survey' }, token, expiresAt)).toEqual({
      kind: 'expired',
      id: 'inv_abc',
    });
  });

  it.each([
    ['another kind', { secret, kind: 'ticket' } as const, token],
    ['another secret', { secret: 'b', kind: 'survey' } as const, token],
    ['another id', { secret, kind: 'survey' } as const, token.replace('abc', 'abd')],
    ['a later end', { secret, kind: 'survey' } as const, token.replace(/\.(\w+)\./, '.zzzzzz.')],
    ['nothing', { secret, kind: 'survey' } as const, ''],
    ['half of it', { secret, kind: 'survey' } as const, token.slice(0, -1)],
    ['more of it', { secret, kind: 'survey' } as const, `${token}x`],
  ])('is none with %s', (_what, key, given) => {
    expect(readLink(key, given, now)).toEqual({ kind: 'foreign' });
  });

  it('is short enough for a short message', () => {
    expect(token.length).toBeLessThan(60);
  });
});
