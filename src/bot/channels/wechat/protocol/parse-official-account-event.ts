import type { WechatEvent } from '../../../../domain/wechat/inbound.ts';
import { coordinatesOf, present } from './inbound-facts.ts';
import { childrenOf, listOf, textOf, type XmlNode } from './xml.ts';

const QR_PREFIX = 'qrscene_';

/** The `Event` of a callback whose `MsgType` is event (wechat.md 3.3). */
export function parseOfficialAccountEvent(xml: XmlNode): WechatEvent {
  const name = textOf(xml, 'Event') ?? 'no_event';
  return (
    customerEvent(xml, name) ??
    servicerEvent(xml, name) ??
    deliveryEvent(xml, name) ?? { kind: 'unsupported', name }
  );
}

/** Undefined: not one of those, or without what makes it one. */
function customerEvent(xml: XmlNode, name: string): WechatEvent | undefined {
  const key = textOf(xml, 'EventKey');
  switch (name) {
    case 'subscribe': {
      // Another way in may stand in the key too; only a QR code of ours has a scene.
      const scene = key?.startsWith(QR_PREFIX) ? key.slice(QR_PREFIX.length) : undefined;
      return { kind: 'subscribed', ...present({ scene }) };
    }
    case 'unsubscribe':
      return { kind: 'unsubscribed' };
    case 'SCAN':
      return key === undefined ? undefined : { kind: 'scanned', scene: key };
    // Scanning from the menu opens the window as a click does; choosing photos or a place there does not (wechat.md 3.5).
    case 'CLICK':
    case 'scancode_push':
    case 'scancode_waitmsg':
      return key === undefined ? undefined : { kind: 'menu_clicked', key };
    case 'VIEW':
    case 'view_miniprogram':
      return key === undefined ? undefined : { kind: 'menu_viewed', url: key };
    case 'LOCATION': {
      const place = coordinatesOf(textOf(xml, 'Latitude'), textOf(xml, 'Longitude'));
      return place === undefined ? undefined : { kind: 'located', ...place };
    }
    case 'subscribe_msg_popup_event':
      return decisionOf(listOf(childrenOf(xml, 'SubscribeMsgPopupEvent'), 'List'));
    case 'subscribe_msg_change_event':
      return decisionOf(listOf(childrenOf(xml, 'SubscribeMsgChangeEvent'), 'List'));
    default:
      return undefined;
  }
}

/** People in the account's own customer service. */
function servicerEvent(xml: XmlNode, name: string): WechatEvent | undefined {
  const servicerId = textOf(xml, 'KfAccount');
  switch (name) {
    case 'kf_create_session':
      return { kind: 'session', change: 'taken', ...present({ servicerId }) };
    case 'kf_close_session':
      return { kind: 'session', change: 'ended', ...present({ servicerId }) };
    case 'kf_switch_session': {
      const next = textOf(xml, 'ToKfAccount');
      return { kind: 'session', change: 'transferred', ...present({ servicerId: next }) };
    }
    default:
      return undefined;
  }
}

/** What became of something that we sent. */
function deliveryEvent(xml: XmlNode, name: string): WechatEvent | undefined {
  if (name === 'TEMPLATESENDJOBFINISH') {
    const sendId = textOf(xml, 'MsgID') ?? textOf(xml, 'MsgId');
    if (sendId === undefined) return undefined;
    return { kind: 'template_sent', sendId, status: textOf(xml, 'Status') ?? 'unknown' };
  }
  if (name !== 'subscribe_msg_sent_event') return undefined;
  // One notice is sent at a time, so the list has one member.
  const [sent = {}] = listOf(childrenOf(xml, 'SubscribeMsgSentEvent'), 'List');
  const sendId = textOf(sent, 'MsgID');
  if (sendId === undefined) return undefined;
  const code = textOf(sent, 'ErrorCode');
  const status = code === '0' ? 'success' : `failed:${textOf(sent, 'ErrorStatus') ?? code ?? ''}`;
  return { kind: 'template_sent', sendId, status };
}

function decisionOf(list: readonly XmlNode[]): WechatEvent | undefined {
  const decisions = list.flatMap((one) => {
    const templateId = textOf(one, 'TemplateId');
    if (templateId === undefined) return [];
    return [{ templateId, isAccepted: textOf(one, 'SubscribeStatusString') === 'accept' }];
  });
  return decisions.length === 0 ? undefined : { kind: 'subscription_decided', decisions };
}
