import { z } from 'zod';
import { actionsSchema, variantsSchema } from '../../domain/outreach/template.ts';
import { PUSH_CLASSES, PUSH_WAYS } from '../../domain/push/settings.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import type { Sql } from '../sql.ts';
import { pushContentSchema } from './content.ts';

const json = z.custom<JsonObject>(isJsonObject);

const campaignSchema = z.object({
  id: z.string(),
  push_class: z.enum(PUSH_CLASSES),
  is_urgent: z.boolean(),
  care_plan_id: z.string().nullable(),
  values: json,
  ways: z.array(z.enum(PUSH_WAYS)),
  ends_at: z.date(),
  daily_from: z.string(),
  daily_until: z.string(),
  per_minute: z.number().nullable(),
  tokens: z.number(),
  refilled_at: z.date().nullable(),
  occasion: z.string().nullable(),
  variants: variantsSchema.nullable(),
  actions: actionsSchema.nullable(),
});

/** A campaign that sends now. */
export type OpenCampaign = z.infer<typeof campaignSchema>;

/** Campaigns that are looked at in one batch; the others have their turn when these have nothing due. */
const CAMPAIGNS_MAX = 200;

/** Dangers first, then progress, cases, care, and what is sold last; within a class the one that began first. */
const OPEN = {
  name: 'outreach-open-campaigns',
  text: `SELECT p.id, p.push_class, p.is_urgent, p.care_plan_id, p.values, p.ways, p.ends_at, p.daily_from,
      p.daily_until, p.per_minute, p.tokens, p.refilled_at, t.occasion, t.variants, t.actions
    FROM campaigns p LEFT JOIN outreach_templates t ON t.id = p.template_id
    WHERE p.status IN ('planning', 'running') AND p.starts_at <= $1 AND p.ends_at > $1
    ORDER BY p.is_urgent DESC, array_position('{service,survey,care,marketing}'::text[], p.push_class), p.starts_at, p.id
    LIMIT ${CAMPAIGNS_MAX}`,
};

/** The campaigns that may send now, in the order in which they do. */
export async function readOpenCampaigns(sql: Sql, now: Date): Promise<readonly OpenCampaign[]> {
  const { rows } = await sql.query({ ...OPEN, values: [now] });
  return z.array(campaignSchema).parse(rows);
}

const rowSchema = z.object({
  id: z.string(),
  campaign_id: z.string().nullable(),
  customer_id: z.string(),
  push_class: z.enum(PUSH_CLASSES),
  priority: z.string().nullable(),
  is_urgent: z.boolean(),
  variant: z.string().nullable(),
  content: pushContentSchema.nullable(),
  ways: z.array(z.enum(PUSH_WAYS)).nullable(),
  reason: z.string().nullable(),
  not_after: z.date().nullable(),
});

/** A push that is due. */
export type DueRow = z.infer<typeof rowSchema>;

/** Where due pushes are taken from, in this order: a campaign, or those of their own. */
export type Source = { readonly campaignId: string } | 'alone';

/**
 * Each source gives its own first rows by its own index. Planned each time: with the statistics of an empty table a
 * kept plan would read a campaign of a million rows for each batch.
 */
const FIND = `SELECT d.id FROM unnest($1::text[]) WITH ORDINALITY AS s(campaign_id, nth),
    LATERAL (SELECT o.id, o.not_before FROM outreach_deliveries o
      WHERE o.campaign_id = s.campaign_id AND o.status = 'planned' AND o.not_before <= $2
      ORDER BY o.not_before, o.id LIMIT $3) d
  ORDER BY s.nth, d.not_before, d.id LIMIT $3`;
const FIND_ALONE = `SELECT id FROM outreach_deliveries
  WHERE campaign_id IS NULL AND status = 'planned' AND not_before <= $1 ORDER BY not_before, id LIMIT $2`;

const LOCK = {
  name: 'outreach-lock-due',
  text: `SELECT id, campaign_id, customer_id, push_class, priority, is_urgent, variant, content, ways, reason, not_after
    FROM outreach_deliveries WHERE id = ANY ($1::bigint[]) AND status = 'planned'
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`,
};

/**
 * Up to `limit` due pushes of these sources, locked. At most one of a customer: the next one is judged when this one
 * counts.
 */
export async function lockDue(
  sql: Sql,
  wanted: { readonly sources: readonly Source[]; readonly now: Date; readonly limit: number },
): Promise<readonly DueRow[]> {
  const ids: string[] = [];
  for (const group of grouped(wanted.sources)) {
    const limit = wanted.limit - ids.length;
    if (limit > 0) ids.push(...(await findIn(sql, group, { now: wanted.now, limit })));
  }
  if (ids.length === 0) return [];
  const { rows } = await sql.query({ ...LOCK, values: [ids] });
  const due = z.array(rowSchema).parse(rows);
  const nth = new Map(ids.map((id, index) => [id, index]));
  const inOrder = due.toSorted((a, b) => (nth.get(a.id) ?? 0) - (nth.get(b.id) ?? 0));
  const seen = new Set<string>();
  return inOrder.filter(({ customer_id: customerId }) => {
    if (seen.has(customerId)) return false;
    seen.add(customerId);
    return true;
  });
}

type Group = readonly string[] | 'alone';

/** Campaigns that follow each other are asked for together. */
function grouped(sources: readonly Source[]): readonly Group[] {
  const groups: Group[] = [];
  let campaigns: string[] = [];
  const close = (): void => {
    if (campaigns.length > 0) groups.push(campaigns);
    campaigns = [];
  };
  for (const source of sources) {
    if (source === 'alone') {
      close();
      groups.push('alone');
    } else campaigns.push(source.campaignId);
  }
  close();
  return groups;
}

async function findIn(
  sql: Sql,
  group: Group,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } =
    group === 'alone'
      ? await sql.query<{ id: string }>(FIND_ALONE, [now, limit])
      : await sql.query<{ id: string }>(FIND, [group, now, limit]);
  return rows.map(({ id }) => id);
}
