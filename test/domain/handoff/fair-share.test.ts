import { describe, expect, it } from 'vitest';
import {
  assignedAt,
  type Candidate,
  chooseAgent,
  type Wanted,
} from '../../../src/domain/handoff/assign.ts';
import { agent, NOW, wanted } from './candidates.ts';

/** A desk that hands out `rounds` hand-offs, every one at the same instant as some of the others. */
function simulate(
  people: readonly Candidate[],
  rounds: number,
  closes: (active: ReadonlyMap<string, number>, round: number) => readonly string[],
  want: (round: number) => Wanted = () => wanted(),
) {
  let desk = people;
  const given = new Map(people.map(({ id }) => [id, 0]));
  const violations: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const now = new Date(NOW.getTime() + Math.floor(round / 3));
    const chosen = chooseAgent(want(round), desk);
    if (chosen !== undefined) {
      const before = desk.find(({ id }) => id === chosen.agentId);
      if (before === undefined) throw new Error('nobody of that id');
      if (before.active >= before.capacity) violations.push(`${round}: over capacity`);
      const waitedLonger = desk.filter(
        (each) =>
          each.active === before.active &&
          (each.lastAssignedAt?.getTime() ?? 0) < (before.lastAssignedAt?.getTime() ?? 0),
      );
      if (want(round).preferred.length === 0 && waitedLonger.length > 0)
        violations.push(`${round}: out of turn`);
      const least = Math.min(...desk.map(({ active }) => active));
      if (before.active > least) violations.push(`${round}: somebody had less to do`);
      const lastAssignedAt = assignedAt(now, desk);
      given.set(chosen.agentId, (given.get(chosen.agentId) ?? 0) + 1);
      desk = desk.map((each) =>
        each.id === chosen.agentId ? { ...each, active: each.active + 1, lastAssignedAt } : each,
      );
    }
    for (const id of closes(new Map(desk.map((each) => [each.id, each.active])), round)) {
      desk = desk.map((each) =>
        each.id === id ? { ...each, active: Math.max(0, each.active - 1) } : each,
      );
    }
  }
  const counts = [...given.values()];
  return { counts, spread: Math.max(...counts) - Math.min(...counts), violations };
}

/** Equals: the same skills, languages, branch and room, all of them at work. */
const equals = (count: number, capacity: number): readonly Candidate[] =>
  Array.from({ length: count }, (_, i) => agent(`agt_${String(i).padStart(3, '0')}`, { capacity }));

describe('a fair share among equals, over 10,000 hand-offs', () => {
  it('differs by at most one when nothing is closed', () => {
    const { spread, counts, violations } = simulate(equals(13, 10_000), 10_000, () => []);
    expect(counts.reduce((a, b) => a + b)).toBe(10_000);
    expect({ spread, violations }).toEqual({ spread: 1, violations: [] });
  });

  it('differs by at most one when each is closed at once', () => {
    const { spread, violations } = simulate(equals(13, 5), 10_000, (active) =>
      [...active].filter(([, n]) => n > 0).map(([id]) => id),
    );
    expect({ isFair: spread <= 1, violations }).toEqual({ isFair: true, violations: [] });
  });

  it('differs by at most one when conversations end in the order in which they began', () => {
    let oldest = 0;
    const { spread, violations } = simulate(equals(7, 5), 10_000, (_, round) => {
      if (round < 20) return [];
      oldest += 1;
      return [`agt_${String((oldest - 1) % 7).padStart(3, '0')}`];
    });
    expect({ isFair: spread <= 1, violations }).toEqual({ isFair: true, violations: [] });
  });

  it('with ends at random: always somebody with the least to do, and of those whoever waited longest', () => {
    let seed = 7;
    const next = (n: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return (seed >>> 8) % n;
    };
    const { violations, counts } = simulate(equals(10, 5), 10_000, () =>
      next(10) < 9 ? [`agt_00${next(10)}`] : [],
    );
    expect(violations).toEqual([]);
    // No bound of one here: whoever closes more is given more. Nobody is left out, though.
    const mean = counts.reduce((a, b) => a + b) / counts.length;
    expect(Math.min(...counts)).toBeGreaterThan(mean * 0.9);
  });

  it('needs different times for what is given in one instant', () => {
    const people = [agent('a', { lastAssignedAt: NOW }), agent('b')];
    expect(assignedAt(NOW, people).getTime()).toBe(NOW.getTime() + 1);
    expect(assignedAt(NOW, [agent('b')])).toEqual(NOW);
  });

  it('gives the recused nothing', () => {
    const { counts } = simulate(
      equals(4, 10_000),
      3_000,
      () => [],
      () => wanted({ recused: ['agt_002'] }),
    );
    expect(counts).toEqual([1_000, 1_000, 0, 1_000]);
  });
});
