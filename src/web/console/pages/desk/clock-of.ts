/** A promise's clock: kept, running with so long left, or late by so long. */
export type Clock =
  | { readonly kind: 'done' }
  | { readonly kind: 'running'; readonly leftMs: number; readonly isNear: boolean }
  | { readonly kind: 'late'; readonly byMs: number };

/** With less than this left a running clock is near, in milliseconds. */
const NEAR_MS = 4 * 3_600_000;

/** How a clock stands. One that was met late is late for ever: the verdict is of the time of the event. */
export function clockOf(dueAt: string, metAt: string | null, nowMs: number): Clock {
  const due = Date.parse(dueAt);
  const end = metAt === null ? nowMs : Date.parse(metAt);
  if (end > due) return { kind: 'late', byMs: end - due };
  if (metAt !== null) return { kind: 'done' };
  return { kind: 'running', leftMs: due - nowMs, isNear: due - nowMs < NEAR_MS };
}
