import { z } from 'zod';
import { type ApiAnswer, type ApiRoutes, done, failed, taking } from '../core/api-answer.ts';
import { checkSend } from '../core/check-send.ts';
import { readSendBody, seenOf } from '../core/seen-of.ts';
import type { SeenVia } from '../types.ts';
import { type Guest, type KfAccount, stateOf, WINDOW_MS } from './account.ts';

const BAD_PARAMETER = 40_058;
const MSGID = /^[0-9a-zA-Z_-]{1,32}$/;

const sendSchema = z.object({
  touser: z.string(),
  open_kfid: z.string(),
  msgid: z.string().optional(),
  msgtype: z.string(),
});
const onEventSchema = z.object({
  code: z.string(),
  msgid: z.string().optional(),
  msgtype: z.string(),
});

/** `send_msg` and `send_msg_on_event` (wechat.md 4.5). */
export function sendRoutes(account: KfAccount): ApiRoutes {
  return {
    'POST /cgi-bin/kf/send_msg': taking(sendSchema, BAD_PARAMETER, (body, { body: raw }) =>
      send(account, body, raw),
    ),
    'POST /cgi-bin/kf/send_msg_on_event': taking(
      onEventSchema,
      BAD_PARAMETER,
      (body, { body: raw }) => sendOnEvent(account, body, raw),
    ),
  };
}

function send(account: KfAccount, body: z.infer<typeof sendSchema>, raw: unknown): ApiAnswer {
  if (!account.servicers.has(body.open_kfid)) return failed(95_004, 'open_kfid not exist');
  const guest = account.findGuest(body.touser, body.open_kfid);
  if (guest === undefined) return failed(40_096, 'invalid external userid');
  const refusal = contentRefusal(account, raw) ?? idRefusal(account, body.open_kfid, body.msgid);
  if (refusal !== undefined) return failed(refusal);
  const { core } = account;
  const now = core.timers.now().getTime();
  // Before the state: it is over with the window, and the window is the truer word.
  if (now - (guest.lastWroteAt ?? 0) >= WINDOW_MS) return failed(95_002, 'send time limit');
  const state = stateOf(account, guest);
  if (state > 1) return failed(95_018, `send msg session status invalid (${state})`);
  if (guest.left <= 0) return failed(95_001, 'send msg count limit');
  guest.left -= 1;
  const msgid = body.msgid ?? `SENT${core.next()}`;
  account.sentIds.add(`${body.open_kfid} ${msgid}`);
  if (account.loses.times === 0) show(account, guest, { raw, msgid, via: 'send_msg' });
  else lose(account, guest, msgid);
  return done({ msgid });
}

/** Taken, and it does not arrive. */
function lose(account: KfAccount, guest: Guest, msgid: string): void {
  account.loses.times -= 1;
  const event = {
    event_type: 'msg_send_fail',
    fail_msgid: msgid,
    fail_type: account.loses.failType,
  };
  account.core.timers.after(0, () => void account.pushEvent(guest, event));
}

function sendOnEvent(
  account: KfAccount,
  body: z.infer<typeof onEventSchema>,
  raw: unknown,
): ApiAnswer {
  const { core, codes } = account;
  const code = codes.get(body.code);
  const isGood = code !== undefined && !code.isUsed && code.expiresAt > core.timers.now().getTime();
  if (!isGood) return failed(core.limits.badCodeErrcode, 'invalid code');
  const isMenuTaken = code.scene === 'welcome' || code.scene === 'closing';
  const isTypeTaken = body.msgtype === 'text' || (body.msgtype === 'msgmenu' && isMenuTaken);
  if (!isTypeTaken) return failed(40_008, 'invalid msgtype for this code');
  const { guest } = code;
  const refusal = contentRefusal(account, raw) ?? idRefusal(account, guest.openKfid, body.msgid);
  if (refusal !== undefined) return failed(refusal);
  code.isUsed = true;
  const msgid = body.msgid ?? `SENT${core.next()}`;
  account.sentIds.add(`${guest.openKfid} ${msgid}`);
  show(account, guest, { raw, msgid, via: 'on_event' });
  return done({ msgid });
}

function contentRefusal(account: KfAccount, raw: unknown): number | undefined {
  const content = readSendBody(raw);
  return content === undefined ? BAD_PARAMETER : checkSend(account.core, 'kf', content);
}

function idRefusal(
  account: KfAccount,
  openKfid: string,
  msgid: string | undefined,
): number | undefined {
  if (msgid === undefined) return undefined;
  if (!MSGID.test(msgid)) return BAD_PARAMETER;
  const isKnown = account.sentIds.has(`${openKfid} ${msgid}`);
  return isKnown ? account.core.limits.duplicateMsgidErrcode : undefined;
}

function show(
  account: KfAccount,
  guest: Guest,
  given: { readonly raw: unknown; readonly msgid: string; readonly via: SeenVia },
): void {
  const content = readSendBody(given.raw);
  if (content === undefined) return;
  const at = account.core.timers.now();
  guest.phone.show({ ...seenOf(content), id: given.msgid, at, via: given.via });
}
