import { assessSeverity } from '../../domain/complaint/assess-severity.ts';
import { promisesOf } from '../../domain/complaint/promises.ts';
import { addMs, HOUR_MS, MINUTE_MS } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import { complaintPlans, type DemoComplaintPlan } from './data/complaint-words.ts';
import { demoPeople } from './data/people.ts';
import { deskAccounts } from './data/staff.ts';
import { numberDay, padded } from './demo-numbers.ts';
import type { DemoClaim, DemoComplaint, DemoCustomer } from './insurer.ts';
import { at, makeSeeded, type Seeded } from './seeded.ts';

/** What taking down a complaint takes. */
const REGISTERED_AFTER_MS = 4 * MINUTE_MS;
const HOURS_A_DAY = 24;

interface Insured {
  readonly customers: readonly DemoCustomer[];
  readonly claims: readonly DemoClaim[];
}

/** Complaints of the demo insurer, each of another customer; none of the people whom the README names. */
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
  return complaintPlans.map((plan, i) => {
    const isAboutClaim = plan.category.startsWith('CLAIM.');
    const claim = isAboutClaim ? at(claims, i) : undefined;
    const customer = claim?.customer ?? at(others, i);
    return toComplaint(plan, { now, seeded, customer, claim });
  });
}

/** One claim a customer. */
function distinct(claims: readonly DemoClaim[]): readonly DemoClaim[] {
  return claims.filter(
    ({ customer }, i) => claims.findIndex((one) => one.customer === customer) === i,
  );
}

interface Making {
  readonly now: Date;
  readonly seeded: Seeded;
  readonly customer: DemoCustomer;
  readonly claim: DemoClaim | undefined;
}

function toComplaint(
  plan: DemoComplaintPlan,
  { now, seeded, customer, claim }: Making,
): DemoComplaint {
  const { matter, request, category, fedBackAfter, closedAfter, handler } = plan;
  const receivedAt = addMs(now, -plan.hoursAgo * HOUR_MS);
  const words = [matter, request ?? ''].join('。');
  const assessed = assessSeverity({ words, category, isRepeat: false });
  // What a regulator passed on is never less than high (domain.md 2.4).
  const isPassedOn = plan.source === 'regulator_12378' && assessed.severity !== 'S1';
  const severity = isPassedOn ? 'S2' : assessed.severity;
  const day = numberDay(Math.floor(plan.hoursAgo / HOURS_A_DAY));
  return {
    ...promisesOf(severity, receivedAt),
    id: newId('complaint', seeded),
    complaintNo: `TS${day}${padded(seeded.int(1, 999_999), 6)}`,
    customer,
    category,
    severity,
    matter,
    flags: assessed.flags,
    status: plan.status,
    source: plan.source,
    receivedAt,
    registeredAt: addMs(receivedAt, REGISTERED_AFTER_MS),
    ...(request === undefined ? {} : { request }),
    ...(claim === undefined ? {} : { claim }),
    ...(fedBackAfter === undefined
      ? {}
      : { firstFeedbackAt: addMs(receivedAt, fedBackAfter * HOUR_MS) }),
    ...(closedAfter === undefined ? {} : { closedAt: addMs(receivedAt, closedAfter * HOUR_MS) }),
    ...(handler === undefined ? {} : { handlerUsername: at(deskAccounts, handler).username }),
  };
}
