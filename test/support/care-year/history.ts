import { addMs, DAY_MS, HOUR_MS } from '../../../src/lib/clock.ts';
import { dayOf, isWorkday, SILENT_FOR_CARE, startOfDay } from './calendar-2027.ts';
import type { Facts } from './facts.ts';

/** A push as the budget sees it. */
export interface Touch {
  readonly customerId: string;
  readonly pushClass: string;
  /** `case`: about a closed claim or complaint. */
  readonly priority: string | null;
  readonly way: string | null;
  /** When it left; null: it did not. */
  readonly at: Date | null;
}

type Left = Touch & { readonly at: Date };

/** When something was kept back, and until when it could have left. */
export interface Kept {
  readonly customerId: string;
  readonly pushClass: string;
  readonly priority: string | null;
  readonly at: Date;
  readonly until: Date;
}

interface Limit {
  readonly name: 'cap_class' | 'cap_total';
  readonly count: number;
  readonly days: number;
  readonly classes: readonly string[];
}

const BUDGETED = ['care', 'survey', 'marketing'];
const QUIET_DAYS = 7;

/** Budgets of domain.md 3.7. A survey about a closed case knows only the total. */
function limitsOf(pushClass: string, priority: string | null): readonly Limit[] {
  if (pushClass === 'service') return [];
  const total: Limit = { name: 'cap_total', count: 5, days: 30, classes: BUDGETED };
  const own = (count: number, days: number): Limit => ({
    name: 'cap_class',
    count,
    days,
    classes: [pushClass],
  });
  switch (pushClass) {
    case 'care':
      return [own(1, 1), own(4, 30), total];
    case 'marketing':
      return [own(1, 7), own(2, 30), total];
    default:
      return priority === 'case' ? [total] : [own(1, 30), total];
  }
}

/** What may be said against a push, from the facts and from what had left before it. */
export class History {
  readonly #facts: Facts;
  readonly #left = new Map<string, Left[]>();

  constructor(facts: Facts, touches: readonly (Touch & { readonly status: string })[]) {
    this.#facts = facts;
    for (const touch of touches) {
      const { at, customerId, status } = touch;
      if (at === null || status === 'failed' || status === 'suppressed') continue;
      this.#left.set(customerId, [...(this.#left.get(customerId) ?? []), { ...touch, at }]);
    }
  }

  /** Everything that ought to have kept this push back. */
  objections(touch: Left): readonly string[] {
    const { at, pushClass, customerId } = touch;
    const kept = { ...touch, until: at };
    const reasons = this.#hours(touch);
    if (pushClass === 'service') return reasons;
    const people = ['no_consent', 'refused', 'bereaved', 'claim_just_rejected'];
    if (pushClass === 'survey') people.push('survey_silent');
    else people.push('marketing_blocked');
    if (!(pushClass === 'survey' && touch.priority === 'case')) {
      people.push('open_complaint', 'open_injury_claim');
    }
    for (const reason of people) if (this.confirms(reason, kept)) reasons.push(reason);
    const before = (this.#left.get(customerId) ?? []).filter((other) => other.at < at);
    for (const limit of limitsOf(pushClass, touch.priority)) {
      if (isUsed(limit, before, at)) reasons.push(`${limit.name} ${limit.count}/${limit.days}`);
    }
    const twin = (this.#left.get(customerId) ?? []).filter(
      (other) => other.at.getTime() === at.getTime() && other.pushClass === pushClass,
    );
    if (twin.length > 1) reasons.push('another of its class at the same moment');
    return reasons;
  }

  /** True when the facts bear a reason out at the moment at which it was given. */
  confirms(reason: string, kept: Kept): boolean {
    const { customerId, pushClass, at, until } = kept;
    const customer = this.#facts.customers.get(customerId);
    switch (reason) {
      case 'no_consent':
        return this.#word(customerId, pushClass, at) === undefined;
      case 'refused':
        return this.#word(customerId, pushClass, at) === false;
      case 'bereaved':
        return customer?.bereavedAt !== null && (customer?.bereavedAt ?? at) <= at;
      case 'marketing_blocked':
        return customer?.blockedAt !== null;
      case 'survey_silent':
        return (
          customer?.silentUntil !== undefined &&
          at < customer.silentUntil &&
          this.#isSince(customer, at)
        );
      case 'open_complaint':
        return this.#facts.complaints.some(
          (one) =>
            one.customerId === customerId && one.openedAt <= at && (one.closedAt ?? FAR) > at,
        );
      case 'open_injury_claim':
        return this.#facts.claims.some(
          (one) =>
            one.customerId === customerId &&
            one.hasInjury &&
            one.knownAt <= at &&
            (one.closedAt ?? FAR) > at,
        );
      case 'claim_just_rejected':
        return this.#facts.claims.some(
          ({ customerId: whose, closedAs, closedAt }) =>
            whose === customerId &&
            closedAs === 'REJECTED' &&
            closedAt !== undefined &&
            closedAt <= at &&
            addMs(closedAt, QUIET_DAYS * DAY_MS) > lastChance(until, at),
        );
      case 'silent_day':
        return SILENT_FOR_CARE.has(dayOf(at)) && SILENT_FOR_CARE.has(dayOf(addMs(until, -1)));
      case 'cap_class':
      case 'cap_total':
        return this.#isCapped(reason, kept);
      case 'unreachable':
      case 'no_way':
        return customer?.phone === null;
      case 'missing_value':
        // Words that name the car, and it has no name yet.
        return customer?.plates.includes(null) === true;
      default:
        return false;
    }
  }

  /** The newest decision of a purpose for every way; undefined: there is none. */
  #word(customerId: string, purpose: string, at: Date): boolean | undefined {
    let newest: { readonly at: Date; readonly isGranted: boolean } | undefined;
    for (const one of this.#facts.consents) {
      if (one.customerId !== customerId || one.purpose !== purpose || one.at > at) continue;
      if (newest === undefined || one.at > newest.at) newest = one;
    }
    return newest?.isGranted;
  }

  #isSince({ silentUntil }: { readonly silentUntil?: Date }, at: Date): boolean {
    return silentUntil !== undefined && addMs(silentUntil, -365 * DAY_MS) <= at;
  }

  /** A limit was used up and stayed so until the last moment at which it could have left. */
  #isCapped(reason: string, { customerId, pushClass, priority, at, until }: Kept): boolean {
    const before = (this.#left.get(customerId) ?? []).filter((other) => other.at <= at);
    return limitsOf(pushClass, priority).some(
      (limit) => limit.name === reason && isUsed(limit, before, lastChance(until, at)),
    );
  }

  #hours({ at, pushClass }: Left): string[] {
    const day = dayOf(at);
    const hour = (at.getTime() - startOfDay(day).getTime()) / HOUR_MS;
    const [from, until] = pushClass === 'service' ? [8, 21] : isWorkday(day) ? [9, 20] : [10, 19];
    const reasons = hour >= from && hour < until ? [] : ['the hour'];
    const isSilent =
      SILENT_FOR_CARE.has(day) && (pushClass === 'care' || pushClass === 'marketing');
    return isSilent ? [...reasons, 'silent_day'] : reasons;
  }
}

const FAR = new Date('2100-01-01T00:00:00Z');

/** The last moment of the class's hours before the end; on a day off they end an hour earlier. */
export function lastChance(until: Date, at: Date): Date {
  const day = dayOf(addMs(until, -1));
  const closes = addMs(startOfDay(day), (isWorkday(day) ? 20 : 19) * HOUR_MS);
  const last = addMs(closes < until ? closes : until, -1);
  return last > at ? last : at;
}

function isUsed(limit: Limit, before: readonly Left[], at: Date): boolean {
  const counted = before.filter(
    (touch) => limit.classes.includes(touch.pushClass) && addMs(touch.at, limit.days * DAY_MS) > at,
  );
  return counted.length >= limit.count;
}
