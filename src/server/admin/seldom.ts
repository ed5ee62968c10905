import type { Clock } from '../../lib/clock.ts';

/** Keys that are remembered at once; beyond it everything is forgotten, which only writes a row more. */
const KEYS_MAX = 10_000;

/** Says of each key whether it comes for the first time within `everyMs`. In this process only. */
export function makeSeldom(clock: Clock, everyMs: number): (key: string) => boolean {
  const until = new Map<string, number>();
  return (key) => {
    const now = clock.now().getTime();
    if ((until.get(key) ?? 0) > now) return false;
    if (until.size >= KEYS_MAX) until.clear();
    until.set(key, now + everyMs);
    return true;
  };
}
