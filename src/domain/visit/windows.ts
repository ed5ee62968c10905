import { addMs, HOUR_MS } from '../../lib/clock.ts';
import type { HolidayTable } from '../calendar/holiday-table.ts';
import {
  dayAt,
  formatDay,
  parseDay,
  type ShanghaiDay,
  startOf,
  weekdayOf,
} from '../calendar/shanghai-day.ts';
import { lastMoment } from '../policy/period.ts';

/** When a visit is due, half-open. */
export interface VisitWindow {
  readonly dueFrom: Date;
  readonly dueUntil: Date;
}

/** Of a closed claim: small (the insurer's small-claim service), ordinary, or with an injury or a total loss. */
export type ClaimSize = 'small' | 'normal' | 'severe';

/** 保监消保〔2015〕201号: a small claim is of vehicles only and at most 5,000 yuan. */
const SMALL_CLAIM_MAX_FEN = 500_000;

const NEW_POLICY_DAYS = { first: 7, last: 30 };
const RENEWAL_DAYS = { first: 45, last: 15 };
/** Working days after payment or closing (domain.md 4.1). */
const CLAIM_WORKDAYS: Readonly<Record<ClaimSize, { first: number; last: number }>> = {
  small: { first: 1, last: 3 },
  normal: { first: 3, last: 5 },
  severe: { first: 5, last: 7 },
};
const COMPLAINT_HOURS = { first: 24, last: 72 };
/** Four weeks around the middle of a policy's year. */
const ANNUAL_DAYS = { first: 168, last: 195 };
/** Four weeks within a half-year; which of them is the customer's own, so that a manager's are spread over it. */
const HIGH_VALUE_DAYS = 28;
const HIGH_VALUE_WEEKS = 22;

/** Day 7 to 30 after a policy begins, whole days in Shanghai. */
export function newPolicyWindow(startsAt: Date): VisitWindow {
  const day = dayAt(startsAt.getTime());
  return daysOf(day + NEW_POLICY_DAYS.first, day + NEW_POLICY_DAYS.last);
}

/** Day 45 to 15 before the last day that is covered. */
export function renewalWindow(endsAt: Date): VisitWindow {
  const day = dayAt(lastMoment({ endsAt }).getTime());
  return daysOf(day - RENEWAL_DAYS.first, day - RENEWAL_DAYS.last);
}

/** Working days after payment or closing, by the size of the claim; make-up working days (调休) count. */
export function claimWindow(
  closedAt: Date,
  { size, holidays }: { readonly size: ClaimSize; readonly holidays: HolidayTable },
): VisitWindow {
  const { first, last } = CLAIM_WORKDAYS[size];
  const day = dayAt(closedAt.getTime());
  return daysOf(nthWorkday(day, first, holidays), nthWorkday(day, last, holidays));
}

/** 24 to 72 hours after closing, as the question in the chat (domain.md 2.4). */
export function complaintWindow(closedAt: Date): VisitWindow {
  return {
    dueFrom: addMs(closedAt, COMPLAINT_HOURS.first * HOUR_MS),
    dueUntil: addMs(closedAt, COMPLAINT_HOURS.last * HOUR_MS),
  };
}

/** Four weeks around the middle of a policy's year. */
export function annualWindow(startsAt: Date): VisitWindow {
  const day = dayAt(startsAt.getTime());
  return daysOf(day + ANNUAL_DAYS.first, day + ANNUAL_DAYS.last);
}

/** A half-year in Shanghai: `2026H1` begins on 1 January, `2026H2` on 1 July. */
export function halfYearOf(at: Date): string {
  const date = formatDay(dayAt(at.getTime()));
  return `${date.slice(0, 4)}H${date.slice(5, 7) < '07' ? 1 : 2}`;
}

/** Four weeks of a half-year, always the same ones for a customer. Throws a RangeError for no half-year. */
export function highValueWindow(customerId: string, halfYear: string): VisitWindow {
  const begins = parseDay(`${halfYear.slice(0, 4)}-${halfYear.endsWith('H1') ? '01' : '07'}-01`);
  if (begins === undefined) throw new RangeError(`no half-year: ${halfYear}`);
  const day = begins + 7 * (hashOf(customerId) % HIGH_VALUE_WEEKS);
  return daysOf(day, day + HIGH_VALUE_DAYS - 1);
}

/** How long the visit after a claim waits: an injury or a total loss the longest. */
export function claimSizeOf(claim: {
  readonly hasInjury: boolean;
  readonly isTotalLoss: boolean;
  /** Absent: nothing was paid, or it was not told. */
  readonly paidFen?: number | undefined;
}): ClaimSize {
  if (claim.hasInjury || claim.isTotalLoss) return 'severe';
  return claim.paidFen !== undefined && claim.paidFen <= SMALL_CLAIM_MAX_FEN ? 'small' : 'normal';
}

/** True for a day on which offices work. */
function isWorkday(day: ShanghaiDay, holidays: HolidayTable): boolean {
  const kind = holidays.kindOf(day);
  return kind === undefined ? weekdayOf(day) < 5 : kind === 'workday';
}

/** No holiday is so long that this many days hold fewer than seven working days. */
const SEARCH_DAYS = 60;

function nthWorkday(after: ShanghaiDay, nth: number, holidays: HolidayTable): ShanghaiDay {
  let left = nth;
  for (let day = after + 1; day < after + SEARCH_DAYS; day += 1) {
    if (isWorkday(day, holidays)) left -= 1;
    if (left === 0) return day;
  }
  // A table that calls everything a holiday: natural days are better than never.
  return after + nth;
}

function daysOf(first: ShanghaiDay, last: ShanghaiDay): VisitWindow {
  return { dueFrom: new Date(startOf(first)), dueUntil: new Date(startOf(last + 1)) };
}

/** FNV-1a: the same everywhere and always. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}
