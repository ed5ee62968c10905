import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import { handlingModes } from './data/claim-words.ts';
import type { DemoClaim, DemoCustomer } from './insurer.ts';
import { makeClaim } from './make-claim.ts';
import { type NamedStory, namedStories } from './named-stories.ts';
import { at, makeSeeded, type Seeded } from './seeded.ts';

/** From the accident to the report. */
const REPORTED_AFTER_MS = 25 * MINUTE_MS;
/** What a customer is promised after a dispatch (domain.md 1.4). */
const CONTACT_WITHIN_MINUTES = 10;

/** The claims of the named people. */
export function makeNamedClaims(
  now: Date,
  customers: readonly DemoCustomer[],
): readonly DemoClaim[] {
  const seeded = makeSeeded('named claims');
  return namedStories(now).map((story) => {
    const owners = customers.filter(({ customerNo }) => customerNo === story.customerNo);
    return makeNamedClaim(story, at(owners, 0), seeded);
  });
}

function makeNamedClaim(named: NamedStory, customer: DemoCustomer, seeded: Seeded): DemoClaim {
  const { numbers, reportedAt, stages, losses, accidentPlace, reporter } = named;
  const draft = {
    claimNo: numbers.claimNo,
    customer,
    vehicle: at(customer.vehicles, 0),
    accidentAt: addMs(reportedAt, -REPORTED_AFTER_MS),
    accidentPlace,
    ...(reporter === undefined ? {} : { reporter }),
    story: {
      reportNo: numbers.reportNo,
      reportedAt,
      stages,
      losses,
      isPartly: false,
      handlers: [named.handler],
      factsAt: {
        REPORTED: { handlingMode: named.handlingMode ?? handlingModes.ordinary },
        DISPATCHED: { contactWithinMinutes: CONTACT_WITHIN_MINUTES },
        ...named.factsAt,
      },
      lastFacts: named.lastFacts ?? {},
    },
  };
  return makeClaim(draft, seeded);
}
