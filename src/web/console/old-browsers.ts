/** Functions of arrays that the console calls and Chromium 87 does not have. */
const YOUNGER = {
  at(this: readonly unknown[], index: number): unknown {
    return this[index < 0 ? this.length + index : index];
  },
  findLast(
    this: readonly unknown[],
    isWanted: (item: unknown, index: number, all: readonly unknown[]) => unknown,
  ): unknown {
    for (let index = this.length - 1; index >= 0; index -= 1) {
      if (isWanted(this[index], index, this)) return this[index];
    }
    return undefined;
  },
  toReversed(this: readonly unknown[]): unknown[] {
    return [...this].reverse();
  },
  toSorted(
    this: readonly unknown[],
    compare?: (left: unknown, right: unknown) => number,
  ): unknown[] {
    return [...this].sort(compare);
  },
};

/**
 * Gives arrays what the browser lacks. Offices of insurers have browsers on Chromium 86 to 108; the build lowers what
 * is written, not what is called.
 */
export function teachOldBrowser(prototype: object = Array.prototype): void {
  for (const [name, value] of Object.entries(YOUNGER)) {
    if (name in prototype) continue;
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }
}
