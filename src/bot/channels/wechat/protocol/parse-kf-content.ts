import { z } from 'zod';
import type { WechatMessageContent } from '../../../../domain/wechat/inbound.ts';
import { cleanText } from '../../web/clean-json.ts';
import { coordinatesOf, present } from './inbound-facts.ts';
import { kfText } from './kf-text.ts';

const degrees = z.union([z.string(), z.number()]).optional().catch(undefined);

/** The object that a message has under the name of its type: all fields of all types, since none means two things. */
const body = z.object({
  /** As typed, with its white space. */
  content: z.string().transform(cleanText).optional().catch(undefined),
  menu_id: kfText,
  media_id: kfText,
  file_name: kfText,
  latitude: degrees,
  longitude: degrees,
  name: kfText,
  address: kfText,
  title: kfText,
  desc: kfText,
  url: kfText,
  head_content: kfText,
});
type Body = z.infer<typeof body>;

/** What somebody wrote (wechat.md 4.3); of a type that nobody knows here, or without its content, `other`. */
export function parseKfContent(type: string, json: unknown): WechatMessageContent {
  const fields: Body = body.safeParse(json).data ?? {};
  return knownContent(type, fields) ?? otherContent(type, fields);
}

function knownContent(type: string, fields: Body): WechatMessageContent | undefined {
  switch (type) {
    case 'text':
      return {
        kind: 'text',
        text: fields.content ?? '',
        ...present({ menuId: fields.menu_id }),
      };
    case 'location':
      return locationOf(fields);
    case 'link':
      return linkOf(fields);
    default:
      return mediaOf(type, fields);
  }
}

function mediaOf(type: string, fields: Body): WechatMessageContent | undefined {
  const mediaId = fields.media_id;
  if (mediaId === undefined) return undefined;
  if (type === 'image' || type === 'voice' || type === 'video') return { kind: type, mediaId };
  if (type === 'file') return { kind: 'file', mediaId, ...present({ name: fields.file_name }) };
  return undefined;
}

function locationOf(fields: Body): WechatMessageContent | undefined {
  const place = coordinatesOf(fields.latitude, fields.longitude);
  if (place === undefined) return undefined;
  const { name, address } = fields;
  return { kind: 'location', ...place, ...present({ name, address }) };
}

function linkOf(fields: Body): WechatMessageContent | undefined {
  const { url, title = url, desc: description } = fields;
  if (url === undefined || title === undefined) return undefined;
  return { kind: 'link', title, ...present({ description }), url };
}

function otherContent(type: string, fields: Body): WechatMessageContent {
  const title = fields.title ?? fields.head_content ?? fields.address ?? fields.name;
  return { kind: 'other', type, ...present({ title }) };
}
