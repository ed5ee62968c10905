import type { Id } from '../../lib/ids.ts';
import type { OwnerEvent, SignUpStatus } from './owner-event.ts';

/** An event as the desk reads it. */
export interface EventView extends OwnerEvent {
  readonly counts: Readonly<Record<SignUpStatus, number>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A sign-up as the desk reads it; name and phone are masked. */
export interface SignUpView {
  readonly id: Id<'eventSignUp'>;
  readonly number: number;
  readonly name: string;
  readonly phone: string | null;
  readonly customerNo: string | null;
  readonly status: SignUpStatus;
  readonly signedUpAt: Date;
  readonly promotedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly checkedInAt: Date | null;
  readonly checkedInBy: string | null;
  readonly photoConsent: boolean | null;
}

/** A ticket as whoever has its address sees it. */
export interface TicketView {
  readonly event: OwnerEvent;
  /** Masked. */
  readonly name: string;
  readonly status: SignUpStatus;
  readonly waitingPlace: number | null;
  readonly checkedInAt: Date | null;
}
