import { carePlans } from '../../../src/store/demo/data/care-plans.ts';
import {
  dayOf,
  daysFrom,
  lunarOf,
  NO_GREETING,
  OCCASION_DATES,
  plusDays,
  startOfDay,
} from './calendar-2027.ts';
import type { Customer, Facts, Policy } from './facts.ts';

/** An occasion of somebody, by hand from domain.md 5: what the desk's own occasions are judged by. */
export interface Due {
  readonly occasion: string;
  readonly day: string;
  readonly customerId: string;
  /** Half-open. */
  readonly from: Date;
  readonly until: Date;
  readonly isService: boolean;
  /** A wish on a day on which nobody is wished well. */
  readonly isUnwished: boolean;
}

const GREETINGS = new Set([
  'birthday',
  'policy_anniversary',
  'new_year',
  'spring_festival',
  'lantern_festival',
  'labour_day',
  'dragon_boat',
  'mid_autumn',
  'national_day',
  'double_ninth',
]);
const NINE_MS = 9 * 3_600_000;
const HALF_PAST_NINE_MS = 9.5 * 3_600_000;
const TWENTY_MS = 20 * 3_600_000;

/** Whatever was due on these days, as of the morning of each. */
export function dueBetween(facts: Facts, first: string, last: string, seenAt: (at: Date) => Date) {
  const grace = new Map(carePlans.map((plan) => [plan.occasion, plan.graceDays ?? 0]));
  const found: Due[] = [];
  let known: Known | undefined;
  for (const day of daysFrom(first, last)) {
    for (const [occasion, graceDays] of grace) {
      const isGeneral = occasion in OCCASION_DATES;
      if (isGeneral && OCCASION_DATES[occasion]?.includes(day) !== true) continue;
      const from = new Date(startOfDay(day).getTime() + (isGeneral ? HALF_PAST_NINE_MS : NINE_MS));
      const until = new Date(startOfDay(plusDays(day, graceDays)).getTime() + TWENTY_MS);
      const at = seenAt(from);
      known = known?.at.getTime() === at.getTime() ? known : new Known(facts, at);
      for (const customer of facts.customers.values()) {
        const isTheir = isGeneral
          ? known.isInsured(customer, day)
          : isTheirs(occasion, { day, customer, known });
        if (!isTheir) continue;
        found.push({
          occasion,
          day,
          customerId: customer.id,
          from,
          until,
          isService: /^com(mercial|pulsory)_/.test(occasion),
          isUnwished: GREETINGS.has(occasion) && NO_GREETING.has(day),
        });
      }
    }
  }
  return found;
}

/** What was known at a moment. */
class Known {
  readonly #byCustomer = new Map<string, Policy[]>();
  readonly #facts: Facts;
  readonly at: Date;

  constructor(facts: Facts, at: Date) {
    this.#facts = facts;
    this.at = at;
    for (const policy of facts.policies) {
      if (policy.knownAt > at) continue;
      if (policy.cancelledAt !== undefined && policy.cancelledAt <= at) continue;
      const list = this.#byCustomer.get(policy.customerId) ?? [];
      list.push(policy);
      this.#byCustomer.set(policy.customerId, list);
    }
  }

  policies({ id }: Customer): readonly Policy[] {
    return this.#byCustomer.get(id) ?? [];
  }

  isInsured(customer: Customer, day: string): boolean {
    return this.policies(customer).some(
      ({ startsAt, endsAt, isExpired }) =>
        !isExpired && startsAt < startOfDay(plusDays(day, 1)) && endsAt > startOfDay(day),
    );
  }

  /** Somebody's cover of this kind has its last day then, and nothing of the same car and kind goes on. */
  endsOn(customer: Customer, kind: string, day: string): boolean {
    const own = this.policies(customer).filter((policy) => policy.kind === kind);
    return own.some(
      (policy) =>
        dayOf(new Date(policy.endsAt.getTime() - 1)) === day &&
        !own.some((next) => next.vehicleId === policy.vehicleId && next.endsAt > policy.endsAt),
    );
  }

  paidOn({ id }: Customer, day: string): boolean {
    return this.#facts.claims.some(
      ({ customerId, closedAt, closedAs }) =>
        customerId === id &&
        closedAs === 'CLOSED_PAID' &&
        closedAt !== undefined &&
        closedAt <= this.at &&
        dayOf(closedAt) === day,
    );
  }
}

function isTheirs(
  occasion: string,
  {
    day,
    customer,
    known,
  }: { readonly day: string; readonly customer: Customer; readonly known: Known },
): boolean {
  const [kind = '', what = '', inDays] = occasion.split('_');
  switch (kind) {
    case 'birthday':
      return isBirthday(customer, day);
    case 'policy':
      return isAnniversary(customer, day, known);
    case 'licence':
      return customer.licenceExpiresOn === plusDays(day, Number(inDays));
    case 'inspection':
      return customer.inspections.includes(plusDays(day, Number(inDays)));
    case 'repair':
      return known.paidOn(customer, plusDays(day, -15));
    default: {
      // The day after the last day of cover is the first without.
      const last = plusDays(day, what === 'lapsed' ? -1 : Number(inDays));
      // Both at once are one reminder, that of the commercial policy.
      if (kind === 'compulsory' && known.endsOn(customer, 'commercial', last)) return false;
      return known.endsOn(customer, kind, last);
    }
  }
}

/** 29 February on the 28th of a common year; a lunar 30th of a short month on its 29th (domain.md 5.1). */
function isBirthday(customer: Customer, day: string): boolean {
  const { birthday } = customer;
  if (birthday === null) return false;
  const monthDay = day.slice(5);
  if (customer.birthdayKind === 'solar') {
    const isLastOfFebruary = monthDay === '02-28' && plusDays(day, 1).endsWith('03-01');
    return birthday === monthDay || (isLastOfFebruary && birthday === '02-29');
  }
  const own = lunarOf(day);
  const [month, nth] = birthday.split('-').map(Number);
  // No leap month comes in these years (domain.md 5.2): whoever was born in one is greeted in the ordinary one.
  if (own.month !== month) return false;
  return own.day === nth || (nth === 30 && own.day === 29 && lunarOf(plusDays(day, 1)).day === 1);
}

function isAnniversary(customer: Customer, day: string, known: Known): boolean {
  const starts = known.policies(customer).map(({ startsAt }) => dayOf(startsAt));
  const first = starts.sort()[0];
  if (first === undefined || first.slice(0, 4) >= day.slice(0, 4)) return false;
  const isDay =
    first.slice(5) === day.slice(5) || (first.endsWith('02-29') && day.endsWith('02-28'));
  return isDay && known.isInsured(customer, day);
}
