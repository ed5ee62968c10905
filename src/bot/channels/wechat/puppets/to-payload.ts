import { type payloads, types } from 'wechaty-puppet';
import type { WechatMessageContent } from '../../../../domain/wechat/inbound.ts';
import type { WechatMessage } from '../../../../domain/wechat/outbound.ts';

/** A message between a customer and the account, as a puppet remembers it. */
export interface KnownMessage {
  readonly id: string;
  readonly userId: string;
  readonly at: Date;
  /** We sent it, or a person in WeChat's own client did. */
  readonly isFromUs: boolean;
  readonly content: WechatMessageContent;
}

const TYPES = {
  text: types.Message.Text,
  image: types.Message.Image,
  voice: types.Message.Audio,
  video: types.Message.Video,
  file: types.Message.Attachment,
  location: types.Message.Location,
  link: types.Message.Url,
  other: types.Message.Unknown,
} as const;

/** A message in wechaty's words. */
export function toPayload(known: KnownMessage, selfId: string): payloads.Message {
  const { id, userId, at, isFromUs, content } = known;
  const filename = content.kind === 'file' ? content.name : undefined;
  return {
    id,
    talkerId: isFromUs ? selfId : userId,
    listenerId: isFromUs ? userId : selfId,
    timestamp: at.getTime(),
    type: TYPES[content.kind],
    text: textOf(content),
    ...(filename === undefined ? {} : { filename }),
  };
}

/** What we sent ourselves, so that wechaty finds it by its id. */
export function fromOurselves(
  id: string,
  of: { readonly userId: string; readonly message: WechatMessage; readonly at: Date },
): KnownMessage {
  const { userId, message, at } = of;
  const content: WechatMessageContent =
    message.kind === 'media'
      ? { kind: message.media, mediaId: message.mediaId }
      : { kind: 'text', text: message.kind === 'text' ? message.text : message.head };
  return { id, userId, at, isFromUs: true, content };
}

function textOf(content: WechatMessageContent): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'link':
      return content.url;
    case 'other':
      return content.title ?? content.type;
    case 'location':
      return content.name ?? content.address ?? '';
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return '';
  }
}
