import type { DemoClaim, DemoComplaint, DemoCustomer } from './insurer.ts';
import { makeClaims } from './make-claims.ts';
import { makeComplaints } from './make-complaints.ts';
import { makeCustomers } from './make-customers.ts';
import { type DemoHandoff, makeHandoffs } from './make-handoffs.ts';
import { makeNamedClaims } from './named-claims.ts';

/** The customers, claims and complaints of the demo insurer, and what its desk did for them. */
export interface DemoInsurer {
  readonly customers: readonly DemoCustomer[];
  readonly claims: readonly DemoClaim[];
  readonly complaints: readonly DemoComplaint[];
  readonly handoffs: readonly DemoHandoff[];
}

/** The demo insurer as of `now`. Pure: the same `now` gives the same, another one moves the dates only. */
export function makeDemoInsurer(now: Date): DemoInsurer {
  const customers = makeCustomers(now);
  const claims = [...makeNamedClaims(now, customers), ...makeClaims(now, customers)];
  const complaints = makeComplaints(now, { customers, claims });
  return { customers, claims, complaints, handoffs: makeHandoffs(now, customers) };
}
