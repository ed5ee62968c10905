import { addMs, DAY_MS, HOUR_MS } from '../../../src/lib/clock.ts';
import { dayOf, nthWorkdayAfter, plusDays, startOfDay } from './calendar-2027.ts';
import type { Claim, Facts, Policy } from './facts.ts';

/** A return visit that has to be, by hand from domain.md 4.2. */
export interface DueVisit {
  readonly kind: string;
  readonly customerId: string;
  /** Half-open. */
  readonly from: Date;
  readonly until: Date;
  /** Of a policy: whether it still had a reason when its window opened. */
  readonly isGone?: boolean;
  readonly policies?: readonly Policy[];
  readonly complaintNo?: string;
}

/** Every visit whose window ends within a span. `paidAt`: when the insurer paid a claim, by its number. */
export function visitsDue(
  facts: Facts,
  span: { readonly from: Date; readonly until: Date },
  paidAt: ReadonlyMap<string, Date>,
): readonly DueVisit[] {
  return [
    ...newPolicies(facts),
    ...renewals(facts),
    ...facts.claims.flatMap((claim) => afterClaim(claim, paidAt)),
    ...afterComplaints(facts, span.from),
  ].filter(({ until }) => until > span.from && until <= span.until);
}

function days(first: string, last: string): { readonly from: Date; readonly until: Date } {
  return { from: startOfDay(first), until: startOfDay(plusDays(last, 1)) };
}

/** The policies of each car, together when they begin or end within thirty days of each other. */
function together(facts: Facts, of: (policy: Policy) => Date): readonly (readonly Policy[])[] {
  const groups: Policy[][] = [];
  for (const policy of facts.policies.toSorted((a, b) => of(a).getTime() - of(b).getTime())) {
    if (policy.cancelledAt?.getTime() === 0) continue;
    const group = groups.find(
      ([first]) =>
        first !== undefined &&
        first.customerId === policy.customerId &&
        first.vehicleId === policy.vehicleId &&
        of(policy).getTime() - of(first).getTime() < 30 * DAY_MS,
    );
    if (group === undefined) groups.push([policy]);
    else group.push(policy);
  }
  return groups;
}

function newPolicies(facts: Facts): readonly DueVisit[] {
  return together(facts, ({ startsAt }) => startsAt).flatMap((policies) => {
    const [first] = policies;
    if (first === undefined) return [];
    const day = dayOf(first.startsAt);
    const { customerId } = first;
    const window = days(plusDays(day, 7), plusDays(day, 30));
    const isGone = policies.every(({ cancelledAt = FAR }) => cancelledAt <= window.from);
    return [{ kind: 'NEW_POLICY', customerId, ...window, isGone, policies }];
  });
}

const FAR = new Date('2100-01-01T00:00:00Z');

/** 45 to 15 days before the last day of cover, unless the car goes on with us. */
function renewals(facts: Facts): readonly DueVisit[] {
  return together(facts, ({ endsAt }) => endsAt).flatMap((policies) => {
    const [first] = policies;
    if (first === undefined) return [];
    const last = dayOf(addMs(first.endsAt, -1));
    const window = days(plusDays(last, -45), plusDays(last, -15));
    const isGone = policies.every(
      (policy) =>
        (policy.cancelledAt ?? FAR) <= window.from ||
        (renewedAt(facts, policy) ?? FAR) <= window.from,
    );
    return [{ kind: 'RENEWAL', customerId: first.customerId, ...window, isGone, policies }];
  });
}

/** When it was known that the same cover of the same car goes on. */
export function renewedAt(facts: Facts, policy: Policy): Date | undefined {
  return facts.policies.find(
    (next) =>
      next.vehicleId === policy.vehicleId &&
      next.kind === policy.kind &&
      next.startsAt > policy.startsAt &&
      next.endsAt > policy.endsAt &&
      next.startsAt <= addMs(policy.endsAt, 30 * DAY_MS),
  )?.knownAt;
}

/** Working days after payment: small claims 1 to 3, ordinary ones 3 to 5, injuries and total losses 5 to 7. */
function afterClaim(claim: Claim, paidAt: ReadonlyMap<string, Date>): readonly DueVisit[] {
  const { closedAs, closedAt, hasInjury, isTotalLoss, paidFen, customerId } = claim;
  const isKind = closedAs === 'CLOSED_PAID' || closedAs === 'CLOSED_ZERO';
  if (closedAs !== undefined && !isKind) return [];
  const paid = hasInjury ? undefined : paidAt.get(claim.no);
  // Whichever came first: what was paid may be closed weeks later.
  const at = paid !== undefined && paid < (closedAt ?? FAR) ? paid : closedAt;
  if (at === undefined) return [];
  const day = dayOf(at);
  const isSmall = paidFen !== undefined && paidFen <= 500_000;
  const first = hasInjury || isTotalLoss ? 5 : isSmall ? 1 : 3;
  const window = days(nthWorkdayAfter(day, first), nthWorkdayAfter(day, first + 2));
  return [{ kind: 'POST_CLAIM', customerId, ...window }];
}

function afterComplaints({ complaints }: Facts, start: Date): readonly DueVisit[] {
  return complaints.flatMap(({ closedAt, customerId, no }) => {
    if (closedAt === undefined || closedAt < start) return [];
    const from = addMs(closedAt, 24 * HOUR_MS);
    const until = addMs(closedAt, 72 * HOUR_MS);
    return [{ kind: 'POST_COMPLAINT', customerId, from, until, complaintNo: no }];
  });
}
