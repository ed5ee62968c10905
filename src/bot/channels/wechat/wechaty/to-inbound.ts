import { type Message, types } from 'wechaty';
import type { WechatInbound, WechatMessageContent } from '../../../../domain/wechat/inbound.ts';
import { MINUTE_MS } from '../../../../lib/clock.ts';

/** Older ones are what puppets tell again after they reconnect, under whatever id. */
export const AGE_MS_MAX = 10 * MINUTE_MS;

/** A message of somebody whom we know by an id. */
export interface CustomerMessage extends WechatInbound {
  readonly userId: string;
  readonly content: WechatMessageContent;
}

export type HeardMessage =
  | { readonly kind: 'message'; readonly inbound: CustomerMessage }
  | { readonly kind: 'ignored'; readonly reason: 'own' | 'room' | 'too_old' | 'recalled' };

/** What somebody wrote, in the words of the official protocols. Asks the puppet for places and links. */
export async function toInbound(
  message: Message,
  given: { readonly channelAccount: string; readonly now: Date },
): Promise<HeardMessage> {
  const { channelAccount, now } = given;
  if (message.self()) return { kind: 'ignored', reason: 'own' };
  // Everyone in a room would read what is one customer's business (law 8).
  if (message.room() !== undefined) return { kind: 'ignored', reason: 'room' };
  if (message.type() === types.Message.Recalled) return { kind: 'ignored', reason: 'recalled' };
  const sentAt = sentAtOf(message, now);
  if (now.getTime() - sentAt.getTime() > AGE_MS_MAX) return { kind: 'ignored', reason: 'too_old' };
  const inbound = {
    channelAccount,
    messageId: message.id,
    userId: message.talker().id,
    sentAt,
    content: await contentOf(message),
  };
  return { kind: 'message', inbound };
}

/** Some puppets give no time, or one of a clock that is ahead of ours. */
function sentAtOf(message: Message, now: Date): Date {
  const date = message.date();
  const ms = date.getTime();
  return Number.isFinite(ms) && ms > 0 && ms < now.getTime() ? date : now;
}

async function contentOf(message: Message): Promise<WechatMessageContent> {
  const mediaId = message.id;
  switch (message.type()) {
    case types.Message.Text:
      return { kind: 'text', text: message.text() };
    case types.Message.Image:
    case types.Message.Emoticon:
      return { kind: 'image', mediaId };
    case types.Message.Audio:
      return { kind: 'voice', mediaId };
    case types.Message.Video:
      return { kind: 'video', mediaId };
    case types.Message.Attachment:
      return { kind: 'file', mediaId };
    case types.Message.Location:
      return placeOf(message);
    case types.Message.Url:
      return linkOf(message);
    default:
      return { kind: 'other', type: OTHERS[message.type()] ?? 'unknown' };
  }
}

/** Kinds that the desk names by the words of 微信客服. */
const OTHERS: Readonly<Record<number, string>> = {
  [types.Message.MiniProgram]: 'miniprogram',
  [types.Message.Contact]: 'business_card',
  [types.Message.ChatHistory]: 'merged_msg',
  [types.Message.Post]: 'channels',
};

/** From the puppet: wechaty 1.20's own `toLocation` throws, whatever the message. */
async function placeOf({ id, wechaty }: Message): Promise<WechatMessageContent> {
  const { latitude, longitude, name, address } = await wechaty.puppet.messageLocation(id);
  return {
    kind: 'location',
    latitude,
    longitude,
    ...(name === '' ? {} : { name }),
    ...(address === '' ? {} : { address }),
  };
}

async function linkOf({ id, wechaty }: Message): Promise<WechatMessageContent> {
  const { title, url } = await wechaty.puppet.messageUrl(id);
  return { kind: 'link', title, url };
}
