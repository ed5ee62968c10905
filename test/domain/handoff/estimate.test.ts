import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateWait, type WaitFacts } from '../../../src/domain/handoff/estimate.ts';

const MINUTE = 60_000;
const busy = (count: number) => Array.from({ length: count }, () => ({ capacity: 5, active: 5 }));
const tenMinutes = Array.from({ length: 20 }, () => 10 * MINUTE);
const facts = (more: Partial<WaitFacts>): WaitFacts => ({
  position: 1,
  agents: busy(2),
  handlingMs: tenMinutes,
  acceptanceMs: [],
  ...more,
});

describe('estimateWait cannot say', () => {
  it.each([
    ['when nobody is at work', { agents: [] }],
    ['when nobody has any capacity', { agents: [{ capacity: 0, active: 0 }] }],
    ['when nothing was finished lately', { handlingMs: [] }],
    ['from four samples', { handlingMs: tenMinutes.slice(0, 4) }],
    [
      'when somebody is free and nobody knows how soon they answer',
      { agents: [{ capacity: 5, active: 1 }] },
    ],
    ['when it is hours', { position: 400 }],
    ['without a place', { position: 0 }],
  ] as const)('%s', (_, more) => {
    expect(estimateWait(facts(more))).toBeUndefined();
  });
});

describe('estimateWait', () => {
  it.each([
    // Ten conversations of ten minutes at once: one ends every minute, give or take.
    [facts({ position: 1 }), { fromMinutes: 0, toMinutes: 3 }],
    [facts({ position: 4 }), { fromMinutes: 1, toMinutes: 7 }],
    [facts({ position: 25 }), { fromMinutes: 18, toMinutes: 32 }],
    [facts({ position: 25, agents: busy(10) }), { fromMinutes: 3, toMinutes: 7 }],
    // Two have room: the third waits for one end.
    [
      facts({ position: 3, agents: [...busy(1), { capacity: 5, active: 3 }] }),
      { fromMinutes: 0, toMinutes: 3 },
    ],
    [
      facts({
        agents: [{ capacity: 5, active: 0 }],
        acceptanceMs: [5_000, 6_000, 9_000, 20_000, 31_000, 70_000],
      }),
      { fromMinutes: 0, toMinutes: 2 },
    ],
  ])('case %#', (given, expected) => {
    expect(estimateWait(given)).toEqual(expected);
  });

  it('is a range, in order, and longer further back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 1_000, max: 30 * MINUTE }), { minLength: 5, maxLength: 30 }),
        (position, people, handlingMs) => {
          const here = estimateWait(facts({ position, agents: busy(people), handlingMs }));
          const behind = estimateWait(
            facts({ position: position + 1, agents: busy(people), handlingMs }),
          );
          if (here === undefined) {
            expect(behind).toBeUndefined();
            return;
          }
          expect(here.fromMinutes).toBeLessThan(here.toMinutes);
          expect(here.fromMinutes).toBeGreaterThanOrEqual(0);
          if (behind === undefined) return;
          expect(behind.fromMinutes).toBeGreaterThanOrEqual(here.fromMinutes);
          expect(behind.toMinutes).toBeGreaterThanOrEqual(here.toMinutes);
        },
      ),
    );
  });

  it('holds in about four of five simulated waits', () => {
    let seed = 11;
    const random = (): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return (seed + 1) / 0x80000001;
    };
    const estimate = estimateWait(facts({ position: 6 }));
    if (estimate === undefined) throw new Error('no estimate');
    const runs = 2_000;
    let inside = 0;
    for (let run = 0; run < runs; run += 1) {
      // Ends of ten conversations at once come at random, a minute apart on average.
      let minutes = 0;
      for (let end = 0; end < 6; end += 1) minutes -= Math.log(random());
      if (minutes >= estimate.fromMinutes && minutes <= estimate.toMinutes) inside += 1;
    }
    expect(inside / runs).toBeGreaterThan(0.75);
  });
});
