import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { OutboxRow } from '../../domain/outbox.ts';
import type { PushJob, PushWords, WritePush, WrittenPush } from '../../domain/outreach/job.ts';
import { aboutOf, type PushAbout, type PushValues } from '../../domain/outreach/template.ts';
import type { PushPlace } from '../../domain/push/push.ts';
import { wechatKindOf } from '../../domain/wechat/account.ts';
import { addMs, SECOND_MS } from '../../lib/clock.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import { TRANSCRIPT_CHANNELS } from '../conversations/append.ts';
import { toOutboxRow } from '../outbox/outbox-row.ts';
import type { Sql } from '../sql.ts';
import type { Budgets } from './accounts.ts';
import type { CampaignRates } from './campaign-rates.ts';
import type { DueRow, OpenCampaign } from './candidates.ts';
import type { Verdict } from './judge.ts';
import { loadPushValues } from './push-values.ts';
import { SAVE_RELEASED, SAVE_WAITING } from './release-sql.ts';

/** A row and what follows for it. */
export interface Decided {
  readonly row: DueRow;
  readonly campaign: OpenCampaign | undefined;
  readonly verdict: Verdict;
}

interface ToSend {
  readonly row: DueRow;
  readonly campaign: OpenCampaign | undefined;
  readonly place: PushPlace;
}

interface Given {
  readonly decided: readonly Decided[];
  readonly budgets: Budgets;
  readonly rates: CampaignRates;
  readonly now: Date;
  readonly leasedUntil: Date;
}

interface Deps {
  readonly random: Random;
  readonly write: WritePush;
  readonly freshState: JsonObject;
}

/** A row whose conversation somebody writes in just now is looked at again after so long. */
const BUSY_MS = SECOND_MS;

/** Writes down a whole batch in a few statements, whatever its size. */
export async function saveRelease(
  sql: Sql,
  deps: Deps,
  given: Given,
): Promise<{ readonly rows: readonly OutboxRow[]; readonly grew: readonly Id<'conversation'>[] }> {
  const { decided, now } = given;
  const wanted = decided.flatMap(({ row, campaign, verdict }): readonly ToSend[] =>
    verdict.kind === 'send' ? [{ row, campaign, place: verdict.place }] : [],
  );
  const free = await lockConversations(sql, wanted);
  const busy = wanted.filter(({ place }) => !isFree(place, free));
  const able = wanted.filter(({ place }) => isFree(place, free));
  const values = await valuesOf(sql, able, now);
  const written = able.map((one) => ({ ...one, words: putIntoWords(one, deps, { values, now }) }));
  const waiting: readonly Waiting[] = [
    ...decided.flatMap(toWaiting(now)),
    ...busy.map(
      ({ row }): Waiting => ({
        id: row.id,
        status: 'planned',
        reason: row.reason,
        not_before: addMs(now, BUSY_MS),
      }),
    ),
    ...written.flatMap(({ row, words }): readonly Waiting[] =>
      words.kind === 'written'
        ? []
        : [{ id: row.id, status: 'suppressed', reason: words.reason, not_before: null }],
    ),
  ];
  if (waiting.length > 0) {
    await sql.query({ ...SAVE_WAITING, values: [JSON.stringify(waiting), now] });
  }
  const sent = written.flatMap(({ words, ...one }) =>
    words.kind === 'written' ? [{ ...one, words }] : [],
  );
  const saved = await saveSent(sql, deps, { ...given, sent });
  await given.budgets.save(sql);
  await given.rates.save(sql);
  return saved;
}

/**
 * In the order of their ids, and only those that are free: whoever holds one may wait for another, and a turn is
 * committed in a moment.
 */
const LOCK_CONVERSATIONS = {
  name: 'outreach-lock-conversations',
  text: `SELECT id FROM conversations WHERE id = ANY ($1) AND ended_at IS NULL AND mode = 'bot'
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`,
};

async function lockConversations(
  sql: Sql,
  wanted: readonly ToSend[],
): Promise<ReadonlySet<string>> {
  const ids = wanted.flatMap(({ place: { conversationId: id } }) => (id === undefined ? [] : [id]));
  if (ids.length === 0) return new Set();
  const { rows } = await sql.query<{ id: string }>({ ...LOCK_CONVERSATIONS, values: [ids] });
  return new Set(rows.map(({ id }) => id));
}

function isFree({ conversationId }: PushPlace, free: ReadonlySet<string>): boolean {
  return conversationId === undefined || free.has(conversationId);
}

/** By row. Rows of campaigns that are about the same, such as nothing in particular, are read together. */
async function valuesOf(
  sql: Sql,
  able: readonly ToSend[],
  now: Date,
): Promise<ReadonlyMap<string, PushValues>> {
  const groups = new Map<string, { readonly about: PushAbout; readonly rows: DueRow[] }>();
  for (const { row, campaign } of able) {
    if (campaign === undefined) continue;
    const about = aboutOf(campaign.values);
    const group = groups.get(JSON.stringify(about)) ?? { about, rows: [] };
    group.rows.push(row);
    groups.set(JSON.stringify(about), group);
  }
  const values = new Map<string, PushValues>();
  for (const { about, rows } of groups.values()) {
    const ids = rows.map((row) => row.customer_id);
    const known = await loadPushValues(sql, ids, now, about);
    for (const row of rows) {
      const own = known.get(row.customer_id);
      if (own !== undefined) values.set(row.id, own);
    }
  }
  return values;
}

function putIntoWords(
  { row, campaign, place }: ToSend,
  { write }: Deps,
  given: { readonly values: ReadonlyMap<string, PushValues>; readonly now: Date },
): WrittenPush {
  const words = wordsOf(row, campaign, given.values);
  if (words === undefined) return { kind: 'unwritable', reason: 'no_words' };
  const { customer_id: customerId } = row;
  const job: PushJob = { customerId, way: place.way, words, now: given.now };
  return write(job);
}

function wordsOf(
  row: DueRow,
  campaign: OpenCampaign | undefined,
  values: ReadonlyMap<string, PushValues>,
): PushWords | undefined {
  if (row.content !== null) return { kind: 'content', content: row.content };
  if (campaign === undefined) return undefined;
  const { variants, actions } = campaign;
  const customer = values.get(row.id) ?? { name: '' };
  // Without a template its words are a person's own: the value `text`, checked when it was written.
  const own = campaign.values['text'];
  const texts = variants ?? (typeof own === 'string' ? [{ key: 'A' as const, text: own }] : []);
  if (texts.length === 0) return undefined;
  const template = { pushClass: row.push_class, variants: texts, actions: actions ?? [] };
  const variant = row.variant ?? 'A';
  return { kind: 'template', template, variant, values: campaign.values, customer };
}

/** A row that is not sent now, as SAVE_WAITING takes it. */
interface Waiting {
  readonly id: string;
  readonly status: 'planned' | 'suppressed';
  readonly reason: string | null;
  /** Null: as it was. */
  readonly not_before: Date | null;
}

function toWaiting(now: Date): (decided: Decided) => readonly Waiting[] {
  return ({ row, verdict }) => {
    switch (verdict.kind) {
      case 'send':
        return [];
      case 'suppress':
        return [{ id: row.id, status: 'suppressed', reason: verdict.reason, not_before: null }];
      case 'wait': {
        // What ends before its turn comes is looked at once more at its end, and then suppressed.
        const { not_after: notAfter } = row;
        const isLate = notAfter !== null && notAfter < verdict.until && notAfter > now;
        const until = isLate ? notAfter : verdict.until;
        return [{ id: row.id, status: 'planned', reason: verdict.reason, not_before: until }];
      }
    }
  };
}

type Sent = ToSend & { readonly words: Extract<WrittenPush, { readonly kind: 'written' }> };

async function saveSent(
  sql: Sql,
  deps: Deps,
  { sent, now, leasedUntil }: Given & { readonly sent: readonly Sent[] },
): Promise<{ readonly rows: readonly OutboxRow[]; readonly grew: readonly Id<'conversation'>[] }> {
  if (sent.length === 0) return { rows: [], grew: [] };
  const { rows } = await sql.query({
    ...SAVE_RELEASED,
    values: [
      JSON.stringify(sent.map((one) => toInput(one, deps.random))),
      now,
      leasedUntil,
      JSON.stringify(deps.freshState),
    ],
  });
  return {
    // What has to wait behind an earlier message of its conversation is sent with it.
    rows: rows.filter((row) => savedSchema.parse(row).status === 'sending').map(toOutboxRow),
    grew: sent.flatMap(({ place: { conversationId: id } }) => (id === undefined ? [] : [id])),
  };
}

const savedSchema = z.object({ status: z.enum(['sending', 'queued']) });

function toInput({ row, place, words }: Sent, random: Random): object {
  const { way, account, conversationId, phone } = place;
  const common = { id: row.id, way, account };
  const { message, offered } = words;
  if (conversationId === undefined) {
    const to = phone ?? '';
    return {
      ...common,
      outbox_id: newId('outbox', random),
      kind: 'sms',
      order_key: `sms:${createHash('sha256').update(to).digest('hex')}`,
      payload: { to, text: words.smsText },
    };
  }
  const said = {
    ...common,
    conversation_id: conversationId,
    author: message.author,
    activity: message.activity,
    generated_by: message.generatedBy ?? 'template',
    ...(offered.length === 0 ? {} : { offered }),
  };
  if (TRANSCRIPT_CHANNELS.includes(account)) return said;
  const payload =
    wechatKindOf(account) === undefined
      ? { channelAccount: account, activity: message.activity }
      : { channelAccount: account, purpose: 'push', activities: [message.activity] };
  return {
    ...said,
    outbox_id: newId('outbox', random),
    kind: 'channel_message',
    order_key: conversationId,
    payload,
  };
}
