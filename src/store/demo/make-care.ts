import { dayAt, formatDay } from '../../domain/calendar/shanghai-day.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import { padded } from './demo-numbers.ts';
import type { DemoCustomer, DemoVehicle } from './insurer.ts';
import { makeSeeded, type Seeded } from './seeded.ts';

/** What care needs to know of a customer. */
export interface DemoCare {
  /** `MM-DD` */
  readonly birthday: string;
  readonly birthdayKind: 'solar' | 'lunar';
  readonly birthdayInLeapMonth: boolean;
  readonly city: string;
  readonly licenceExpiresOn: string | null;
  readonly bereavedAt: Date | null;
  readonly marketingBlockedAt: Date | null;
}

export interface DemoCarCare {
  readonly inspectionDueOn: string | null;
  readonly registeredOn: string;
  readonly city: string;
}

/** A decision that the customer made on the proposal form. */
export interface DemoConsent {
  readonly id: string;
  readonly purpose: 'marketing' | 'care' | 'survey';
  readonly isGranted: boolean;
  readonly decidedAt: Date;
  readonly documentNo: string;
}

/** Numbers below are those of the people whom README and tests name: nothing odd about them. */
const FIRST_SERIAL = 101;
const CITIES: Readonly<Record<string, string>> = {
  沪: '上海市',
  苏E: '苏州市',
  浙A: '杭州市',
};
const DAYS_OF_SIX_YEARS = 2_190;

/**
 * Of a stream of choices of its own for each customer: nothing else of the demo depends on it. About one in eight has
 * a lunar birthday, some of them on a day or in a month that not every year has.
 */
export function makeCare(customer: DemoCustomer, now: Date): DemoCare {
  const seeded = makeSeeded(`care:${customer.customerNo}`);
  const isNamed = isNamedCustomer(customer);
  const solar = `${customer.idNumber.slice(10, 12)}-${customer.idNumber.slice(12, 14)}`;
  const isLunar = seeded.chance(0.12) && !isNamed;
  const isBereaved = seeded.chance(0.02) && !isNamed;
  const isBlocked = seeded.chance(0.03) && !isNamed;
  const licence = { isSoon: seeded.chance(0.12), isKnown: seeded.chance(0.85) };
  return {
    birthday: isLunar ? lunarDay(seeded) : solar,
    birthdayKind: isLunar ? 'lunar' : 'solar',
    birthdayInLeapMonth: isLunar && seeded.chance(0.15),
    city: cityOf(customer),
    licenceExpiresOn:
      licence.isKnown || isNamed
        ? dayIn(now, licence.isSoon ? seeded.int(1, 90) : seeded.int(91, DAYS_OF_SIX_YEARS))
        : null,
    bereavedAt: isBereaved ? addMs(now, -seeded.int(5, 40) * DAY_MS) : null,
    marketingBlockedAt: isBlocked ? addMs(now, -seeded.int(30, 300) * DAY_MS) : null,
  };
}

/** One in five on the 30th, which short months lack. */
function lunarDay(seeded: Seeded): string {
  const month = padded(seeded.int(1, 12), 2);
  return `${month}-${seeded.chance(0.2) ? '30' : padded(seeded.int(1, 29), 2)}`;
}

/** Of one vehicle of a customer. */
export function makeCarCare(owner: DemoCustomer, vehicle: DemoVehicle, now: Date): DemoCarCare {
  const seeded = makeSeeded(`care:${vehicle.vin}`);
  const first = Math.min(...vehicle.policies.map(({ startsAt }) => startsAt.getTime()));
  const isNew = vehicle.plate === undefined;
  const isSoon = seeded.chance(0.12);
  const isKnown = seeded.chance(0.9) && !isNew;
  const olderDays = isNew ? 0 : seeded.int(0, 3 * 365);
  return {
    registeredOn: formatDay(dayAt(first) - olderDays),
    inspectionDueOn: isKnown ? dayIn(now, isSoon ? seeded.int(1, 90) : seeded.int(91, 720)) : null,
    // A few keep their car where they work.
    city:
      seeded.chance(0.04) && !isNamedCustomer(owner)
        ? seeded.pick(Object.values(CITIES))
        : cityOf(owner),
  };
}

/** What they ticked when they bought: most agree to care, fewer to marketing, some said no, some nothing. */
export function makeConsents(customer: DemoCustomer): readonly DemoConsent[] {
  const seeded = makeSeeded(`consents:${customer.customerNo}`);
  const policies = customer.vehicles.flatMap((vehicle) => vehicle.policies);
  const documentNo = policies.at(-1)?.policyNo ?? '';
  const purposes = [
    { purpose: 'care', granted: 0.86, refused: 0.05 },
    { purpose: 'survey', granted: 0.82, refused: 0.06 },
    { purpose: 'marketing', granted: 0.5, refused: 0.25 },
  ] as const;
  return purposes.flatMap(({ purpose, granted, refused }) => {
    const draw = isNamedCustomer(customer) ? 0 : seeded.int(1, 100) / 100;
    const id = newId('consent', seeded);
    if (draw > granted + refused) return [];
    return [{ id, purpose, isGranted: draw <= granted, decidedAt: customer.since, documentNo }];
  });
}

function isNamedCustomer({ customerNo }: DemoCustomer): boolean {
  return Number(customerNo.slice(-5)) < FIRST_SERIAL;
}

function cityOf({ branch: { plateHead } }: DemoCustomer): string {
  return CITIES[plateHead] ?? CITIES[plateHead.charAt(0)] ?? '';
}

function dayIn(now: Date, days: number): string {
  return formatDay(dayAt(now.getTime()) + days);
}
