import { z } from 'zod';
import { type ApiAnswer, type ApiRoutes, done, failed, taking } from '../core/api-answer.ts';
import { endNow, type Guest, type KfAccount, type ServiceState, stateOf } from './account.ts';

const BAD_PARAMETER = 40_058;
const who = { open_kfid: z.string(), external_userid: z.string() };
const getSchema = z.object(who);
const transSchema = z.object({
  ...who,
  service_state: z.number().int().min(0).max(4),
  servicer_userid: z.string().optional(),
});

/** What the API may change (wechat.md 4.4); 3 to 3 means another person. */
const ALLOWED: Readonly<Record<ServiceState, readonly number[]>> = {
  0: [1, 2, 3, 4],
  1: [2, 3, 4],
  2: [3, 4],
  3: [3, 4],
  4: [],
};

/** `service_state/get` and `/trans`. */
export function stateRoutes(account: KfAccount): ApiRoutes {
  return {
    'POST /cgi-bin/kf/service_state/get': taking(getSchema, BAD_PARAMETER, (body) => {
      const guest = guestOf(account, body);
      if ('kind' in guest) return guest;
      const state = stateOf(account, guest);
      const servicer = guest.servicerId === undefined ? {} : { servicer_userid: guest.servicerId };
      return done({ service_state: state, ...servicer });
    }),
    'POST /cgi-bin/kf/service_state/trans': taking(transSchema, BAD_PARAMETER, (body) => {
      const guest = guestOf(account, body);
      return 'kind' in guest ? guest : transfer(account, guest, body);
    }),
  };
}

function guestOf(account: KfAccount, of: z.infer<typeof getSchema>): Guest | ApiAnswer {
  if (!account.servicers.has(of.open_kfid)) return failed(95_004, 'open_kfid not exist');
  const guest = account.findGuest(of.external_userid, of.open_kfid);
  return guest ?? failed(40_096, 'invalid external userid');
}

function transfer(account: KfAccount, guest: Guest, body: z.infer<typeof transSchema>): ApiAnswer {
  const state = stateOf(account, guest);
  const { service_state: next, servicer_userid: servicerId } = body;
  if (!ALLOWED[state].includes(next)) return failed(95_016, 'not allow to transfer state');
  if (next === 3) {
    if (servicerId === undefined) return failed(BAD_PARAMETER, 'servicer_userid missing');
    const status = account.servicers.get(guest.openKfid)?.get(servicerId);
    if (status === undefined) return failed(95_014, 'user is not a servicer');
    if (status !== 'serving') return failed(95_019, 'servicer stopped or suspended');
    if (state === 3 && servicerId === guest.servicerId) return failed(95_016, 'the same servicer');
  }
  const code = codeFor(account, guest, next);
  move(account, guest, next, servicerId);
  account.core.emit({ kind: 'changed' });
  return done(code === undefined ? {} : { msg_code: code });
}

function codeFor(account: KfAccount, guest: Guest, next: number): string | undefined {
  if (next === 4) return account.makeCode(guest, 'closing');
  if (next === 1 || guest.hasHadCode) return undefined;
  guest.hasHadCode = true;
  return account.makeCode(guest, next === 2 ? 'queue' : 'taken');
}

function move(
  account: KfAccount,
  guest: Guest,
  next: number,
  servicerId: string | undefined,
): void {
  switch (next) {
    case 1:
      guest.state = 1;
      break;
    case 2:
      guest.state = 2;
      guest.phone.tell('waits', account.core.timers.now());
      guest.waitsSince = account.core.next();
      break;
    case 3:
      guest.state = 3;
      delete guest.waitsSince;
      if (servicerId !== undefined) guest.servicerId = servicerId;
      guest.phone.tell('taken', account.core.timers.now(), servicerId);
      break;
    default:
      endNow(guest);
      guest.phone.tell('ended', account.core.timers.now());
  }
}
