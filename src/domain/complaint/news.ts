import type { Id } from '../../lib/ids.ts';
import type { ClockHappening } from '../sla/clock-event.ts';
import type { ComplaintAct, ComplaintActor } from './acts.ts';
import type { ComplaintCase } from './case.ts';

/** It was written down for them by somebody else: its number, and what is promised. */
export interface ComplaintWrittenDown {
  readonly name: 'registered';
}

/** What a timer of the case says, beside the acts of people. */
export type ComplaintReminder =
  /** We still wait for what they were asked for. */
  | { readonly name: 'remind' }
  /** How it was, a day or more after it was closed. */
  | { readonly name: 'ask_rating' };

/** Something about a complaint that its customer is told where they complained. */
export interface ComplaintTold {
  readonly conversationId: Id<'conversation'>;
  /** As it is now, with the act done. */
  readonly complaint: ComplaintCase;
  readonly what: ComplaintAct | ComplaintReminder | ComplaintWrittenDown;
  readonly by: ComplaintActor;
  /** Of an act: when it happened, and what it is to the clocks, which do not know it yet. */
  readonly at?: Date | undefined;
  readonly happened?: readonly ClockHappening[] | undefined;
  /** Whoever handles it, as customers read the name. */
  readonly handlerName?: string | undefined;
  readonly now: Date;
}

/**
 * Tells customers about their complaints. `tell` runs inside the transaction that changes the complaint, with its
 * conversation locked, and returns the number of the message that it wrote, which is the proof of a notice;
 * undefined: of this, they are told nothing. `publish` is called once that is committed.
 */
export interface ComplaintNews<Tx> {
  tell(tx: Tx, told: ComplaintTold): Promise<{ readonly seq: number } | undefined>;
  publish(conversationIds: readonly Id<'conversation'>[]): void;
}
