/** So many, for a reason. */
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

/** What became of pushes of one kind that were due in a month: `due` is the sum of all the others. */
export interface PushMonth {
  /** `YYYY-MM` */
  readonly month: string;
  readonly due: number;
  /** Given to a channel, and not known to have failed. */
  readonly sent: number;
  readonly waiting: number;
  readonly suppressed: number;
  readonly suppressedBy: readonly ReasonCount[];
  readonly failed: number;
  readonly unknown: number;
}

export interface OccasionMonth extends PushMonth {
  readonly occasion: string;
  /** Nobody was there to send it, or there were no approved words. */
  readonly missed: number;
  readonly missedBy: readonly ReasonCount[];
}

export interface VisitMonth {
  readonly month: string;
  readonly kind: string;
  readonly due: number;
  readonly done: number;
  readonly open: number;
  readonly stopped: number;
  readonly stoppedBy: readonly ReasonCount[];
  readonly missed: number;
  readonly missedBy: readonly ReasonCount[];
}

/** A year of the desk's care: what was due, and what became of it. */
export interface CareYear {
  readonly occasions: readonly OccasionMonth[];
  readonly pushes: readonly (PushMonth & { readonly pushClass: string })[];
  readonly visits: readonly VisitMonth[];
}

/** Rows of the ledger, counted. */
export interface CountedDelivery {
  readonly month: string;
  /** An occasion, or a class of pushes of their own. */
  readonly occasion: string;
  readonly status: string;
  readonly reason: string | null;
  readonly count: number;
}

/** People of campaigns of which nothing was sent, counted. */
export interface CountedSkip extends ReasonCount {
  readonly month: string;
  readonly occasion: string;
}

/** Return visits, counted. */
export interface CountedVisit {
  readonly month: string;
  readonly kind: string;
  readonly status: string;
  readonly reason: string | null;
  readonly count: number;
}

/** By month and occasion. */
export function foldOccasions(
  deliveries: readonly CountedDelivery[],
  skipped: readonly CountedSkip[],
): readonly OccasionMonth[] {
  const groups = groupBy(
    [
      ...deliveries.map((row) => ({ ...row, isSkip: false })),
      ...skipped.map((row) => ({ ...row, status: 'missed', isSkip: true })),
    ],
    ({ month, occasion }) => `${month} ${occasion}`,
  );
  return groups.map(([{ month, occasion }, rows]) => {
    const missedBy = reasonsOf(rows.filter(({ isSkip }) => isSkip));
    const pushes = pushMonth(
      month,
      rows.filter(({ isSkip }) => !isSkip),
    );
    const missed = sumOf(missedBy);
    return { occasion, ...pushes, due: pushes.due + missed, missed, missedBy };
  });
}

/** By month and class. */
export function foldPushes(
  deliveries: readonly CountedDelivery[],
): readonly (PushMonth & { readonly pushClass: string })[] {
  return groupBy(deliveries, ({ month, occasion }) => `${month} ${occasion}`).map(
    ([{ month, occasion }, rows]) => ({ pushClass: occasion, ...pushMonth(month, rows) }),
  );
}

/** By month and kind. */
export function foldVisits(visits: readonly CountedVisit[]): readonly VisitMonth[] {
  return groupBy(visits, ({ month, kind }) => `${month} ${kind}`).map(([{ month, kind }, rows]) => {
    const of = (status: string) => rows.filter((row) => row.status === status);
    const done = sumOf(of('done'));
    const stoppedBy = reasonsOf(of('stopped'));
    const missedBy = reasonsOf(of('missed'));
    const stopped = sumOf(stoppedBy);
    const missed = sumOf(missedBy);
    const due = sumOf(rows);
    const open = due - done - stopped - missed;
    return { month, kind, due, done, open, stopped, stoppedBy, missed, missedBy };
  });
}

function pushMonth(month: string, rows: readonly CountedDelivery[]): PushMonth {
  const of = (...states: readonly string[]) => rows.filter(({ status }) => states.includes(status));
  const suppressedBy = reasonsOf(of('suppressed'));
  return {
    month,
    due: sumOf(rows),
    sent: sumOf(of('sent', 'delivered')),
    waiting: sumOf(of('planned', 'sending')),
    suppressed: sumOf(suppressedBy),
    suppressedBy,
    failed: sumOf(of('failed')),
    unknown: sumOf(of('unknown')),
  };
}

/** The most frequent reason first; one that was not given is `other`. */
function reasonsOf(
  rows: readonly { readonly reason: string | null; readonly count: number }[],
): readonly ReasonCount[] {
  const counts = new Map<string, number>();
  for (const { reason, count } of rows) {
    const key = reason ?? 'other';
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

function sumOf(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** The rows of each key with the first of them, in the order of the keys. */
function groupBy<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): readonly (readonly [T, readonly T[]])[] {
  const groups = new Map<string, readonly [T, T[]]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row, [row]]);
    else group[1].push(row);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
