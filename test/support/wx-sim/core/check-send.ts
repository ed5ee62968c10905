import type { SendBody } from './seen-of.ts';
import { optionsOf } from './seen-of.ts';
import type { SimCore } from './sim-core.ts';

const TEXT_BYTES_MAX = 2_048;
const HEAD_BYTES_MAX = 1_024;
const OPTIONS_MAX = 10;
const OPTION_BYTES_MAX = 128;
const VIEW_BYTES_MAX = 1_024;
const URL_BYTES_MAX = 2_048;

const TOO_LARGE = 45_002;
const EMPTY = 44_004;
const bytes = (text: string): number => Buffer.byteLength(text);

/** The errcode that a message's content meets, of either protocol; undefined: it is fine (wechat.md 3.5, 4.5). */
export function checkSend(
  core: SimCore,
  channel: 'official-account' | 'kf',
  body: SendBody,
): number | undefined {
  switch (body.msgtype) {
    case 'text':
      if (body.text === undefined || body.text.content.trim() === '') return EMPTY;
      return bytes(body.text.content) > TEXT_BYTES_MAX ? TOO_LARGE : undefined;
    case 'msgmenu':
      return checkMenu(channel, body);
    case 'file':
      return channel === 'kf' ? checkMedia(core, body, 'file') : 40_008;
    case 'image':
    case 'voice':
    case 'video':
      return checkMedia(core, body, body.msgtype);
    case 'link':
      return body.link === undefined || bytes(body.link.url) > URL_BYTES_MAX ? 40_058 : undefined;
    case 'news':
      return channel === 'official-account' && body.news?.articles.length === 1
        ? undefined
        : 45_008;
    case 'location':
    case 'miniprogram':
    case 'miniprogrampage':
      return undefined;
    default:
      return 40_008;
  }
}

function checkMedia(
  core: SimCore,
  body: SendBody,
  type: 'image' | 'voice' | 'video' | 'file',
): number | undefined {
  const media = core.media.get(body[type]?.media_id ?? '');
  return media?.type === type ? undefined : 40_007;
}

function checkMenu(channel: 'official-account' | 'kf', body: SendBody): number | undefined {
  const menu = body.msgmenu;
  if (menu === undefined) return channel === 'kf' ? 40_058 : 47_001;
  if (bytes(menu.head_content) > HEAD_BYTES_MAX) return TOO_LARGE;
  if (bytes(menu.tail_content) > HEAD_BYTES_MAX) return TOO_LARGE;
  const options = optionsOf(body);
  if (options.length > OPTIONS_MAX) return channel === 'kf' ? 95_008 : TOO_LARGE;
  if (options.length === 0 && menu.head_content === '' && menu.tail_content === '') return EMPTY;
  // Items of the one protocol have a type, and those of the other have none.
  if (menu.list.some((item) => 'type' in item !== (channel === 'kf'))) {
    return channel === 'kf' ? 95_009 : 47_001;
  }
  for (const { id, label, url } of options) {
    if (label === '') return EMPTY;
    const labelMax = id === '' ? VIEW_BYTES_MAX : OPTION_BYTES_MAX;
    if (bytes(id) > OPTION_BYTES_MAX || bytes(label) > labelMax) return TOO_LARGE;
    if (url !== undefined && bytes(url) > URL_BYTES_MAX) return TOO_LARGE;
  }
  return undefined;
}
