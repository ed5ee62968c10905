import { type WechatKind, wechatKindOf } from '../../../../domain/wechat/account.ts';
import type { NewGrant } from '../../../../domain/wechat/grants.ts';
import { addMs, HOUR_MS, SECOND_MS } from '../../../../lib/clock.ts';
import type { WechatQuota } from '../../../../lib/wechat-accounts.ts';
import type { Place } from './conversation.ts';

/** A welcome code is good for one message within this time (wechat.md 4.5). */
const CODE_MS = 20 * SECOND_MS;

/**
 * What a customer's act allows us to send (wechat.md 3.5, 4.5); undefined for what allows nothing. It counts from
 * WeChat's own time, and is dated by ours, so that the same row grants the same however often it is worked off.
 */
export function grantOf(place: Place, quota: WechatQuota): NewGrant | undefined {
  const { content, channelAccount, sentAt } = place.inbound;
  const messages = (): NewGrant => ({
    conversationId: place.conversationId,
    kind: 'message',
    grantedAt: place.at,
    expiresAt: addMs(sentAt, quota.messageHours * HOUR_MS),
    allowed: quota.messagesMax,
  });
  const action = (kind: 'menu_click' | 'subscribe' | 'scan'): NewGrant => ({
    conversationId: place.conversationId,
    kind,
    grantedAt: place.at,
    expiresAt: addMs(sentAt, quota.actionSeconds * SECOND_MS),
    allowed: quota.actionsMax,
  });
  switch (content.kind) {
    case 'text':
      return isMenuTap(content, wechatKindOf(channelAccount)) ? action('menu_click') : messages();
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
    case 'location':
    case 'link':
    case 'other':
      return messages();
    case 'menu_clicked':
      return action('menu_click');
    case 'subscribed':
      return action('subscribe');
    case 'scanned':
      return action('scan');
    case 'entered':
      return content.welcomeCode === undefined ? undefined : welcome(place, content.welcomeCode);
    default:
      // A session's end grants a closing, too: native/native.ts does it in its own order.
      return undefined;
  }
}

/** At an Official Account a tap on a menu in the chat counts as a tap, not as a message. */
function isMenuTap(content: { readonly menuId?: string }, kind: WechatKind | undefined): boolean {
  return kind === 'official-account' && content.menuId !== undefined;
}

function welcome({ conversationId, at, inbound }: Place, code: string): NewGrant {
  const expiresAt = addMs(inbound.sentAt, CODE_MS);
  return { conversationId, kind: 'welcome', code, grantedAt: at, expiresAt, allowed: 1 };
}
