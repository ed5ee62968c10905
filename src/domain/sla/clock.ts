/** What a complaint promises, each with a clock of its own (domain.md 2.4). */
export const CLOCK_KINDS = [
  /** Until the customer has an automatic answer. */
  'acknowledgement',
  /** Until a person has answered: a name, the problem in their words, the next date. */
  'first_feedback',
  /** Until a second sign of a person, for the gravest. */
  'interim',
  /** Until the customer was told of a plan or a decision. */
  'resolution',
  /** Until a person answers what the customer said after the first feedback. */
  'next_response',
  /** The regulator's: until the decision (投诉处理管理办法 18). */
  'regulator',
  /** Until a review is decided (投诉处理管理办法 20). */
  'review',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** Why a clock may stand still. */
export const PAUSE_REASONS = ['waiting_customer', 'external_appraisal', 'mediation'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** How long a clock runs, and by which time. */
export type ClockLength =
  /** Day and night, to the millisecond. */
  | { readonly basis: 'continuous'; readonly minutes: number }
  /** Working time of a calendar. */
  | { readonly basis: 'working'; readonly minutes: number; readonly calendarId: string }
  /** Whole days in Shanghai, the first not counted, until the last day's 24:00 (民法典 201 and 203). */
  | { readonly basis: 'natural_days'; readonly days: number };

/** One promise of a policy. */
export interface ClockTarget {
  readonly kind: ClockKind;
  readonly length: ClockLength;
  /** None: nothing stops it. */
  readonly pausedBy: readonly PauseReason[];
}

/** A deadline that was moved: the old one stays in the history. */
export interface DeadlineChange {
  readonly at: Date;
  readonly why: 'pause' | 'resume' | 'extension' | 'target' | 'calendar';
  /** Null: it stood still, or had none. */
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Why a clock ended without what it waited for. */
export type ClockEnd = 'closed' | 'withdrawn' | 'merged' | 'declined' | 'superseded';

/** One run of one clock, as its events make it. */
export interface SlaClock {
  readonly kind: ClockKind;
  /** 1, 2, ...: a clock that runs again is another one, and the old one stays. */
  readonly cycle: number;
  readonly target: ClockTarget;
  /** The version of the calendar that its deadline is computed with. */
  readonly calendarVersion: number | null;
  readonly startedAt: Date;
  /** As it was promised at first. */
  readonly firstDueAt: Date | null;
  /** Null while it stands still, and when its calendar has no hours. */
  readonly dueAt: Date | null;
  readonly pausedAt: Date | null;
  /** How long it stood still, by the wall, without the present pause. */
  readonly pausedMs: number;
  /** When what it waits for happened, in time or late. */
  readonly doneAt: Date | null;
  /** `breached` the moment that the deadline lies behind; nothing that happens afterwards takes it back. */
  readonly verdict: 'met' | 'breached' | null;
  /** The deadline that passed. */
  readonly breachedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBy: ClockEnd | null;
  /** By the wall, from start to done; null until then. */
  readonly grossMs: number | null;
  /** By the clock's own time, pauses left out; null until done. */
  readonly netMs: number | null;
  readonly changes: readonly DeadlineChange[];
  /** Half of the time, and four fifths of it, used up; null while it stands still. */
  readonly halfAt: Date | null;
  readonly mostAt: Date | null;
}

/** True while the clock waits for something: running, standing still or late. */
export function isOpenClock(clock: Pick<SlaClock, 'doneAt' | 'endedAt'>): boolean {
  return clock.doneAt === null && clock.endedAt === null;
}
