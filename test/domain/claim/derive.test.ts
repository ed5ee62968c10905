import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyClaimEvents } from '../../../src/domain/claim/apply.ts';
import { deriveClaim } from '../../../src/domain/claim/derive.ts';
import type { ClaimEvent } from '../../../src/domain/claim/record.ts';
import { CLAIM_STATUSES, type ClaimStatus } from '../../../src/domain/claim/status.ts';
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

describe('facts of one stage', () => {
  const promise = { expectedAt: 'friday', contactWithinMinutes: 10 };
  const placed = (status: ClaimStatus, facts: ClaimEvent['facts'] = {}) =>
    event(status, 1, { isSnapshot: true, facts });

  it.each<[string, readonly ClaimEvent[], ClaimEvent['facts']]>([
    ['last while the stage does', [placed('DISPATCHED', promise)], promise],
    ['end with the next one', [placed('DISPATCHED', promise), event('SURVEYING', 2)], {}],
    [
      'are replaced by those of the next one',
      [placed('ASSESSING', promise), event('LOSS_REVIEW', 2, { facts: { expectedAt: 'monday' } })],
      { expectedAt: 'monday' },
    ],
    [
      'told alone belong to the stage of that moment',
      [placed('ASSESSING'), event(undefined, 2, { facts: promise })],
      promise,
    ],
    [
      'told alone at the instant of a step belong to the stage it leads to',
      [placed('ASSESSING'), event('LOSS_REVIEW', 2), event(undefined, 2, { facts: promise })],
      promise,
    ],
    [
      'told late, for a stage that is over, say nothing now',
      [placed('ASSESSING'), event('LOSS_REVIEW', 3), event(undefined, 2, { facts: promise })],
      {},
    ],
    [
      'begin anew with a second dispatch',
      [placed('DISPATCHED', promise), event('DISPATCHED', 2)],
      {},
    ],
    [
      'stay when a snapshot repeats the stage',
      [placed('ASSESSING', promise), event('ASSESSING', 2, { isSnapshot: true })],
      promise,
    ],
    [
      'stay through an unknown code',
      [placed('ASSESSING', promise), event(undefined, 2, { rawStatus: 'X' })],
      promise,
    ],
    [
      'stay through a stage that the customer never sees, and back',
      [placed('CLAIM_REVIEW', promise), event('REJECTION_REVIEW', 2), event('CLAIM_REVIEW', 3)],
      promise,
    ],
    [
      'end when the way leads on from a hidden stage',
      [placed('CLAIM_REVIEW', promise), event('REJECTION_REVIEW', 2), event('APPROVED', 3)],
      {},
    ],
    ['end when the case is closed, even told then', [placed('CLOSED_ZERO', promise)], {}],
    [
      'do not come back when a closed case is reopened',
      [placed('CLOSED_PAID', promise), event('REOPENED', 2)],
      {},
    ],
    [
      'end when an item moves the case',
      [
        placed('ASSESSING', promise),
        event('LOSS_CONFIRMED', 2, { lossItemNo: '1', facts: { assessedFen: 1 } }),
      ],
      { assessedFen: 1 },
    ],
    [
      'of money outlive every stage',
      [placed('APPROVED', { payableFen: 5, payeeLast4: '8866' }), event('PAYING', 2)],
      { payableFen: 5, payeeLast4: '8866' },
    ],
  ])('%s', (_, events, facts) => {
    expect(walk(events).facts).toEqual(facts);
  });

  it.each<[string, readonly ClaimEvent[], readonly string[] | undefined]>([
    ['last through a suspension', [event('SUSPENDED', 2), event('DOCS_PENDING', 3)], ['驾驶证']],
    ['last until they are complete', [event('DOCS_COMPLETE', 2)], undefined],
    ['end with any stage beyond that', [event('ADJUSTING', 2)], undefined],
    [
      'of before are not asked for again when more is asked for',
      [
        event('DOCS_COMPLETE', 2),
        event('ADJUSTING', 3),
        event('DOCS_PENDING', 4, { facts: { missingDocuments: ['发票'] } }),
      ],
      ['发票'],
    ],
    [
      'told although they are complete are not asked for',
      [event('DOCS_COMPLETE', 2, { facts: { missingDocuments: ['发票'] } })],
      undefined,
    ],
  ])('missing documents %s', (_, events, missing) => {
    const asked = placed('DOCS_PENDING', { missingDocuments: ['驾驶证'] });
    expect(walk([asked, ...events]).facts.missingDocuments).toEqual(missing);
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
