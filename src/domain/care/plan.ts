import { DAY_MS, MINUTE_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { dayAt, parseDay, type ShanghaiDay, startOf } from '../calendar/shanghai-day.ts';
import type { AudienceRule } from '../outreach/audience.ts';
import type { PushWay } from '../push/settings.ts';
import { greetingFreeDay } from './occasion-days.ts';
import { type PlannedOccasion, traitsOf } from './occasions.ts';

/** What a care plan is made of. */
export interface CarePlanInput {
  readonly occasion: PlannedOccasion;
  readonly name: string;
  /** The newest approved version of it is sent. */
  readonly templateCode: string;
  /** Narrows the people of the occasion; `{}`: all of them. */
  readonly audienceRule: AudienceRule;
  /** Tried in this order. */
  readonly ways: readonly PushWay[];
  /** `HH:mm` in Asia/Shanghai, half-open; from later than until: over midnight. */
  readonly dailyFrom: string;
  readonly dailyUntil: string;
  /** Days after the occasion's day on which it may still be sent. */
  readonly graceDays: number;
  readonly isActive: boolean;
}

/** Something that is sent each time its occasion comes round. */
export interface CarePlan extends CarePlanInput {
  readonly id: Id<'carePlan'>;
  /** The last day that was planned, `YYYY-MM-DD`; undefined: none yet. */
  readonly plannedUntil?: string | undefined;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

/** Why nothing of a plan is sent for a day on which it was due. */
export const PLAN_SKIPS = [
  /** Nobody was there to plan it before its window was over. */
  'missed',
  /** A greeting, and nobody is wished well on any of its days. */
  'greeting_free_day',
  'no_approved_template',
] as const;
export type PlanSkip = (typeof PLAN_SKIPS)[number];

/** When what is due on a day is sent, half-open; or why it is not. */
export interface PlanWindow {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly skip?: PlanSkip;
}

/** Days that are planned at once: a plan that was not looked at for longer catches up in several goes. */
export const PLAN_DAYS_MAX = 31;
/**
 * What everybody gets begins so much later than what is somebody's own: a customer gets one greeting a day
 * (domain.md 3.7), and a birthday at Spring Festival is greeted as a birthday.
 */
const GENERAL_DELAY_MS = 30 * MINUTE_MS;

/** What says when a plan sends. */
type PlanTimes = Pick<
  CarePlan,
  'occasion' | 'dailyFrom' | 'dailyUntil' | 'graceDays' | 'plannedUntil'
>;

/**
 * The days of a plan that nobody has looked at yet, earliest first. A new plan, and one that is switched on again,
 * begins today, or tomorrow when today's hours are over.
 */
export function unplannedDays(plan: PlanTimes, now: Date): readonly ShanghaiDay[] {
  const today = dayAt(now.getTime());
  const last = plan.plannedUntil === undefined ? undefined : parseDay(plan.plannedUntil);
  if (last === undefined) return planWindow(plan, today, now).skip === 'missed' ? [] : [today];
  const count = Math.min(Math.max(today - last, 0), PLAN_DAYS_MAX);
  return Array.from({ length: count }, (_, nth) => last + 1 + nth);
}

/** When what is due on a day may be sent. A greeting waits for a day on which people are wished well. */
export function planWindow(plan: PlanTimes, day: ShanghaiDay, now: Date): PlanWindow {
  const { isGreeting, isPersonal } = traitsOf(plan.occasion);
  const days = Array.from({ length: plan.graceDays + 1 }, (_, nth) => day + nth);
  const first = days.find((on) => !isGreeting || greetingFreeDay(on) === undefined);
  const fromMs = timeOf(plan.dailyFrom);
  const untilMs = timeOf(plan.dailyUntil);
  const lengthMs = untilMs > fromMs ? untilMs - fromMs : untilMs - fromMs + DAY_MS;
  const delayMs = isPersonal || lengthMs <= GENERAL_DELAY_MS ? 0 : GENERAL_DELAY_MS;
  const startsAt = new Date(startOf(first ?? day) + fromMs + delayMs);
  const endsAt = new Date(startOf(day + plan.graceDays) + fromMs + lengthMs);
  const window = { startsAt, endsAt };
  if (first === undefined) return { ...window, skip: 'greeting_free_day' };
  return endsAt <= now ? { ...window, skip: 'missed' } : window;
}

/** Milliseconds since midnight of `HH:mm`. */
function timeOf(clockTime: string): number {
  const [hours, minutes] = clockTime.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE_MS;
}
