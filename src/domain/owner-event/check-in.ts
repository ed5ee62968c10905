import { createHmac } from 'node:crypto';
import { addMs, HOUR_MS, MINUTE_MS } from '../../lib/clock.ts';
import type { OwnerEvent, SignUpStatus } from './owner-event.ts';

/** The doors open so long before the beginning. */
export const CHECK_IN_BEFORE_MS = 2 * HOUR_MS;

export const CHECK_IN_REFUSALS = ['too_early', 'over', 'waiting', 'cancelled', 'not_open'] as const;
export type CheckInRefusal = (typeof CHECK_IN_REFUSALS)[number];

export type CheckInDecision =
  | { readonly kind: 'checked_in' | 'already' }
  | { readonly kind: 'refused'; readonly reason: CheckInRefusal };

/** Whether somebody on the list is let in now; twice is as good as once. */
export function decideCheckIn(
  event: Pick<OwnerEvent, 'status' | 'startsAt' | 'endsAt'>,
  status: SignUpStatus,
  now: Date,
): CheckInDecision {
  if (status === 'checked_in') return { kind: 'already' };
  if (event.status === 'cancelled' || event.status === 'draft') return refused('not_open');
  if (status === 'cancelled') return refused('cancelled');
  if (status === 'waiting') return refused('waiting');
  if (now < addMs(event.startsAt, -CHECK_IN_BEFORE_MS)) return refused('too_early');
  if (event.status === 'finished' || now >= event.endsAt) return refused('over');
  return { kind: 'checked_in' };
}

function refused(reason: CheckInRefusal): CheckInDecision {
  return { kind: 'refused', reason };
}

/** How long the code on the screen at the door stays; the one before it still counts, for whoever types slowly. */
export const DOOR_CODE_MS = 5 * MINUTE_MS;
const DOOR_CODE_DIGITS = 6;

/** The code of six digits that the screen at the door shows now: whoever is there can read it, and nobody else. */
export function doorCode(eventNo: string, secret: string, now: Date): DoorCode {
  const nth = Math.floor(now.getTime() / DOOR_CODE_MS);
  return { code: codeOf(eventNo, secret, nth), validUntil: new Date((nth + 1) * DOOR_CODE_MS) };
}

export interface DoorCode {
  readonly code: string;
  readonly validUntil: Date;
}

/** True for the code of now and for the one before. */
export function isDoorCode(
  given: string,
  about: { readonly eventNo: string; readonly secret: string; readonly now: Date },
): boolean {
  const nth = Math.floor(about.now.getTime() / DOOR_CODE_MS);
  return [nth, nth - 1].some((one) => codeOf(about.eventNo, about.secret, one) === given);
}

function codeOf(eventNo: string, secret: string, nth: number): string {
  const hash = createHmac('sha256', secret).update(`event-door:${eventNo}:${nth}`).digest();
  return String(hash.readUInt32BE(0) % 10 ** DOOR_CODE_DIGITS).padStart(DOOR_CODE_DIGITS, '0');
}
