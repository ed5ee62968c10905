import type { ClockKind, SlaClock } from './clock.ts';

/** How long the clocks of one kind took. Means are null while nothing is done. */
export interface ClockDurations {
  readonly kind: ClockKind;
  readonly met: number;
  /** Late, done since or not. */
  readonly breached: number;
  /** Late and still waited for: they have no length yet, so they are told beside the means, not left out of sight. */
  readonly lateAndOpen: number;
  /** Done, in time or late: what the means are of. */
  readonly done: number;
  /** By the wall. */
  readonly grossMsMean: number | null;
  /** By the clock's own time, without what it stood still. */
  readonly netMsMean: number | null;
}

/**
 * How long clocks of each kind took, the late ones among them: a mean of those in time alone would look better the
 * more is late. Kinds without a clock are left out.
 */
export function measureDurations(clocks: readonly SlaClock[]): readonly ClockDurations[] {
  const kinds = [...new Set(clocks.map(({ kind }) => kind))];
  return kinds.map((kind) =>
    durationsOf(
      kind,
      clocks.filter((clock) => clock.kind === kind),
    ),
  );
}

function durationsOf(kind: ClockKind, clocks: readonly SlaClock[]): ClockDurations {
  const done = clocks.filter(({ doneAt }) => doneAt !== null);
  const breached = clocks.filter(({ verdict }) => verdict === 'breached');
  return {
    kind,
    met: clocks.filter(({ verdict }) => verdict === 'met').length,
    breached: breached.length,
    lateAndOpen: breached.filter(({ doneAt, endedAt }) => doneAt === null && endedAt === null)
      .length,
    done: done.length,
    grossMsMean: meanOf(done.map(({ grossMs }) => grossMs ?? 0)),
    netMsMean: meanOf(done.map(({ netMs }) => netMs ?? 0)),
  };
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
