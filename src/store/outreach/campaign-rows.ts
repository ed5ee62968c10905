import { z } from 'zod';
import { CAMPAIGN_STATES, type CampaignLife } from '../../domain/outreach/campaign.ts';
import type { CampaignRecord } from '../../domain/outreach/record.ts';
import { PUSH_CLASSES, PUSH_WAYS } from '../../domain/push/settings.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';

const json = z.custom<JsonObject>(isJsonObject);

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  occasion_key: z.string(),
  push_class: z.enum(PUSH_CLASSES),
  is_urgent: z.boolean(),
  care_plan_id: z.string().nullable(),
  occasion_on: z.string().nullable(),
  template_id: z.string().nullable(),
  values: z.record(z.string(), z.string()).catch({}),
  audience_rule: json,
  ways: z.array(z.enum(PUSH_WAYS)),
  share_of_b: z.number(),
  status: z.enum(CAMPAIGN_STATES),
  reason: z.string().nullable(),
  starts_at: z.date(),
  ends_at: z.date(),
  daily_from: z.string(),
  daily_until: z.string(),
  per_minute: z.number().nullable(),
  planned_at: z.date().nullable(),
  planned: z.number(),
  created_by: z.string(),
  created_at: z.date(),
  started_at: z.date().nullable(),
  finished_at: z.date().nullable(),
  updated_at: z.date(),
});

/** Columns of `campaigns p`. */
export const CAMPAIGN_COLUMNS = Object.keys(rowSchema.shape)
  .map((column) => `p.${column}`)
  .join(', ');

/** A row of `campaigns`. */
export function toCampaign(value: unknown): CampaignRecord {
  const row = rowSchema.parse(value);
  return {
    id: row.id,
    name: row.name,
    occasionKey: row.occasion_key,
    pushClass: row.push_class,
    isUrgent: row.is_urgent,
    carePlanId: row.care_plan_id,
    occasionOn: row.occasion_on,
    templateId: row.template_id,
    values: row.values,
    audienceRule: row.audience_rule,
    ways: row.ways,
    shareOfB: row.share_of_b,
    status: row.status,
    reason: row.reason,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    dailyFrom: row.daily_from,
    dailyUntil: row.daily_until,
    perMinute: row.per_minute,
    planned: row.planned,
    isPlanned: row.planned_at !== null,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    updatedAt: row.updated_at,
  };
}

/** What the rules of its life look at. */
export function toLife(campaign: CampaignRecord): CampaignLife {
  const { carePlanId, endsAt, isPlanned, startsAt, status } = campaign;
  return {
    state: status,
    startsAt,
    endsAt,
    isPlanned,
    ...(carePlanId === null ? {} : { carePlanId }),
  };
}
