import { addMs, HOUR_MS, MINUTE_MS } from '../../lib/clock.ts';
import type { DemoComplaintPlan } from './data/complaint-steps.ts';
import { complaintPlans } from './data/complaint-words.ts';
import { demoPeople } from './data/people.ts';
import { numberDay, padded } from './demo-numbers.ts';
import type { DemoClaim, DemoComplaint, DemoCustomer } from './insurer.ts';
import { at, makeSeeded } from './seeded.ts';

/** What taking down a complaint takes. */
const REGISTERED_AFTER_MS = 4 * MINUTE_MS;
const HOURS_A_DAY = 24;

interface Insured {
  readonly customers: readonly DemoCustomer[];
  readonly claims: readonly DemoClaim[];
}

/**
 * Complaints of the demo insurer, the oldest first, each of another customer unless it follows one of theirs; none of
 * the people whom the README names.
 */
export function makeComplaints(now: Date, insured: Insured): readonly DemoComplaint[] {
  const seeded = makeSeeded('complaints');
  const named = new Set<string>(Object.values(demoPeople).map(({ customerNo }) => customerNo));
  const claims = distinct(seeded.shuffled(insured.claims)).filter(
    ({ customer }) => !named.has(customer.customerNo),
  );
  const withClaims = new Set(insured.claims.map(({ customer }) => customer.customerNo));
  const others = seeded
    .shuffled(insured.customers)
    .filter(({ customerNo }) => !named.has(customerNo) && !withClaims.has(customerNo));
  const made: DemoComplaint[] = [];
  for (const [i, plan] of complaintPlans.entries()) {
    const earlier = plan.isSameCustomer === true ? made.at(-1) : undefined;
    const own = plan.category.startsWith('CLAIM.') ? at(claims, i) : undefined;
    const claim = earlier === undefined ? own : earlier.claim;
    const customer = earlier?.customer ?? own?.customer ?? at(others, i);
    const complaintNo = `TS${dayOf(plan)}${padded(seeded.int(1, 999_999), 6)}`;
    made.push(toComplaint(plan, { now, complaintNo, earlier, claim, customer }));
  }
  return made;
}

function dayOf({ hoursAgo }: DemoComplaintPlan): string {
  return numberDay(Math.floor(hoursAgo / HOURS_A_DAY));
}

/** One claim a customer. */
function distinct(claims: readonly DemoClaim[]): readonly DemoClaim[] {
  return claims.filter(
    ({ customer }, i) => claims.findIndex((one) => one.customer === customer) === i,
  );
}

interface Making {
  readonly now: Date;
  readonly complaintNo: string;
  readonly customer: DemoCustomer;
  readonly claim?: DemoClaim | undefined;
  readonly earlier: DemoComplaint | undefined;
}

function toComplaint(
  plan: DemoComplaintPlan,
  { now, complaintNo, customer, claim, earlier }: Making,
): DemoComplaint {
  const receivedAt = addMs(now, -plan.hoursAgo * HOUR_MS);
  return {
    complaintNo,
    customer,
    plan,
    receivedAt,
    registeredAt: addMs(receivedAt, REGISTERED_AFTER_MS),
    ...(claim === undefined ? {} : { claim }),
    ...(earlier === undefined ? {} : { earlierNo: earlier.complaintNo }),
  };
}
