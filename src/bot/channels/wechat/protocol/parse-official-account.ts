import type {
  WechatContent,
  WechatInbound,
  WechatMessageContent,
} from '../../../../domain/wechat/inbound.ts';
import { coordinatesOf, idOfFacts, present, secondsToDate } from './inbound-facts.ts';
import { parseOfficialAccountEvent } from './parse-official-account-event.ts';
import { textOf, type XmlNode } from './xml.ts';

/** Who sends what concerns no customer. */
const SYSTEM_SENDER = 'sys';

/** A callback's message or event; what nobody knows here becomes `unsupported`. Never throws. */
export function parseOfficialAccount(xml: XmlNode, channelAccount: string): WechatInbound {
  const from = textOf(xml, 'FromUserName');
  const userId = from === SYSTEM_SENDER ? undefined : from;
  const sentAt = secondsToDate(textOf(xml, 'CreateTime'));
  const content = contentOf(xml, userId !== undefined && sentAt !== undefined);
  return {
    channelAccount,
    messageId: messageIdOf(xml, content),
    ...present({ userId }),
    sentAt: sentAt ?? new Date(0),
    content,
  };
}

/** Without somebody who sent it, or without a time, it is nothing that could be answered. */
function contentOf(xml: XmlNode, isAnswerable: boolean): WechatContent {
  const type = textOf(xml, 'MsgType');
  if (type === undefined) {
    return { kind: 'unsupported', name: textOf(xml, 'InfoType') ?? 'no_type' };
  }
  if (!isAnswerable) return { kind: 'unsupported', name: textOf(xml, 'Event') ?? type };
  if (type === 'event') return parseOfficialAccountEvent(xml);
  const message = messageOf(xml, type);
  if (message !== undefined) return message;
  // What a customer sends has an id. Device events and the replies of others have a type, and nothing to answer.
  const isMessage = idOf(xml) !== undefined && !type.endsWith('event');
  return isMessage ? other(xml, type) : { kind: 'unsupported', name: type };
}

/** The server's id where there is one: 64 bits, so it stays text. */
function messageIdOf(xml: XmlNode, content: WechatContent): string {
  const type = textOf(xml, 'MsgType');
  const id = type === 'event' ? undefined : idOf(xml);
  if (id !== undefined) return id;
  const names = ['FromUserName', 'CreateTime', 'MsgType', 'Event', 'EventKey', 'MsgID', 'MsgId'];
  return idOfFacts([...names.map((name) => xml[name] ?? null), content]);
}

function idOf(xml: XmlNode): string | undefined {
  return textOf(xml, 'MsgId') ?? textOf(xml, 'MsgID');
}

/** Undefined: not one of those, or without what makes it one. */
function messageOf(xml: XmlNode, type: string): WechatMessageContent | undefined {
  switch (type) {
    case 'text':
      return {
        kind: 'text',
        text: wordsOf(xml),
        ...present({ menuId: textOf(xml, 'bizmsgmenuid') }),
      };
    case 'location':
      return locationOf(xml);
    case 'link':
      return linkOf(xml);
    default:
      return mediaOf(xml, type);
  }
}

function mediaOf(xml: XmlNode, type: string): WechatMessageContent | undefined {
  const mediaId = textOf(xml, 'MediaId');
  if (mediaId === undefined) return undefined;
  if (type === 'image')
    return { kind: 'image', mediaId, ...present({ url: textOf(xml, 'PicUrl') }) };
  // `Recognition` beside it was retired in 2023: the words have to be made from the sound.
  if (type === 'voice')
    return { kind: 'voice', mediaId, ...present({ format: textOf(xml, 'Format') }) };
  if (type === 'video' || type === 'shortvideo') return { kind: 'video', mediaId };
  return undefined;
}

/** As typed, with its white space. */
function wordsOf(xml: XmlNode): string {
  const words = xml['Content'];
  return typeof words === 'string' ? words : '';
}

function locationOf(xml: XmlNode): WechatMessageContent | undefined {
  const place = coordinatesOf(textOf(xml, 'Location_X'), textOf(xml, 'Location_Y'));
  if (place === undefined) return undefined;
  return { kind: 'location', ...place, ...present({ address: textOf(xml, 'Label') }) };
}

function linkOf(xml: XmlNode): WechatMessageContent | undefined {
  const url = textOf(xml, 'Url');
  if (url === undefined) return undefined;
  const description = textOf(xml, 'Description');
  return { kind: 'link', title: textOf(xml, 'Title') ?? url, ...present({ description }), url };
}

function other(xml: XmlNode, type: string): WechatMessageContent {
  return {
    kind: 'other',
    type,
    ...present({ title: textOf(xml, 'Title') ?? textOf(xml, 'Label') }),
  };
}
