import { describe, expect, it } from 'vitest';
import { teachOldBrowser } from '../../../src/web/console/old-browsers.ts';

/** An array of a browser that has none of the younger functions. */
function oldArray(...items: readonly number[]): unknown {
  const base = Object.create(null);
  teachOldBrowser(base);
  return Object.assign(Object.create(base), items, {
    length: items.length,
    [Symbol.iterator]: () => items[Symbol.iterator](),
  });
}

function ask(array: unknown, name: string, ...args: readonly unknown[]): unknown {
  if (typeof array !== 'object' || array === null) return undefined;
  const taught: unknown = Reflect.get(array, name);
  return typeof taught === 'function' ? Reflect.apply(taught, array, args) : 'not taught';
}

describe('an old browser', () => {
  it.each([
    ['at', [-1], 2],
    ['at', [0], 3],
    ['at', [9], undefined],
    ['findLast', [(item: number) => item < 3], 2],
    ['findLast', [(item: number) => item > 3], undefined],
    ['toReversed', [], [2, 1, 3]],
    ['toSorted', [(a: number, b: number) => a - b], [1, 2, 3]],
  ])('learns %s(%s)', (name, args, answer) => {
    expect(ask(oldArray(3, 1, 2), name, ...args)).toEqual(answer);
  });

  it('keeps what it knows', () => {
    const before = Array.prototype.toSorted;
    teachOldBrowser();
    expect(Array.prototype.toSorted).toBe(before);
  });
});
