import { contentTypeOf } from '../core/media-shelf.ts';
import type { ServicerStatus } from '../options.ts';
import type { AnyCustomerId, Done, KfServicer, SeenMessage } from '../types.ts';
import { endNow, type Guest, type KfAccount, stateOf } from './account.ts';

/** A person in WeCom, whose deeds the desk hears of by `sync_msg` only. */
export function makeKfServicer(account: KfAccount, userId: string): KfServicer {
  const served = [...account.servicers].filter(([, servicers]) => servicers.has(userId));
  if (served.length === 0) throw new Error(`${account.options.account} has no servicer ${userId}`);
  const guestOf = (customer: AnyCustomerId, openKfid?: string): Guest => {
    const id = typeof customer === 'string' ? customer : customer.id;
    const found = account.findGuest(id, openKfid);
    if (found === undefined) throw new Error(`Nobody called ${id} ever opened the chat`);
    return found;
  };
  const mine = (customer: AnyCustomerId, openKfid?: string): Guest => {
    const guest = guestOf(customer, openKfid);
    if (stateOf(account, guest) === 3 && guest.servicerId === userId) return guest;
    throw new Error(`${guest.userId} is not with ${userId}`);
  };
  return {
    userId,
    take: (customer, openKfid) => take(account, guestOf(customer, openKfid), userId),
    say: (customer, text, openKfid) =>
      write(account, guestOf(customer, openKfid), {
        userId,
        seen: { kind: 'text', text },
        message: { msgtype: 'text', text: { content: text } },
      }),
    photo: (customer, bytes, openKfid) => {
      const contentType = contentTypeOf(bytes);
      const { id } = account.core.media.put({
        type: 'image',
        bytes,
        name: 'photo.jpg',
        contentType,
      });
      return write(account, guestOf(customer, openKfid), {
        userId,
        seen: { kind: 'image', text: '', mediaId: id },
        message: { msgtype: 'image', image: { media_id: id } },
      });
    },
    recall: (customer, messageId, openKfid) => {
      const guest = mine(customer, openKfid);
      guest.phone.recall(messageId);
      const event = { event_type: 'servicer_recall_msg', recall_msgid: messageId };
      return account.pushEvent(guest, { ...event, servicer_userid: userId });
    },
    transfer: async (customer, toUserId, openKfid) => {
      const guest = mine(customer, openKfid);
      guest.servicerId = toUserId;
      guest.phone.tell('transferred', account.core.timers.now(), toUserId);
      await tellChange(account, guest, {
        ...{ change_type: 2, old_servicer_userid: userId, new_servicer_userid: toUserId },
      });
    },
    end: async (customer, openKfid) => {
      const guest = mine(customer, openKfid);
      endNow(guest);
      guest.phone.tell('ended', account.core.timers.now());
      const code = account.makeCode(guest, 'closing');
      await tellChange(account, guest, {
        ...{ change_type: 3, old_servicer_userid: userId, msg_code: code },
      });
    },
    setStatus: (status) => setStatus(account, userId, status),
  };
}

async function take(account: KfAccount, guest: Guest, userId: string): Promise<void> {
  const state = stateOf(account, guest);
  if (state > 2) throw new Error(`${guest.userId} cannot be taken in state ${state}`);
  guest.state = 3;
  guest.servicerId = userId;
  delete guest.waitsSince;
  guest.phone.tell('taken', account.core.timers.now(), userId);
  const code = account.makeCode(guest, 'taken');
  await tellChange(account, guest, {
    ...{ change_type: 1, new_servicer_userid: userId, msg_code: code },
  });
}

async function tellChange(
  account: KfAccount,
  guest: Guest,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  await account.pushEvent(guest, { event_type: 'session_status_change', ...change });
}

async function write(
  account: KfAccount,
  guest: Guest,
  given: {
    readonly userId: string;
    readonly seen: Pick<SeenMessage, 'kind' | 'text' | 'mediaId'>;
    readonly message: Readonly<Record<string, unknown>>;
  },
): Promise<Done> {
  const { userId, seen, message } = given;
  const state = stateOf(account, guest);
  if (state !== 4 && guest.servicerId !== userId)
    throw new Error(`${guest.userId} is not with ${userId}`);
  if (state === 4) {
    // Writing into an ended session opens it again.
    guest.state = 3;
    guest.servicerId = userId;
    const change = { change_type: 4, old_servicer_userid: userId, new_servicer_userid: userId };
    await tellChange(account, guest, change);
  }
  const messageId = account.log.append(guest.openKfid, {
    external_userid: guest.userId,
    origin: 5,
    servicer_userid: userId,
    ...message,
  });
  const at = account.core.timers.now();
  guest.phone.show({
    ...seen,
    id: messageId,
    at,
    options: [],
    via: 'servicer',
    servicerId: userId,
  });
  const callback = await account.doorbell.ring(guest.openKfid);
  return callback === undefined ? { messageId } : { messageId, callback };
}

async function setStatus(
  account: KfAccount,
  userId: string,
  status: ServicerStatus,
): Promise<void> {
  for (const [openKfid, servicers] of account.servicers) {
    if (!servicers.has(userId)) continue;
    servicers.set(userId, status);
    // Here 1 is serving and 2 is not; `servicer/list` counts from 0.
    const number = status === 'serving' ? 1 : 2;
    await account.push(openKfid, {
      origin: 4,
      msgtype: 'event',
      event: {
        event_type: 'servicer_status_change',
        servicer_userid: userId,
        status: number,
        stop_type: status === 'suspended' ? 1 : 0,
        open_kfid: openKfid,
      },
    });
  }
}
