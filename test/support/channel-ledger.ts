import type { Pool } from 'pg';
import { expect } from 'vitest';
import type { WechatTeller } from './wechat-teller.ts';

const MESSAGES = `
  SELECT seq, delivery, delivery_reason FROM messages
  WHERE conversation_id = $1 AND direction = 'out' ORDER BY seq`;

/** What went over the wire. */
const SENDS = `
  SELECT status, provider_id FROM channel_sends
  WHERE conversation_id = $1 AND status <> 'suppressed'`;

const TOLD_BY_TEMPLATE = `
  SELECT id FROM outbox WHERE conversation_id = $1 AND reason = 'told_by_template'`;
/** What a phone shows that was not sent as a message of the conversation. */
const NOT_MESSAGES: readonly string[] = ['servicer', 'wechat', 'template'];

/** Says whether every message of a conversation left, or why not, and whether the phone has each exactly once. */
export async function expectLedger(
  pool: Pool,
  { phone, conversationId }: Pick<WechatTeller, 'phone' | 'conversationId'>,
): Promise<void> {
  const id = await conversationId();
  const { rows: messages } = await pool.query<{
    readonly delivery: string | null;
    readonly delivery_reason: string | null;
  }>(MESSAGES, [id]);
  for (const message of messages) {
    const isTold = message.delivery === 'sent' || message.delivery === 'delivered';
    const isHonest = message.delivery === 'suppressed' && message.delivery_reason !== null;
    expect([message, isTold || isHonest]).toEqual([message, true]);
  }
  const { rows: sends } = await pool.query<{
    readonly status: string;
    readonly provider_id: string | null;
  }>(SENDS, [id]);
  expect(sends.map(({ status }) => status)).toEqual(sends.map(() => 'sent'));
  // A notice by template stands in its row's reason: WeChat drops a copy of it by its id.
  const { rows: notices } = await pool.query(TOLD_BY_TEMPLATE, [id]);
  const all = phone.received();
  expect(all.filter(({ via }) => via === 'template')).toHaveLength(notices.length);
  const got = all.filter(({ via }) => !NOT_MESSAGES.includes(via));
  expect(got).toHaveLength(sends.length);
  const named = sends.flatMap(({ provider_id: name }) => name ?? []);
  expect(new Set(named).size).toBe(named.length);
  // 微信客服 keeps our own name for each; the Official Account has none of ours.
  if (named.length > 0)
    expect(got.map(({ id: name }) => name).toSorted()).toEqual(named.toSorted());
}
