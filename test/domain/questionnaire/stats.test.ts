import { describe, expect, it } from 'vitest';
import { cesOf, csatOf, npsOf, wilson } from '../../../src/domain/questionnaire/stats.ts';

const percent = (share: number): number => Math.round(share * 1_000) / 10;

describe('the interval of a share', () => {
  // domain.md 4.5
  it.each([
    [45, 50, 78.6, 95.7],
    [90, 100, 82.6, 94.5],
    [5, 5, 56.6, 100],
  ])('of %i in %i is %s to %s percent', (count, n, low, high) => {
    const interval = wilson(count, n);
    expect(percent(interval?.low ?? 0)).toBe(low);
    expect(percent(interval?.high ?? 0)).toBe(high);
  });

  it('of nobody is none', () => {
    expect(wilson(0, 0)).toBeUndefined();
  });
});

describe('the margin of a recommendation', () => {
  // domain.md 4.5: half of them promoters, a fifth detractors.
  it.each([
    [50, 21.6],
    [100, 15.3],
    [200, 10.8],
    [400, 7.7],
    [1_000, 4.8],
  ])('of %i people is %s', (n, margin) => {
    const nps = npsOf([
      [10, n * 0.5],
      [8, n * 0.3],
      [2, n * 0.2],
    ]);
    expect(nps.score).toBeCloseTo(30);
    expect(Math.round((nps.margin ?? 0) * 10) / 10).toBe(margin);
  });

  it('goes from -100 to 100', () => {
    expect(npsOf([[0, 3]]).score).toBe(-100);
    expect(npsOf([[9, 3]]).score).toBe(100);
    expect(npsOf([[7, 3]])).toMatchObject({ score: 0, passives: 3 });
  });
});

describe('satisfaction and effort', () => {
  it('are the share of the upper steps, with the mean beside it', () => {
    const csat = csatOf([
      [1, 1],
      [3, 1],
      [4, 4],
      [5, 4],
    ]);
    expect(csat).toMatchObject({ n: 10, topTwo: 0.8, mean: 4, isSmall: true });
    const ces = cesOf([
      [2, 10],
      [6, 30],
    ]);
    expect(ces).toMatchObject({ n: 40, mean: 5, easy: 0.75, isSmall: false });
  });

  it('of nobody are nothing, not zero', () => {
    expect(csatOf([])).toEqual({
      n: 0,
      topTwo: null,
      mean: null,
      low: null,
      high: null,
      isSmall: true,
    });
    expect(cesOf([[4, 0]])).toMatchObject({ n: 0, mean: null, easy: null });
    expect(npsOf([])).toMatchObject({ n: 0, score: null, margin: null });
  });
});
