import { newId } from '../../lib/ids.ts';
import { compulsoryCovers, coverNames, type DemoCover } from './data/covers.ts';
import type { DemoModel } from './data/vehicles.ts';
import { addYears, shanghaiTime } from './demo-dates.ts';
import { numberYear, padded } from './demo-numbers.ts';
import type { DemoPolicy } from './insurer.ts';
import type { Seeded } from './seeded.ts';

/** How long and how one vehicle is insured with us. */
export interface InsuredSpan {
  /** Days from today to the end of the newest term; negative when it ended. */
  readonly endsInDays: number;
  /** Years with us: one policy of each kind a year. */
  readonly terms: number;
  readonly hasCommercial: boolean;
  /** The newest term was cancelled: the car was sold. */
  readonly isCancelled: boolean;
  /** The next year is bought already. */
  readonly isRenewed: boolean;
}

export interface PolicyFrame {
  readonly now: Date;
  readonly seeded: Seeded;
  readonly model: DemoModel;
  readonly regionCode: string;
  /** A number that no other policy has. */
  readonly nextSerial: () => number;
}

const YUAN = 100;
const YEAR_DAYS = 365;
const COMPULSORY_PREMIUM_YUAN = 950;
/** What a year without a claim takes off the compulsory premium, and the least that is left. */
const COMPULSORY_STEP = 0.1;
const COMPULSORY_FACTOR_MIN = 0.7;
/** What a car loses in value a year. */
const KEEPS_VALUE = 0.85;
const COMMERCIAL_RATE = 0.012;
const COMMERCIAL_BASE_YUAN = 1_200;

/** Every term of one vehicle, newest first, without a gap between them. */
export function makePolicies(frame: PolicyFrame, span: InsuredSpan): readonly DemoPolicy[] {
  const taste = makeTaste(frame.seeded);
  const first = span.isRenewed ? -1 : 0;
  const terms = Array.from({ length: span.terms - first }, (_, i) => i + first);
  return terms.flatMap((term) => {
    const kinds = span.hasCommercial
      ? (['compulsory', 'commercial'] as const)
      : (['compulsory'] as const);
    return kinds.map((kind) => makePolicy(frame, span, { kind, term, taste }));
  });
}

interface Taste {
  readonly thirdPartyYuan: number;
  readonly seatYuan: number;
  readonly hasMedicalBeyond: boolean;
  readonly deductibleYuan: number;
}

/** What an owner chooses stays the same over the years. */
function makeTaste(seeded: Seeded): Taste {
  return {
    thirdPartyYuan: seeded.pick([1_000_000, 1_000_000, 2_000_000, 2_000_000, 3_000_000]),
    seatYuan: seeded.pick([10_000, 20_000, 50_000]),
    hasMedicalBeyond: seeded.chance(0.4),
    deductibleYuan: seeded.pick([0, 0, 0, 500]),
  };
}

function makePolicy(
  frame: PolicyFrame,
  span: InsuredSpan,
  wanted: { readonly kind: DemoPolicy['kind']; readonly term: number; readonly taste: Taste },
): DemoPolicy {
  const { kind, term, taste } = wanted;
  const newestEnd = shanghaiTime(frame.now, span.endsInDays);
  const startsAt = addYears(newestEnd, -term - 1);
  const endsAt = addYears(newestEnd, -term);
  const age = span.terms - 1 - term;
  const year = numberYear((term + 1) * YEAR_DAYS - span.endsInDays);
  const product = kind === 'compulsory' ? 'PDZA' : 'PDAA';
  return {
    id: newId('policy', frame.seeded),
    policyNo: `${product}${year}${frame.regionCode}${padded(frame.nextSerial(), 8)}`,
    kind,
    status: statusOf(span, { term, isOver: endsAt <= frame.now }),
    boughtAt: new Date(Math.min(startsAt.getTime(), frame.now.getTime())),
    startsAt,
    endsAt,
    premiumFen:
      kind === 'compulsory' ? compulsoryPremium(age) : commercialPremium(frame.model, age),
    covers: kind === 'compulsory' ? compulsoryCovers : commercialCovers(frame.model, age, taste),
  };
}

function statusOf(
  span: InsuredSpan,
  at: { readonly term: number; readonly isOver: boolean },
): DemoPolicy['status'] {
  if (at.term < 0) return 'pending';
  if (at.isOver) return 'expired';
  return span.isCancelled ? 'cancelled' : 'active';
}

function compulsoryPremium(age: number): number {
  const factor = Math.max(COMPULSORY_FACTOR_MIN, 1 - COMPULSORY_STEP * age);
  return Math.round(COMPULSORY_PREMIUM_YUAN * factor) * YUAN;
}

function commercialPremium(model: DemoModel, age: number): number {
  const yuan = COMMERCIAL_BASE_YUAN + carValueYuan(model, age) * COMMERCIAL_RATE;
  return Math.round(yuan) * YUAN;
}

function carValueYuan(model: DemoModel, age: number): number {
  return Math.round((model.valueYuan * KEEPS_VALUE ** age) / 100) * 100;
}

function commercialCovers(model: DemoModel, age: number, taste: Taste): readonly DemoCover[] {
  const isNewEnergy = model.energy !== 'petrol';
  const { deductibleYuan, seatYuan, thirdPartyYuan } = taste;
  return [
    {
      code: 'OWN-DAMAGE',
      name: isNewEnergy ? coverNames.ownDamageNewEnergy : coverNames.ownDamage,
      sumInsuredFen: carValueYuan(model, age) * YUAN,
      ...(deductibleYuan === 0 ? {} : { deductibleFen: deductibleYuan * YUAN }),
    },
    {
      code: 'THIRD-PARTY',
      name: isNewEnergy ? coverNames.thirdPartyNewEnergy : coverNames.thirdParty,
      sumInsuredFen: thirdPartyYuan * YUAN,
    },
    { code: 'DRIVER', name: coverNames.driver, sumInsuredFen: seatYuan * YUAN },
    { code: 'PASSENGERS', name: coverNames.passengers, sumInsuredFen: seatYuan * YUAN },
    ...(taste.hasMedicalBeyond ? [{ code: 'MEDICAL-BEYOND', name: coverNames.medicalBeyond }] : []),
    ...(model.energy === 'electric' ? [{ code: 'CHARGER', name: coverNames.charger }] : []),
  ];
}
