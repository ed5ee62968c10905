import type { WechatMessage } from '../../../../domain/wechat/outbound.ts';
import type { JsonObject } from '../../../../lib/json.ts';
import type { MenuButton, OfficialAccountMenu } from './api.ts';
import { isWithin } from './kf-client-message.ts';

/** `msgtype` and its object, as message/custom/send has them (wechat.md 3.5); undefined: it has none for this. */
export function toOfficialAccountMessage(message: WechatMessage): JsonObject | undefined {
  switch (message.kind) {
    case 'text':
      return { msgtype: 'text', text: { content: message.text } };
    case 'media':
      return toMedia(message);
    case 'menu':
      return {
        msgtype: 'msgmenu',
        msgmenu: {
          head_content: message.head,
          list: message.options.map(({ id, label }) => ({ id, content: label })),
          ...(message.tail === undefined ? {} : { tail_content: message.tail }),
        },
      };
  }
}

function toMedia({
  media,
  mediaId,
}: Extract<WechatMessage, { readonly kind: 'media' }>): JsonObject | undefined {
  if (media === 'file') return undefined;
  // A video needs a picture before it; WeChat's own example names the video itself.
  const thumb = media === 'video' ? { thumb_media_id: mediaId } : {};
  return { msgtype: media, [media]: { media_id: mediaId, ...thumb } };
}

/** wechat.md 3.8: buttons in the bar and below one, and bytes of what they hold. */
const BAR_MAX = 3;
const BELOW_MAX = 5;
const BAR_NAME_BYTES_MAX = 16;
const BELOW_NAME_BYTES_MAX = 60;
const KEY_BYTES_MAX = 128;
const URL_BYTES_MAX = 1_024;

/** Why WeChat would refuse a menu; undefined: it fits. */
export function checkMenuBar({ buttons }: OfficialAccountMenu): string | undefined {
  if (buttons.length === 0 || buttons.length > BAR_MAX) return 'menu_buttons';
  for (const button of buttons) {
    const refusal = 'buttons' in button ? checkBelow(button) : checkTarget(button);
    if (refusal !== undefined) return refusal;
    if (!isName(button.name, BAR_NAME_BYTES_MAX)) return 'menu_name';
  }
  return undefined;
}

function checkBelow(parent: { readonly buttons: readonly MenuButton[] }): string | undefined {
  const { buttons } = parent;
  if (buttons.length === 0 || buttons.length > BELOW_MAX) return 'menu_buttons';
  if (buttons.some((button) => !isName(button.name, BELOW_NAME_BYTES_MAX))) return 'menu_name';
  return buttons.map(checkTarget).find((refusal) => refusal !== undefined);
}

function checkTarget(button: MenuButton): string | undefined {
  if ('key' in button) {
    return button.key !== '' && isWithin(button.key, KEY_BYTES_MAX) ? undefined : 'menu_key';
  }
  return URL.canParse(button.url) && isWithin(button.url, URL_BYTES_MAX) ? undefined : 'menu_url';
}

function isName(name: string, bytesMax: number): boolean {
  return name.trim() !== '' && isWithin(name, bytesMax);
}

/** The body of menu/create. */
export function toMenuBody(menu: OfficialAccountMenu): JsonObject {
  return {
    button: menu.buttons.map((button) =>
      'buttons' in button
        ? { name: button.name, sub_button: button.buttons.map(toButton) }
        : toButton(button),
    ),
  };
}

function toButton(button: MenuButton): JsonObject {
  return 'key' in button
    ? { type: 'click', name: button.name, key: button.key }
    : { type: 'view', name: button.name, url: button.url };
}
