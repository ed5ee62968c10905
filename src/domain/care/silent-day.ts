import type { PushClass } from '../push/settings.ts';

/** Classes that a day can silence; service never falls silent (domain.md 3.7). */
export const SILENT_CLASSES = ['care', 'survey', 'marketing'] as const satisfies PushClass[];
export type SilentClass = (typeof SILENT_CLASSES)[number];

/** A day on which some classes are not sent. */
export interface SilentDay {
  /** `YYYY-MM-DD`, or `MM-DD` of every year. */
  readonly day: string;
  /** A city; empty: everywhere. */
  readonly region: string;
  readonly name: string;
  readonly classes: readonly SilentClass[];
}

/** The silent days of every year that are there from the beginning, without their names (domain.md 5.3). */
export const YEARLY_SILENT_DAYS = [
  { day: '09-18', key: 'september_18', classes: ['care', 'marketing'] },
  { day: '12-13', key: 'memorial_day', classes: ['care', 'marketing'] },
] as const;
