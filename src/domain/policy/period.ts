import { addMs } from '../../lib/clock.ts';
import type { PolicyFacts } from './view.ts';

/** Where a policy stands. `unclear`: its dates say one thing and the insurer's status another. */
export type PolicyState = 'in_force' | 'upcoming' | 'ended' | 'cancelled' | 'unclear';

/** Where a policy stands at `now`; periods are half-open. */
export function policyState(
  { status, startsAt, endsAt }: Pick<PolicyFacts, 'status' | 'startsAt' | 'endsAt'>,
  now: Date,
): PolicyState {
  if (status === 'cancelled') return 'cancelled';
  if (endsAt <= now || status === 'expired') return 'ended';
  if (now < startsAt) return 'upcoming';
  return status === 'active' ? 'in_force' : 'unclear';
}

/** The last moment that is covered: a policy until midnight covers the day before. */
export function lastMoment({ endsAt }: Pick<PolicyFacts, 'endsAt'>): Date {
  return addMs(endsAt, -1);
}

/** One car's policies: of each kind the one that counts now, with the one that follows it. */
export interface InsuredCar {
  /** Absent for a new car without a plate. */
  readonly plate?: string;
  /** Compulsory before commercial, the one in force before the next. */
  readonly policies: readonly PolicyFacts[];
}

/** A car without a policy in force comes last. */
export function carsOf(policies: readonly PolicyFacts[], now: Date): readonly InsuredCar[] {
  const byPlate = new Map<string, PolicyFacts[]>();
  for (const policy of policies) {
    const plate = policy.plate ?? '';
    byPlate.set(plate, [...(byPlate.get(plate) ?? []), policy]);
  }
  const cars = [...byPlate].map(([plate, own]) => ({
    ...(plate === '' ? {} : { plate }),
    policies: [...countingOf(own, 'compulsory', now), ...countingOf(own, 'commercial', now)],
  }));
  const isCurrent = (car: InsuredCar): boolean =>
    car.policies.some((policy) => isCurrentAt(policy, now));
  return [...cars.filter(isCurrent), ...cars.filter((car) => !isCurrent(car))];
}

/** In force or still to come. */
export function isCurrentAt(policy: PolicyFacts, now: Date): boolean {
  return ['in_force', 'upcoming', 'unclear'].includes(policyState(policy, now));
}

function countingOf(
  policies: readonly PolicyFacts[],
  kind: PolicyFacts['kind'],
  now: Date,
): readonly PolicyFacts[] {
  const own = policies
    .filter((policy) => policy.kind === kind)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const current = own.filter((policy) => isCurrentAt(policy, now));
  return current.length > 0 ? current : own.slice(-1);
}
