import { contentTypeOf, type MediaType } from '../core/media-shelf.ts';
import type { Done, KfCustomer, Place, SeenKind } from '../types.ts';
import { type Guest, type KfAccount, stateOf, WINDOW_MS } from './account.ts';

const SCENE_PARAM_BYTES_MAX = 128;

/** A customer in WeChat's chat with a customer service. */
export function makeKfCustomer(account: KfAccount, guest: Guest): KfCustomer {
  const { phone } = guest;
  const { core } = account;
  const media = (type: Exclude<MediaType, 'thumb'>, bytes: Uint8Array, name: string) => {
    const { id } = core.media.put({ type, bytes, name, contentType: contentTypeOf(bytes) });
    const seen = { kind: type, text: type === 'file' ? name : '', mediaId: id };
    return write(account, guest, seen, { msgtype: type, [type]: { media_id: id } });
  };
  const say = (text: string) =>
    write(account, guest, { kind: 'text', text }, { msgtype: 'text', text: { content: text } });
  return {
    id: guest.userId,
    openKfid: guest.openKfid,
    received: phone.received,
    thread: phone.thread,
    waitFor: phone.waitFor,
    waitForCount: phone.waitForCount,
    say,
    typeNumber: (number) => say(String(number)),
    tap: async (option) => {
      const { id, label } = phone.option(option);
      const text = { content: label, menu_id: id };
      return await write(account, guest, { kind: 'text', text: label }, { msgtype: 'text', text });
    },
    photo: (bytes) => media('image', bytes, 'photo.jpg'),
    voice: (bytes) => media('voice', bytes, 'voice.amr'),
    video: (bytes) => media('video', bytes, 'video.mp4'),
    file: (name, bytes) => media('file', bytes, name),
    location: (place) =>
      write(
        account,
        guest,
        { kind: 'location', text: place.name, place },
        { msgtype: 'location', location: place },
      ),
    link: ({ title, description, url }) =>
      write(
        account,
        guest,
        { kind: 'link', text: `${title}\n${url}` },
        { msgtype: 'link', link: { title, desc: description, url, pic_url: '' } },
      ),
    enter: (by = {}) => enter(account, guest, by),
    recall: async (messageId) => {
      const mine = guest.phone.thread().findLast((entry) => entry.from === 'customer');
      const id = messageId ?? mine?.id;
      if (id === undefined) throw new Error('There is nothing to recall');
      phone.recall(id);
      return await account.pushEvent(guest, { event_type: 'user_recall_msg', recall_msgid: id });
    },
    state: () => {
      const state = stateOf(account, guest);
      return guest.servicerId === undefined ? { state } : { state, servicerId: guest.servicerId };
    },
  };
}

async function write(
  account: KfAccount,
  guest: Guest,
  seen: {
    readonly kind: SeenKind;
    readonly text: string;
    readonly mediaId?: string;
    readonly place?: Place;
  },
  message: Readonly<Record<string, unknown>>,
): Promise<Done> {
  if (stateOf(account, guest) === 4) {
    guest.state = 0;
    guest.hasHadCode = false;
  }
  const at = account.core.timers.now();
  guest.lastWroteAt = at.getTime();
  guest.left = account.core.limits.messagesMax;
  const messageId = account.log.append(guest.openKfid, {
    external_userid: guest.userId,
    origin: 3,
    ...message,
  });
  guest.phone.wrote({ id: messageId, at, ...seen });
  const callback = await account.doorbell.ring(guest.openKfid);
  return callback === undefined ? { messageId } : { messageId, callback };
}

async function enter(
  account: KfAccount,
  guest: Guest,
  by: { readonly url?: string; readonly scene?: string; readonly sceneParam?: string },
): Promise<Done> {
  const url = by.url === undefined ? undefined : new URL(by.url);
  const encoded = url?.searchParams.get('enc_scene');
  const scene = encoded ? Buffer.from(encoded, 'base64url').toString() : (by.scene ?? '');
  const sceneParam = url?.searchParams.get('scene_param') ?? by.sceneParam ?? '';
  if (Buffer.byteLength(sceneParam) > SCENE_PARAM_BYTES_MAX) throw new Error('scene_param > 128 B');
  const now = account.core.timers.now().getTime();
  const isRecent = (at: number | undefined): boolean => at !== undefined && now - at < WINDOW_MS;
  const mayWelcome = !isRecent(guest.welcomedAt) && !isRecent(guest.lastWroteAt);
  if (mayWelcome) guest.welcomedAt = now;
  guest.phone.tell('entered', account.core.timers.now());
  return await account.pushEvent(guest, {
    event_type: 'enter_session',
    scene,
    scene_param: sceneParam,
    ...(mayWelcome ? { welcome_code: account.makeCode(guest, 'welcome') } : {}),
  });
}
