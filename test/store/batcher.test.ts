import { describe, expect, test } from 'vitest';
import { Batcher } from '../../src/store/batcher.ts';

interface Item {
  readonly key: string;
  readonly value: number;
}

/** A batcher whose batches end when the test says so. */
function heldBatcher(
  options: {
    readonly concurrentMax?: number;
    readonly failOn?: (items: readonly Item[]) => boolean;
  } = {},
) {
  const batches: { readonly values: readonly number[]; readonly finish: () => void }[] = [];
  const batcher = new Batcher<Item, number>({
    concurrentMax: options.concurrentMax ?? 1,
    sizeMax: 3,
    keyOf: (item) => item.key,
    runAll: async (items) => {
      await new Promise<void>((finish) => {
        batches.push({ values: items.map((item) => item.value), finish });
      });
      if (options.failOn?.(items) === true)
        throw new Error(`refused ${items.map((item) => item.value)}`);
      return items.map((item) => item.value * 10);
    },
  });
  return { batcher, batches };
}

/** Ends every batch as it comes, until none is left. */
async function finishAll(batches: readonly { finish(): void }[]): Promise<void> {
  for (let ended = 0; ended < batches.length; ended += 1) {
    batches[ended]?.finish();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('Batcher', () => {
  test('sends the first item at once and what comes meanwhile together', async () => {
    const { batcher, batches } = heldBatcher();
    const results = Promise.all(
      [1, 2, 3, 4, 5].map((value) => batcher.run({ key: `k${value}`, value })),
    );
    await finishAll(batches);
    expect(await results).toEqual([10, 20, 30, 40, 50]);
    expect(batches.map((batch) => batch.values)).toEqual([[1], [2, 3, 4], [5]]);
  });

  test('never runs two items of one key at the same time, and keeps their order', async () => {
    const { batcher, batches } = heldBatcher({ concurrentMax: 2 });
    const results = Promise.all([
      batcher.run({ key: 'a', value: 1 }),
      batcher.run({ key: 'a', value: 2 }),
      batcher.run({ key: 'b', value: 3 }),
      batcher.run({ key: 'a', value: 4 }),
    ]);
    expect(batches.map((batch) => batch.values)).toEqual([[1], [3]]);
    await finishAll(batches);
    expect(await results).toEqual([10, 20, 30, 40]);
    expect(batches.map((batch) => batch.values)).toEqual([[1], [3], [2], [4]]);
  });

  test('gives each item of a failed batch its own answer', async () => {
    const { batcher, batches } = heldBatcher({
      failOn: (items) => items.some((item) => item.value === 3),
    });
    const results = Promise.allSettled(
      [1, 2, 3, 4].map((value) => batcher.run({ key: `k${value}`, value })),
    );
    await finishAll(batches);
    expect(
      (await results).map((result) => (result.status === 'fulfilled' ? result.value : 'refused')),
    ).toEqual([10, 20, 'refused', 40]);
  });
});
