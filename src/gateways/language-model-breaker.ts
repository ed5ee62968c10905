import { addMs, type Clock, SECOND_MS } from '../lib/clock.ts';

/** Failures within the window after which nobody is made to wait for the model any more. */
export const FAILURES_MAX = 5;
export const WINDOW_MS = 60 * SECOND_MS;
/** How long it is left alone before one call may try again. */
export const OPEN_MS = 30 * SECOND_MS;

/** Stops asking somebody who does not answer; after a while a single call tries whether it is better. */
export interface CircuitBreaker {
  /** True when this call may be made; the caller then says how it went. */
  mayCall(): boolean;
  succeeded(): void;
  failed(): void;
  /** It was called off, or came to nothing that says how the other side is. */
  undecided(): void;
}

/** Closed until `FAILURES_MAX` failures within `WINDOW_MS`; then open for `OPEN_MS`; then half open. */
export function makeCircuitBreaker({ clock }: { readonly clock: Clock }): CircuitBreaker {
  let failures: readonly Date[] = [];
  let openUntil: Date | undefined;
  let isTrying = false;
  return {
    mayCall: () => {
      if (openUntil === undefined) return true;
      if (clock.now() < openUntil || isTrying) return false;
      isTrying = true;
      return true;
    },
    succeeded: () => {
      // Only the trial closes an open circuit: an answer that was on its way when it opened does not.
      if (openUntil !== undefined && !isTrying) return;
      failures = [];
      openUntil = undefined;
      isTrying = false;
    },
    failed: () => {
      const now = clock.now();
      failures = [...failures.filter((at) => at > addMs(now, -WINDOW_MS)), now];
      if (!isTrying && failures.length < FAILURES_MAX) return;
      openUntil = addMs(now, OPEN_MS);
      isTrying = false;
    },
    undecided: () => {
      isTrying = false;
    },
  };
}
