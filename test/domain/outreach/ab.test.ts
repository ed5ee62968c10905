import { describe, expect, test } from 'vitest';
import { differenceOf, proportionOf } from '../../../src/domain/outreach/ab.ts';

describe('a share has the interval of Wilson', () => {
  // Newcombe 1998, table I of the first paper (Statistics in Medicine 17, 857): method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (count, n, low, high) => {
    const found = proportionOf(count, n);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });
  test('of nobody there is no share', () => {
    expect(proportionOf(0, 0)).toEqual({ count: 0, n: 0, share: null, low: 0, high: 1 });
  });
  test('everybody is a share of one, and no more', () => {
    expect(proportionOf(20, 20)).toMatchObject({ share: 1, high: 1 });
  });
});

describe('a difference has the interval of Newcombe', () => {
  // Newcombe 1998, table II of the second paper (Statistics in Medicine 17, 873): method 10, first minus second.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])('%i/%i against %i/%i', (count, n, otherCount, otherN, low, high) => {
    const found = differenceOf(proportionOf(otherCount, otherN), proportionOf(count, n));
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
    expect(found?.isShown).toBe(low > 0);
  });
  test('with nobody there is none', () => {
    expect(differenceOf(proportionOf(0, 0), proportionOf(1, 2))).toBeUndefined();
  });
});
