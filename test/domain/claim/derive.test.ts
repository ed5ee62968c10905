import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyClaimEvents } from '../../../src/domain/claim/apply.ts';
import { deriveClaim } from '../../../src/domain/claim/derive.ts';
import type { ClaimEvent } from '../../../src/domain/claim/record.ts';
import { CLAIM_STATUSES } from '../../../src/domain/claim/status.ts';
import { NEXT_STATUSES } from '../../../src/domain/claim/transitions.ts';
import { event, minute, OPENING, ORDINARY_WAY } from './events.ts';

const walk = (events: readonly ClaimEvent[]) => deriveClaim(OPENING, events);

describe('a claim derived from its events', () => {
  it('is reported when nothing happened yet', () => {
    expect(walk([])).toMatchObject({ status: 'REPORTED', statusAt: minute(0), lossItems: [] });
  });

  it('goes the ordinary way without an anomaly', () => {
    const claim = walk(ORDINARY_WAY.map((status, i) => event(status, i + 1)));
    expect(claim.status).toBe('CLOSED_PAID');
    expect([...claim.anomalies]).toEqual([]);
    expect(claim.path.map((step) => step.status)).toEqual(['REPORTED', ...ORDINARY_WAY]);
  });

  it.each(CLAIM_STATUSES.flatMap((from) => CLAIM_STATUSES.map((to) => [from, to] as const)))(
    'flags %s to %s exactly when the table does not know it',
    (from, to) => {
      const placed = event(from, 1, { isSnapshot: true });
      const claim = walk([placed, event(to, 2)]);
      const sideWayBack = ['SUSPENDED', 'REJECTION_REVIEW'].includes(from) && to === 'REPORTED';
      const isKnown = from === to || sideWayBack || NEXT_STATUSES[from].includes(to);
      expect(claim.anomalies.has(`case-${to}-2`)).toBe(!isKnown);
      // Flagged or not, the core system is the source of truth.
      expect(claim.status).toBe(to);
    },
  );

  it.each([
    [
      'a late event',
      [event('SURVEYED', 3), event('SURVEYING', 2), event('DISPATCHED', 1)],
      'SURVEYED',
    ],
    [
      'ties by stage rank',
      [event('SURVEYING', 1), event('DISPATCHED', 1), event('SURVEYED', 1)],
      'SURVEYED',
    ],
    [
      'an unknown code',
      [event('DISPATCHED', 1), event(undefined, 2, { rawStatus: 'X9' })],
      'DISPATCHED',
    ],
    [
      'suspension and return',
      [
        event('DOCS_PENDING', 1, { isSnapshot: true }),
        event('SUSPENDED', 2),
        event('DOCS_PENDING', 3),
      ],
      'DOCS_PENDING',
    ],
    [
      'reopening',
      [event('CLOSED_PAID', 1, { isSnapshot: true }), event('REOPENED', 2), event('ASSESSING', 3)],
      'ASSESSING',
    ],
    [
      'rejection',
      [
        event('CLAIM_REVIEW', 1, { isSnapshot: true }),
        event('REJECTION_REVIEW', 2),
        event('REJECTED', 3),
      ],
      'REJECTED',
    ],
  ] as const)('handles %s', (_, events, status) => {
    const claim = walk(events);
    expect(claim.status).toBe(status);
    expect([...claim.anomalies]).toEqual([]);
  });

  it('keeps an unknown code until a known stage follows', () => {
    const unknown = event(undefined, 2, { rawStatus: 'X9' });
    expect(walk([event('DISPATCHED', 1), unknown]).rawStatus).toBe('X9');
    expect(
      walk([event('DISPATCHED', 1), unknown, event('SURVEYING', 3)]).rawStatus,
    ).toBeUndefined();
  });

  it('does not count a repeated ordinary stage as a new entry, but a second dispatch is one', () => {
    const assessing = { isSnapshot: true };
    expect(walk([event('ASSESSING', 1, assessing), event('ASSESSING', 5)]).statusAt).toEqual(
      minute(1),
    );
    expect(walk([event('DISPATCHED', 1), event('DISPATCHED', 5)]).statusAt).toEqual(minute(5));
  });

  it('clears a flag when the missing step arrives late', () => {
    const jump = event('SURVEYED', 3);
    expect(walk([event('DISPATCHED', 1), jump]).anomalies.get(jump.sourceEventId)).toBe(
      'DISPATCHED>SURVEYED',
    );
    expect(walk([event('DISPATCHED', 1), jump, event('SURVEYING', 2)]).anomalies.size).toBe(0);
  });

  it('collects facts in order of time and drops missing documents when they are complete', () => {
    const events = [
      event('DOCS_COMPLETE', 3, { facts: { documentsCompleteAt: 'day' } }),
      event('DOCS_PENDING', 2, { facts: { missingDocuments: ['驾驶证'] }, isSnapshot: true }),
    ];
    expect(walk(events.slice(1)).facts.missingDocuments).toEqual(['驾驶证']);
    expect(walk(events).facts).toEqual({ documentsCompleteAt: 'day' });
  });
});

describe('loss items', () => {
  const assessing = event('ASSESSING', 1, { isSnapshot: true });
  const own = (
    status: 'ASSESSING' | 'LOSS_CONFIRMED' | 'CANCELLED',
    at: number,
    assessedFen?: number,
  ) =>
    event(status, at, {
      lossItemNo: '1',
      lossItemKind: 'OWN_VEHICLE',
      facts: assessedFen === undefined ? {} : { assessedFen },
    });
  const third = (
    status: 'ASSESSING' | 'LOSS_CONFIRMED' | 'CANCELLED',
    at: number,
    assessedFen?: number,
  ) =>
    event(status, at, {
      lossItemNo: '2',
      lossItemKind: 'THIRD_VEHICLE',
      facts: assessedFen === undefined ? {} : { assessedFen },
    });

  it('hold the case at the least advanced open one', () => {
    const begun = [assessing, own('ASSESSING', 2), third('ASSESSING', 2)];
    expect(walk([...begun, own('LOSS_CONFIRMED', 3)]).status).toBe('ASSESSING');
    const both = walk([...begun, own('LOSS_CONFIRMED', 3), third('LOSS_CONFIRMED', 4)]);
    expect(both).toMatchObject({ status: 'LOSS_CONFIRMED', statusAt: minute(4) });
  });

  it('no longer hold the case when they are closed', () => {
    const events = [
      assessing,
      own('ASSESSING', 2),
      third('ASSESSING', 2),
      own('LOSS_CONFIRMED', 3),
    ];
    expect(walk([...events, third('CANCELLED', 5)]).status).toBe('LOSS_CONFIRMED');
  });

  it('keep their own stage while the case goes on', () => {
    const claim = walk([assessing, own('LOSS_CONFIRMED', 2, 100), event('DOCS_PENDING', 3)]);
    expect(claim.status).toBe('DOCS_PENDING');
    expect(claim.lossItems).toEqual([
      { itemNo: '1', kind: 'OWN_VEHICLE', status: 'LOSS_CONFIRMED', amountFen: 100 },
    ]);
  });

  it('sum up to the assessed loss once all are known', () => {
    const begun = [assessing, own('LOSS_CONFIRMED', 2, 100), third('ASSESSING', 2)];
    expect(walk(begun).facts.assessedFen).toBeUndefined();
    expect(walk([...begun, third('LOSS_CONFIRMED', 3, 250)]).facts.assessedFen).toBe(350);
  });
});

const anyEvent: fc.Arbitrary<ClaimEvent> = fc
  .record({
    status: fc.option(fc.constantFrom(...CLAIM_STATUSES), { nil: undefined }),
    at: fc.integer({ min: 0, max: 6 }),
    item: fc.option(fc.constantFrom('1', '2'), { nil: undefined }),
    id: fc.integer({ min: 0, max: 30 }),
    isSnapshot: fc.boolean(),
    expected: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    missing: fc.option(fc.constantFrom('甲', '乙'), { nil: undefined }),
  })
  .map((drawn) =>
    event(drawn.status, drawn.at, {
      sourceEventId: `e${drawn.id}`,
      isSnapshot: drawn.isSnapshot,
      facts: {
        ...(drawn.expected === undefined ? {} : { expectedAt: drawn.expected }),
        ...(drawn.missing === undefined ? {} : { missingDocuments: [drawn.missing] }),
      },
      ...(drawn.item === undefined ? {} : { lossItemNo: drawn.item }),
      ...(drawn.status === undefined && drawn.isSnapshot ? { rawStatus: 'X' } : {}),
    }),
  );

describe('arrival', () => {
  it('in any order, in any batches, with repetitions, gives the same claim', () => {
    const histories = fc
      .uniqueArray(anyEvent, { selector: (e) => e.sourceEventId, maxLength: 10 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length }),
          fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }),
        ),
      );
    fc.assert(
      fc.property(histories, ([events, shuffled, repeats]) => {
        let history: readonly ClaimEvent[] = [];
        const arrivals = [...shuffled, ...repeats.flatMap((i) => shuffled[i] ?? [])];
        for (const arriving of arrivals) {
          const applied = applyClaimEvents(OPENING, history, [arriving]);
          history = [...history, ...applied.fresh];
        }
        expect(deriveClaim(OPENING, history)).toEqual(deriveClaim(OPENING, events));
        expect(history.length).toBe(events.length);
      }),
      { numRuns: 500 },
    );
  });

  it('in every permutation of a real history ends the same', () => {
    const events = [
      event('DISPATCHED', 1),
      event('SURVEYING', 2),
      event('SURVEYED', 3),
      event('ASSESSING', 3),
      event('LOSS_CONFIRMED', 4, { facts: { assessedFen: 5 } }),
      event(undefined, 5, { rawStatus: 'ODD' }),
    ];
    const expected = walk(events);
    for (const order of permutations(events)) expect(walk(order)).toEqual(expected);
  });
});

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}
