import type { CancelEventSignUp, CheckInAtEvent, SignUpForEvent } from '../../domain/write.ts';
import type { Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { checkIn, SELF } from './check-in.ts';
import { findOwn } from './lock-event.ts';
import { cancelSignUp, signUp } from './sign-up.ts';
import type { TellEventDeps } from './tell-people.ts';

/** What people do with events in a chat, inside the transaction of their turn. */
export function applyEventWrite(
  sql: Sql,
  write: SignUpForEvent | CancelEventSignUp | CheckInAtEvent,
  deps: {
    readonly now: Date;
    readonly random: Random;
    readonly tellEvent?: Pick<TellEventDeps, 'pushQueue' | 'words'>;
  },
): Promise<void> {
  const { now, random, tellEvent } = deps;
  switch (write.kind) {
    case 'signUpForEvent':
      return applySignUpForEvent(sql, write, { now, random });
    case 'cancelEventSignUp':
      if (tellEvent === undefined) throw new Error('nobody tells who gets the place');
      return applyCancelEventSignUp(sql, write, { now, tellEvent: { ...tellEvent, random } });
    case 'checkInAtEvent':
      return applyCheckInAtEvent(sql, write, now);
  }
}

/**
 * Part of the turn's transaction: what was promised in its replies is decided once more under the event's lock. Throws
 * when somebody else was faster: the turn rolls back, is run again and says so.
 */
async function applySignUpForEvent(
  sql: Sql,
  write: SignUpForEvent,
  { now, random }: { readonly now: Date; readonly random: Random },
): Promise<void> {
  const { eventNo, expected, ...wanted } = write;
  const made = await signUp(sql, { ...wanted, event: eventNo, now }, random);
  if (made.kind !== expected) throw new Error('the place at the event was lost to another turn');
}

/** As above, for a place that is given back. Nothing happens when it was given back already. */
async function applyCancelEventSignUp(
  sql: Sql,
  write: CancelEventSignUp,
  { now, tellEvent }: { readonly now: Date; readonly tellEvent: TellEventDeps },
): Promise<void> {
  const { eventNo } = write;
  const find = (eventId: string) => findOwn(sql, eventId, write);
  const cancelled = await cancelSignUp(sql, tellEvent, { event: eventNo, find, now });
  if (cancelled.kind === 'too_late') throw new Error('the event ended before this turn');
}

/** As above, for somebody who is at the door. */
async function applyCheckInAtEvent(sql: Sql, write: CheckInAtEvent, now: Date): Promise<void> {
  const find = (eventId: string) => findOwn(sql, eventId, write);
  const made = await checkIn(sql, { event: write.eventNo, find, by: SELF, now });
  if (made.kind !== 'checked_in' && made.kind !== 'already') {
    throw new Error('the sign-up changed before this turn');
  }
}
