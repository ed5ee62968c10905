import {
  MENU_OPTIONS_MAX,
  MENU_TEXT_BYTES_MAX,
  TEXT_BYTES_MAX,
  type WechatMessage,
} from '../../../../domain/wechat/outbound.ts';
import type { JsonObject } from '../../../../lib/json.ts';

/** An option's id and label (wechat.md 4.5; older texts say 64 for the id). */
const MENU_ID_BYTES_MAX = 128;
const MENU_LABEL_BYTES_MAX = 128;

/** Why WeChat would refuse a message; undefined: it fits. */
export function checkMessage(message: WechatMessage): string | undefined {
  switch (message.kind) {
    case 'text':
      return checkText(message.text, TEXT_BYTES_MAX);
    case 'menu':
      return checkMenu(message);
    case 'media':
      return message.mediaId === '' ? 'media_id' : undefined;
  }
}

function checkText(text: string, bytesMax: number): string | undefined {
  if (text.trim() === '') return 'text_empty';
  return isWithin(text, bytesMax) ? undefined : 'text_too_long';
}

function checkMenu(menu: Extract<WechatMessage, { readonly kind: 'menu' }>): string | undefined {
  const { head, options, tail } = menu;
  if (!isWithin(head, MENU_TEXT_BYTES_MAX) || !isWithin(tail ?? '', MENU_TEXT_BYTES_MAX)) {
    return 'menu_text_too_long';
  }
  if (options.length === 0 || options.length > MENU_OPTIONS_MAX) return 'menu_options';
  for (const { id, label } of options) {
    if (id === '' || !isWithin(id, MENU_ID_BYTES_MAX)) return 'menu_option_id';
    if (label.trim() === '' || !isWithin(label, MENU_LABEL_BYTES_MAX)) return 'menu_option_label';
  }
  const ids = new Set(options.map((option) => option.id));
  return ids.size === options.length ? undefined : 'menu_option_id';
}

/** WeChat counts bytes of UTF-8. */
export function isWithin(text: string, bytesMax: number): boolean {
  return Buffer.byteLength(text) <= bytesMax;
}

/** `msgtype` and its object, as 微信客服 has them (wechat.md 4.5). */
export function toKfMessage(message: WechatMessage): JsonObject {
  switch (message.kind) {
    case 'text':
      return { msgtype: 'text', text: { content: message.text } };
    case 'media':
      return { msgtype: message.media, [message.media]: { media_id: message.mediaId } };
    case 'menu':
      return {
        msgtype: 'msgmenu',
        msgmenu: {
          head_content: message.head,
          list: message.options.map(({ id, label }) => ({
            type: 'click',
            click: { id, content: label },
          })),
          ...(message.tail === undefined ? {} : { tail_content: message.tail }),
        },
      };
  }
}
