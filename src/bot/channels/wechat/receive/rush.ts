import { type Clock, SECOND_MS } from '../../../../lib/clock.ts';

/** Callbacks a second, smoothed over one, from which on answering them comes first. */
const RUSHED_FROM = 40;

/** Counts callbacks, to tell a rush from everyday traffic. */
export interface Rush {
  /** One came. */
  add(): void;
  isOn(): boolean;
}

/** A count that fades by half in about two thirds of a second: at a steady rate it is that rate. */
export function makeRush(clock: Pick<Clock, 'now'>): Rush {
  let level = 0;
  let at = clock.now().getTime();
  const fade = (): void => {
    const now = clock.now().getTime();
    level *= Math.exp(-Math.max(0, now - at) / SECOND_MS);
    at = now;
  };
  return {
    add: () => {
      fade();
      level += 1;
    },
    isOn: () => {
      fade();
      return level >= RUSHED_FROM;
    },
  };
}
