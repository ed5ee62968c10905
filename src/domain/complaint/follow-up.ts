import { addMs, DAY_MS, HOUR_MS } from '../../lib/clock.ts';
import { dayAt, startOf } from '../calendar/shanghai-day.ts';
import { NO_REPLY_DAYS, REVIEW_DAYS, WAITING_DAYS_MAX } from '../sla/policy.ts';
import type { ComplaintCase, ComplaintRating } from './case.ts';

/** A closed complaint is opened again within so many days (domain.md 2.4). */
export const REOPEN_DAYS = 30;

/** The end of the last of so many days in Shanghai, the first not counted (民法典 201 and 203). */
export function lastMomentOf(from: Date, days: number): Date {
  return new Date(startOf(dayAt(from.getTime()) + days + 1));
}

/** Until when the plan waits for an answer; a promise of our own, so it runs in hours as the others do. */
export function replyUntil({ since, notice }: Pick<ComplaintCase, 'since' | 'notice'>): Date {
  return addMs(notice?.at ?? since, NO_REPLY_DAYS * DAY_MS);
}

/** Until when a closed complaint may be opened again. */
export function reopenUntil({ since, closedAt }: Pick<ComplaintCase, 'since' | 'closedAt'>): Date {
  return lastMomentOf(closedAt ?? since, REOPEN_DAYS);
}

/** Until when a review of the decision, or of the plan that stands, may be asked for (art. 20). */
export function reviewUntil({
  decidedAt,
  notice,
}: Pick<ComplaintCase, 'decidedAt' | 'notice'>): Date | undefined {
  const toldAt = decidedAt ?? notice?.at;
  return toldAt === undefined ? undefined : lastMomentOf(toldAt, REVIEW_DAYS);
}

/** Something that the desk does by itself when its time has come. */
export interface ComplaintTimer {
  /** Never before; when it lies behind `now`, it is due. */
  readonly at: Date;
  readonly what: /** The plan was not answered: act `expire`. */
    | 'expire'
    /** We still wait for the customer: they are reminded, and the handler decides by what is there. */
    | 'remind'
    /** How it was, after it was closed. */
    | 'ask_rating';
}

/** What the desk does next by itself about a complaint, and when; undefined: nothing. */
export function nextTimer(
  complaint: ComplaintCase,
  { now, remindedAt }: { readonly now: Date; readonly remindedAt?: Date | undefined },
): ComplaintTimer | undefined {
  switch (complaint.status) {
    case 'PROPOSED':
      return { what: 'expire', at: replyUntil(complaint) };
    case 'WAITING_CUSTOMER':
      // Once for each wait: whoever was reminded is not pressed.
      return remindedAt !== undefined && remindedAt >= complaint.since
        ? undefined
        : { what: 'remind', at: addMs(complaint.since, WAITING_DAYS_MAX * DAY_MS) };
    case 'CLOSED': {
      const at = askRatingAt(complaint, now);
      return at === undefined ? undefined : { what: 'ask_rating', at };
    }
    default:
      return undefined;
  }
}

/** Why a complaint is closed: what the customer said to it, how it ended without, or that a review was decided. */
export type CloseReason =
  | 'accepted'
  | 'rejected'
  | 'no_reply'
  | 'review_decided'
  | 'withdrawn'
  | 'merged'
  | 'declined';

/** Whoever withdrew, or was told that it goes on elsewhere, is not asked how it was solved. */
const ASKED: ReadonlySet<string> = new Set<CloseReason>([
  'accepted',
  'rejected',
  'no_reply',
  'review_decided',
]);

/** Satisfaction is asked for from then on, and not any more then (domain.md 2.4). */
const ASK_AFTER_MS = 24 * HOUR_MS;
const ASK_BEFORE_MS = 72 * HOUR_MS;
/** Hours of Shanghai in which nobody is disturbed by a question. */
const ASK_FROM_HOUR = 9;
const ASK_TO_HOUR = 20;

function askRatingAt(complaint: ComplaintCase, now: Date): Date | undefined {
  const { closedAt, closeReason = '', ratingAskedAt, rating } = complaint;
  if (closedAt === undefined || !ASKED.has(closeReason)) return undefined;
  if (ratingAskedAt !== undefined || rating !== undefined) return undefined;
  const from = addMs(closedAt, ASK_AFTER_MS);
  // After an outage it is still asked by day, or not at all.
  const at = inDaytime(now > from ? now : from);
  return at < addMs(closedAt, ASK_BEFORE_MS) ? at : undefined;
}

/** This instant, or the next at which people may be asked. */
function inDaytime(instant: Date): Date {
  const day = dayAt(instant.getTime());
  const opens = startOf(day) + ASK_FROM_HOUR * HOUR_MS;
  const closes = startOf(day) + ASK_TO_HOUR * HOUR_MS;
  if (instant.getTime() < opens) return new Date(opens);
  return instant.getTime() < closes ? instant : new Date(opens + DAY_MS);
}

/** At this score or below somebody calls, and the customer is offered to have it opened again. */
export const LOW_SCORE_MAX = 2;

/** True for a customer who was left dissatisfied, or with the problem: a manager calls them back. */
export function wantsCallBack({
  score,
  solved,
}: Pick<ComplaintRating, 'score' | 'solved'>): boolean {
  return score <= LOW_SCORE_MAX || solved === 'not_solved';
}
