import { z } from 'zod';
import type { WechatEvent } from '../../../../domain/wechat/inbound.ts';
import { present } from './inbound-facts.ts';
import { kfText } from './kf-text.ts';

const event = z.object({
  event_type: kfText,
  scene: kfText,
  scene_param: kfText,
  welcome_code: kfText,
  fail_msgid: kfText,
  fail_type: kfText,
  servicer_userid: kfText,
  status: kfText,
  change_type: kfText,
  old_servicer_userid: kfText,
  new_servicer_userid: kfText,
  msg_code: kfText,
  recall_msgid: kfText,
});
type Event = z.infer<typeof event>;

/** `change_type` of a session (wechat.md 4.3). */
const CHANGES = new Map([
  ['1', 'taken'],
  ['2', 'transferred'],
  ['3', 'ended'],
  ['4', 'reopened'],
] as const);
/** `status` of a servicer who takes customers; 2 has stopped. */
const SERVING = '1';

/** The `event` of a message whose type is event. */
export function parseKfEvent(json: unknown): WechatEvent {
  const fields: Event = event.safeParse(json).data ?? {};
  return known(fields) ?? { kind: 'unsupported', name: fields.event_type ?? 'no_event' };
}

/** Undefined: not one of those, or without what makes it one. */
function known(fields: Event): WechatEvent | undefined {
  switch (fields.event_type) {
    case 'enter_session':
      return {
        kind: 'entered',
        ...present({
          scene: fields.scene,
          sceneParam: fields.scene_param,
          welcomeCode: fields.welcome_code,
        }),
      };
    case 'msg_send_fail': {
      const { fail_msgid: sendId, fail_type: reason = 'unknown' } = fields;
      return sendId === undefined ? undefined : { kind: 'send_failed', sendId, reason };
    }
    case 'servicer_status_change': {
      const { servicer_userid: servicerId, status } = fields;
      if (servicerId === undefined || status === undefined) return undefined;
      return { kind: 'servicer_status', servicerId, isServing: status === SERVING };
    }
    case 'session_status_change':
      return sessionOf(fields);
    case 'user_recall_msg':
      return recalled(fields, 'customer');
    case 'servicer_recall_msg':
      return recalled(fields, 'servicer');
    default:
      return undefined;
  }
}

function sessionOf(fields: Event): WechatEvent | undefined {
  const change = [...CHANGES].find(([type]) => type === fields.change_type)?.[1];
  if (change === undefined) return undefined;
  const servicerId = change === 'ended' ? fields.old_servicer_userid : fields.new_servicer_userid;
  return { kind: 'session', change, ...present({ servicerId, code: fields.msg_code }) };
}

function recalled(fields: Event, by: 'customer' | 'servicer'): WechatEvent | undefined {
  const recalledId = fields.recall_msgid;
  return recalledId === undefined ? undefined : { kind: 'recalled', recalledId, by };
}
