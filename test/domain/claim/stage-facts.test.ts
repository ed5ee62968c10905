import { describe, expect, it } from 'vitest';
import { deriveClaim } from '../../../src/domain/claim/derive.ts';
import type { ClaimEvent } from '../../../src/domain/claim/record.ts';
import type { ClaimStatus } from '../../../src/domain/claim/status.ts';
import { event, OPENING } from './events.ts';

const walk = (events: readonly ClaimEvent[]) => deriveClaim(OPENING, events);

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
