import type { DemoClaim, DemoCustomer } from './insurer.ts';
import { makeClaims } from './make-claims.ts';
import { makeCustomers } from './make-customers.ts';
import { makeNamedClaims } from './named-claims.ts';

/** The customers and claims of the demo insurer. */
export interface DemoInsurer {
  readonly customers: readonly DemoCustomer[];
  readonly claims: readonly DemoClaim[];
}

/** The demo insurer as of `now`. Pure: the same `now` gives the same, another one moves the dates only. */
export function makeDemoInsurer(now: Date): DemoInsurer {
  const customers = makeCustomers(now);
  return { customers, claims: [...makeNamedClaims(now, customers), ...makeClaims(now, customers)] };
}
