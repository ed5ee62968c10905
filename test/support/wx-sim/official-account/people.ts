import { HOUR_MS, MINUTE_MS } from '../../../../src/lib/clock.ts';
import { contentTypeOf, type MediaType } from '../core/media-shelf.ts';
import type { XmlField } from '../core/xml.ts';
import type { Done, OfficialAccountCustomer, Place, SeenKind } from '../types.ts';
import type { Follower, OfficialAccount } from './account.ts';
import { hearInSession, sessionOf } from './sessions.ts';

const WINDOW_MS = 48 * HOUR_MS;
/** Where no other place is meant: the zoom of a location. */
const SCALE = 16;

interface Written {
  readonly kind: SeenKind;
  readonly text: string;
  readonly mediaId?: string;
  readonly place?: Place;
  readonly fields: readonly XmlField[];
  /** Of a tap on our menu, which WeChat counts as an action and not as a message. */
  readonly isTap?: boolean;
}

/** A customer of an Official Account with a phone in the hand. */
export function makeOfficialAccountCustomer(
  account: OfficialAccount,
  follower: Follower,
): OfficialAccountCustomer {
  const { phone } = follower;
  const media = (type: MediaType, bytes: Uint8Array, name: string, more: readonly XmlField[]) =>
    write(account, follower, mediaOf(account, { type, bytes, name, more }));
  return {
    id: follower.openId,
    received: phone.received,
    thread: phone.thread,
    waitFor: phone.waitFor,
    waitForCount: phone.waitForCount,
    say: (text) => write(account, follower, textOf(text)),
    typeNumber: (number) => write(account, follower, textOf(String(number))),
    tap: async (option) => {
      const { id, label } = phone.option(option);
      const { fields } = textOf(label);
      const tapped: XmlField = ['bizmsgmenuid', id];
      return await write(account, follower, {
        ...{ kind: 'text', text: label, fields: [...fields, tapped], isTap: true },
      });
    },
    photo: (bytes) => media('image', bytes, 'photo.jpg', []),
    voice: (bytes) => media('voice', bytes, 'voice.amr', [['Format', 'amr']]),
    video: (bytes) => media('video', bytes, 'video.mp4', [['ThumbMediaId', 'THUMB_of_it']]),
    // WeChat tells of a file and gives no way to fetch it.
    file: (name, bytes) =>
      write(account, follower, {
        kind: 'file',
        text: name,
        fields: [
          ['MsgType', 'file'],
          ['Title', name],
          ['Description', ''],
          ['FileKey', 'KEY_of_it'],
          ['FileTotalLen', bytes.length],
        ],
      }),
    location: (place) =>
      write(account, follower, {
        kind: 'location',
        text: place.name,
        place,
        fields: [
          ['MsgType', 'location'],
          ['Location_X', place.latitude],
          ['Location_Y', place.longitude],
          ['Scale', SCALE],
          ['Label', [place.address, place.name].filter((one) => one !== '').join(' ')],
        ],
      }),
    link: ({ title, description, url }) =>
      write(account, follower, {
        kind: 'link',
        text: `${title}\n${url}`,
        fields: [
          ['MsgType', 'link'],
          ['Title', title],
          ['Description', description],
          ['Url', url],
        ],
      }),
    ...actsOf(account, follower),
    isTyping: () => (follower.typingUntil ?? 0) > account.core.timers.now().getTime(),
    session: () => {
      const session = sessionOf(account, follower);
      if (session === undefined) return undefined;
      return session.kfAccount === '' ? 'waiting' : { kfAccount: session.kfAccount };
    },
  };
}

type Acts = Pick<
  OfficialAccountCustomer,
  'subscribe' | 'unsubscribe' | 'scan' | 'click' | 'view' | 'decideSubscription'
>;

/** What is done without writing. */
function actsOf(account: OfficialAccount, follower: Follower): Acts {
  const subscribe: Acts['subscribe'] = (scene) => {
    follower.isFollowing = true;
    allowAction(account, follower, 'subscribe');
    follower.phone.tell(scene === undefined ? 'subscribed' : 'scanned', account.core.timers.now());
    const key = scene === undefined ? '' : `qrscene_${scene}`;
    const more: XmlField[] = scene === undefined ? [] : [['Ticket', `TICKET_${scene}`]];
    return act(account, follower, 'subscribe', [['EventKey', key], ...more]);
  };
  return {
    subscribe,
    unsubscribe: () => {
      follower.isFollowing = false;
      follower.allowances.clear();
      follower.phone.tell('unsubscribed', account.core.timers.now());
      return act(account, follower, 'unsubscribe', [['EventKey', '']]);
    },
    scan: async (scene) => {
      if (!follower.isFollowing) return await subscribe(scene);
      allowAction(account, follower, 'scan');
      follower.phone.tell('scanned', account.core.timers.now());
      return await act(account, follower, 'SCAN', [
        ['EventKey', scene],
        ['Ticket', `TICKET_${scene}`],
      ]);
    },
    click: (key) => {
      allowAction(account, follower, 'menu_click');
      return act(account, follower, 'CLICK', [['EventKey', key]]);
    },
    view: (url) =>
      act(account, follower, 'VIEW', [
        ['EventKey', url],
        ['MenuId', 203_231],
      ]),
    decideSubscription: (templateId, decision) => {
      const left = follower.consents.get(templateId) ?? 0;
      if (decision === 'accept') follower.consents.set(templateId, left + 1);
      const item: XmlField = [
        'List',
        [
          ['TemplateId', templateId],
          ['SubscribeStatusString', decision],
          ['PopupScene', 1],
        ],
      ];
      return act(account, follower, 'subscribe_msg_popup_event', [
        ['SubscribeMsgPopupEvent', [item]],
      ]);
    },
  };
}

const textOf = (text: string): Written => ({
  kind: 'text',
  text,
  fields: [
    ['MsgType', 'text'],
    ['Content', text],
  ],
});

function mediaOf(
  account: OfficialAccount,
  given: {
    readonly type: MediaType;
    readonly bytes: Uint8Array;
    readonly name: string;
    readonly more: readonly XmlField[];
  },
): Written {
  const { type, bytes, name, more } = given;
  const { core } = account;
  const { id } = core.media.put({ type, bytes, name, contentType: contentTypeOf(bytes) });
  const kind = type === 'thumb' ? 'other' : type;
  const link: XmlField[] =
    type === 'image' ? [['PicUrl', `${core.baseUrl()}/sim/media/${encodeURIComponent(id)}`]] : [];
  const fields: XmlField[] = [['MsgType', type], ...link, ['MediaId', id], ...more];
  return { kind, text: '', mediaId: id, fields };
}

function allowAction(account: OfficialAccount, follower: Follower, kind: string): void {
  const allowed = account.core.limits.actionsMax;
  follower.allowances.grant(kind, { allowed, lifeMs: MINUTE_MS });
}

async function write(
  account: OfficialAccount,
  follower: Follower,
  written: Written,
): Promise<Done> {
  if (!follower.isFollowing) throw new Error(`${follower.openId} does not follow the account`);
  const { core } = account;
  const messageId = account.nextMessageId();
  const { kind, text, mediaId, place } = written;
  const at = core.timers.now();
  follower.lastWroteAt = at.getTime();
  if (written.isTap === true) allowAction(account, follower, 'menu_click');
  else {
    const allowed = core.limits.messagesMax;
    follower.allowances.grant('message', { allowed, lifeMs: WINDOW_MS });
  }
  follower.phone.wrote({
    ...{ id: messageId, at, kind, text },
    ...(mediaId === undefined ? {} : { mediaId }),
    ...(place === undefined ? {} : { place }),
  });
  if (hearInSession(account, follower, text)) return { messageId };
  const fields: readonly XmlField[] = [...written.fields, ['MsgId', BigInt(messageId)]];
  const callback = await account.tell(follower, fields, messageId);
  return callback === undefined ? { messageId } : { messageId, callback };
}

async function act(
  account: OfficialAccount,
  follower: Follower,
  event: string,
  fields: readonly XmlField[],
): Promise<Done> {
  const callback = await account.tell(follower, [
    ['MsgType', 'event'],
    ['Event', event],
    ...fields,
  ]);
  return callback === undefined ? { messageId: '' } : { messageId: '', callback };
}
