import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { PushClass, PushWay } from '../push/settings.ts';

/** What becomes of a push; `unknown`: it may have arrived. The last five are final. */
export const DELIVERY_STATES = [
  'planned',
  'sending',
  'sent',
  'delivered',
  'failed',
  'suppressed',
  'unknown',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A tap below a push: its label, and the commands of the dialogue that it stands for (flows/command.ts). */
export interface PushTap {
  readonly label: string;
  readonly commands: readonly JsonObject[];
}

/** What a push says, ready to be read. The taps become numbers where a channel has none. */
export interface PushContent {
  readonly text: string;
  readonly taps?: readonly PushTap[];
  readonly isScale?: boolean;
  /** By short message; absent: `text`. */
  readonly smsText?: string;
}

/** A push of its own, such as an invitation, a visit's reminder or an event's: written by whoever has a reason for it. */
export interface NewPush {
  /** Unique with the customer: a second one of the same key is the same push. */
  readonly occasionKey: string;
  readonly customerId: Id<'customer'>;
  readonly pushClass: PushClass;
  readonly isAboutCase?: boolean;
  readonly isUrgent?: boolean;
  readonly content: PushContent;
  readonly ways: readonly PushWay[];
  readonly notBefore: Date;
  /** Half-open: then it is `suppressed` with the reason why it waited, or `window_missed`. */
  readonly notAfter: Date;
}

/** Writes pushes in the caller's transaction; the sender finds them. Returns the row of each, also of one that was there. */
export interface PushQueue<Tx> {
  queue(
    tx: Tx,
    push: NewPush,
    now: Date,
  ): Promise<{ readonly deliveryId: bigint; readonly isNew: boolean }>;
  /** Takes back what was not released yet. True: nothing of it will be sent. */
  withdraw(tx: Tx, deliveryId: bigint, reason: string, now: Date): Promise<boolean>;
}
