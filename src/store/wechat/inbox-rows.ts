import { z } from 'zod';
import type { WechatContent, WechatInbound } from '../../domain/wechat/inbound.ts';
import type { InboxRow } from '../../domain/wechat/ports.ts';
import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import { textField } from '../../lib/json.ts';

/** How long a row is a living process's own; one that is lost in there longer than this is taken again. */
const ROW_LEASE_MS = 10 * MINUTE_MS;

/** When a row, or a reading, that is taken now may be taken from a process that lives but forgot it. */
export function leaseEnd(now: Date): Date {
  return addMs(now, ROW_LEASE_MS);
}

/** Inbounds as every statement that stores them takes them, in a JSON array. */
export function toInboxInput(inbounds: readonly WechatInbound[], receivedAt: Date): object[] {
  return inbounds.map((inbound, nth) => ({
    nth,
    account: inbound.channelAccount,
    message_id: inbound.messageId,
    user_key: userKeyOf(inbound),
    sent_at: inbound.sentAt,
    received_at: receivedAt,
    payload: inbound,
  }));
}

/** Its columns, for jsonb_to_recordset. */
export const INBOX_INPUT =
  'nth int, account text, message_id text, user_key text, sent_at timestamptz, received_at timestamptz, payload jsonb';

/** JSON, because an id may hold any separator. */
function userKeyOf(inbound: WechatInbound): string {
  return JSON.stringify([inbound.channelAccount, inbound.openKfid ?? '', inbound.userId ?? '']);
}

const rowSchema = z.object({
  id: z.string(),
  channel_account: z.string(),
  message_id: z.string(),
  sent_at: z.date(),
  received_at: z.date(),
  attempts: z.number(),
  payload: z.unknown(),
});

export function toInboxRow(value: unknown): InboxRow {
  const row = rowSchema.parse(value);
  const userId = textField(row.payload, 'userId');
  const openKfid = textField(row.payload, 'openKfid');
  return {
    id: row.id,
    attempt: row.attempts,
    receivedAt: row.received_at,
    inbound: {
      channelAccount: row.channel_account,
      messageId: row.message_id,
      sentAt: row.sent_at,
      content: toContent(row.payload),
      ...(userId === undefined ? {} : { userId }),
      ...(openKfid === undefined ? {} : { openKfid }),
    },
  };
}

/** Every kind there is; the compiler misses none. */
const KINDS: Readonly<Record<WechatContent['kind'], true>> = {
  text: true,
  image: true,
  voice: true,
  video: true,
  file: true,
  location: true,
  link: true,
  other: true,
  entered: true,
  subscribed: true,
  unsubscribed: true,
  scanned: true,
  menu_clicked: true,
  menu_viewed: true,
  located: true,
  send_failed: true,
  template_sent: true,
  subscription_decided: true,
  session: true,
  servicer_wrote: true,
  servicer_status: true,
  recalled: true,
  unsupported: true,
};
const storedSchema = z.object({
  content: z.custom<WechatContent>((value) => Object.hasOwn(KINDS, textField(value, 'kind') ?? '')),
});

/** A row of a newer version's kind is known to nobody here: it must not keep those behind it from being read. */
function toContent(payload: unknown): WechatContent {
  const stored = storedSchema.safeParse(payload);
  if (stored.success) return stored.data.content;
  return { kind: 'unsupported', name: 'unreadable row' };
}
