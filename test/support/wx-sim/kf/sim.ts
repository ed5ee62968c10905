import type { KfSim } from '../types.ts';
import { type KfAccount, stateOf } from './account.ts';
import { makeKfCustomer } from './people.ts';
import { makeKfServicer } from './servicers.ts';

/** What tests do with one customer service. */
export function makeKfSim(account: KfAccount): KfSim {
  const first = account.options.openKfids[0]?.openKfid ?? '';
  return {
    customer: (userId, { openKfid, unionId, nickname } = {}) => {
      const guest = account.guest(userId, openKfid);
      if (unionId !== undefined) guest.unionId = unionId;
      if (nickname !== undefined) guest.nickname = nickname;
      return makeKfCustomer(account, guest);
    },
    servicer: (userId) => makeKfServicer(account, userId),
    poolOf: (openKfid = first) =>
      account
        .guests()
        .filter((guest) => guest.openKfid === openKfid && stateOf(account, guest) === 2)
        .toSorted((a, b) => (a.waitsSince ?? 0) - (b.waitsSince ?? 0))
        .map((guest) => guest.userId),
    doorbells: (knobs) => account.doorbell.tune(knobs),
    ring: (openKfid = first) => account.doorbell.ring(openKfid),
    sign: (openKfid = first) => account.doorbell.sign(openKfid),
    loseSends: (given) => {
      account.loses = { ...given };
    },
    push: (message, openKfid = first) => account.push(openKfid, message),
  };
}
