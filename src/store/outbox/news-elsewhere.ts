import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Activity } from '../../domain/activity.ts';
import { isMobile } from '../../domain/identifiers.ts';
import { effectiveLevel, type IdentityLevel } from '../../domain/identity.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { appendMessages } from '../conversations/append.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { enqueue } from './enqueue.ts';

/** News that a channel did not let through, as an outbox row had them. */
export interface UndeliveredNews {
  readonly outboxId: Id<'outbox'>;
  readonly conversationId: Id<'conversation'>;
  readonly activities: readonly Activity[];
}

const FIND_PHONE = {
  name: 'news-phone',
  text: `SELECT COALESCE(k.phone, r.reporter_phone) AS phone
    FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
      LEFT JOIN customers k ON k.id = i.customer_id AND i.subject_kind = 'customer'
      LEFT JOIN claims r ON r.claim_no = i.reporter_claim_no AND i.subject_kind = 'reporter'
    WHERE c.id = $1 AND i.level >= 1`,
};

/**
 * Queues one short message that says there is news, to the phone of whoever the conversation is with, once for each
 * row of news. False: nobody has proved who they are, or there is no mobile number.
 */
export function makeNewsSms(deps: {
  readonly pool: Pool;
  /** Nothing personal: anybody may read it. */
  readonly text: string;
  readonly queued: (orderKey: string) => void;
  readonly clock: Clock;
}): (news: UndeliveredNews) => Promise<boolean> {
  return async ({ outboxId, conversationId }) => {
    const { rows } = await deps.pool.query<{ phone: string | null }>({
      ...FIND_PHONE,
      values: [conversationId],
    });
    const phone = rows[0]?.phone ?? '';
    if (!isMobile(phone)) return false;
    const orderKey = `sms:${createHash('sha256').update(phone).digest('hex')}`;
    const payload = { to: phone, text: deps.text };
    const id = `${outboxId}-sms`;
    await enqueue(deps.pool, { id, kind: 'sms', orderKey, payload, now: deps.clock.now() });
    deps.queued(orderKey);
    return true;
  };
}

interface WebPlaceRow {
  readonly id: string;
  readonly web_level: IdentityLevel;
  readonly web_verified_at: Date | null;
  readonly web_inbound_at: Date | null;
  readonly level: IdentityLevel;
  readonly verified_at: Date | null;
  readonly last_inbound_at: Date | null;
}

/** The newest of the same customer; locked, so that whoever appends next sees what was appended. */
const FIND_WEB = {
  name: 'news-web-place',
  text: `SELECT w.id, wi.level AS web_level, wi.verified_at AS web_verified_at, w.last_inbound_at AS web_inbound_at,
      i.level, i.verified_at, c.last_inbound_at
    FROM conversations c JOIN channel_identities i ON i.id = c.identity_id
      JOIN channel_identities wi ON wi.customer_id = i.customer_id AND wi.subject_kind = 'customer'
        AND wi.channel_account = 'web' AND wi.level >= 1
      JOIN conversations w ON w.identity_id = wi.id AND w.ended_at IS NULL
    WHERE c.id = $1 AND i.subject_kind = 'customer' AND i.level >= 1
    ORDER BY w.last_inbound_at DESC NULLS LAST, w.created_at DESC LIMIT 1
    FOR NO KEY UPDATE OF w`,
};

const FIND_TOLD = {
  name: 'news-told',
  text: `SELECT 1 FROM messages WHERE conversation_id = $1 AND direction = 'out'
    AND activity #>> '{channelData,careline,newsOf}' = $2 LIMIT 1`,
};

/**
 * Appends the news to the same customer's newest open web conversation, once for each row of news. False: there is
 * none, or whoever chats there has proved less than the words were written for (law 8).
 */
export function makeNewsWeb(deps: {
  readonly pool: Pool;
  /** The conversation grew. */
  readonly grew: (id: Id<'conversation'>) => void;
  readonly clock: Clock;
  readonly random: Random;
}): (news: UndeliveredNews) => Promise<boolean> {
  return async (news) => {
    const told = await inTransaction(deps.pool, (sql) => appendToWeb(sql, deps, news));
    if (told !== undefined) deps.grew(told);
    return told !== undefined;
  };
}

async function appendToWeb(
  sql: Sql,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  { outboxId, conversationId, activities }: UndeliveredNews,
): Promise<Id<'conversation'> | undefined> {
  const { rows } = await sql.query<WebPlaceRow>({
    ...FIND_WEB,
    values: [conversationId],
  });
  const [place] = rows;
  const now = clock.now();
  if (place === undefined || !knowsAsMuch(place, now)) return undefined;
  const told = await sql.query({ ...FIND_TOLD, values: [place.id, outboxId] });
  if (told.rows.length > 0) return place.id;
  const messages = activities.map((activity) => ({
    author: 'bot' as const,
    generatedBy: 'template' as const,
    activity: marked(activity, outboxId),
  }));
  await appendMessages(sql, { conversationId: place.id, messages, purpose: 'news', now, random });
  return place.id;
}

function knowsAsMuch(place: WebPlaceRow, now: Date): boolean {
  const there = levelOf(place.web_level, place.web_verified_at, place.web_inbound_at);
  const here = levelOf(place.level, place.verified_at, place.last_inbound_at);
  return effectiveLevel(there, now) >= effectiveLevel(here, now);
}

function levelOf(level: IdentityLevel, verifiedAt: Date | null, lastInboundAt: Date | null) {
  return {
    level,
    ...(verifiedAt === null ? {} : { verifiedAt }),
    ...(lastInboundAt === null ? {} : { lastInboundAt }),
  };
}

/** By this a repeated attempt finds what it appended. */
function marked(activity: Activity, outboxId: Id<'outbox'>): Activity {
  const { channelData } = activity;
  const careline = channelData?.['careline'];
  const ours = typeof careline === 'object' && careline !== null && !Array.isArray(careline);
  return {
    ...activity,
    channelData: { ...channelData, careline: { ...(ours ? careline : {}), newsOf: outboxId } },
  };
}
