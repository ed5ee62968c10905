import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import { type AppliedEvents, applyClaimEvents } from '../../domain/claim/apply.ts';
import type { ClaimNews } from '../../domain/claim/news.ts';
import type { ClaimDetail, ClaimEventInput, RecordedEvents } from '../../domain/claim/record.ts';
import { toClaimView } from '../../domain/claim/to-view.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { readClaims } from './read-claims.ts';
import { saveEvents } from './save-events.ts';

export interface ClaimStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly news: ClaimNews<Sql>;
}

/**
 * Stores events of one claim, derives the claim anew and tells the customer, in one transaction. The
 * claim's row is locked meanwhile, so that two events at once are applied one after the other.
 */
export async function recordClaimEvents(
  deps: ClaimStoreDeps,
  claimNo: string,
  sent: { readonly events: readonly ClaimEventInput[]; readonly actor: Actor },
): Promise<RecordedEvents> {
  const { recorded, told } = await inTransaction(deps.pool, async (sql) => {
    const claim = await lockClaim(sql, claimNo);
    if (claim === undefined) return { recorded: { kind: 'not_found' } as const, told: [] };
    return applyEvents({ ...deps, sql }, claim, { ...sent, mayTell: true });
  });
  if (told.length > 0) deps.news.publish(told);
  return recorded;
}

/** The claim with its events, locked until the transaction ends. */
export async function lockClaim(sql: Sql, claimNo: string): Promise<ClaimDetail | undefined> {
  // A statement of its own: the read below must not use a snapshot from before the wait.
  await sql.query('SELECT 1 FROM claims WHERE claim_no = $1 FOR UPDATE', [claimNo]);
  const [claim] = await readClaims(sql, { key: 'claimNo', value: claimNo });
  return claim;
}

interface Applied {
  readonly recorded: Extract<RecordedEvents, { kind: 'recorded' }>;
  readonly told: readonly Id<'conversation'>[];
}

/** The part of `recordClaimEvents` inside its transaction; `claim` is locked. */
export async function applyEvents(
  deps: ClaimStoreDeps & { readonly sql: Sql },
  claim: ClaimDetail,
  sent: {
    readonly events: readonly ClaimEventInput[];
    readonly actor: Actor;
    readonly mayTell: boolean;
  },
): Promise<Applied> {
  const now = deps.clock.now();
  const applied = applyClaimEvents({ reportedAt: claim.reportedAt }, claim.events, sent.events);
  if (applied.fresh.length === 0)
    return { recorded: toRecorded(claim, sent.events, applied), told: [] };
  const fresh = sent.events.filter((event, i) => isFirstFresh(sent.events, applied, { event, i }));
  await saveEvents(deps, { claimId: claim.id, fresh, applied, now });
  const after: ClaimDetail = { ...claim, derived: applied.claim };
  await insertAudit(deps.sql, [toAudit(claim, applied, sent.actor)], now);
  const told =
    applied.tellCustomer && sent.mayTell ? await tell(deps, after, { applied, now }) : [];
  const [stored] = await readClaims(deps.sql, { key: 'id', value: claim.id });
  const recorded = toRecorded(stored ?? after, sent.events, applied);
  return { recorded: { ...recorded, isCustomerTold: told.length > 0 }, told };
}

/** A batch may repeat an id within itself: the first one counts. */
function isFirstFresh(
  events: readonly ClaimEventInput[],
  applied: AppliedEvents,
  at: { readonly event: ClaimEventInput; readonly i: number },
): boolean {
  const id = at.event.sourceEventId;
  const isFresh = applied.fresh.some((fresh) => fresh.sourceEventId === id);
  return isFresh && events.findIndex((event) => event.sourceEventId === id) === at.i;
}

function tell(
  deps: ClaimStoreDeps & { readonly sql: Sql },
  claim: ClaimDetail,
  change: { readonly applied: AppliedEvents; readonly now: Date },
): Promise<readonly Id<'conversation'>[]> {
  return deps.news.tell(deps.sql, {
    customerId: claim.customerId,
    claim: toClaimView(claim),
    previousStatus: change.applied.before.status,
    now: change.now,
  });
}

function toAudit(claim: ClaimDetail, applied: AppliedEvents, actor: Actor) {
  return {
    actor,
    action: 'claim.event_recorded',
    subjectKind: 'claim',
    subjectId: claim.claimNo,
    data: {
      from: applied.before.status,
      to: applied.claim.status,
      events: applied.fresh.map((event) => event.sourceEventId),
      anomalies: Object.fromEntries(applied.anomalies),
    },
  };
}

function toRecorded(
  claim: ClaimDetail,
  events: readonly ClaimEventInput[],
  applied: AppliedEvents,
): Applied['recorded'] {
  const fresh = new Set(applied.fresh.map((event) => event.sourceEventId));
  return {
    kind: 'recorded',
    claim,
    isCustomerTold: false,
    events: events.map(({ sourceEventId }) => {
      const anomaly = applied.claim.anomalies.get(sourceEventId);
      // Deleting makes the second of two equal ids in one batch a duplicate.
      const isDuplicate = !fresh.delete(sourceEventId);
      return { sourceEventId, isDuplicate, ...(anomaly === undefined ? {} : { anomaly }) };
    }),
  };
}
