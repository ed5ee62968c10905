import { z } from 'zod';
import type {
  KfDoorbell,
  WechatContent,
  WechatInbound,
} from '../../../../domain/wechat/inbound.ts';
import { cleanJson } from '../../web/clean-json.ts';
import { idOfFacts, present, secondsToDate } from './inbound-facts.ts';
import { kfText } from './kf-text.ts';
import { parseKfContent } from './parse-kf-content.ts';
import { parseKfEvent } from './parse-kf-event.ts';
import { textOf, type XmlNode } from './xml.ts';

/** The callback of 微信客服: it only says that there is something to fetch. */
export function parseKfCallback(
  xml: XmlNode,
): KfDoorbell | { readonly kind: 'unsupported'; readonly name: string } {
  const name = textOf(xml, 'Event') ?? textOf(xml, 'MsgType') ?? 'no_event';
  const token = textOf(xml, 'Token');
  const openKfid = textOf(xml, 'OpenKfId');
  if (name !== 'kf_msg_or_event' || token === undefined || openKfid === undefined) {
    return { kind: 'unsupported', name };
  }
  return { kind: 'doorbell', openKfid, token };
}

/** Who wrote a message (wechat.md 4.3). */
const ORIGINS = { customer: 3, servicer: 5 } as const;

const envelope = z.looseObject({
  msgid: kfText,
  open_kfid: kfText,
  external_userid: kfText,
  servicer_userid: kfText,
  send_time: kfText,
  origin: z.number().optional().catch(undefined),
  msgtype: kfText,
  /** Here an event's ids are, and not above (wechat.md 4.3). */
  event: z.looseObject({ open_kfid: kfText, external_userid: kfText }).optional().catch(undefined),
});
type Envelope = z.infer<typeof envelope>;

/** One member of `msg_list`; what nobody knows here becomes `unsupported`. Never throws. */
export function parseKfMessage(json: unknown, channelAccount: string): WechatInbound {
  const message: Envelope = envelope.safeParse(json).data ?? {};
  const sentAt = secondsToDate(message.send_time);
  const content = contentOf(message, sentAt !== undefined);
  return {
    channelAccount,
    messageId: message.msgid ?? idOfFacts([cleanJson(json) ?? null]),
    ...present({
      userId: message.external_userid ?? message.event?.external_userid,
      openKfid: message.open_kfid ?? message.event?.open_kfid,
    }),
    sentAt: sentAt ?? new Date(0),
    content,
  };
}

function contentOf(message: Envelope, hasTime: boolean): WechatContent {
  const type = message.msgtype ?? 'no_type';
  if (!hasTime) return { kind: 'unsupported', name: type };
  if (type === 'event') return parseKfEvent(message.event ?? {});
  if (message.external_userid === undefined || message.open_kfid === undefined) {
    return { kind: 'unsupported', name: type };
  }
  const content = parseKfContent(type, message[type]);
  if (message.origin === ORIGINS.customer) return content;
  if (message.origin === ORIGINS.servicer) {
    return { kind: 'servicer_wrote', servicerId: message.servicer_userid ?? '', content };
  }
  return { kind: 'unsupported', name: `${type}_of_origin_${message.origin ?? 'none'}` };
}
