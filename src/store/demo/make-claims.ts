import type { ClaimReporter } from '../../domain/claim/record.ts';
import type { ClaimStatus } from '../../domain/claim/status.ts';
import { isClosed } from '../../domain/claim/transitions.ts';
import type { ClaimFacts, LossItemKind } from '../../domain/claim/view.ts';
import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import {
  type ClaimPlan,
  claimPlans,
  isByPhoto,
  LOSS_ITEMS,
  type Loss,
  MUTUAL_MAX_YUAN,
  SMALL_CLAIM_MAX_YUAN,
} from './claim-plans.ts';
import type { ClaimStory } from './claim-story.ts';
import { type ClaimTimes, timesOf } from './claim-times.ts';
import {
  decisionChannels,
  documents,
  handlingModes,
  reporterRelations,
} from './data/claim-words.ts';
import { femaleGivenNames, surnames } from './data/names.ts';
import { demoPeople } from './data/people.ts';
import { branches } from './data/places.ts';
import { handlers } from './data/staff.ts';
import { shanghaiTime } from './demo-dates.ts';
import { numberYear, padded } from './demo-numbers.ts';
import type { DemoClaim, DemoCustomer, DemoVehicle } from './insurer.ts';
import { makeClaim } from './make-claim.ts';
import { makeSeeded, type Seeded } from './seeded.ts';

/** So many cars share the claims: some of their owners have several. */
const CARS_WITH_CLAIMS = 44;
/** The claims' serial numbers begin here, above those of the named people. */
const FIRST_SERIAL = 201;
/** Every n-th claim was reported by somebody else than the insured. */
const OTHER_REPORTER_EVERY = 7;
const HANDLERS_PER_BRANCH = 2;
/** 18:00 in Shanghai. */
const EVENING_MINUTE = 1_080;

/** Amounts that each kind of loss comes to, in yuan, from and to. */
const AMOUNTS_YUAN: Readonly<Record<LossItemKind, readonly [number, number]>> = {
  OWN_VEHICLE: [800, 9_000],
  THIRD_VEHICLE: [500, 4_000],
  PROPERTY: [300, 2_000],
  PERSON: [1_500, 12_000],
};
const YUAN = 100;
/** Who was partly at fault gets this share of the commercial cover. */
const PARTLY_AT_FAULT_SHARE = 0.7;

/** Stages without an estimate: what comes next depends on the customer, or somebody comes at once. */
const WITHOUT_ESTIMATE: ReadonlySet<ClaimStatus> = new Set([
  'REPORTED',
  'DISPATCHED',
  'SURVEYING',
  'LOSS_CONFIRMED',
  'DOCS_PENDING',
  'PAY_FAILED',
  'PAID',
]);

/** The claims of everybody but the named people: one for each plan. */
export function makeClaims(now: Date, customers: readonly DemoCustomer[]): readonly DemoClaim[] {
  const seeded = makeSeeded('claims');
  const cars = seeded.shuffled(insuredCars(customers)).slice(0, CARS_WITH_CLAIMS);
  return claimPlans.flatMap((plan, i) => {
    const car = cars[i % cars.length];
    return car === undefined ? [] : [makePlanned({ now, seeded, plan, car, index: i })];
  });
}

interface Car {
  readonly customer: DemoCustomer;
  readonly vehicle: DemoVehicle;
}

/** Cars with commercial cover today and without a gap for more than the last year. */
function insuredCars(customers: readonly DemoCustomer[]): readonly Car[] {
  const named = new Set<string>(Object.values(demoPeople).map(({ customerNo }) => customerNo));
  return customers
    .filter(({ customerNo }) => !named.has(customerNo))
    .flatMap((customer) => customer.vehicles.map((vehicle) => ({ customer, vehicle })))
    .filter(({ vehicle }) => {
      const commercial = vehicle.policies.filter(({ kind }) => kind === 'commercial');
      const isActive = commercial.some(({ status }) => status === 'active');
      return isActive && commercial.some(({ status }) => status === 'expired');
    });
}

interface Planned {
  readonly now: Date;
  readonly seeded: Seeded;
  readonly plan: ClaimPlan;
  readonly car: Car;
  readonly index: number;
}

function makePlanned(planned: Planned): DemoClaim {
  const { now, seeded, plan, car, index } = planned;
  const { branch } = car.customer;
  const times = timesOf(now, plan.way, seeded);
  const accidentAt = addMs(times.reportedAt, -seeded.int(8, 55) * MINUTE_MS);
  const number = `DAA${numberYear(0)}${branch.regionCode}N${padded(FIRST_SERIAL + index, 7)}`;
  const reporter = index % OTHER_REPORTER_EVERY === 3 ? makeReporter(seeded, index) : undefined;
  const draft = {
    claimNo: `C${number}`,
    ...car,
    accidentAt,
    accidentPlace: seeded.pick(branch.accidentPlaces),
    ...(reporter === undefined ? {} : { reporter }),
    story: makeStory(planned, times, `R${number}`),
  };
  return makeClaim(draft, seeded);
}

function makeReporter(seeded: Seeded, index: number): ClaimReporter {
  return {
    name: `${seeded.pick(surnames)}${seeded.pick(femaleGivenNames)}`,
    phone: `13800009${padded(index, 3)}`,
    relation: seeded.pick(reporterRelations),
  };
}

function makeStory(planned: Planned, times: ClaimTimes, reportNo: string): ClaimStory {
  const { seeded, plan, car } = planned;
  const branchIndex = branches.indexOf(car.customer.branch);
  const ofBranch = handlers.slice(branchIndex * HANDLERS_PER_BRANCH).slice(0, HANDLERS_PER_BRANCH);
  const losses = LOSS_ITEMS[plan.loss].map((kind) => {
    const [from, to] = AMOUNTS_YUAN[kind];
    return { kind, amountFen: seeded.int(from, Math.min(to, limitYuan(plan))) * YUAN };
  });
  return {
    reportNo,
    ...times,
    losses,
    isPartly: plan.isPartly === true,
    handlers: seeded.shuffled(ofBranch),
    factsAt: factsOf(planned, times, losses),
    lastFacts: lastFactsOf(planned),
  };
}

function factsOf(
  { seeded, plan }: Planned,
  times: ClaimTimes,
  losses: ClaimStory['losses'],
): ClaimStory['factsAt'] {
  const sumFen = losses.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const share = seeded.chance(0.2) ? PARTLY_AT_FAULT_SHARE : 1;
  const completeAt = times.stages.find(({ status }) => status === 'DOCS_COMPLETE')?.at;
  return {
    REPORTED: { handlingMode: handlingModeOf(plan) },
    DISPATCHED: { contactWithinMinutes: 10 },
    DOCS_PENDING: { missingDocuments: missingOf(plan.loss, seeded) },
    ...(completeAt === undefined
      ? {}
      : { DOCS_COMPLETE: { documentsCompleteAt: completeAt.toISOString() } }),
    APPROVED: { payableFen: Math.round(sumFen * share), payeeLast4: seeded.digits(4) },
    REJECTED: { decisionChannel: seeded.pick(decisionChannels) },
  };
}

function limitYuan(plan: ClaimPlan): number {
  if (plan.isMutual) return MUTUAL_MAX_YUAN;
  return isByPhoto(plan) ? SMALL_CLAIM_MAX_YUAN : Number.POSITIVE_INFINITY;
}

function handlingModeOf(plan: ClaimPlan): string {
  if (plan.isMutual) return handlingModes.mutual;
  if (isByPhoto(plan)) return handlingModes.fast;
  return plan.loss === 'two_cars' && plan.way.includes('REOPENED')
    ? handlingModes.subrogation
    : handlingModes.ordinary;
}

function missingOf(loss: Loss, seeded: Seeded): readonly string[] {
  const all = loss === 'person' || loss === 'theft' ? documents[loss] : documents.vehicle;
  return seeded.shuffled(all).slice(0, seeded.int(2, 3));
}

/** What only the newest stage says: when the next result is expected, and where each cover stands. */
function lastFactsOf({ now, seeded, plan }: Planned): ClaimFacts {
  const last = plan.way.at(-1) ?? 'REPORTED';
  const hasEstimate = !isClosed(last) && !WITHOUT_ESTIMATE.has(last);
  const expected = shanghaiTime(now, seeded.int(1, 3), EVENING_MINUTE);
  return {
    ...(hasEstimate ? { expectedAt: expected.toISOString() } : {}),
    ...(plan.isSplit ? { compulsoryStatus: 'PAID', commercialStatus: last } : {}),
  };
}
