import { describe, expect, it } from 'vitest';
import type { Grant, GrantKind } from '../../../src/domain/wechat/grants.ts';
import { SEND_PURPOSES, usableSends } from '../../../src/domain/wechat/quota.ts';
import { addMs, HOUR_MS, SECOND_MS } from '../../../src/lib/clock.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const KINDS: readonly GrantKind[] = [
  'message',
  'menu_click',
  'subscribe',
  'scan',
  'welcome',
  'closing',
  'queue_notice',
  'subscription:tpl',
];

function grant(kind: GrantKind, parts: Partial<Grant> = {}): Grant {
  const isCode = kind === 'welcome' || kind === 'closing' || kind === 'queue_notice';
  return {
    kind,
    grantedAt: NOW,
    expiresAt: addMs(NOW, HOUR_MS),
    allowed: 5,
    used: 0,
    ...(isCode && { code: `code of ${kind}`, allowed: 1 }),
    ...parts,
  };
}

const kindsOf = (...parameters: Parameters<typeof usableSends>) =>
  usableSends(...parameters).map(({ grantKind }) => grantKind);
const need = { purpose: 'reply', keptForNews: 1, now: NOW } as const;

describe('usableSends', () => {
  it('leaves the last send of a message to news', () => {
    const grants = [grant('message')];
    expect(usableSends(grants, need)).toHaveLength(4);
    expect(usableSends(grants, { ...need, purpose: 'agent' })).toHaveLength(4);
    expect(usableSends(grants, { ...need, purpose: 'system' })).toHaveLength(4);
    expect(usableSends(grants, { ...need, purpose: 'push' })).toHaveLength(4);
    expect(usableSends(grants, { ...need, purpose: 'news' })).toHaveLength(5);
    expect(usableSends([grant('message', { used: 4 })], need)).toEqual([]);
  });

  it('uses first what is over first, and the code for the first message only', () => {
    const grants = [
      grant('message', { used: 3 }),
      grant('menu_click', { allowed: 2, expiresAt: addMs(NOW, 30 * SECOND_MS) }),
      grant('welcome', { expiresAt: addMs(NOW, 20 * SECOND_MS) }),
    ];
    expect(usableSends(grants, need)).toEqual([
      { grantKind: 'welcome', code: 'code of welcome' },
      { grantKind: 'menu_click' },
      { grantKind: 'menu_click' },
      { grantKind: 'message' },
    ]);
  });

  it.each(['news', 'agent', 'push'] as const)('gives no code to %s', (purpose) => {
    expect(kindsOf([grant('welcome'), grant('closing')], { ...need, purpose })).toEqual([]);
  });

  it('is over at the very instant, and not a millisecond before', () => {
    const grants = [grant('message', { expiresAt: NOW })];
    expect(kindsOf(grants, need)).toEqual([]);
    expect(kindsOf(grants, { ...need, now: addMs(NOW, -1) })).toHaveLength(4);
  });

  it('never sends plain messages by what was agreed to for a notice', () => {
    expect(kindsOf([grant('subscription:tpl')], { ...need, purpose: 'news' })).toEqual([]);
  });

  it('never overspends and keeps the reserve, whatever was granted', () => {
    // A small generator: what it drew is in the failure's message.
    let seed = 20_261_123;
    const draw = (max: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % max;
    };
    for (let n = 0; n < 3_000; n += 1) {
      const grants = KINDS.filter(() => draw(2) === 0).map((kind) => {
        const allowed = draw(6);
        return grant(kind, { allowed, used: draw(7), expiresAt: addMs(NOW, draw(4) - 1) });
      });
      const keptForNews = draw(4);
      const purpose = SEND_PURPOSES[draw(SEND_PURPOSES.length)] ?? 'reply';
      const sends = usableSends(grants, { purpose, keptForNews, now: NOW });
      const where = JSON.stringify({ grants, keptForNews, purpose });
      for (const one of grants) {
        const used = sends.filter(({ grantKind }) => grantKind === one.kind).length;
        const isOver = one.expiresAt !== undefined && one.expiresAt <= NOW;
        const left = isOver ? 0 : Math.max(0, one.allowed - one.used);
        expect(used, where).toBeLessThanOrEqual(left);
        if (one.kind === 'message' && purpose !== 'news') {
          expect(left - used, where).toBeGreaterThanOrEqual(Math.min(left, keptForNews));
        }
      }
      expect(sends.filter(({ code }) => code !== undefined).length, where).toBeLessThanOrEqual(1);
      expect(
        sends.slice(1).some(({ code }) => code !== undefined),
        where,
      ).toBe(false);
    }
  });
});
