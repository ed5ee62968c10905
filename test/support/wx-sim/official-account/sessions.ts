import { MINUTE_MS } from '../../../../src/lib/clock.ts';
import type { AnyCustomerId, OfficialAccountServicer } from '../types.ts';
import type { Follower, OfficialAccount } from './account.ts';

/** A session in which nobody wrote for so long is over by itself. */
const IDLE_MS = 30 * MINUTE_MS;

/** The session that a follower is in now. */
export function sessionOf(account: OfficialAccount, follower: Follower): Follower['session'] {
  const { session } = follower;
  const now = account.core.timers.now().getTime();
  if (session !== undefined && now - session.lastAt >= IDLE_MS) delete follower.session;
  return follower.session;
}

/** True: what the customer wrote went to the account's own people, and the desk is not told (wechat.md 3.5). */
export function hearInSession(account: OfficialAccount, follower: Follower, text: string): boolean {
  const session = sessionOf(account, follower);
  if (session === undefined) return false;
  session.lastAt = account.core.timers.now().getTime();
  account.servicers.get(session.kfAccount)?.heard.push({ userId: follower.openId, text });
  return true;
}

const idOf = (customer: AnyCustomerId): string =>
  typeof customer === 'string' ? customer : customer.id;

/** Begins a session and tells the desk. */
export async function beginSession(
  account: OfficialAccount,
  follower: Follower,
  kfAccount: string,
): Promise<void> {
  const now = account.core.timers.now().getTime();
  follower.session = { kfAccount, createdAt: now, lastAt: now };
  follower.phone.tell('taken', account.core.timers.now(), kfAccount);
  await tellSession(account, follower, 'kf_create_session', [['KfAccount', kfAccount]]);
}

export async function endSession(account: OfficialAccount, follower: Follower): Promise<void> {
  const kfAccount = follower.session?.kfAccount ?? '';
  delete follower.session;
  follower.phone.tell('ended', account.core.timers.now());
  await tellSession(account, follower, 'kf_close_session', [['KfAccount', kfAccount]]);
}

async function tellSession(
  account: OfficialAccount,
  follower: Follower,
  event: string,
  fields: readonly (readonly [string, string])[],
): Promise<void> {
  account.core.emit({ kind: 'changed' });
  await account.tell(follower, [['MsgType', 'event'], ['Event', event], ...fields]);
}

export function makeOfficialAccountServicer(
  account: OfficialAccount,
  kfAccount: string,
): OfficialAccountServicer {
  const self = account.servicers.get(kfAccount);
  if (self === undefined) throw new Error(`${account.options.account} has no ${kfAccount}`);
  const mine = (customer: AnyCustomerId): Follower => {
    const follower = account.follower(idOf(customer));
    const session = sessionOf(account, follower);
    if (session?.kfAccount === kfAccount) return follower;
    throw new Error(`${follower.openId} is not with ${kfAccount}`);
  };
  return {
    kfAccount,
    setOnline: (isOnline) => {
      self.isOnline = isOnline;
    },
    take: async (customer) => {
      const follower = account.follower(idOf(customer));
      const taken = sessionOf(account, follower)?.kfAccount ?? '';
      if (taken !== '') throw new Error(`${follower.openId} is with ${taken}`);
      await beginSession(account, follower, kfAccount);
    },
    say: async (customer, text) => {
      const follower = mine(customer);
      const at = account.core.timers.now();
      if (follower.session !== undefined) follower.session.lastAt = at.getTime();
      const id = `kf-${account.core.next()}`;
      const message = { id, at, kind: 'text', text, options: [], via: 'servicer' } as const;
      follower.phone.show({ ...message, servicerId: kfAccount });
      await Promise.resolve();
    },
    transfer: async (customer, toKfAccount) => {
      const follower = mine(customer);
      const now = account.core.timers.now().getTime();
      follower.session = { kfAccount: toKfAccount, createdAt: now, lastAt: now };
      follower.phone.tell('transferred', account.core.timers.now(), toKfAccount);
      await tellSession(account, follower, 'kf_switch_session', [
        ['FromKfAccount', kfAccount],
        ['ToKfAccount', toKfAccount],
      ]);
    },
    end: (customer) => endSession(account, mine(customer)),
    heard: () => self.heard,
  };
}
