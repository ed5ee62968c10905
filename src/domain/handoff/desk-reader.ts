import type { Id } from '../../lib/ids.ts';
import type { HandoffReason } from './handoff.ts';

/** What the bot may know of the people behind it, to be honest with whoever asks for one. */
export interface DeskStatus {
  /** Within the desk's hours. */
  readonly isOpen: boolean;
  /** When people are back; absent while it is open, and when no calendar says so. */
  readonly opensAt?: Date;
  /** People who take new customers now. */
  readonly online: number;
  /** Customers who wait for a person, this one included. */
  readonly waiting: number;
  /** This conversation's own request, while it waits for a person. */
  readonly request?: WaitingRequest;
}

export interface WaitingRequest {
  readonly reason: HandoffReason;
  readonly requestedAt: Date;
  /** From 1. */
  readonly position: number;
  /** Minutes that it may still take, when there is anything to tell it by (estimate.ts). */
  readonly estimate?: { readonly fromMinutes: number; readonly toMinutes: number };
}

/** A time in which a person can call, half-open. */
export interface CallBackSlot {
  readonly from: Date;
  readonly to: Date;
}

/** Read anew each time: people come and go. */
export interface DeskReader {
  of(conversationId: Id<'conversation'>, now: Date): Promise<DeskStatus>;
  /** The next times in which people work, soonest first, none that has begun; of a few days, at most 60. */
  callBackSlots(now: Date): Promise<readonly CallBackSlot[]>;
}
