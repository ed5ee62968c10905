import { applyClaimEvents } from '../../domain/claim/apply.ts';
import type { ClaimReporter } from '../../domain/claim/record.ts';
import { newId } from '../../lib/ids.ts';
import { type ClaimStory, eventsOf } from './claim-story.ts';
import type { DemoClaim, DemoCustomer, DemoPolicy, DemoVehicle } from './insurer.ts';
import { at, type Seeded } from './seeded.ts';

/** One claim: whose, what happened, and how it was handled. */
export interface ClaimDraft {
  readonly claimNo: string;
  readonly customer: DemoCustomer;
  readonly vehicle: DemoVehicle;
  readonly accidentAt: Date;
  readonly accidentPlace: string;
  readonly reporter?: ClaimReporter;
  readonly story: ClaimStory;
}

/**
 * The claim as the domain derives it from its story, so that later events find it as if the demo
 * insurer's system had sent every event itself. Throws when the story breaks a rule of the domain.
 */
export function makeClaim(draft: ClaimDraft, seeded: Seeded): DemoClaim {
  const { story, claimNo, customer, vehicle, accidentAt, accidentPlace, reporter } = draft;
  const events = eventsOf(story);
  const { claim: derived } = applyClaimEvents({ reportedAt: story.reportedAt }, [], events);
  if (derived.anomalies.size > 0) {
    throw new Error(`demo data: ${claimNo} goes ${[...derived.anomalies.values()].join(', ')}`);
  }
  return {
    id: newId('claim', seeded),
    claimNo,
    reportNo: story.reportNo,
    customer,
    vehicle,
    policy: coveringPolicy(vehicle, { claimNo, at: accidentAt }),
    accidentAt,
    accidentPlace,
    accidentKind: story.losses.length > 1 ? 'double' : 'single',
    hasInjury: story.losses.some(({ kind }) => kind === 'PERSON'),
    reportedAt: story.reportedAt,
    ...(reporter === undefined ? {} : { reporter }),
    events,
    derived,
  };
}

/** The commercial policy of the day of the accident: every claim of the demo is about one. */
function coveringPolicy(
  vehicle: DemoVehicle,
  accident: { readonly claimNo: string; readonly at: Date },
): DemoPolicy {
  const covering = vehicle.policies.filter(
    ({ kind, status, startsAt, endsAt }) =>
      kind === 'commercial' &&
      status !== 'cancelled' &&
      startsAt <= accident.at &&
      accident.at < endsAt,
  );
  if (covering.length !== 1) throw new Error(`demo data: no one policy covers ${accident.claimNo}`);
  return at(covering, 0);
}
