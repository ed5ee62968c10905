import type { z } from 'zod';
import type { clockLength, clockTarget } from '../../../../server/contract/sla.ts';
import type { SLA_COPY } from '../../copy-admin/sla.ts';

export type Length = z.infer<typeof clockLength>;
export type Target = z.infer<typeof clockTarget>;
export type Unit = keyof typeof SLA_COPY.units;

const HOUR = 60;

/** How a length is best typed: in whole hours when it has only whole hours. */
export function unitOf(length: Length): Unit {
  if (length.basis === 'natural_days') return 'natural_days';
  const isHours = length.minutes % HOUR === 0;
  return isHours ? `${length.basis} hours` : `${length.basis} minutes`;
}

/** The number that stands beside the unit. */
export function amountOf(length: Length, unit: Unit): number {
  if (length.basis === 'natural_days') return length.days;
  return unit.endsWith('hours') ? length.minutes / HOUR : length.minutes;
}

/** What was typed as the API has it. Working time begins with the first calendar there is. */
export function lengthOf(amount: number, unit: Unit, calendarId: string): Length {
  const minutes = unit.endsWith('hours') ? Math.round(amount * HOUR) : Math.round(amount);
  switch (unit) {
    case 'natural_days':
      return { basis: 'natural_days', days: Math.round(amount) };
    case 'continuous hours':
    case 'continuous minutes':
      return { basis: 'continuous', minutes };
    case 'working hours':
    case 'working minutes':
      return { basis: 'working', minutes, calendarId };
  }
}

/** The clocks in the order in which a complaint meets them. */
export const KINDS = [
  'acknowledgement',
  'first_feedback',
  'interim',
  'resolution',
  'next_response',
  'regulator',
  'review',
] as const satisfies readonly Target['kind'][];

/** What a clock begins with when it is switched on. */
const FIRST: Readonly<Record<Target['kind'], Pick<Target, 'length' | 'pausedBy'>>> = {
  acknowledgement: { length: { basis: 'continuous', minutes: 1 }, pausedBy: [] },
  first_feedback: { length: { basis: 'continuous', minutes: 48 * HOUR }, pausedBy: [] },
  interim: { length: { basis: 'continuous', minutes: 24 * HOUR }, pausedBy: [] },
  resolution: {
    length: { basis: 'continuous', minutes: 72 * HOUR },
    pausedBy: ['waiting_customer'],
  },
  next_response: {
    length: { basis: 'continuous', minutes: 48 * HOUR },
    pausedBy: ['waiting_customer'],
  },
  regulator: {
    length: { basis: 'natural_days', days: 15 },
    pausedBy: ['external_appraisal', 'mediation'],
  },
  review: {
    length: { basis: 'natural_days', days: 30 },
    pausedBy: ['external_appraisal', 'mediation'],
  },
};

/** A clock as it begins. */
export function firstTarget(kind: Target['kind']): Target {
  return { kind, length: FIRST[kind].length, pausedBy: [...FIRST[kind].pausedBy] };
}

/** What a policy begins with. */
export const FIRST_TARGETS: readonly Target[] = (
  ['acknowledgement', 'first_feedback', 'resolution', 'next_response', 'regulator'] as const
).map(firstTarget);
