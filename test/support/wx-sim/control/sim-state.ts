import { type Guest, type KfAccount, stateOf, WINDOW_MS } from '../kf/account.ts';
import { waitingIn } from '../official-account/service-routes.ts';
import { sessionOf } from '../official-account/sessions.ts';
import type { ControlDeps } from './control.ts';

/** `GET /sim/state`: everything the phone page shows, at once. */
export function stateOfSim(deps: ControlDeps) {
  return {
    now: deps.core.timers.now(),
    isClockMovable: deps.clock.advance !== undefined,
    officialAccounts: deps.accounts.map((account) => ({
      account: account.options.account,
      callbackUrl: account.callbackUrl,
      menu: account.menu,
      templateIds: account.options.templateIds ?? [],
      waiting: waitingIn(account),
      servicers: [...account.servicers].map(([kfAccount, { isOnline }]) => ({
        kfAccount,
        isOnline,
      })),
      customers: [...account.followers.values()].map((follower) => ({
        id: follower.openId,
        isFollowing: follower.isFollowing,
        isTyping: (follower.typingUntil ?? 0) > deps.core.timers.now().getTime(),
        servedBy: sessionOf(account, follower)?.kfAccount,
        allowance: follower.allowances.look(),
        thread: follower.phone.thread(),
      })),
    })),
    kfAccounts: deps.services.map((service) => ({
      account: service.options.account,
      callbackUrl: service.doorbell.callbackUrl,
      openKfids: service.options.openKfids.map(({ openKfid, name }) => ({
        openKfid,
        name,
        servicers: [...(service.servicers.get(openKfid) ?? [])].map(([userId, status]) => ({
          ...{ userId, status },
        })),
      })),
      customers: service.guests().map((guest) => ({
        id: guest.userId,
        openKfid: guest.openKfid,
        nickname: guest.nickname,
        state: stateOf(service, guest),
        servicerId: guest.servicerId,
        allowance: allowanceOf(service, guest),
        thread: guest.phone.thread(),
      })),
    })),
    callbacks: deps.sim.callbacks().slice(-50),
  };
}

/** What `send_msg` may still send, and until when. */
function allowanceOf(service: KfAccount, guest: Guest) {
  const closesAt = (guest.lastWroteAt ?? 0) + WINDOW_MS;
  if (closesAt <= service.core.timers.now().getTime()) return { left: 0 };
  return { left: guest.left, closesAt: new Date(closesAt) };
}
