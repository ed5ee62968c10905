import { expect, it, onTestFinished } from 'vitest';
import { makeWatchClocks, WATCH_AGAIN_MS, WATCH_EVERY_MS } from '../../src/jobs/watch-clocks.ts';
import { addMs } from '../../src/lib/clock.ts';
import { makeLog } from '../../src/lib/log.ts';
import { HeldClock } from './held-clock.ts';

const START = new Date('2026-06-08T04:00:00.000Z');

/** A watch on a clock that stands still; each look's answer comes from `answers`, the last one for ever. */
function watching(answers: readonly (Date | undefined | 'fails')[]) {
  const clock = new HeldClock(START);
  let looks = 0;
  const look = async (): Promise<{ readonly nextAt: Date | undefined }> => {
    const answer = answers[Math.min(looks, answers.length - 1)];
    looks += 1;
    if (answer === 'fails') throw new Error('away');
    return { nextAt: answer };
  };
  const watch = makeWatchClocks({ look, clock, log: makeLog({ level: 'silent' }) });
  onTestFinished(() => watch.stop());
  return {
    watch,
    looksAfter: async (ms: number): Promise<number> => {
      clock.advance(ms);
      // Whatever was woken runs now.
      await new Promise((resolve) => setImmediate(resolve));
      return looks;
    },
  };
}

it('looks at once when it starts, and again after half a second when nothing is due', async () => {
  const { watch, looksAfter } = watching([undefined]);
  watch.start();
  expect(await looksAfter(0)).toBe(1);
  expect(await looksAfter(WATCH_EVERY_MS - 1)).toBe(1);
  expect(await looksAfter(1)).toBe(2);
});

it('sleeps until a millisecond after the next deadline, when that is sooner', async () => {
  const { watch, looksAfter } = watching([addMs(START, 200), undefined]);
  watch.start();
  expect(await looksAfter(0)).toBe(1);
  expect(await looksAfter(200)).toBe(1);
  expect(await looksAfter(1)).toBe(2);
});

it('takes a breath when what is due is held by another worker', async () => {
  const { watch, looksAfter } = watching([addMs(START, -5_000), undefined]);
  watch.start();
  await looksAfter(0);
  expect(await looksAfter(WATCH_AGAIN_MS - 1)).toBe(1);
  expect(await looksAfter(1)).toBe(2);
});

it('looks at once when an act changed clocks', async () => {
  const { watch, looksAfter } = watching([undefined]);
  watch.start();
  await looksAfter(0);
  watch.wake();
  expect(await looksAfter(0)).toBe(2);
});

it('goes on after a look that failed', async () => {
  const { watch, looksAfter } = watching(['fails', undefined]);
  watch.start();
  await looksAfter(0);
  expect(await looksAfter(WATCH_EVERY_MS + 1)).toBe(2);
});

it('looks no more once it is stopped', async () => {
  const { watch, looksAfter } = watching([undefined]);
  watch.start();
  await looksAfter(0);
  await watch.stop();
  expect(await looksAfter(10 * WATCH_EVERY_MS)).toBe(1);
});
