import { z } from 'zod';
import { plannedOccasionSchema } from '../../domain/care/occasions.ts';
import type { CarePlan } from '../../domain/care/plan.ts';
import { audienceRuleSchema } from '../../domain/outreach/audience.ts';
import { PUSH_WAYS } from '../../domain/push/settings.ts';

const rowSchema = z.object({
  id: z.string(),
  occasion: plannedOccasionSchema,
  name: z.string(),
  template_code: z.string(),
  audience_rule: audienceRuleSchema,
  ways: z.array(z.enum(PUSH_WAYS)),
  daily_from: z.string(),
  daily_until: z.string(),
  grace_days: z.number().int(),
  is_active: z.boolean(),
  planned_until: z.string().nullable(),
  updated_by: z.string(),
  updated_at: z.date(),
});

export const PLAN_COLUMNS = Object.keys(rowSchema.shape).join(', ');

/** A row of care_plans as PostgreSQL gives it. */
export function toPlan(row: unknown): CarePlan {
  const it = rowSchema.parse(row);
  return {
    id: it.id,
    occasion: it.occasion,
    name: it.name,
    templateCode: it.template_code,
    audienceRule: it.audience_rule,
    ways: it.ways,
    dailyFrom: it.daily_from,
    dailyUntil: it.daily_until,
    graceDays: it.grace_days,
    isActive: it.is_active,
    ...(it.planned_until === null ? {} : { plannedUntil: it.planned_until }),
    updatedBy: it.updated_by,
    updatedAt: it.updated_at,
  };
}
