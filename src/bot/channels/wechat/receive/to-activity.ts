import type { Activity, Attachment } from '../../../../domain/activity.ts';
import { toWgs84 } from '../../../../domain/wechat/gcj02.ts';
import type { WechatMessageContent } from '../../../../domain/wechat/inbound.ts';
import { copy } from '../../../../flows/copy/zh-cn.ts';
import type { Json } from '../../../../lib/json.ts';
import { cleanText } from '../../web/clean-json.ts';
import type { TakenMedia } from './media-in.ts';

const text = copy.wechatInbound;
/** What a shared place needs: a decimetre. */
const DECIMALS = 6;
/** What is no file: a mini program, a business card, an order. */
const OTHER_TYPE = 'application/vnd.wechat.message';

/** What somebody wrote as an activity of ours; `media` is the file of what has one. */
export function toActivity(content: WechatMessageContent, media?: TakenMedia): Activity {
  switch (content.kind) {
    case 'text':
      return said(content.text);
    case 'link':
      return said(text.link(content));
    case 'other':
      return unreadable(text.other(content.type, content.title));
    case 'location':
      return placed(content);
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return media === undefined ? said('') : sent(media);
  }
}

/** What a customer did not type but tapped or scanned, in words: the dialogue takes it as a tap. */
export function tapped(words: string): Activity {
  return { type: 'message', value: { text: cleanText(words) } };
}

function said(words: string): Activity {
  return { type: 'message', text: cleanText(words), textFormat: 'plain' };
}

/** A card of one line for the people at the desk: its title are not words that the customer said. */
function unreadable(title: string): Activity {
  const name = cleanText(title);
  const card = { contentType: OTHER_TYPE, name, lost: 'kind', content: { title: name } };
  return { type: 'message', attachments: [card] };
}

function sent({ attachment, transcript }: TakenMedia): Activity {
  const attachments: readonly Attachment[] = [attachment];
  if (transcript === undefined) return { type: 'message', attachments };
  return { ...said(transcript), attachments, channelData: { careline: { transcript: true } } };
}

/** WeChat tells places as China's maps draw them; everybody else, and the phone itself, means WGS-84. */
function placed(content: Extract<WechatMessageContent, { readonly kind: 'location' }>): Activity {
  const { latitude, longitude } = toWgs84(content);
  const place: Json = {
    type: 'Place',
    ...(content.name === undefined ? {} : { name: cleanText(content.name) }),
    ...(content.address === undefined ? {} : { address: cleanText(content.address) }),
    geo: {
      type: 'GeoCoordinates',
      latitude: Number(latitude.toFixed(DECIMALS)),
      longitude: Number(longitude.toFixed(DECIMALS)),
    },
  };
  return { ...said(text.place([content.name, content.address])), entities: [place] };
}
