import { z } from 'zod';
import { COMPLAINT_SEVERITIES, COMPLAINT_SOURCES } from '../../domain/complaint/record.ts';
import { CLOCK_KINDS, PAUSE_REASONS } from '../../domain/sla/clock.ts';
import type { SlaPolicy } from '../../domain/sla/policy.ts';

const lengthSchema = z.discriminatedUnion('basis', [
  z.object({ basis: z.literal('continuous'), minutes: z.number() }),
  z.object({ basis: z.literal('working'), minutes: z.number(), calendarId: z.string() }),
  z.object({ basis: z.literal('natural_days'), days: z.number() }),
]);

/** A promise as JSON columns hold it. */
export const targetSchema = z.object({
  kind: z.enum(CLOCK_KINDS),
  length: lengthSchema,
  pausedBy: z.array(z.enum(PAUSE_REASONS)),
});

const rowSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  priority: z.number().int(),
  fits: z.object({
    severities: z.array(z.enum(COMPLAINT_SEVERITIES)).optional(),
    categories: z.array(z.string()).optional(),
    sources: z.array(z.enum(COMPLAINT_SOURCES)).optional(),
  }),
  targets: z.array(targetSchema),
  is_active: z.boolean(),
  created_by: z.string(),
  created_at: z.date(),
});

export const POLICY_COLUMNS = Object.keys(rowSchema.shape).join(', ');

/** A row of sla_policies as PostgreSQL gives it. */
export function toPolicy(row: unknown): SlaPolicy {
  const { is_active, created_by, created_at, ...rest } = rowSchema.parse(row);
  return { ...rest, isActive: is_active, createdBy: created_by, createdAt: created_at };
}
