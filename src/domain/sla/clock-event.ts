import type { ClockEnd, ClockKind, ClockTarget, PauseReason } from './clock.ts';

/** Which version of each calendar counts from here on. */
export type CalendarVersions = Readonly<Record<string, number>>;

/** What happened, as far as clocks care. Everything that they need to know is in it, so that a replay asks nobody. */
export type ClockHappening =
  /** Received, or opened again: every target starts; what still ran is superseded. */
  | {
      readonly kind: 'opened';
      readonly targets: readonly ClockTarget[];
      readonly calendars: CalendarVersions;
    }
  /** The customer was answered automatically: never more than an acknowledgement. */
  | { readonly kind: 'answered' }
  /** A person told the customer something. */
  | { readonly kind: 'contacted' }
  /** The customer added something that wants an answer. */
  | { readonly kind: 'customer_spoke' }
  | { readonly kind: 'paused'; readonly reason: PauseReason }
  | { readonly kind: 'resumed'; readonly reason: PauseReason }
  /** The customer was told of a plan. */
  | { readonly kind: 'proposed' }
  /** The customer was told of the decision. */
  | { readonly kind: 'decided' }
  /** The plan stands: accepted, or not answered. For the regulator that is the decision. */
  | { readonly kind: 'settled' }
  /** The regulator's clock starts anew (投诉处理管理办法 18). */
  | { readonly kind: 'new_facts' }
  /** A later deadline, approved and told to the customer: so many days in all, or until. */
  | {
      readonly kind: 'extended';
      readonly clock: ClockKind;
      readonly to: { readonly days: number } | { readonly until: Date };
    }
  /** Another severity or another policy. A promise that was given never becomes longer. */
  | {
      readonly kind: 'retargeted';
      readonly targets: readonly ClockTarget[];
      readonly calendars: CalendarVersions;
    }
  | { readonly kind: 'calendar_changed'; readonly calendars: CalendarVersions }
  | { readonly kind: 'review_requested'; readonly target: ClockTarget }
  | { readonly kind: 'review_decided' }
  | { readonly kind: 'ended'; readonly why: Exclude<ClockEnd, 'superseded'> };

/** One happening at its time. Of one instant, the one that was written down first comes first. */
export interface ClockEvent {
  readonly at: Date;
  /** The number in the case's history. */
  readonly seq: number;
  readonly happened: ClockHappening;
}
