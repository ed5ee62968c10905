import type { Id } from '../../lib/ids.ts';

export const OWNER_EVENT_STATUSES = ['draft', 'published', 'cancelled', 'finished'] as const;
/** The last two are final. */
export type OwnerEventStatus = (typeof OWNER_EVENT_STATUSES)[number];

export const SIGN_UP_STATUSES = [
  'signed_up',
  'waiting',
  'cancelled',
  'checked_in',
  'no_show',
] as const;
export type SignUpStatus = (typeof SIGN_UP_STATUSES)[number];

/** A meeting of car owners (车主沙龙). */
export interface OwnerEvent {
  readonly id: Id<'ownerEvent'>;
  /** A short number for chats: `E12`. */
  readonly eventNo: string;
  readonly title: string;
  readonly description: string;
  readonly city: string;
  readonly place: string;
  readonly startsAt: Date;
  /** Half-open. */
  readonly endsAt: Date;
  /** Half-open. */
  readonly signUpUntil: Date;
  readonly capacity: number;
  /** How many may wait for a place; 0: nobody. */
  readonly waitingMax: number;
  readonly status: OwnerEventStatus;
  /** What people who came are asked; undefined: nothing. */
  readonly questionnaireCode?: string;
}

/** What may be written of an event. */
export type OwnerEventInput = Omit<OwnerEvent, 'id' | 'eventNo' | 'status'>;

/** How full an event is. */
export interface Seats {
  /** Signed up or checked in. */
  readonly taken: number;
  readonly waiting: number;
}

/** An event with what is left of it, as chats and pages show it. */
export interface OfferedEvent extends OwnerEvent, Seats {}

/** One person's sign-up, as that person may see it. */
export interface OwnSignUp {
  readonly id: Id<'eventSignUp'>;
  readonly event: OfferedEvent;
  readonly status: SignUpStatus;
  /** 1: the next who gets a place; absent unless waiting. */
  readonly waitingPlace?: number;
  /** What the ticket's QR code says. */
  readonly ticket: string;
  readonly photoConsent?: boolean;
}

/** Who signs up: a customer who was proved, or only this chat. */
export interface EventPerson {
  readonly customerId?: Id<'customer'>;
  readonly identityId?: Id<'identity'>;
}

/** Reads of the flow `event_signup`. */
export interface OwnerEventReader {
  /** Published ones that have not begun, those of `city` first, then the soonest; at most ten. */
  offered(now: Date, city?: string): Promise<readonly OfferedEvent[]>;
  /** By its short number, whatever its state but `draft`. */
  byNumber(eventNo: string): Promise<OfferedEvent | undefined>;
  /** The person's own sign-ups of events that are not over, the soonest first; cancelled ones are left out. */
  own(person: EventPerson, now: Date): Promise<readonly OwnSignUp[]>;
  /** Where a customer lives; undefined: not known. */
  cityOf(customerId: Id<'customer'>): Promise<string | undefined>;
  /** True for the code that the screen at the door shows now. */
  isDoorCode(eventNo: string, code: string, now: Date): boolean;
}

/** What sort of sign-up a person had of an event before, and whether there is room. */
export interface SignUpFacts extends Seats {
  /** Their sign-up of this event, whatever became of it; undefined: none yet. */
  readonly own: SignUpStatus | undefined;
}

export const SIGN_UP_REFUSALS = ['not_open', 'too_late', 'full', 'already'] as const;
/** `too_late`: sign-up is over. `full`: no place and no room to wait. `already`: this person is on the list. */
export type SignUpRefusal = (typeof SIGN_UP_REFUSALS)[number];

export type SignUpDecision =
  | { readonly kind: 'signed_up' | 'waiting' }
  | { readonly kind: 'refused'; readonly reason: SignUpRefusal };

/** What somebody gets who wants to come: a place, a place in the line, or neither. */
export function decideSignUp(
  event: Pick<OwnerEvent, 'status' | 'signUpUntil' | 'capacity' | 'waitingMax'>,
  facts: SignUpFacts,
  now: Date,
): SignUpDecision {
  if (event.status !== 'published') return { kind: 'refused', reason: 'not_open' };
  if (facts.own !== undefined && facts.own !== 'cancelled') {
    return { kind: 'refused', reason: 'already' };
  }
  if (now >= event.signUpUntil) return { kind: 'refused', reason: 'too_late' };
  // Whoever waits already goes before somebody new, also in the moment in which a place is free.
  if (facts.taken < event.capacity && facts.waiting === 0) return { kind: 'signed_up' };
  if (facts.waiting < event.waitingMax) return { kind: 'waiting' };
  return { kind: 'refused', reason: 'full' };
}

/** How many of those who wait get a place now: none once it has begun, for nobody could be told in time. */
export function placesToFill(
  event: Pick<OwnerEvent, 'status' | 'startsAt' | 'capacity'>,
  seats: Seats,
  now: Date,
): number {
  if (event.status !== 'published' || now >= event.startsAt) return 0;
  return Math.max(0, Math.min(event.capacity - seats.taken, seats.waiting));
}

/** True while a sign-up may be given back: not after the end, and not by whoever has come. */
export function mayCancelSignUp(
  event: Pick<OwnerEvent, 'status' | 'endsAt'>,
  status: SignUpStatus,
  now: Date,
): boolean {
  const isHeld = status === 'signed_up' || status === 'waiting';
  return isHeld && event.status === 'published' && now < event.endsAt;
}
