import { describe, expect, it } from 'vitest';
import { applyClaimEvents } from '../../../src/domain/claim/apply.ts';
import { deriveClaim } from '../../../src/domain/claim/derive.ts';
import { visiblePath, visibleStage } from '../../../src/domain/claim/news.ts';
import { CLAIM_STATUSES } from '../../../src/domain/claim/status.ts';
import { event, minute, OPENING, ORDINARY_WAY } from './events.ts';

const placed = { isSnapshot: true };

describe('telling the customer', () => {
  it('happens once for each stage of the ordinary way', () => {
    const events = ORDINARY_WAY.map((status, i) => event(status, i + 1));
    for (let i = 0; i < events.length; i += 1) {
      const applied = applyClaimEvents(OPENING, events.slice(0, i), events.slice(i, i + 1));
      expect([ORDINARY_WAY[i], applied.tellCustomer]).toEqual([ORDINARY_WAY[i], true]);
    }
  });

  it.each([
    ['a repeated event', [event('DISPATCHED', 1)], [event('DISPATCHED', 1)], false],
    ['a burst of stages', [], [event('DISPATCHED', 1), event('SURVEYING', 2)], true],
    ['a late event', [event('SURVEYING', 2)], [event('DISPATCHED', 1)], false],
    ['an unknown code', [event('DISPATCHED', 1)], [event(undefined, 2, { rawStatus: 'X' })], false],
    [
      'facts only',
      [event('DISPATCHED', 1)],
      [event(undefined, 2, { facts: { payeeLast4: '1' } })],
      false,
    ],
    ['another handler', [event('DISPATCHED', 1)], [event('DISPATCHED', 2)], true],
    ['the same stage again', [event('ASSESSING', 1)], [event('ASSESSING', 2)], false],
    [
      'entering rejection review',
      [event('CLAIM_REVIEW', 1, placed)],
      [event('REJECTION_REVIEW', 2)],
      false,
    ],
    [
      'coming back from rejection review',
      [event('CLAIM_REVIEW', 1, placed), event('REJECTION_REVIEW', 2)],
      [event('CLAIM_REVIEW', 3)],
      false,
    ],
    [
      'a rejection',
      [event('CLAIM_REVIEW', 1, placed), event('REJECTION_REVIEW', 2)],
      [event('REJECTED', 3)],
      true,
    ],
    ['a bounce back', [event('LOSS_REVIEW', 1, placed)], [event('ASSESSING', 2)], false],
    [
      'a second review after a bounce',
      [event('LOSS_REVIEW', 1, placed), event('ASSESSING', 2)],
      [event('LOSS_REVIEW', 3)],
      false,
    ],
    [
      'confirmation after a bounce',
      [event('LOSS_REVIEW', 1, placed), event('ASSESSING', 2), event('LOSS_REVIEW', 3)],
      [event('LOSS_CONFIRMED', 4)],
      true,
    ],
    [
      'a late step before a bounce',
      [event('LOSS_REVIEW', 1, placed), event('ASSESSING', 3)],
      [event('LOSS_CONFIRMED', 2)],
      false,
    ],
    ['more damage found', [event('LOSS_CONFIRMED', 1, placed)], [event('ASSESSING', 2)], true],
    ['reopening', [event('CLOSED_PAID', 1, placed)], [event('REOPENED', 2)], true],
  ])('about %s', (_, history, incoming, isTold) => {
    expect(applyClaimEvents(OPENING, history, incoming).tellCustomer).toBe(isTold);
  });

  it('never names a hidden stage', () => {
    const { path } = deriveClaim(OPENING, [
      event('SURVEYED', 1, placed),
      event('REJECTION_REVIEW', 2),
      event('SURVEYED', 3),
    ]);
    expect(visiblePath(path).map((s) => s.status)).toEqual(['REPORTED', 'SURVEYED']);
    expect(visibleStage(path.slice(0, 3), minute(0))).toEqual({
      status: 'CLAIM_REVIEW',
      at: minute(2),
    });
    for (const status of CLAIM_STATUSES) {
      const shown = visibleStage([{ status, at: minute(1) }], minute(0)).status;
      expect(shown).toBe(status === 'REJECTION_REVIEW' ? 'CLAIM_REVIEW' : status);
    }
  });
});
