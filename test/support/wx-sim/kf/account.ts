import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../../src/lib/clock.ts';
import type { CallbackSender } from '../core/callback-sender.ts';
import { makePhone, type Phone } from '../core/phone.ts';
import type { SimCore } from '../core/sim-core.ts';
import type { KfAccountOptions, ServicerStatus } from '../options.ts';
import type { CallbackSeen, Done } from '../types.ts';
import { type Doorbell, makeDoorbell } from './doorbell.ts';
import { type MessageLog, makeMessageLog } from './message-log.ts';

export const WINDOW_MS = 48 * HOUR_MS;
/** A welcome and a closing word. */
const SHORT_CODE_MS = 20 * SECOND_MS;
/** What is said while somebody waits. */
const LONG_CODE_MS = 2 * DAY_MS;

/** 0 new, 1 assistant, 2 pool, 3 person, 4 ended or not begun. */
export type ServiceState = 0 | 1 | 2 | 3 | 4;

/** A customer in the chat with one open_kfid. */
export interface Guest {
  readonly userId: string;
  readonly openKfid: string;
  unionId?: string;
  nickname?: string;
  readonly phone: Phone;
  state: ServiceState;
  servicerId?: string;
  lastWroteAt?: number;
  /** Of the messages that the last one of the customer allows. */
  left: number;
  welcomedAt?: number;
  waitsSince?: number;
  /** A session gives its code for the pool or a person once. */
  hasHadCode: boolean;
}

type CodeScene = 'welcome' | 'queue' | 'taken' | 'closing';

interface Code {
  readonly guest: Guest;
  readonly scene: CodeScene;
  readonly expiresAt: number;
  isUsed: boolean;
}

/** One company's customer service at WeCom. */
export interface KfAccount {
  readonly options: KfAccountOptions;
  readonly core: SimCore;
  readonly doorbell: Doorbell;
  readonly log: MessageLog;
  /** open_kfid to who serves there. */
  readonly servicers: ReadonlyMap<string, Map<string, ServicerStatus>>;
  readonly codes: ReadonlyMap<string, Code>;
  /** `msgid`s of each open_kfid that were sent. */
  readonly sentIds: Set<string>;
  loses: { times: number; failType: number };
  guests(): readonly Guest[];
  guest(userId: string, openKfid?: string): Guest;
  /** Undefined: nobody with this id ever opened the chat. */
  findGuest(userId: string, openKfid?: string): Guest | undefined;
  makeCode(guest: Guest, scene: CodeScene): string;
  /** Into the log, and rings. */
  push(openKfid: string, message: Readonly<Record<string, unknown>>): Promise<Done>;
  pushEvent(
    guest: Pick<Guest, 'userId' | 'openKfid'>,
    event: Readonly<Record<string, unknown>>,
  ): Promise<Done>;
}

export function makeKfAccount(
  core: SimCore,
  options: KfAccountOptions,
  sender: CallbackSender,
  retriesAre: 'same' | 'signed_again',
): KfAccount {
  const guests = new Map<string, Guest>();
  const codes = new Map<string, Code>();
  const log = makeMessageLog(core);
  const doorbell = makeDoorbell({ core, options, sender, retriesAre });
  const first = options.openKfids[0]?.openKfid ?? '';
  const findGuest = (userId: string, openKfid?: string): Guest | undefined =>
    openKfid === undefined
      ? [...guests.values()].find((guest) => guest.userId === userId)
      : guests.get(`${openKfid} ${userId}`);

  async function push(openKfid: string, message: Readonly<Record<string, unknown>>): Promise<Done> {
    const messageId = log.append(openKfid, message);
    core.emit({ kind: 'changed' });
    const callback: CallbackSeen | undefined = await doorbell.ring(openKfid);
    return callback === undefined ? { messageId } : { messageId, callback };
  }

  return {
    options,
    core,
    doorbell,
    log,
    servicers: new Map(
      options.openKfids.map(({ openKfid, servicers = [] }) => [
        openKfid,
        new Map(servicers.map(({ userId, status }) => [userId, status])),
      ]),
    ),
    codes,
    sentIds: new Set(),
    loses: { times: 0, failType: 0 },
    guests: () => [...guests.values()],
    findGuest,
    guest: (userId, openKfid = first) => {
      const known =
        findGuest(userId, openKfid) ?? newGuest(core, options.account, userId, openKfid);
      guests.set(`${openKfid} ${userId}`, known);
      return known;
    },
    makeCode: (guest, scene) => {
      const code = `CODE_${scene}_${core.next()}`;
      const lifeMs = scene === 'welcome' || scene === 'closing' ? SHORT_CODE_MS : LONG_CODE_MS;
      const expiresAt = core.timers.now().getTime() + lifeMs;
      codes.set(code, { guest, scene, expiresAt, isUsed: false });
      return code;
    },
    push,
    // The facts of an event are inside it, and not beside it (wechat.md 4.3).
    pushEvent: (guest, event) =>
      push(guest.openKfid, {
        origin: 4,
        msgtype: 'event',
        event: { ...event, open_kfid: guest.openKfid, external_userid: guest.userId },
      }),
  };
}

function newGuest(core: SimCore, account: string, userId: string, openKfid: string): Guest {
  const phone = makePhone((entry) =>
    core.emit({ kind: 'thread', channel: 'kf', account, customer: userId, openKfid, entry }),
  );
  return { userId, openKfid, phone, state: 4, left: 0, hasHadCode: false };
}

/** A session is over 48 hours after the customer's last message, whoever had it. */
export function stateOf(account: KfAccount, guest: Guest): ServiceState {
  const now = account.core.timers.now().getTime();
  if (guest.state !== 4 && now - (guest.lastWroteAt ?? 0) >= WINDOW_MS) endNow(guest);
  return guest.state;
}

export function endNow(guest: Guest): void {
  guest.state = 4;
  delete guest.servicerId;
  delete guest.waitsSince;
}
