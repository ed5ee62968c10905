import { newId } from '../../lib/ids.ts';
import { customerTags } from './data/claim-words.ts';
import { femaleGivenNames, maleGivenNames, surnames } from './data/names.ts';
import { type DemoPerson, demoPeople } from './data/people.ts';
import { addressIn, branches } from './data/places.ts';
import { relationshipManagers } from './data/staff.ts';
import { models } from './data/vehicles.ts';
import { makeIdNumber, makePlate, makeVin, padded } from './demo-numbers.ts';
import type { DemoCustomer, DemoVehicle } from './insurer.ts';
import { type InsuredSpan, makePolicies } from './make-policies.ts';
import { planSpans } from './plan-spans.ts';
import { at, makeSeeded, type Seeded } from './seeded.ts';

/** How many customers there are besides the named ones. */
const OTHERS = 195;
/** Those with two cars. */
const SECOND_CARS = 16;
/** The others' numbers begin here, above those of the named people. */
const FIRST_SERIAL = 101;
const MANAGERS_PER_BRANCH = 2;
/** Each named customer: three years with us, the newest of them ending in half a year. */
const NAMED_SPAN: InsuredSpan = {
  endsInDays: 183,
  terms: 3,
  hasCommercial: true,
  isCancelled: false,
  isRenewed: false,
};

interface Making {
  readonly now: Date;
  readonly seeded: Seeded;
  readonly nextVinSerial: () => number;
  readonly nextPolicySerial: () => number;
  /** True once for each text: no two customers share a name or a plate. */
  readonly isFirst: (text: string) => boolean;
}

/** All customers, the named ones first. */
export function makeCustomers(now: Date): readonly DemoCustomer[] {
  const seen = new Set<string>();
  const making: Making = {
    now,
    seeded: makeSeeded('customers'),
    nextVinSerial: counter(1),
    nextPolicySerial: counter(1),
    isFirst: (text) => !seen.has(text) && seen.add(text).size > 0,
  };
  const named: readonly DemoPerson[] = Object.values(demoPeople);
  for (const person of named) {
    making.isFirst(person.name);
    making.isFirst(person.plate);
  }
  const spans = planSpans(OTHERS, making.seeded);
  return [
    ...named.map((person) => makeNamed(making, person)),
    ...spans.map((span, i) => makeOther(making, { span, serial: FIRST_SERIAL + i, index: i })),
  ];
}

function counter(first: number): () => number {
  let next = first;
  return () => next++;
}

function makeNamed(making: Making, person: DemoPerson): DemoCustomer {
  const branch = at(branches, person.branch);
  const model = models.find(({ name }) => name === person.model) ?? at(models, 0);
  const { customerNo, name, phone, idNumber, gender, plate } = person;
  const vehicle = makeVehicle(making, { model, plate, span: NAMED_SPAN, branch: person.branch });
  return {
    id: newId('customer', making.seeded),
    customerNo,
    name,
    phone,
    idNumber,
    ...(gender === undefined ? {} : { gender }),
    address: addressIn(branch, at(branch.roads, 0), making.seeded.int(1, 999)),
    branch,
    tier: 'gold',
    tags: [],
    relationshipManager: managerOf(person.branch, making.seeded),
    since: firstStart([vehicle]),
    vehicles: [vehicle],
  };
}

function makeOther(
  making: Making,
  other: { readonly span: InsuredSpan; readonly serial: number; readonly index: number },
): DemoCustomer {
  const { seeded } = making;
  // Half of them in the first branches: a demo insurer at home in Shanghai.
  const branchIndex = seeded.pick([0, 0, 1, 1, 1, 2, 2, 3, 4]);
  const branch = at(branches, branchIndex);
  const gender = seeded.pick(['male', 'female'] as const);
  const tier = tierOf(seeded);
  const vehicles = [other.span, ...(other.index < SECOND_CARS ? [secondSpan(seeded)] : [])].map(
    (span) => makeVehicle(making, { span, branch: branchIndex }),
  );
  return {
    id: newId('customer', seeded),
    customerNo: `C${branch.regionCode}${padded(other.serial, 5)}`,
    name: makeName(making, gender),
    gender,
    phone: `1380000${padded(other.serial, 4)}`,
    idNumber: makeIdNumber(seeded, { regionCode: branch.regionCode, gender }),
    ...(seeded.chance(0.3) ? { email: `kh${padded(other.serial, 5)}@example.com` } : {}),
    address: addressIn(branch, seeded.pick(branch.roads), seeded.int(1, 999)),
    branch,
    tier,
    tags: tagsOf(vehicles, seeded),
    ...(tier === 'standard' ? {} : { relationshipManager: managerOf(branchIndex, seeded) }),
    since: firstStart(vehicles),
    vehicles,
  };
}

function makeVehicle(
  making: Making,
  car: {
    readonly span: InsuredSpan;
    readonly branch: number;
    readonly model?: DemoVehicle['model'];
    readonly plate?: string;
  },
): DemoVehicle {
  const { seeded, now } = making;
  const branch = at(branches, car.branch);
  const model = car.model ?? seeded.pick(models);
  const id = newId('vehicle', seeded);
  const vin = makeVin(model.maker, making.nextVinSerial());
  const { regionCode } = branch;
  const nextSerial = making.nextPolicySerial;
  const policies = makePolicies({ now, seeded, model, regionCode, nextSerial }, car.span);
  const plate = car.plate ?? freePlate(making, branch.plateHead, model);
  return { id, vin, model, policies, ...(isUnplated(car.span) ? {} : { plate }) };
}

/** Cars of the first days have no plate yet. */
function isUnplated({ terms, endsInDays }: InsuredSpan): boolean {
  return terms === 1 && endsInDays >= 362;
}

function freePlate(making: Making, head: string, model: DemoVehicle['model']): string {
  const plate = makePlate(making.seeded, head, model.energy);
  return making.isFirst(plate) ? plate : freePlate(making, head, model);
}

function makeName(making: Making, gender: 'male' | 'female'): string {
  const given = gender === 'male' ? maleGivenNames : femaleGivenNames;
  const name = `${making.seeded.pick(surnames)}${making.seeded.pick(given)}`;
  return making.isFirst(name) ? name : makeName(making, gender);
}

function tagsOf(vehicles: readonly DemoVehicle[], seeded: Seeded): readonly string[] {
  return [
    ...(vehicles.length > 1 ? [customerTags.multipleCars] : []),
    ...(vehicles.some(({ model }) => model.energy !== 'petrol') ? [customerTags.newEnergy] : []),
    ...seeded.shuffled(customerTags.habits).slice(0, seeded.int(0, 1)),
  ];
}

/** Diamond for the first 5 %, platinum for the next 15, gold for the next 30 (domain.md 5.5). */
function tierOf(seeded: Seeded): DemoCustomer['tier'] {
  const percent = seeded.int(1, 100);
  if (percent <= 5) return 'diamond';
  if (percent <= 20) return 'platinum';
  return percent <= 50 ? 'gold' : 'standard';
}

function managerOf(branchIndex: number, seeded: Seeded): string {
  const which = seeded.int(0, MANAGERS_PER_BRANCH - 1);
  return at(relationshipManagers, branchIndex * MANAGERS_PER_BRANCH + which);
}

function secondSpan(seeded: Seeded): InsuredSpan {
  return { ...NAMED_SPAN, endsInDays: seeded.int(40, 340), terms: seeded.int(1, 2) };
}

function firstStart(vehicles: readonly DemoVehicle[]): Date {
  const starts = vehicles.flatMap(({ policies }) =>
    policies.map(({ startsAt }) => startsAt.getTime()),
  );
  return new Date(Math.min(...starts));
}
