import { z } from 'zod';
import { dayAt, formatDay, parseDay, startOf } from '../../domain/calendar/shanghai-day.ts';
import type { PushAbout, PushValues } from '../../domain/outreach/template.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  gender: z.enum(['male', 'female']).nullable().catch(null),
  city: z.string().nullable(),
  manager: z.string().nullable(),
  licence_expires_on: z.string().nullable(),
  first_start: z.date().nullable(),
  policy_kind: z.enum(['compulsory', 'commercial']).nullable().catch(null),
  policy_ends_at: z.date().nullable(),
  policy_plate: z.string().nullable(),
  inspection_due_on: z.string().nullable(),
  inspection_plate: z.string().nullable(),
  claim_no: z.string().nullable(),
  claim_plate: z.string().nullable(),
  any_plate: z.string().nullable(),
});
type Row = z.infer<typeof rowSchema>;

/**
 * What is known of these customers for their pushes, in one statement. Of several policies and vehicles the one that
 * `about` names, otherwise the one that is due next. Ids that nobody has are absent.
 */
export async function loadPushValues(
  sql: Sql,
  customerIds: readonly Id<'customer'>[],
  now: Date,
  about: PushAbout = {},
): Promise<ReadonlyMap<string, PushValues>> {
  if (customerIds.length === 0) return new Map();
  const ends = windowOf(about.policyEndsOn);
  const closed = windowOf(about.claimClosedOn);
  const { rows } = await sql.query({
    name: 'outreach_push_values',
    text: STATEMENT,
    values: [
      [...customerIds],
      now,
      // A policy until midnight covers the day before: its last day is that of the moment before its end.
      ends === undefined ? null : ends.from,
      ends === undefined ? null : ends.until,
      about.policyKind ?? null,
      about.inspectionDueOn ?? null,
      formatDay(dayAt(now.getTime())),
      closed === undefined ? null : closed.from,
      closed === undefined ? null : closed.until,
    ],
  });
  return new Map(rows.map((row) => toEntry(rowSchema.parse(row), { now, about })));
}

const STATEMENT = `
  SELECT c.id, c.name, c.gender, c.city, c.relationship_manager AS manager, c.licence_expires_on,
    first.starts_at AS first_start, policy.kind AS policy_kind, policy.ends_at AS policy_ends_at,
    policy.plate AS policy_plate, car.inspection_due_on, car.plate AS inspection_plate,
    claim.claim_no, claim.plate AS claim_plate, own.plate AS any_plate
  FROM customers c
  LEFT JOIN LATERAL (
    SELECT min(p.starts_at) AS starts_at FROM policies p WHERE p.customer_id = c.id AND p.status <> 'cancelled'
  ) first ON true
  LEFT JOIN LATERAL (
    SELECT p.kind, p.ends_at, v.plate FROM policies p LEFT JOIN vehicles v ON v.id = p.vehicle_id
    WHERE p.customer_id = c.id AND p.status <> 'cancelled' AND ($5::text IS NULL OR p.kind = $5)
      AND CASE WHEN $3::timestamptz IS NULL THEN p.ends_at > $2
        ELSE p.ends_at > $3 AND p.ends_at <= $4::timestamptz END
    ORDER BY p.ends_at, p.kind, p.id LIMIT 1
  ) policy ON true
  LEFT JOIN LATERAL (
    SELECT v.inspection_due_on, v.plate FROM vehicles v
    WHERE v.customer_id = c.id AND v.inspection_due_on IS NOT NULL
      AND CASE WHEN $6::text IS NULL THEN v.inspection_due_on >= $7 ELSE v.inspection_due_on = $6 END
    ORDER BY v.inspection_due_on, v.id LIMIT 1
  ) car ON true
  LEFT JOIN LATERAL (
    SELECT k.claim_no, k.plate FROM claims k
    WHERE k.customer_id = c.id AND ($8::timestamptz IS NULL
      OR (k.status IN ('CLOSED_PAID', 'CLOSED_ZERO') AND k.status_at >= $8 AND k.status_at < $9::timestamptz))
    ORDER BY k.status_at DESC, k.id LIMIT 1
  ) claim ON true
  LEFT JOIN LATERAL (
    SELECT v.plate FROM vehicles v WHERE v.customer_id = c.id AND v.plate IS NOT NULL
    ORDER BY v.created_at, v.id LIMIT 1
  ) own ON true
  WHERE c.id = ANY($1)`;

function toEntry(
  row: Row,
  { now, about }: { readonly now: Date; readonly about: PushAbout },
): readonly [string, PushValues] {
  return [
    row.id,
    {
      name: row.name,
      gender: row.gender ?? undefined,
      plate: plateOf(row, about),
      policyKind: row.policy_kind ?? undefined,
      policyEndsOn:
        row.policy_ends_at === null
          ? undefined
          : formatDay(dayAt(row.policy_ends_at.getTime() - 1)),
      inspectionDueOn: row.inspection_due_on ?? undefined,
      licenceExpiresOn: row.licence_expires_on ?? undefined,
      claimNo: row.claim_no ?? undefined,
      manager: row.manager ?? undefined,
      city: row.city ?? undefined,
      tenureYears: row.first_start === null ? undefined : wholeYears(row.first_start, now),
    },
  ];
}

/** The plate of what the push is about. */
function plateOf(row: Row, about: PushAbout): string | undefined {
  if (about.inspectionDueOn !== undefined) return row.inspection_plate ?? undefined;
  if (about.claimClosedOn !== undefined) return row.claim_plate ?? undefined;
  if (about.policyEndsOn !== undefined) return row.policy_plate ?? undefined;
  return row.any_plate ?? undefined;
}

/** Years that are over on Shanghai's calendar. */
function wholeYears(since: Date, now: Date): number {
  const [from, to] = [formatDay(dayAt(since.getTime())), formatDay(dayAt(now.getTime()))];
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return Math.max(0, to.slice(5) < from.slice(5) ? years - 1 : years);
}

function windowOf(
  day: string | undefined,
): { readonly from: Date; readonly until: Date } | undefined {
  const found = day === undefined ? undefined : parseDay(day);
  return found === undefined
    ? undefined
    : { from: new Date(startOf(found)), until: new Date(startOf(found + 1)) };
}
