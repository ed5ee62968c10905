import type { Place } from './conversation.ts';
import { grantOf } from './grant-of.ts';
import type { ReceiveDeps } from './receive-deps.ts';

/** Writes down what an act of the customer's allows, unless that is over. True: something may be sent by it. */
export async function grant(deps: ReceiveDeps, place: Place): Promise<boolean> {
  const account = deps.accounts.get(place.inbound.channelAccount);
  const given = account === undefined ? undefined : grantOf(place, account.quota);
  if (given === undefined) return false;
  if (given.expiresAt !== undefined && given.expiresAt <= deps.clock.now()) return false;
  await deps.ledger.grant(given);
  return true;
}
