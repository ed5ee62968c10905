import { z } from 'zod';
import { instant, instantInput, pageQuery } from './common.ts';

/** Filters of the audit trail; `from` is included, `to` is not. */
export const auditQuery = pageQuery.extend({
  subjectKind: z.string().max(50).optional(),
  subjectId: z.string().max(200).optional(),
  actorId: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  from: instantInput.optional(),
  to: instantInput.optional(),
});

export const auditRow = z.object({
  id: z.string(),
  at: instant,
  actorKind: z.string(),
  actorId: z.string(),
  /** Of a person or a key of the desk; null of anything else. */
  actorName: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  reason: z.string().nullable(),
  data: z.record(z.string(), z.json()),
});
