import { z } from 'zod';
import { isMobile } from '../../domain/identifiers.ts';
import type { PushPlace } from '../../domain/push/push.ts';
import { isOnWechat, wechatKindOf } from '../../domain/wechat/account.ts';
import type { Grant } from '../../domain/wechat/grants.ts';
import { isForMessages, isLive, usableSends } from '../../domain/wechat/quota.ts';
import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { grantKindSchema } from '../wechat/grant-rows.ts';
import { byCustomer } from './by-customer.ts';

/** What the settings of the channels say about pushes. */
export interface PlaceRules {
  readonly now: Date;
  /** Sends of a customer's message that pushes leave to news of their cases, by channel account. Default: none. */
  readonly keptForNews?: (channelAccount: string) => number;
  /**
   * True for an account that must not send greetings. Default: accounts of wechaty, which a personal account risks
   * being banned for (wechat.md 4.8).
   */
  readonly forbidsGreetings?: (channelAccount: string) => boolean;
  /** False: there is no gateway for short messages, so a phone is no place. Default: there is one. */
  readonly hasSms?: boolean;
}

/** After their last word, and while a question of ours stands open, the customer is still talking with us. */
const TALK_MS = 2 * MINUTE_MS;
const OPEN_QUESTION_MS = 30 * MINUTE_MS;

/** The account of every short message. */
const SMS_ACCOUNT = 'sms';
const WECHATY = 'wechaty:';

/**
 * The newest open conversation of each account in which a chat identity of theirs was proved. What waits to leave
 * there has not been counted by the ledger of windows yet.
 */
const PLACES = {
  name: 'push-places',
  text: `SELECT DISTINCT ON (i.customer_id, c.channel_account)
      i.customer_id, c.id, c.channel_account, c.mode, i.unreachable, c.last_message_at, c.last_inbound_at,
      CASE WHEN jsonb_typeof(c.state->'stack') = 'array' THEN jsonb_array_length(c.state->'stack') > 0
        ELSE false END AS is_asked,
      COALESCE((SELECT json_agg(json_build_object('kind', g.kind, 'code', g.code, 'grantedAt', g.granted_at,
          'expiresAt', g.expires_at, 'allowed', g.allowed, 'used', g.used))
        FROM channel_grants g WHERE g.conversation_id = c.id), '[]') AS grants,
      (SELECT count(*) FROM outbox o WHERE o.order_key = c.id AND o.status IN ('queued', 'sending')
        AND (o.status = 'queued' OR o.delivery_id IS NOT NULL))::int AS waiting
    FROM channel_identities i JOIN conversations c ON c.identity_id = i.id
    WHERE i.customer_id = ANY ($1) AND i.subject_kind = 'customer' AND i.level >= 1 AND c.ended_at IS NULL
      AND (c.channel_account = 'web' OR c.channel_account LIKE 'wechat%')
    ORDER BY i.customer_id, c.channel_account, (i.unreachable IS NOT NULL),
      c.last_inbound_at DESC NULLS LAST, c.created_at DESC, c.id`,
};

const grantSchema = z.object({
  kind: grantKindSchema,
  code: z.string().nullable(),
  grantedAt: z.coerce.date(),
  expiresAt: z.coerce.date().nullable(),
  allowed: z.number(),
  used: z.number(),
});

const rowSchema = z.object({
  customer_id: z.string(),
  id: z.string(),
  channel_account: z.string(),
  mode: z.enum(['bot', 'queued', 'agent']),
  unreachable: z.string().nullable(),
  last_message_at: z.date(),
  last_inbound_at: z.date().nullable(),
  is_asked: z.boolean(),
  grants: z.array(grantSchema),
  waiting: z.number(),
});
type PlaceRow = z.infer<typeof rowSchema>;

/** Where these customers can be reached by chat: where they wrote last first. */
export async function readPlaces(
  sql: Sql,
  customerIds: readonly Id<'customer'>[],
  rules: PlaceRules,
): Promise<ReadonlyMap<string, readonly PushPlace[]>> {
  const { rows } = await sql.query({ ...PLACES, values: [customerIds] });
  const newestFirst = z
    .array(rowSchema)
    .parse(rows)
    .toSorted((a, b) => b.last_message_at.getTime() - a.last_message_at.getTime());
  return byCustomer(newestFirst, (row) => toPlace(row, rules));
}

/** A mobile phone is a place of its own. */
export function smsPlace(phone: string | undefined): readonly PushPlace[] {
  if (phone === undefined || !isMobile(phone)) return [];
  return [{ way: 'sms', account: SMS_ACCOUNT, phone }];
}

function toPlace(row: PlaceRow, rules: PlaceRules): PushPlace {
  const { channel_account: account } = row;
  const forbidsGreetings = rules.forbidsGreetings?.(account) ?? account.startsWith(WECHATY);
  return {
    way: isOnWechat(account) ? 'wechat' : 'web',
    account,
    conversationId: row.id,
    ...(row.unreachable === null ? {} : { unreachable: row.unreachable }),
    ...(row.mode === 'bot' ? {} : { isWithPerson: true }),
    ...(forbidsGreetings ? { forbidsGreetings } : {}),
    ...talkOf(row, rules.now),
    ...windowOf(row, rules),
  };
}

function talkOf(
  { last_inbound_at: saidAt, is_asked: isAsked }: PlaceRow,
  now: Date,
): Pick<PushPlace, 'talkingUntil'> {
  if (saidAt === null) return {};
  const talkingUntil = addMs(saidAt, isAsked ? OPEN_QUESTION_MS : TALK_MS);
  return talkingUntil > now ? { talkingUntil } : {};
}

/** Only WeChat's official protocols have windows. */
function windowOf(
  row: PlaceRow,
  { now, keptForNews }: PlaceRules,
): Pick<PushPlace, 'sendsLeft' | 'isWindowOpen'> {
  if (wechatKindOf(row.channel_account) === undefined) return {};
  const grants = row.grants.map(toGrant);
  const kept = keptForNews?.(row.channel_account) ?? 0;
  const usable = usableSends(grants, { purpose: 'push', keptForNews: kept, now }).length;
  const isWindowOpen = grants.some(
    (grant) => isForMessages(grant) && isLive({ ...grant, used: 0 }, now),
  );
  return { sendsLeft: Math.max(0, usable - row.waiting), isWindowOpen };
}

function toGrant({ code, expiresAt, ...grant }: z.infer<typeof grantSchema>): Grant {
  return {
    ...grant,
    ...(code === null ? {} : { code }),
    ...(expiresAt === null ? {} : { expiresAt }),
  };
}
