import { deriveClaim } from './derive.ts';
import { isNews } from './news.ts';
import type { ClaimEvent, ClaimOpening, DerivedClaim } from './record.ts';

/** What became of events that just arrived. */
export interface AppliedEvents {
  readonly before: DerivedClaim;
  readonly claim: DerivedClaim;
  /** Those that were not in the history yet, each id once. */
  readonly fresh: readonly ClaimEvent[];
  /** Of the fresh ones: the steps that the table does not know. */
  readonly anomalies: ReadonlyMap<string, string>;
  /** The claim reads differently than before. */
  readonly changed: boolean;
  readonly tellCustomer: boolean;
}

/** Adds events to a history. Pure: the same events in any order and any batches give the same claim. */
export function applyClaimEvents(
  opening: ClaimOpening,
  history: readonly ClaimEvent[],
  incoming: readonly ClaimEvent[],
): AppliedEvents {
  const known = new Set(history.map((event) => event.sourceEventId));
  const fresh: ClaimEvent[] = [];
  for (const event of incoming) {
    if (known.has(event.sourceEventId)) continue;
    known.add(event.sourceEventId);
    fresh.push(event);
  }
  const before = deriveClaim(opening, history);
  const claim = fresh.length === 0 ? before : deriveClaim(opening, [...history, ...fresh]);
  const ids = new Set(fresh.map((event) => event.sourceEventId));
  return {
    before,
    claim,
    fresh,
    anomalies: new Map([...claim.anomalies].filter(([id]) => ids.has(id))),
    changed: summary(before) !== summary(claim),
    tellCustomer: isNews(before.path, claim.path),
  };
}

function summary(claim: DerivedClaim): string {
  const { anomalies: _, path: __, ...read } = claim;
  return JSON.stringify(read);
}
